"""The sentences of pages are true for any figures."""

import re

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from skillshire.strategy.rules import milestone, targets
from skillshire.web.public.pages import words

STATUSES = (ACHIEVED, ON_TRACK, AT_RISK, OFF_TRACK, NO_EVIDENCE)


def counts(achieved=0, on=0, risk=0, off=0, none=0):
    return dict(zip(STATUSES, (achieved, on, risk, off, none), strict=True))


@pytest.mark.parametrize(
    "found, said",
    [
        (counts(off=1, none=14), "1 of 15 measures can be judged: it is off track"),
        (counts(on=2, none=13), "2 of 15 measures can be judged: both are on track"),
        (counts(risk=3, none=1), "3 of 4 measures can be judged: all are at risk"),
        (counts(1, 2, 0, 4, 8), "7 of 15 measures can be judged: 1 achieved, 2 on track and 4 off track"),
        (counts(achieved=15), "All 15 measures can be judged: all are achieved"),
        (counts(on=1, off=1), "All 2 measures can be judged: 1 on track and 1 off track"),
        (counts(none=15), "None of 15 measures can be judged yet"),
        (counts(none=1), "The only measure cannot be judged yet"),
        (counts(off=1), "The only measure is off track"),
        (counts(), "This strategy has no measures"),
    ],
)
def test_a_strategys_standing_is_one_sentence(found, said):
    assert words.standing(found) == said


@given(st.lists(st.integers(0, 99), min_size=5, max_size=5).filter(lambda found: sum(found) > 1))
def test_a_standing_names_just_the_statuses_there_are(found):
    said = words.standing(counts(*found))
    named = {status for status in STATUSES[:4] if status in said}
    assert named == {status for status, number in zip(STATUSES[:4], found[:4], strict=True) if number}
    assert not re.search(r"\b1 measures|\b0 |  ", said)


@pytest.mark.parametrize(
    "number, said", [(0, "No themes"), (1, "One theme"), (5, "Five themes"), (12, "12 themes")]
)
def test_a_heading_counts_in_words(number, said):
    assert words.counted(number, "theme") == said


@pytest.mark.parametrize("name, said", [("Kent", "Kent’s"), ("Three Rivers", "Three Rivers’")])
def test_names_that_end_in_s_take_an_apostrophe_alone(name, said):
    assert words.possessive(name) == said


@pytest.mark.parametrize(
    "title, said",
    [("Claimant count rate", "claimant count rate"), ("NEET, 16 and 17", "NEET, 16 and 17"),
     ("GCSE English", "GCSE English")],
)  # fmt: skip
def test_abbreviations_keep_their_capitals(title, said):
    assert words.lower(title) == said


def test_the_legend_says_what_the_rules_do():
    source = '{% from "components/status.html" import legend %}{{ legend() }}'
    legend = engines["jinja2"].from_string(source).render({})
    meanings = dict(re.findall(r"</span>([A-Z][a-z ]+)</span></strong>\s*</dt><dd>(.*?)</dd>", legend))
    assert set(meanings) == {"Achieved", "On track", "At risk", "Off track", "No evidence"}
    assert f"{targets.ON_TRACK_FROM:.0%} or more" in meanings["On track"]
    assert f"{targets.AT_RISK_FROM:.0%} or more" in meanings["At risk"]
    assert f"under {targets.AT_RISK_FROM:.0%}" in meanings["Off track"]
    assert f"{milestone.SHORTLY} months" in meanings["At risk"].replace("three", "3")


@pytest.mark.parametrize(
    "name", ["City of London", "Bolton", "September Guarantee offers", "NEET, 16 and 17"]
)
def test_names_keep_their_capitals_within_a_sentence(name):
    assert words.lower(name) == name


def test_other_words_lose_theirs():
    assert words.lower("Level 4 and above") == "level 4 and above"
