"""Sentences of findings: what they may claim, and what they never may."""

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import numbers, periods
from skillshire.indicators.observations import Observation
from skillshire.web.components import findings
from tests.web.components.madeup import COUNT, RATE, england, one, run, series

# Against another figure


def test_without_limits_nothing_is_claimed_of_chance():
    found = findings.against(RATE, one(4.5), england(4.0), "England")
    assert found == findings.Against("above England’s 4.0%", "above", None)


def test_limits_far_apart_say_more_than_sampling():
    found = findings.against(RATE, one(2.0, 1.8, 2.2), england(4.0, 3.9, 4.1), "England")
    assert found.text == "below England’s 4.0%, more than sampling could explain" and found.significant


def test_a_difference_that_may_be_chance_is_said_to_be():
    found = findings.against(RATE, one(4.5, 3.0, 6.0), england(4.0, 3.9, 4.1), "England")
    assert found == findings.Against("above England’s 4.0%; the difference may be chance", "above", False)


def test_overlapping_limits_are_no_test():
    """4 ± 1 and 5.7 ± 1 overlap, yet 1.7 is more than 1.96 standard errors (√2 ÷ 1.96 each way) of it."""
    assert findings.differ(one(4.0, 3.0, 5.0), england(5.7, 4.7, 6.7)) is True
    assert findings.differ(one(4.0, 3.0, 5.0), england(5.4, 4.4, 6.4)) is False


def test_uneven_limits_count_towards_the_other_figure():
    """10 reaches down 0.5, 8 reaches up 0.5: √0.5 is 0.71, well under 2, however far the outer limits lie."""
    assert findings.differ(one(10.0, 9.5, 19.0), england(8.0, 1.0, 8.5)) is True
    assert findings.differ(one(10.0, 5.0, 10.5), england(8.0, 7.5, 12.0)) is False


@pytest.mark.parametrize(
    "first, second",
    [
        (one(4.0, 3.0, 5.0), england(9.0)),
        (one(4.0), england(9.0, 8.0, 10.0)),
        (one(4.0, None, 5.0), england(1.0, 0.5, 1.5)),
        (one(4.0, 3.0, 5.0), england(9.0, 8.0, 10.0, status="f")),
        (one(4.0, 3.0, 5.0, status="u"), england(9.0, 8.0, 10.0)),
        (one(4.0, 4.0, 4.0), england(9.0, 9.0, 9.0)),
        (one(9.0, 9.5, 10.0), england(4.0, 3.0, 5.0)),
        (one(None, 3.0, 5.0, "c"), england(9.0, 8.0, 10.0)),
    ],
)
def test_limits_that_cannot_tell_claim_nothing(first, second):
    assert findings.differ(first, second) is None


def test_two_periods_of_an_area_that_overlap_share_people_and_are_not_tested():
    whole, part = one(9.0, 8.9, 9.1), one(4.0, 3.9, 4.1)
    period = periods.parse("2024-07-01/P1Y")
    overlapping = Observation("some-rate", part.area, period, (), part.value, part.lower, part.upper, "", 1)
    assert findings.differ(whole, overlapping) is None


def test_what_looks_equal_is_the_same():
    found = findings.against(RATE, one(4.04, 4.03, 4.041), england(3.96, 3.95, 3.961), "Three Rivers")
    assert found == findings.Against("the same as Three Rivers’ 4.0%", "same", None)


@pytest.mark.parametrize("status", ["c", "x", "z", "low", "u"])
def test_a_missing_figure_is_compared_with_nothing(status):
    for mine, other in ((one(None, status=status), one(4.0)), (one(4.0), one(None, status=status))):
        found = findings.against(RATE, mine, other, "England")
        assert found.side == "unclear" and found.significant is None and not found.text[-1].isdigit()
    assert findings.against(RATE, None, one(4.0), "England").side == "unclear"
    assert findings.against(RATE, one(4.0), None, "England").side == "unclear"


def test_another_period_a_forecast_and_a_provisional_figure_are_named():
    assert findings.against(RATE, one(4.5), england(4.0, year=2023), "England").text == (
        "above England’s 4.0% (2023)"
    )
    assert "(forecast)" in findings.against(RATE, one(4.5, status="f"), england(4.0), "England").text
    assert "(provisional)" in findings.against(RATE, one(4.5), england(4.0, status="p"), "England").text
    assert "(unreliable)" in findings.against(RATE, one(4.5, status="u"), england(4.0), "England").text


