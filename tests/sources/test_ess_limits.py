from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.sources.ess import limits

shares = st.floats(0, 1)
bases = st.integers(1, 100_000)


def test_agrees_with_a_published_worked_example():
    """81 of 263 by Wilson's method without continuity correction: Newcombe (1998), Table I."""
    assert limits.wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=0.00005)


def test_is_not_closed_at_the_ends():
    assert limits.wilson(0, 20) == pytest.approx((0, 0.1611), abs=0.00005)
    assert limits.wilson(1, 20) == pytest.approx((0.8389, 1), abs=0.00005)


@given(shares, bases)
def test_the_share_lies_between_limits_within_nought_and_one(share, base):
    lower, upper = limits.wilson(share, base)
    assert 0 <= lower <= share <= upper <= 1


@given(shares, bases)
def test_the_limits_are_where_the_score_test_just_passes(share, base):
    """A slow second way: at each limit the share is exactly z standard errors away."""
    for limit in limits.wilson(share, base):
        distance = abs(share - limit)
        assert distance == pytest.approx(limits.Z * sqrt(limit * (1 - limit) / base), abs=1e-6)


@given(shares, bases)
def test_is_the_same_seen_from_the_other_side(share, base):
    lower, upper = limits.wilson(share, base)
    assert limits.wilson(1 - share, base) == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


@given(st.floats(0.01, 0.99), st.integers(2, 10_000))
def test_more_interviews_make_it_narrower_and_a_design_effect_wider(share, base):
    def width(*arguments):
        lower, upper = limits.wilson(share, *arguments)
        return upper - lower

    assert width(base * 2) < width(base) < width(base, 1.5)
    assert width(base, 2.0) == pytest.approx(width(base / 2))


@pytest.mark.parametrize(
    "bad", [(1.1, 10), (-0.1, 10), (0.5, 0), (0.5, -3), (0.5, 10, 0), (float("nan"), 10)]
)
def test_refuses_what_has_no_limits(bad):
    with pytest.raises(ValueError, match="no limits"):
        limits.wilson(*bad)
