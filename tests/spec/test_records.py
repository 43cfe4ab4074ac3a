"""The worked examples of what records count hold, and the page that shows them is theirs."""

import pytest

from tests.spec import records_cases, records_page

CASES = [
    pytest.param(one, case, id=f"{one.indicator}: {case.shows}")
    for one in records_cases.DEFINITIONS
    for case in one.cases
]


@pytest.mark.parametrize(("definition", "case"), CASES)
def test_an_aim_is_counted_as_its_example_says(definition, case):
    assert case.is_counted(definition.flag) == case.counted


@pytest.mark.parametrize("definition", records_cases.DEFINITIONS, ids=lambda one: one.indicator)
def test_every_definition_shows_what_is_counted_and_what_is_not(definition):
    assert {case.counted for case in definition.cases} == {True, False}


@pytest.mark.parametrize("winter", records_cases.WINTERS, ids=lambda one: one.shows)
def test_a_winter_is_the_ratio_of_what_is_shown(winter):
    value, status = winter.figure()
    assert (value if value is None else round(value, 9), status) == (winter.value, winter.status)


def test_nobody_in_custody_is_in_the_second_measures_cohort():
    assert "cohort" not in records_cases.columns_of(710)
    assert "neet-or-not-known" not in records_cases.columns_of(710)


def test_the_committed_page_is_what_the_examples_say():
    page = records_page.PAGE
    written = page.read_text(encoding="utf-8") if page.exists() else ""
    assert written == records_page.content(), f"{page} is stale; write it again with: {records_page.COMMAND}"