def test_a_quarter_is_not_held_against_a_year():
    quarter = Observation("some-rate", "E92000001", periods.parse("2024-01-01/P3M"), (), 4.0, None, None,
                          "", 1)  # fmt: skip
    assert findings.against(COUNT, one(400.0), quarter, "England").side == "unclear"


values = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
halves = st.none() | st.floats(0, 1e4)


@st.composite
def figures(draw):
    value, low, high = draw(values), draw(halves), draw(halves)
    return one(value, None if low is None else value - low, None if high is None else value + high,
               draw(st.sampled_from(["", "", "", "p", "u", "f"])))  # fmt: skip


@given(figures(), figures())
def test_a_side_is_claimed_only_where_the_shown_digits_have_it(mine, other):
    found = findings.against(RATE, mine, other, "England")
    first, second = numbers.rounded(mine.value, 1), numbers.rounded(other.value, 1)
    assert found.side == ("same" if first == second else "above" if first > second else "below")
    assert found.text.startswith("the same as" if first == second else found.side)
    assert not (found.significant and first == second)


@given(figures(), figures())
def test_differing_is_the_same_both_ways_and_needs_limits(mine, other):
    assert findings.differ(mine, other) is findings.differ(other, mine)
    facing = (mine.lower, other.upper) if mine.value >= other.value else (mine.upper, other.lower)
    if None in facing:
        assert findings.differ(mine, other) is None


@given(values, values, st.floats(0.01, 1e4), st.floats(0.01, 1e4))
def test_even_limits_give_the_usual_z_test(first, second, wide, other_wide):
    found = findings.differ(
        one(first, first - wide, first + wide), england(second, second - other_wide, second + other_wide)
    )
    z = abs(first - second) / math.hypot(wide / 1.959964, other_wide / 1.959964)
    assert found is (z > 1.959964) or math.isclose(z, 1.959964, rel_tol=1e-6)


# Change


def test_a_fall_on_the_year():
    found = findings.change(RATE, run(4.4, 4.0))
    assert found.text == "fell 0.4 percentage points on the year"
    assert found.significant is None and found.from_period.label == "2020"
    assert math.isclose(found.difference, -0.4)


def test_a_change_is_tested_where_both_years_have_limits():
    sure = findings.change(RATE, series(one(4.0, 3.9, 4.1, year=2023), one(5.0, 4.9, 5.1)))
    assert sure.text == "rose 1.0 percentage point on the year, more than sampling could explain"
    unsure = findings.change(RATE, series(one(5.0, 3.0, 7.0, year=2023), one(4.0, 2.0, 6.0)))
    assert unsure.text == "fell 1.0 percentage point on the year; the fall may be chance"


def test_a_change_over_some_years_names_them():
    found = findings.change(COUNT, run(100.0, 150.0, 200.0, 250.0, 300.0, 1500.0), years=5)
    assert found.text == "rose 1,400 over five years" and found.from_period.label == "2020"


def test_figures_that_look_equal_did_not_change():
    assert findings.change(RATE, run(3.96, 4.04)).text == "did not change on the year"


def test_a_change_of_less_than_a_digit_is_not_nought():
    assert findings.change(RATE, run(4.06, 4.04)).text == ("fell less than 0.1 percentage points on the year")


def test_negative_figures_rise_towards_nought():
    assert findings.change(RATE, run(-4.0, -1.0)).text == "rose 3.0 percentage points on the year"


def test_a_gap_a_year_ago_or_no_figure_at_all_is_no_change():
    assert findings.change(RATE, run(4.0, None, 5.0)) is None
    assert findings.change(RATE, run(None, None)) is None
    assert findings.change(RATE, run(4.0)) is None
    assert findings.change(RATE, run(4.0, 5.0), years=3) is None
    assert findings.change(RATE, series()) is None


def test_a_forecast_is_said_to_be_one():
    found = findings.change(COUNT, run(100.0, 90.0, status="f"))
    assert found.text == "is forecast to fall 10 on the year" and found.significant is None


def test_a_provisional_figure_is_named():
    found = findings.change(RATE, series(one(4.0, year=2023), one(5.0, status="p")))
    assert found.text == "rose 1.0 percentage point on the year (provisional)"


@given(st.lists(values, min_size=2, max_size=8))
def test_a_direction_is_claimed_only_where_the_shown_digits_have_it(found):
    said = findings.change(RATE, run(*found)).text
    before, now = (numbers.rounded(value, 1) for value in found[-2:])
    assert said.startswith("rose" if now > before else "fell" if now < before else "did not change")
    assert " 0.0 " not in said


def test_findings_need_no_web_framework():
    code = "import sys, skillshire.web.components.findings; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
