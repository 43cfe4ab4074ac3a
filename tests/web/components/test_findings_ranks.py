"""Sentences about where an area stands among others: never highest when tied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import numbers
from skillshire.places import areas
from skillshire.web.components import findings
from tests.web.components.madeup import CODES, GROUP, HERTFORDSHIRE, RATE, across


def test_the_highest_of_ten():
    found = findings.rank(RATE, across(*range(10, 0, -1)), CODES[0], CODES, GROUP)
    assert found == findings.Rank(f"highest of {GROUP}", 1, 10, 1, 0)


@pytest.mark.parametrize(
    "index, said, quartile",
    [(1, "second highest of ten areas", 1), (2, "third highest of ten areas", 2),
     (4, "fifth highest of ten areas", 2), (5, "fifth lowest of ten areas", 3),
     (8, "second lowest of ten areas", 4), (9, "lowest of ten areas", 4)],
)  # fmt: skip
def test_a_rank_counts_from_the_nearer_end(index, said, quartile):
    found = findings.rank(RATE, across(*range(10, 0, -1)), CODES[index], CODES)
    assert (found.text, found.quartile) == (said, quartile)


def test_a_tie_is_joint_as_the_shown_digits_have_it():
    found = findings.rank(RATE, across(5.04, 4.96, 3.0, 2.0), CODES[1], CODES[:4])
    assert found == findings.Rank("joint highest of four areas", 1, 4, 1, 1)
    last = findings.rank(RATE, across(5.0, 4.0, 2.0, 2.0), CODES[3], CODES[:4])
    assert last.text == "joint lowest of four areas" and last.position == 3


def test_where_all_are_equal_nobody_is_highest():
    found = findings.rank(RATE, across(2.0, 2.0, 2.0, 2.0), CODES[1], CODES[:4], GROUP)
    assert found == findings.Rank(f"the same as all others of {GROUP}", 1, 4, None, 3)


def test_those_without_a_figure_are_not_ranked_and_the_sentence_says_how_many_are():
    found = findings.rank(RATE, across(5.0, None, 3.0, 2.0), CODES[0], CODES[:4], GROUP)
    assert found.text == f"highest of the three with a figure of {GROUP}" and found.of == 3
    assert findings.rank(RATE, across(5.0, None), CODES[1], CODES) is None
    assert findings.rank(RATE, across(5.0), CODES[0], CODES) is None
    assert findings.rank(RATE, across(5.0, 4.0), "E92000001", CODES) is None


def test_areas_outside_the_group_do_not_count():
    found = findings.rank(RATE, across(9.0, 5.0, 3.0), CODES[1], CODES[1:3])
    assert found.text == "highest of two areas"


@pytest.mark.parametrize("number, said", [(11, "11th"), (21, "21st"), (112, "112th"), (133, "133rd")])
def test_long_ranks_are_numerals(number, said):
    codes = [area.code for area in areas.all("district")]
    found = findings.rank(
        RATE, across(*(float(-i) for i in range(len(codes))), codes=codes), codes[number - 1], codes
    )
    assert found.text == f"{said} highest of {len(codes)} areas"


@given(st.lists(st.none() | st.floats(-50, 50), min_size=1, max_size=10), st.integers(0, 9))
def test_highest_and_lowest_are_never_claimed_falsely(found, index):
    ranked = findings.rank(RATE, across(*found), CODES[index], CODES)
    mine = found[index] if index < len(found) else None
    known = [numbers.rounded(value, 1) for value in found if value is not None]
    if mine is None or len(known) < 2:
        assert ranked is None
        return
    value = numbers.rounded(mine, 1)
    alone = known.count(value) == 1
    assert ranked.text.startswith("highest of") == (alone and value == max(known))
    assert ranked.text.startswith("lowest of") == (alone and value == min(known) and len(known) > 1)
    assert ("joint" in ranked.text) == (not alone and len(set(known)) > 1)
    assert ranked.position == 1 + sum(other > value for other in known) and ranked.of == len(known)
    assert ranked.quartile in (None, 1, 2, 3, 4)


# Extremes


def test_extremes_name_both_ends():
    names = [area.name for area in HERTFORDSHIRE]
    assert findings.extremes(RATE, across(*(float(i) for i in range(1, 11))), CODES, GROUP) == (
        f"from 10.0% in {names[9]} to 1.0% in {names[0]}, among {GROUP}"
    )


def test_tied_extremes_are_all_named_or_counted():
    names = sorted(area.name for area in HERTFORDSHIRE[:2])
    said = findings.extremes(RATE, across(5.0, 5.0, 1.0, 1.0, 1.0, 1.0), CODES[:6], "six")
    assert said == f"from 5.0% in {names[0]} and {names[1]} to 1.0% in four of them, among six"


def test_extremes_of_equals_of_one_and_of_none():
    assert findings.extremes(RATE, across(2.0, 2.0), CODES[:2], "both") == "2.0% in each of both"
    name = HERTFORDSHIRE[0].name
    assert findings.extremes(RATE, across(2.0, None), CODES, GROUP) == (
        f"2.0% in {name}, the only one of {GROUP} with a figure"
    )
    assert findings.extremes(RATE, across(None), CODES, GROUP) == f"no figure for any of {GROUP}"


@given(st.lists(st.none() | st.floats(-50, 50), max_size=10))
def test_extremes_never_name_a_number_that_no_area_has(found):
    said = findings.extremes(RATE, across(*found), CODES, GROUP)
    known = [value for value in found if value is not None]
    if known:
        assert numbers.with_unit(max(known), "percent", 1) in said
        assert numbers.with_unit(min(known), "percent", 1) in said
    else:
        assert not any(letter.isdigit() for letter in said)
