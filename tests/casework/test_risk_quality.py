"""How well a list works: worked by hand, and small numbers never shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.casework import risk_quality
from skillshire.casework.risk_quality import Judged


def people(found=0, missed=0, false=0, fine=0):
    return (
        [Judged(True, True)] * found
        + [Judged(False, True)] * missed
        + [Judged(True, False)] * false
        + [Judged(False, False)] * fine
    )


def test_the_shares_worked_by_hand():
    """100 people: 10 found, 10 missed, 30 flagged for nothing, 50 rightly left alone."""
    one = risk_quality.measure("everybody", "everybody", people(10, 10, 30, 50))
    shares = (one.neet, one.flagged, one.precision, one.recall, one.false_positive, one.false_negative)
    assert [share.value for share in shares] == [20, 40, 25, 50, 37.5, 50]
    assert one.people == 100


def test_wilsons_interval_of_a_published_example():
    """81 of 263: Newcombe (1998), table I, method 3 gives 0.2553 to 0.3662."""
    share = risk_quality.wilson(81, 263)
    assert share.lower == pytest.approx(25.53, abs=0.01)
    assert share.upper == pytest.approx(36.62, abs=0.01)


def test_wilsons_interval_of_none_begins_at_nought_and_is_not_empty():
    """0 of 20: the same table gives 0 to 0.1611."""
    share = risk_quality.wilson(0, 20)
    assert share.lower == pytest.approx(0, abs=1e-9)
    assert share.upper == pytest.approx(16.11, abs=0.01)


def test_a_share_of_nobody_is_missing_and_not_nought():
    assert risk_quality.wilson(0, 0).value is None


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_stays_within_0_and_100(count, more):
    share = risk_quality.wilson(count, count + more)
    if count + more:
        assert 0 <= share.lower <= share.value + 1e-9
        assert share.value - 1e-9 <= share.upper <= 100


@given(*[st.integers(0, 40)] * 4)
def test_shares_of_a_few_people_are_never_shown(found, missed, false, fine):
    one = risk_quality.measure("gender", "female", people(found, missed, false, fine))
    few = any(0 < count < 5 for count in (found, missed, false, fine))
    shares = (one.neet, one.flagged, one.precision, one.recall, one.false_positive, one.false_negative)
    assert all(share.hidden for share in shares) == few
    assert not few or all(share.value is None for share in shares)
    size = found + missed + false + fine
    assert one.people is None or one.people % 5 == 0
    assert (one.people is None) == (0 < size < 5)


def test_one_hidden_group_hides_another_so_that_the_rest_does_not_tell():
    groups = [("a", one) for one in people(1, 9, 20, 40)]
    groups += [("b", one) for one in people(10, 10, 30, 50)]
    groups += [("c", one) for one in people(20, 20, 60, 100)]
    found = {one.group: one.neet.hidden for one in risk_quality.by("gender", groups)}
    assert found == {"a": True, "b": True, "c": False}


def test_groups_that_are_all_large_are_all_shown():
    groups = [(name, one) for name in "ab" for one in people(10, 10, 30, 50)]
    assert not any(one.neet.hidden for one in risk_quality.by("gender", groups))
