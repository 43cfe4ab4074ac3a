"""Which source stands, what is summed, and what is refused, each beside a slow second way of doing it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, report
from skillshire.indicators.assemble import COLUMNS, KEY, assemble, totals
from skillshire.indicators.harvest import Harvest, later_files_win
from skillshire.places import areas
from skillshire.sources.snapshot import Snapshot

HERTS = "E10000015"
DISTRICTS = [area.code for area in areas.children(HERTS, "district")]
YEARS = ["2023-01-01/P1Y", "2024-01-01/P1Y"]
SCHEMA = {
    "series": pl.String, "area": pl.String, "period": pl.String, "breakdown": pl.String, "value": pl.Float64,
    "lower": pl.Float64, "upper": pl.Float64, "status": pl.String, "line": pl.Int64, "file": pl.Int32,
}  # fmt: skip

quick = settings(deadline=None, max_examples=40)  # the first example pays for imports
numbers = st.none() | st.integers(0, 50).map(float)
keys = st.tuples(st.sampled_from(DISTRICTS[:3]), st.sampled_from(["", "sex=female"]), st.sampled_from(YEARS))
figures = st.dictionaries(keys, numbers, min_size=1)


def indicator(*origins):
    """An invented indicator whose origins are (source, series) or (source, series, breakdown)."""
    model = definitions.indicators()["claimant-count-rate"].model_dump(by_alias=True)
    names = ("source", "series", "breakdown")
    return definitions.IndicatorDefinition.model_validate(
        {**model, "from": [dict(zip(names, origin, strict=False)) for origin in origins]}
    )


def frame(found, series="s", file=0):
    rows = [
        (series, area, period, breakdown, value, None, None, "" if value is not None else "x", line, file)
        for line, ((area, breakdown, period), value) in enumerate(found.items(), start=2)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def kept(published=date(2026, 1, 1)):
    """A file's snapshot; all but its day is invented and plays no part."""
    return Snapshot("p", "t", "l", "u", published, date(2026, 1, 2), "0" * 64, 1, Path("f.csv"))


def harvest(source, table, sums=()):
    model = next(iter(definitions.sources().values())).model_copy(update={"id": source})
    return Harvest(model, table, (kept(),), table.height, 0, sums)


def assembled(*sources, carried=None):
    """assembled(("one", figures), …): the table of an indicator that takes `s` of each, in that order."""
    harvests = {name: harvest(name, frame(found)) for name, found in sources}
    order = [*harvests, *(carried or {})]
    numbers = {(name, 0): place for place, name in enumerate(harvests, start=1)}
    return assemble(indicator(*[(name, "s") for name in order]), harvests, numbers, carried or {})


def as_dict(table):
    return {row[:3]: row[3] for row in table.select(*KEY, "value").iter_rows()}


@quick
@given(figures, figures)
def test_the_first_source_with_a_number_stands(one, two):
    found = assembled(("one", one), ("two", two))

    expected, origin = {}, {}
    for number, rows in ((1, one), (2, two)):
        for key, value in rows.items():
            if key not in expected or (expected[key] is None and value is not None):
                expected[key], origin[key] = value, number

    assert as_dict(found.frame) == expected
    assert {row[:3]: row[3] for row in found.frame.select(*KEY, "snapshot").iter_rows()} == origin


@quick
@given(figures, figures)
def test_differences_between_sources_beyond_rounding_are_reported(one, two):
    found = assembled(("one", one), ("two", two))
    gaps = {
        key: (one[key], two[key])
        for key in set(one) & set(two)
        if None not in (one[key], two[key]) and abs(one[key] - two[key]) > 0.06
    }
    told = {
        (item["area"], item["breakdown"], item["period"]): (item["value_chosen"], item["value"])
        for item in found.disagreements
    }
    assert told == gaps


@quick
@given(
    st.dictionaries(st.tuples(st.sampled_from(DISTRICTS), st.just(""), st.sampled_from(YEARS)), numbers)
    | st.fixed_dictionaries({(code, "", YEARS[0]): st.integers(0, 50).map(float) for code in DISTRICTS})
)
def test_a_county_is_the_sum_of_its_districts_where_each_has_a_number(found):
    summed = totals(frame(found), "county").filter(pl.col("area") == HERTS)

    expected = {}
    for year in YEARS:
        values = [found.get((code, "", year)) for code in DISTRICTS]
        if None not in values:
            expected[HERTS, "", year] = sum(values)
    assert as_dict(summed) == expected


def test_a_publisher_s_own_figure_for_a_county_is_not_summed_over():
    found = {(code, "", YEARS[0]): 1.0 for code in DISTRICTS} | {(HERTS, "", YEARS[1]): 99.0}
    assert HERTS not in set(totals(frame(found), "county")["area"])


