from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.casework import ease
from skillshire.casework.ease import Facts

TODAY = date(2026, 11, 22)
FACTS = st.builds(
    Facts,
    telephone=st.booleans(),
    email=st.booleans(),
    address=st.booleans(),
    attempts=st.integers(0, 9),
    lapsed=st.none() | st.dates(date(2025, 1, 1), TODAY),
    place=st.sampled_from(["", "Example College"]),
    refused=st.booleans(),
)


def said(facts):
    return [one.said for one in ease.reasons(facts, TODAY)]


@given(FACTS)
def test_the_score_is_the_sum_of_the_reasons_shown(facts):
    assert ease.score(facts, TODAY) == sum(one.points for one in ease.reasons(facts, TODAY))


@given(FACTS)
def test_no_score_is_above_the_most_that_is_possible(facts):
    assert ease.POINTS["refused"] <= ease.score(facts, TODAY) <= ease.MOST


@given(FACTS)
def test_another_way_to_reach_somebody_never_makes_them_harder(facts):
    from dataclasses import replace

    for way in ("telephone", "email", "address"):
        assert ease.score(replace(facts, **{way: True}), TODAY) >= ease.score(facts, TODAY)


@pytest.mark.parametrize(("days", "points"), [(0, 3), (59, 3), (60, 1), (179, 1), (180, 0), (400, 0)])
def test_somebody_known_lately_comes_first(days, points):
    facts = Facts(attempts=9, lapsed=TODAY - timedelta(days=days))
    assert ease.score(facts, TODAY) == points


def test_each_try_without_an_answer_is_said():
    assert said(Facts(attempts=1)) == ["Tried 1 time"]
    assert said(Facts(attempts=5)) == ["Tried 5 times"]
    assert said(Facts()) == ["Not tried yet"]


def test_the_place_that_may_know_is_named():
    assert "Example College may know" in said(Facts(place="Example College"))
