"""The back-test: what it hides, counts and says, and that the forecast passes it on the published figures."""

import random
import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from skillshire.indicators import definitions as indicators
from skillshire.indicators import queries
from skillshire.strategy import calibration, calibration_page
from skillshire.strategy.calibration import Decile, Result, Tally
from skillshire.strategy.forecast import Point
from tests import reference
from tests.indicators.conftest import full, loaded  # noqa: F401  # the published figures, loaded once a run
from tests.spec import build

RATE, COUNT = "neet-16-17", "fe-achievements"  # one in per cent, one that is taken as logarithms


def empty():
    years_ahead = {years: Tally() for years in calibration.HIDDEN}
    return Result("release", Tally(), {}, years_ahead, [Decile() for _ in range(10)])


def walk(seed, length):
    """A made-up area's yearly figures."""
    chance, value, found = random.Random(seed), 50.0, []
    for year in range(2010, 2010 + length):
        value = max(1.0, value + chance.gauss(0.3, 2))
        found.append(f"{year}: {value:.2f}")
    return build.series(", ".join(found))


DATED = some.lists(some.tuples(some.integers(20, 800), some.none() | some.just(1.0)), max_size=12)


@given(DATED)
def test_yearly_is_the_last_run_of_figures_a_year_apart(gaps):
    day, dated, found = date(2000, 1, 1), [], []
    for gap, value in gaps:
        day += timedelta(days=gap)
        dated.append((day, value))
        found.append(build.figure(f"{day.isoformat()}/P1D", value))
    one = build.series()
    run = calibration.yearly(one.__class__("made-up", build.AREA, (), "r", 0, tuple(found)))

    assert [(figure.period.start, figure.value) for figure in run] == reference.last_yearly_run(dated)


def test_trials_hide_one_two_and_three_years_and_know_nothing_of_them():
    points = [Point(2010.0 + n, 10.0 + n * n) for n in range(8)]
    found = [
        (len(known), ahead, actual.time) for _, known, ahead, actual in calibration.trials(points, log=False)
    ]

    assert found == [
        (7, 1, 2017.0),
        (6, 1, 2016.0), (6, 2, 2017.0),
        (5, 1, 2015.0), (5, 2, 2016.0), (5, 3, 2017.0),
    ]  # fmt: skip
    assert all(fitted.last == known[-1] for fitted, known, _, _ in calibration.trials(points, log=False))


def test_series_with_fewer_than_eight_years_are_not_tried():
    definition, result = indicators.indicators()[RATE], empty()

    assert calibration.back_test(definition, [walk(1, 7)], result).figures == 0
    assert calibration.back_test(definition, [walk(1, 8)], result).figures == 6


@settings(max_examples=5, deadline=None)
@given(some.lists(some.integers(0, 10**6), min_size=1, max_size=6), some.sampled_from([RATE, COUNT]))
def test_tally_and_deciles_are_what_the_plain_way_gives(seeds, name):
    definition, result = indicators.indicators()[name], empty()
    every = [walk(seed, 9) for seed in seeds]
    points = [[(float(one.period.year), one.value, None) for one in series.numbers] for series in every]
    held, inside, tenths, deciles = reference.back_test(points, log=name == COUNT)

    tally = calibration.back_test(definition, every, result)

    assert (tally.series, tally.figures, tally.inside, tally.tenths) == (len(seeds), held, inside, tenths)
    assert sum(one.figures for one in result.years_ahead.values()) == held
    assert [(one.tried, one.met) for one in result.deciles] == [(one[0], one[2]) for one in deciles]
    assert [one.stated for one in result.deciles] == [pytest.approx(one[1]) for one in deciles]


def test_projections_are_not_tested():
    facts, one = walk(1, 8).observations, build.series()
    ahead = tuple(build.figure(str(year), 50.0, status="f") for year in (2018, 2019))
    series = one.__class__("made-up", build.AREA, (), "r", 0, (*facts, *ahead))

    assert calibration.yearly(series) == list(facts)


def test_tallies_add_up():
    one, other = Tally(1, 4, 3, [1] * 10), Tally(2, 6, 6, [2] * 10)
    one.merge(other)

    assert (one.series, one.figures, one.inside, one.tenths) == (3, 10, 9, [3] * 10)
    assert (one.coverage, Tally().coverage) == (0.9, 0.0)


@pytest.mark.parametrize(
    ("inside", "stated", "met", "verdict"),
    [
        (75, 5.0, 5, True), (85, 5.0, 5, True), (74, 5.0, 5, False), (86, 5.0, 5, False),
        (80, 5.0, 6, True), (80, 5.0, 7, False), (80, 5.0, 4, True), (80, 5.0, 3, False),
    ],
)  # fmt: skip
def test_calibrated_asks_for_75_to_85_per_cent_and_deciles_within_ten_points(inside, stated, met, verdict):
    result = empty()
    result.total = Tally(1, 100, inside)
    result.deciles[5] = Decile(10, stated, met)

    assert calibration.calibrated(result) is verdict


def test_closing_line_is_as_promised():
    result = empty()
    result.total = Tally(10, 29214, 23255)

    assert calibration.closing_line(result) == "80 % interval coverage: 79.6 % over 29214 held-out values"


@pytest.mark.slow
@pytest.mark.usefixtures("full")
def test_forecast_is_calibrated_on_the_published_figures():
    said = []
    result = calibration.run(echo=said.append)

    assert 0.75 <= result.total.coverage <= 0.85
    assert result.total.figures > 10_000
    for place, decile in enumerate(result.deciles):
        assert abs(decile.mean - decile.observed) <= 0.1, f"decile {place + 1}"
    assert len(said) == len(result.indicators)
    assert re.fullmatch(
        r"80 % interval coverage: \d\d\.\d % over \d+ held-out values", calibration.closing_line(result)
    )
    _page_tells(result)


def _page_tells(result):
    text = calibration.page(result)
    assert text == calibration_page.page(result)
    assert f"**Result on release {result.release}: calibrated.**" in text
    assert all(queries.indicator(name).title in text for name in result.indicators)
    assert all(len(line) <= 110 for line in text.splitlines() if not line.startswith("|"))
