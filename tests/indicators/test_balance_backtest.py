"""What the assumptions rest on, and how stable the ranking is, worked out again from the figures."""

from math import sqrt

import pytest

from skillshire.indicators import balance_backtest, balance_definitions
from tests.indicators import supply_page
from tests.web.public.conftest import bundled as bundled  # noqa: PLC0414 (a fixture, shared)


@pytest.fixture(autouse=True)
def serving(bundled, settings):  # noqa: F811 (the fixture of that name)
    settings.SKILLSHIRE_HOME = bundled


def test_the_measured_assumptions_are_what_the_figures_say():
    seen, assumed = balance_backtest.measured(), balance_definitions.assumptions()
    averaged = seen.growth_miss * sqrt(seen.years / 15)  # errors that add up as a random walk
    assert assumed.growth_error.value == pytest.approx(averaged, abs=0.001)
    assert assumed.subject_mix_concentration.value == pytest.approx(seen.mix_concentration, abs=1)
    assert assumed.replacement_estimate_error.value > seen.replacement_miss > 0


def test_the_methodology_page_has_the_numbers_that_the_figures_give():
    assert supply_page.written() == supply_page.numbers()


def test_ranks_that_agree_correlate_fully_and_reversed_ones_not_at_all():
    up, down = {"11": 1.0, "12": 2.0, "13": 3.0}, {"11": 3.0, "12": 2.0, "13": 1.0}
    assert balance_backtest.correlation(up, up) == pytest.approx(1)
    assert balance_backtest.correlation(up, down) == pytest.approx(-1)


def test_equal_values_share_a_rank():
    """By hand: ranks 0.5, 0.5, 2 against 0, 1, 2 give √3/2."""
    tied = balance_backtest.correlation({"1": 5.0, "2": 5.0, "3": 9.0}, {"1": 1.0, "2": 2.0, "3": 3.0})
    assert tied == pytest.approx(sqrt(3) / 2)


def test_stability_counts_what_stays_at_the_top():
    first = {str(i): float(i) for i in range(10)}
    second = {**first, "9": -1.0}
    found = balance_backtest.stability([(first, first), (first, second)])
    assert (found.areas, found.leaders) == (2, 1)
    assert found.stay == pytest.approx(4.5)
    assert found.least < found.median < 1


def test_gaps_of_a_year_without_figures_are_none():
    assert balance_backtest.gaps_with(balance_backtest.plan_areas()[0], 1999) == {}