def test_a_sum_of_provisional_figures_is_provisional():
    found = frame({(code, "", YEARS[0]): 1.0 for code in DISTRICTS})
    part = found.with_columns(
        status=pl.when(pl.col("area") == DISTRICTS[3]).then(pl.lit("p")).otherwise("status")
    )
    assert totals(part, "county").filter(pl.col("area") == HERTS)["status"].to_list() == ["p"]


@quick
@given(st.lists(figures, min_size=1, max_size=4))
def test_the_later_file_of_a_source_wins(files):
    every = pl.concat([frame(found, file=place) for place, found in enumerate(files)])
    expected = {}
    for found in files:
        expected.update(found)
    assert as_dict(later_files_win(every)) == expected


def test_what_a_source_gave_before_stands_at_its_place_in_the_order():
    key, other = (DISTRICTS[0], "", YEARS[0]), (DISTRICTS[1], "", YEARS[0])
    old = assembled(("two", {key: 5.0, other: 6.0})).frame.with_columns(snapshot=pl.lit(9, pl.Int64))
    found = assembled(("one", {key: 1.0}), carried={"two": old})
    assert as_dict(found.frame) == {key: 1.0, other: 6.0}
    assert found.frame["snapshot"].to_list() == [1, 9]


def test_an_indicator_without_any_of_its_sources_is_left_out():
    assert assemble(indicator(("one", "s")), {}, {}, {}) is None


def test_a_series_that_is_a_part_by_its_name_gets_its_breakdown_in_the_order_of_keys():
    found = {(DISTRICTS[0], "", YEARS[0]): 1.0, (DISTRICTS[0], "sex=female", YEARS[0]): 2.0}
    made = assemble(
        indicator(("one", "s", "age=16-24")), {"one": harvest("one", frame(found))}, {("one", 0): 1}, {}
    )
    assert made.frame["breakdown"].to_list() == ["age=16-24", "age=16-24;sex=female"]


def test_a_series_that_the_source_no_longer_has_is_refused():
    with pytest.raises(UserError, match="source one has no series “s”"):
        assemble(
            indicator(("one", "s")),
            {"one": harvest("one", frame({(HERTS, "", YEARS[0]): 1.0}, "t"))},
            {("one", 0): 1},
            {},
        )


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("area", "Stevenage", "area"),
        ("period", "2023", "period"),
        ("breakdown", "female", "breakdown"),
        ("status", "maybe", "status"),
        ("value", float("nan"), "value"),
        ("value", float("inf"), "value"),
        ("lower", 60.0, "limits_are_in_order"),
        ("value", None, "limits_have_a_value"),
    ],
)
def test_a_figure_that_no_release_may_hold_is_refused(column, value, rule):
    table = frame({(HERTS, "", YEARS[0]): 50.0}).with_columns(lower=pl.lit(45.0), upper=pl.lit(55.0))
    wrong = table.with_columns(pl.lit(value, dtype=table.schema[column]).alias(column))
    with pytest.raises(UserError, match=f"1 figures fail the check “{rule}"):
        assemble(indicator(("one", "s")), {"one": harvest("one", wrong)}, {("one", 0): 1}, {})


@quick
@given(figures, figures)
def test_differences_between_releases_are_counted_one_by_one(before, after):
    def table(found):
        return frame(found).with_columns(snapshot=pl.lit(1)).select(COLUMNS)

    found = report.differences(table(before), table(after))

    changed = [key for key in set(before) & set(after) if before[key] != after[key]]
    assert found["added"] == len(set(after) - set(before))
    assert found["removed"] == len(set(before) - set(after))
    assert found["changed"] == len(changed)
    assert {tuple(one[name] for name in KEY) for one in found["largest_changes"]} <= set(changed)
    gaps = [
        abs(one["value"] - one["value_after"]) for one in found["largest_changes"] if None not in one.values()
    ]
    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize("first", [0, 1])
def test_within_a_source_the_file_published_last_stands_and_what_it_revised_is_listed(first):
    """Whatever the files are named: by name the earlier would come last."""
    key = (HERTS, "", YEARS[0])
    old, new = frame({key: 4.0}, file=first), frame({key: 5.0}, file=1 - first)
    made = harvest("one", pl.concat([old, new]))
    days = [date(2025, 1, 1), date(2026, 1, 1)]
    made = replace(made, snapshots=tuple(kept(day) for day in (days if first == 0 else reversed(days))))
    found = assemble(indicator(("one", "s")), {"one": made}, {("one", 0): 1, ("one", 1): 2}, {})
    assert found.frame.select("value", "snapshot").rows() == [(5.0, 2 - first)]
    assert found.superseded == [
        {"area": HERTS, "breakdown": "", "period": YEARS[0], "value": 4.0, "value_stands": 5.0}
    ]


def test_an_invented_period_is_what_the_harvest_expects():
    """The invented frames above have the very columns of a real one."""
    assert date.fromisoformat(YEARS[0][:10]).year == 2023
    assert set(SCHEMA) == {*COLUMNS, "series", "line", "file"} - {"snapshot"}
