"""Impossible figures and wholesale changes are refused; what publishers do is not."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, plausible, queries
from skillshire.indicators.assemble import assemble
from skillshire.places import areas
from skillshire.sources.errors import SourceError
from tests.indicators import invented, test_assemble

AREAS = {one.code: one.name for one in areas.all("district") if one.code.startswith("E07")}
YEAR = "2024-01-01/P1Y"
quick = settings(deadline=None, max_examples=60)


def made(unit, limits=None, **figure):
    """assemble() of one figure in the unit: value, lower, upper."""
    table = test_assemble.frame({("E10000015", "", YEAR): 1.0}).with_columns(
        pl.lit(number, pl.Float64).alias(name) for name, number in figure.items()
    )
    given = {"unit": unit, "bounds": limits}
    definition = test_assemble.indicator(("one", "s")).model_copy(update=given)
    return assemble(definition, {"one": test_assemble.harvest("one", table)}, {("one", 0): 1}, {})


@pytest.mark.parametrize(
    ("unit", "value"),
    [("percent", 2200.0), ("percent", -0.1), ("percent", 100.01), ("count", -1.0), ("pounds", -5.0),
     ("pounds per hour", -0.01), ("per 100,000", 100_001.0), ("minutes", 1441.0)],
)  # fmt: skip
def test_a_figure_that_its_unit_cannot_have_is_refused_with_file_and_line(unit, value):
    with pytest.raises(SourceError, match=f"cannot be a figure of claimant-count-rate, in {unit}") as caught:
        made(unit, value=value)
    assert str(caught.value).startswith(f"one: f.csv, line 2: {value:,.10g} for E10000015, {YEAR}")
    assert str(caught.value).endswith("under `range` in its definition.")


@pytest.mark.parametrize("name", ["lower", "upper"])
def test_a_limit_outside_is_refused_too(name):
    others = {"lower": 1.0, "upper": 99.0}
    with pytest.raises(SourceError, match="101 for E10000015"):
        made("percent", value=50.0, **{**others, name: 101.0})


@pytest.mark.parametrize(
    ("unit", "value"), [("percent", 0.0), ("percent", 100.0), ("count", 0.0), ("score", -1.4)]
)
def test_what_lies_on_the_edge_or_has_no_edge_is_loaded(unit, value):
    assert made(unit, value=value).frame["value"].to_list() == [value]


def test_a_definition_may_allow_more_or_less():
    assert made("percent", (-100, 100), value=-3.98).frame["value"].to_list() == [-3.98]
    assert made("count", (None, None), value=-1e6).frame["value"].to_list() == [-1e6]
    with pytest.raises(SourceError, match="which lies between -100 and 100"):
        made("percent", (-100, 100), value=-100.5)
    with pytest.raises(SourceError, match="which lies at 5 or below"):
        made("percent", (None, 5), value=6.0)


def test_every_unit_has_a_range_and_few_definitions_another():
    assert set(plausible.RANGES) == set(definitions.Unit.__args__)
    others = {one.id for one in definitions.indicators().values() if one.bounds}
    assert others == {
        "employment-projection-detail", "level-2-gap-by-19", "level-3-gap-by-19", "september-guarantee",
    }  # fmt: skip


# --- Wholesale changes --------------------------------------------------------------------------------------


def wholesale(before, after, loaded=("one",)):
    definition = definitions.indicators()["claimant-count-rate"]

    def table(values):
        rows = [(f"E{place:08}", "", YEAR, value, 1) for place, value in enumerate(values)]
        schema = ["area", "breakdown", "period", "value", "snapshot"]
        return pl.DataFrame(rows, schema=schema, orient="row", schema_overrides={"value": pl.Float64})

    records = [{"source": "one"}]
    plausible.refuse_wholesale(definition, table(after), records, table(before), loaded)


@quick
@given(
    st.lists(st.floats(0.1, 9.0), min_size=50, max_size=80), st.sampled_from([10, 100, 1000, 0.1, 0.001, 7])
)
def test_all_multiplied_is_refused(before, factor):
    with pytest.raises(SourceError, match="one: .* → .*--accept-changes"):
        wholesale(before, [value * factor for value in before])


def test_the_sentence_shows_one_example():
    with pytest.raises(SourceError) as caught:
        wholesale([2.5] * 60, [25.0] * 60)
    assert str(caught.value) == (
        "one: 60 of the 60 figures of claimant-count-rate that serve would be revised, most by far more than "
        f"a revision is, such as 2.5 → 25 for E00000000, {YEAR}; the unit or the columns may have changed "
        "(if the publisher made it so, load it with --accept-changes)."
    )


@quick
@given(st.lists(st.tuples(st.floats(0.1, 9.0), st.floats(0.21, 4.9)), min_size=1, max_size=80))
def test_revisions_by_less_than_five_times_are_loaded(pairs):
    wholesale([old for old, _ in pairs], [old * ratio for old, ratio in pairs])


def test_a_part_of_the_figures_shifted_by_the_point_is_refused_and_any_other_part_loaded():
    """A file of several, say, in which every figure is in thousands."""
    with pytest.raises(SourceError, match="60 of the 200 figures"):
        wholesale([2.0] * 200, [2000.0] * 60 + [2.0] * 140)
    wholesale([2.0] * 200, [14.0] * 60 + [2.0] * 140)


def test_few_figures_may_all_change():
    wholesale([2.0] * 49, [2000.0] * 49)


def test_figures_that_come_or_go_are_no_revisions():
    wholesale([None] * 30 + [0.0] * 30 + [2.0] * 60, [5.0] * 60 + [None] * 60)


def test_what_is_carried_over_is_not_looked_at():
    wholesale([2.0] * 60, [20.0] * 60, loaded=("another",))


def test_a_load_is_refused_and_accepted_when_asked_to(load, tmp_path):
    invented.claimants(tmp_path, value=2.5, areas=AREAS)
    first = load(tmp_path)
    invented.claimants(tmp_path, value=25.0, areas=AREAS)
    with pytest.raises(UserError, match="ons-els-claimant-count: .*such as 2.5 → 25 for"):
        load(tmp_path)
    assert queries.release().id == first.id
    load(tmp_path, accept_changes=True)
    assert queries.series("claimant-count-rate", "E07000243").latest.value == 25.0


def test_a_figure_that_cannot_be_is_refused_even_then(load, tmp_path):
    invented.pay(tmp_path, value=-600.0)
    with pytest.raises(UserError, match="gross-median-weekly-pay.csv, line 2: -600 for"):
        load(tmp_path, accept_changes=True)
