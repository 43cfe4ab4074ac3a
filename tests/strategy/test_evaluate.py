"""What holds for a judgement of any kind, whatever the figures."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from skillshire.strategy import evaluate, kinds
from skillshire.strategy.assessment import (
    ACHIEVED,
    AT_RISK,
    NO_EVIDENCE,
    OFF_TRACK,
    STATUSES,
    Terms,
    years,
)  # fmt: skip
from tests import reference
from tests.spec import build

FIRST, LAST = date(2015, 1, 1), date(2024, 12, 31)
ANY_PERIOD = some.builds(
    lambda year, month, length: f"{year}-{month:02d}-01/{length}",
    some.integers(2015, 2023), some.integers(1, 12), some.sampled_from(["P1M", "P3M", "P9M", "P1Y", "P12M"]),
)  # fmt: skip
TIDY = some.sampled_from([f"{year}-01-01/P1Y" for year in range(2014, 2023)])
VALUE = some.none() | some.sampled_from([0.0, 3.0, 98.3, 1e12]) | some.floats(-1e6, 1e6)
SPREAD = some.none() | some.floats(0, 50)


@some.composite
def any_series(draw, breakdown=()):
    wanted = draw(some.sampled_from([ANY_PERIOD, TIDY]))
    found = []
    for when in draw(some.lists(wanted, max_size=8)):
        value, spread = draw(VALUE), draw(SPREAD)
        limits = (None, None) if value is None or spread is None else (value - spread, value + spread)
        found.append(build.figure(when, value, *limits, breakdown=breakdown))
    found.sort(key=lambda one: (one.period.end, one.period.start))
    lag = draw(some.integers(0, 14))
    return build.series(breakdown=breakdown).__class__(
        "made-up", build.AREA, breakdown, "r", lag, tuple(found)
    )


@some.composite
def any_terms(draw):
    kind = draw(some.sampled_from(list(kinds.LABELS)))
    better, unit = draw(some.sampled_from(["up", "down"])), draw(some.sampled_from(["percent", "count"]))
    target = draw(some.sampled_from([0.0, 3.0, 98.3, 5000.0]))
    baseline = draw(some.sampled_from([None, "2015: 97.9", "2015: 0"]))
    targets = draw(some.sampled_from([[f"2020: {target}"], ["2018: 50", f"2020: {target}"],
                                      [f"2019-12-01/P3M: {target}"]]))  # fmt: skip
    plain = {
        kinds.TREND: lambda: {}, kinds.ROLLING_AVERAGE: lambda: {"months": 3},
        kinds.SURVEY_ESTIMATE: lambda: {"asks": "employers"},
    }  # fmt: skip
    if kind in plain:
        return build.terms(*targets, kind=kind, baseline=baseline, better=better, unit=unit, **plain[kind]())
    return {
        kinds.MAINTAIN: build.years(kind, better=better, floor=3.0) if kind == kinds.MAINTAIN else None,
        kinds.ANNUAL_QUOTA: build.years(kind, at_least=3.0) if kind == kinds.ANNUAL_QUOTA else None,
        kinds.MILESTONE: build.milestone(),
        kinds.FREQUENCY_COVERAGE: build.quarters(),
        kinds.COMPOSITE: build.composite(),
    }[kind]


EVIDENCE = some.lists(any_series(), max_size=1) | some.tuples(any_series(), any_series(build.OLDER)).map(list)
DAYS = some.dates(FIRST, LAST)
sentences = settings(max_examples=60, deadline=None)


@sentences
@given(any_terms(), EVIDENCE, DAYS)
def test_any_figures_give_a_status_a_chance_and_a_sentence(terms, evidence, day):
    judged = evaluate.evaluate(terms, evidence, day)

    assert judged.status in STATUSES
    assert judged.probability is None or 0 <= judged.probability <= 1
    assert judged.reason.endswith(".") and judged.reason[0].isupper()
    assert not {"  ", "..", "None", "nan", "e+"} & {judged.reason[n:n + size] for size in (2, 3, 4)
                                                    for n in range(len(judged.reason))}  # fmt: skip
    assert 1 <= judged.reason.count(". ") + 1 <= 3
    assert (judged.latest is None) == (judged.status == NO_EVIDENCE)


@sentences
@given(any_terms(), EVIDENCE, DAYS)
def test_the_same_figures_known_by_the_day_give_the_same_judgement(terms, evidence, day):
    known = [one.known_on(day) for one in evidence]

    assert evaluate.evaluate(terms, evidence, day) == evaluate.evaluate(terms, known, day)


@sentences
@given(any_terms(), EVIDENCE, DAYS)
def test_only_what_is_decided_is_certain_and_what_is_no_success_says_so(terms, evidence, day):
    judged = evaluate.evaluate(terms, evidence, day)

    if judged.status in (OFF_TRACK, AT_RISK):
        assert judged.status in judged.reason
    if terms.kind != kinds.SURVEY_ESTIMATE:
        assert (judged.status == ACHIEVED) == (judged.probability == 1)
        assert judged.probability != 0 or judged.status == OFF_TRACK


@settings(max_examples=150, deadline=None)
@given(any_terms(), EVIDENCE, DAYS, some.integers(1, 3000))
def test_a_later_day_never_undoes_a_decision(terms, evidence, day, more):
    early = evaluate.evaluate(terms, evidence, day)
    late = evaluate.evaluate(terms, evidence, day + timedelta(days=more))

    if early.probability in (0.0, 1.0):
        assert (late.status, late.probability) == (early.status, early.probability)


TENTHS = some.integers(-1000, 1000).map(lambda n: n / 10)


@given(TENTHS, TENTHS, TENTHS, some.floats(0.01, 50), some.sampled_from(["up", "down"]))
def test_a_better_figure_never_has_a_worse_status_by_the_line(baseline, target, value, by, better):
    terms = build.terms(f"2020: {target}", baseline=f"2016: {baseline}", better=better)
    improved = value + by if better == "up" else value - by
    order = ["off track", "at risk", "on track"]

    here, there = (
        evaluate.evaluate(terms, [build.series(f"2018: {figure:.4f}")], date(2019, 6, 30)).status
        for figure in (value, improved)
    )

    assert order.index(there) >= order.index(here)


@given(some.lists(TENTHS, min_size=3, max_size=6), some.floats(0.01, 50))
def test_a_better_figure_never_takes_an_even_chance_below_even(values, by):
    """The chance itself may fall, since a jump widens what may come next; it stays on its side of even."""
    terms = build.terms("2020: 10", better="up")
    years = range(2018 - len(values), 2018)

    def chance(figures):
        text = ", ".join(f"{year}: {figure:.4f}" for year, figure in zip(years, figures, strict=True))
        return evaluate.evaluate(terms, [build.series(text)], date(2018, 6, 30)).probability

    before, after = chance(values), chance([*values[:-1], values[-1] + by])

    if before is not None and after is not None and before >= 0.5:
        assert after >= 0.5 - 1e-6


def test_no_series_is_no_evidence():
    judged = evaluate.evaluate(build.terms("2020: 5"), [], date(2020, 1, 1))

    assert (judged.status, judged.latest, judged.probability) == (NO_EVIDENCE, None, None)
    assert [mark.value for mark in judged.trajectory] == [5]


def test_a_projection_is_no_figure():
    made = build.figure("2020", 6.0, status="f")
    one = build.series()
    series = one.__class__("made-up", build.AREA, (), "r", 0, (*build.series("2019: 4").observations, made))

    judged = evaluate.evaluate(build.terms("2020: 5"), [series], date(2021, 1, 1))

    assert (judged.latest.value, judged.probability) == (4, None)


def test_every_kind_has_its_rule_in_words():
    assert set(evaluate.RULES) == set(kinds.LABELS)
    assert all("on track" in rule for rule in evaluate.RULES.values())


# --- Rolling averages ---------------------------------------------------------------------------------------

WINTER = build.terms("2019-12-01/P3M: 3.0", kind=kinds.ROLLING_AVERAGE, months=3, better="down")
MONTHS = some.dictionaries(
    some.tuples(some.integers(2015, 2018), some.integers(1, 12)),
    some.none() | some.integers(0, 1000).map(lambda n: n / 10), max_size=48,
)  # fmt: skip


@given(MONTHS)
def test_averages_are_what_the_plain_way_gives(figures):
    text = ", ".join(
        f"{year}-{month:02d}-01/P1M: {'c' if value is None else value}"
        for (year, month), value in sorted(figures.items())
    )
    wanted = reference.means_of_months(figures, 3, 2) if figures else {}

    found = evaluate.averaged(WINTER, build.series(text)).numbers if figures else ()

    assert {(one.period.last_day.year, one.period.last_day.month): one.value for one in found} == {
        key: pytest.approx(value) for key, value in wanted.items()
    }


def test_a_published_average_is_taken_before_a_computed_one():
    months = "2019-12-01/P1M: 3.2, 2020-01-01/P1M: 3.0, 2020-02-01/P1M: 3.1"
    both = build.series(f"{months}, 2019-12-01/P3M: 3.3")

    assert [one.value for one in evaluate.averaged(WINTER, both).numbers] == [3.3]


def test_published_averages_of_other_months_are_left_out():
    rolling = build.series("2019-10-01/P3M: 2.5, 2019-11-01/P3M: 2.6, 2019-12-01/P3M: 3.3")

    assert [one.value for one in evaluate.averaged(WINTER, rolling).numbers] == [3.3]


def test_an_average_of_a_provisional_month_is_provisional():
    months = [build.figure(f"{when}/P1M", 3.0, status=status)
              for when, status in [("2019-12-01", "p"), ("2020-01-01", ""), ("2020-02-01", "")]]  # fmt: skip
    one = build.series()

    averaged = evaluate.averaged(WINTER, one.__class__("made-up", build.AREA, (), "r", 0, tuple(months)))

    assert [(figure.period.iso, figure.status) for figure in averaged.numbers] == [("2019-12-01/P3M", "p")]


def test_a_mean_that_equals_the_target_but_for_the_last_digit_meets_it():
    """fmean of 2.9, 3.1 and 3.0 is 3.0 here, of others a hair over; both are 3.0."""
    for months in ((2.9, 3.1, 3.0), (1.1, 2.2, 5.7), (0.1, 0.2, 8.7)):
        figures = build.series(", ".join(
            f"{when}/P1M: {value}"
            for when, value in zip(("2019-12-01", "2020-01-01", "2020-02-01"), months, strict=True)
        ))  # fmt: skip
        judged = evaluate.evaluate(WINTER, [figures], date(2020, 3, 1))

        assert judged.status == ACHIEVED
        assert "is 3.0%, against a target of 3.0% or less" in judged.reason


def test_a_mean_with_endless_decimals_is_written_short():
    figures = build.series("2019-12-01/P1M: 3.1, 2020-01-01/P1M: 3.1, 2020-02-01/P1M: 3.0")

    assert "is 3.1%, against" in evaluate.evaluate(WINTER, [figures], date(2020, 3, 1)).reason


def test_a_mean_just_past_the_target_is_written_so_that_it_shows():
    figures = build.series("2019-12-01/P1M: 3.0, 2020-01-01/P1M: 3.0, 2020-02-01/P1M: 3.1")

    assert "is 3.03%, against a target of 3.0% or less" in evaluate.evaluate(
        WINTER, [figures], date(2020, 3, 1)
    ).reason  # fmt: skip


def test_other_kinds_are_not_averaged():
    one = build.series("2019-12-01/P1M: 3.0")

    assert evaluate.averaged(build.terms("2020: 3"), one) is one


# --- The plain data -----------------------------------------------------------------------------------------


@given(some.dates(date(2000, 1, 1), date(2060, 12, 28)), some.integers(1, 30))
def test_the_same_day_of_another_year_is_whole_years_away(day, count):
    if (day.month, day.day) != (2, 29) and day.month != 2:
        assert years(day.replace(year=day.year + count)) - years(day) == pytest.approx(count, abs=1e-9)


def test_equal_is_met_whichever_way_is_better():
    for better in ("up", "down"):
        terms = build.terms("2020: 3", better=better)
        assert terms.meets(3.0, 3.0)
        assert terms.meets(3.0000000000000004, 3.0)
        assert terms.meets(3.01, 3.0) == (better == "up")
        assert terms.meets(2.99, 3.0) == (better == "down")


def test_terms_write_a_given_figure_with_the_decimals_it_came_with():
    terms: Terms = build.terms("2020: 3", decimals=1)
    assert [terms.write(value) for value in (3.39, 3.3, 3.0, 10 / 3)] == ["3.39%", "3.3%", "3.0%", "3.3%"]
