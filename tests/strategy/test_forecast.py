"""The forecast: its distribution, its method, and what it promises."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from skillshire.strategy import forecast
from skillshire.strategy.forecast import Forecast, Point
from tests import reference

# From printed tables of Student's t with 4 degrees of freedom.
TABLE = {0.75: 0.7407, 0.9: 1.5332, 0.95: 2.1318, 0.975: 2.7764, 0.99: 3.7469, 0.995: 4.6041, 0.999: 7.1732}


def yearly(*values, errors=None):
    errors = errors or [None] * len(values)
    return [Point(2010.0 + n, v, e) for n, (v, e) in enumerate(zip(values, errors, strict=True))]


def plain(points):
    return [(point.time, point.value, point.error) for point in points]


VALUES = some.floats(1, 1000).map(lambda value: round(value, 2))
ERRORS = some.none() | some.floats(0.01, 20)


@some.composite
def series(draw, errors=ERRORS, fewest=3):
    """Figures that differ, at uneven times."""
    values = draw(some.lists(VALUES, min_size=fewest, max_size=12))
    assume(len(set(values)) > 1)
    time, found = 2000.0, []
    for value in values:
        found.append(Point(time, value, draw(errors)))
        time += draw(some.sampled_from([0.25, 0.5, 1.0, 1.0, 2.0]))
    return found


@pytest.mark.parametrize(("share", "reach"), TABLE.items())
def test_quantile_is_the_printed_tables(share, reach):
    assert forecast.quantile(share) == pytest.approx(reach, abs=5e-5)
    assert forecast.quantile(1 - share) == pytest.approx(-reach, abs=5e-5)


@pytest.mark.parametrize("t", [-6, -2.5, -1, -0.01, 0, 0.3, 1, 2.1318, 8])
def test_cumulative_is_the_area_under_the_density(t):
    assert forecast.cumulative(t) == pytest.approx(reference.t4_below(t), abs=1e-10)


@given(some.floats(0.0001, 0.9999))
def test_quantile_and_cumulative_undo_each_other(share):
    assert forecast.cumulative(forecast.quantile(share)) == pytest.approx(share, abs=1e-9)


def test_median_is_nothing():
    assert forecast.quantile(0.5) == pytest.approx(0, abs=1e-7)
    assert forecast.cumulative(0) == 0.5


@given(some.floats(-50, 50), some.floats(-50, 50))
def test_cumulative_never_falls(one, other):
    low, high = sorted((one, other))

    assert 0 <= forecast.cumulative(low) <= forecast.cumulative(high) <= 1


@given(series(), some.floats(0.1, 5), some.booleans())
def test_fit_is_what_the_plain_way_gives(points, ahead, log):
    time = points[-1].time + ahead
    middle, spread, logged = reference.forecast(plain(points), time, log)

    found = forecast.fit(points, log=log).at(time)

    assert (found.middle, found.spread) == (pytest.approx(middle, rel=1e-9), pytest.approx(spread, rel=1e-9))
    assert found.log == logged


@settings(max_examples=30)
@given(series(), some.booleans(), VALUES)
def test_interval_and_chance_are_what_the_plain_way_gives(points, log, value):
    time = points[-1].time + 1
    found = forecast.fit(points, log=log).at(time)
    low, high = reference.interval(plain(points), time, log)

    assert found.interval() == (pytest.approx(low, rel=1e-9), pytest.approx(high, rel=1e-9))
    assume(abs((math.log(value) if found.log else value) - found.middle) < 20 * found.spread)
    assert found.below(value) == pytest.approx(
        reference.chance_below(plain(points), time, log, value), abs=1e-8
    )


@given(series(errors=some.none()), some.sampled_from([0.5, 10, 1000]))
def test_counting_in_other_units_changes_no_chance(points, scale):
    bigger = [Point(point.time, point.value * scale) for point in points]
    time, target = points[-1].time + 2, points[-1].value * 1.1
    for log in (False, True):
        here, there = forecast.fit(points, log=log).at(time), forecast.fit(bigger, log=log).at(time)

        assert here.below(target) == pytest.approx(there.below(target * scale), abs=1e-6)
        assert there.value == pytest.approx(here.value * scale, rel=1e-6)


@given(series(errors=some.none()), some.floats(-500, 500))
def test_moving_every_figure_moves_the_forecast(points, shift):
    moved = [Point(point.time, point.value + shift) for point in points]
    time = points[-1].time + 1

    here, there = forecast.fit(points, log=False).at(time), forecast.fit(moved, log=False).at(time)

    assert there.value - here.value == pytest.approx(shift, abs=1e-6)
    assert there.spread == pytest.approx(here.spread, rel=1e-6, abs=1e-9)


@given(some.lists(some.floats(-100, 100), min_size=3, max_size=9), some.floats(0.01, 100))
def test_a_better_last_yearly_figure_never_lowers_the_middle(values, by):
    here = forecast.fit(yearly(*values), log=False).at(2025.0)
    there = forecast.fit(yearly(*values[:-1], values[-1] + by), log=False).at(2025.0)

    assert there.middle >= here.middle - 1e-9


def test_a_better_last_figure_may_lower_the_chance():
    """The promise above is about the middle: a figure back in line also narrows what may come."""
    jump_back = forecast.fit(yearly(10, 10.1, 10, 10.1, 4), log=False).at(2016.0)
    in_line = forecast.fit(yearly(10, 10.1, 10, 10.1, 10), log=False).at(2016.0)

    assert in_line.meets(12, "up") < jump_back.meets(12, "up")


def test_drift_of_a_steady_rise_is_the_rise():
    found = forecast.fit(yearly(1, 2, 3, 4, 5, 6), log=False)

    assert found.drift == pytest.approx(1)
    assert found.at(2018.0).middle == pytest.approx(9)


def test_drift_of_noise_is_shrunk_towards_nothing():
    found = forecast.fit(yearly(10, 14, 9, 15, 10, 12), log=False)

    mean = (12 - 10) / 5
    assert 0 < found.drift < 0.1 * mean


def test_drift_is_nothing_when_the_ends_are_equal():
    assert forecast.fit(yearly(5, 7, 3, 5), log=False).drift == 0


def test_drift_looks_at_five_steps_only():
    assert forecast.fit(yearly(99, 50, 10, 11, 12, 13, 14, 15), log=False).drift == pytest.approx(1)


@given(series(errors=some.floats(0.01, 5)), some.floats(1, 5), some.booleans())
def test_wider_limits_never_narrow_the_forecast_a_year_ahead(points, times, log):
    wider = [Point(point.time, point.value, point.error * times) for point in points]
    time = points[-1].time + 1

    narrow, wide = forecast.fit(points, log=log).at(time), forecast.fit(wider, log=log).at(time)

    assert wide.spread >= narrow.spread * (1 - 1e-12)


def test_sampling_error_does_not_grow_with_the_years():
    errors = [3.0] * 6
    sure = forecast.fit(yearly(50, 51, 49, 52, 50, 51), log=False)
    sampled = forecast.fit(yearly(50, 51, 49, 52, 50, 51, errors=errors), log=False)

    assert sampled.at(2016.0).spread > sure.at(2016.0).spread
    assert sampled.at(2035.0).spread < sure.at(2035.0).spread


@given(series(), some.booleans())
def test_further_ahead_is_never_surer(points, log):
    found = forecast.fit(points, log=log)
    spreads = [found.at(points[-1].time + years).spread for years in (0.5, 1, 2, 4, 8)]

    assert spreads == sorted(spreads)


def test_logged_figures_stay_above_nothing():
    found = forecast.fit(yearly(100, 20, 70, 5, 40), log=True).at(2020.0)

    assert found.interval(0.99)[0] > 0
    assert found.below(0) == found.below(-3) == 0


def test_a_zero_among_counts_is_taken_as_it_is():
    found = forecast.fit(yearly(0, 3, 5, 4), log=True)

    assert not found.log
    assert found.at(2015.0).below(0) > 0


def test_a_wild_series_does_not_overflow():
    points = [Point(2010.0, 1.0), Point(2010.003, 1e12), Point(2010.006, 3.0), Point(2010.009, 1e12)]
    low, high = forecast.fit(points, log=True).at(2030.0).interval()

    assert 0 <= low < high < math.inf


def test_too_few_figures_have_no_forecast():
    assert forecast.fit(yearly(1, 2), log=False) is None
    assert forecast.fit(yearly(1, 2, 4), log=False) is not None


def test_few_figures_are_widened_more():
    assert [forecast.fit(yearly(*range(1, n)), log=False).widening for n in (4, 6, 12)] == [
        pytest.approx(1.05 + 2 / steps**2) for steps in (2, 4, 10)
    ]


def test_a_target_already_past_the_last_figure_is_still_a_step_ahead():
    found = forecast.fit(yearly(1, 2, 4), log=False)

    assert found.at(2000.0) == found.at(2012.1)


def test_meets_counts_the_side_that_is_better():
    one = Forecast(10.0, 1.0, log=False)

    assert one.meets(9, "up") == pytest.approx(one.meets(11, "down"))
    assert one.meets(9, "up") + one.meets(9, "down") == pytest.approx(1)
    assert one.meets(9, "up") > 0.5


def test_error_of_needs_both_limits():
    assert forecast.error_of(1, None) is None
    assert forecast.error_of(None, 1) is None
    assert forecast.error_of(8.04, 11.96) == pytest.approx(1, abs=1e-4)


@given(start=some.floats(1, 90), step=some.floats(0.05, 5), rising=some.booleans(), count=some.integers(3, 4))
def test_a_few_even_steps_never_make_the_next_one_sure(start, step, rising, count):
    """Rounded figures often step evenly by chance; half a step off must stay possible."""
    change = step if rising else -step
    fitted = forecast.fit([forecast.Point(float(i), start + i * change) for i in range(count)], log=False)
    ahead = fitted.at(float(count))
    assert 0.03 < ahead.below(start + (count - 0.5) * change) < 0.97
