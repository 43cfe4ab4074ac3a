"""Counts of participation, held against a second, slow way of counting them."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.casework import codes, participation, participation_table
from skillshire.core.errors import UserError
from tests import reference_participation as reference

MONTHS = participation.months_between(date(2025, 9, 1), date(2026, 3, 1))
CODES = sorted(codes.by_code())
days = st.dates(date(2024, 6, 1), date(2026, 6, 1))
births = st.dates(date(2007, 6, 1), date(2010, 12, 31))


@st.composite
def histories(draw):
    """Some people, and for each a run of activities that do not overlap, with gaps, ends and lapses."""
    people, spells = [], {}
    for person in range(draw(st.integers(1, 6))):
        first, until = draw(st.none() | days), draw(st.none() | days)
        people.append((person, draw(births), first, until, draw(st.sampled_from(["E1", "E2"]))))
        starts = sorted(draw(st.sets(days, max_size=4)))
        for place, start in enumerate(starts):
            following = starts[place + 1] if place + 1 < len(starts) else None
            latest = following - timedelta(days=1) if following else draw(st.none() | days)
            end = max(latest, start) if latest else None
            lapses = draw(st.none() | days)
            spells.setdefault(person, []).append((draw(st.sampled_from(CODES)), start, end, lapses))
    return people, spells


def frames(people, spells):
    schema = {
        "person": pl.Int64, "born": pl.Date, "cohort_from": pl.Date, "cohort_to": pl.Date, "area": pl.String,
    }  # fmt: skip
    rows = [(person, *spell) for person, held in spells.items() for spell in held]
    return (
        pl.DataFrame(people, schema=schema, orient="row"),
        pl.DataFrame(rows, schema=participation.SPELL_SCHEMA, orient="row"),
    )


def snapshot(people, spells):
    """(month, area, age, code) of everybody in each month, by the second way."""
    areas = {person: area for person, *_, area in people}
    found = reference.monthly([one[:4] for one in people], spells, MONTHS)
    return [(month, areas[person], age, code) for (person, month), (age, code) in found.items()]


@given(histories())
def test_who_does_what_each_month_is_as_the_second_way_says(history):
    found = participation.monthly(*frames(*history), MONTHS)
    ours = {(person, month): (age, code) for person, month, age, code in found.select(
        "person", "month", "age", "code").iter_rows()}  # fmt: skip

    assert ours == reference.monthly([one[:4] for one in history[0]], history[1], MONTHS)


@given(histories())
def test_some_ages_alone_are_the_same_rows_as_among_all(history):
    people, spells = frames(*history)
    every = participation.monthly(people, spells, MONTHS)
    wanted = every.filter(pl.col("age").is_in(list(participation.AGES)))
    assert participation.monthly(people, spells, MONTHS, participation.AGES).equals(wanted)


@given(histories())
def test_every_count_is_as_the_second_way_says(history):
    found = participation.counts(participation.monthly(*frames(*history), MONTHS))
    ours = {(row.pop("month"), row.pop("area"), row.pop("age")): row for row in found.to_dicts()}

    assert ours == reference.counts(snapshot(*history))


@given(histories(), st.sampled_from(sorted(reference.COUNTS)), st.sampled_from([None, "E1"]))
def test_the_winters_average_is_the_ratio_of_averages(history, name, area):
    rows = participation.monthly(*frames(*history), MONTHS)
    counted = participation.counts(rows)
    found = participation.averages(counted, 2026, ["area"]).filter(
        pl.lit(True) if area is None else pl.col("area") == area
    )
    below = found[participation.choose(name).of].sum()
    ratio = participation.percent(found[name].sum(), below)
    wanted = reference.winter_ratio(snapshot(*history), 2026, name, area)

    if counted.filter(pl.col("month").is_in(participation.winter(2026)))["month"].n_unique() < 3:
        assert found.is_empty()
    else:
        assert ratio == (None if wanted is None else pytest.approx(float(100 * wanted)))


@given(histories(), st.booleans())
def test_the_exact_table_is_as_the_second_way_says(history, _):
    rows = participation.monthly(*frames(*history), MONTHS)
    if rows.is_empty():
        return
    figures = participation_table.figures(rows, MONTHS, "E10000015", exact=True)
    cells = reference.counts(snapshot(*history))
    for figure in figures:
        if figure.period.endswith("P1M"):
            wanted = [
                cell for (month, area, _), cell in cells.items()
                if f"{month:%Y-%m}" == figure.period[:7] and figure.area in ("E10000015", area)
            ]  # fmt: skip
            assert figure.numerator == sum(cell[figure.count] for cell in wanted)
            of = "everyone" if figure.count == "staying-in-learning" else "cohort"
            assert figure.denominator == sum(cell[of] for cell in wanted)
        else:
            area = None if figure.area == "E10000015" else figure.area
            ratio = reference.winter_ratio(snapshot(*history), 2026, figure.count, area)
            assert figure.value == (None if ratio is None else pytest.approx(float(100 * ratio)))


def test_a_snapshot_with_lapse_dates_counts_like_spells():
    rows = pl.DataFrame(
        {
            "month": [date(2026, 1, 1)] * 3, "area": ["E1"] * 3, "age": [16] * 3, "code": [210, 210, None],
            "lapses": [date(2026, 1, 31), date(2026, 2, 1), None],
        },
        schema={"month": pl.Date, "area": pl.String, "age": pl.Int8, "code": pl.UInt16, "lapses": pl.Date},
    )  # fmt: skip
    [found] = participation.counts(participation.lapse(rows), wanted=["not-known"]).to_dicts()
    assert (found["cohort"], found["not-known"]) == (3, 2)


def test_a_winter_without_one_of_its_months_has_no_average():
    counted = pl.DataFrame(
        {"month": [date(2025, 12, 1), date(2026, 1, 1)], "area": "E1", "age": 16, "neet": 1, "cohort": 9}
    )
    assert participation.averages(counted, 2026).is_empty()


def test_what_is_not_counted_is_refused():
    with pytest.raises(UserError, match="“happy” is not counted; choose one of neet-or-not-known"):
        participation.choose("happy")


def test_protected_figures_show_no_small_number_and_round_the_others():
    rows = pl.DataFrame(
        {
            "person": range(200), "month": date(2026, 1, 1), "area": ["E1"] * 100 + ["E2"] * 100, "age": 16,
            "code": [619] * 3 + [210] * 97 + [619] * 12 + [210] * 88,
        }
    )  # fmt: skip
    figures = participation_table.figures(rows, [date(2026, 1, 1)], "E10000015")
    found = {(one.count, one.area): one for one in figures}

    assert (found["neet", "E1"].value, found["neet", "E1"].status) == (None, "c")
    assert all(one.numerator is None or one.numerator % 5 == 0 for one in figures)
    assert not any(one.numerator in (1, 2, 3, 4) for one in figures)
