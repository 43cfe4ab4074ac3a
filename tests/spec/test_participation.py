"""The worked examples of participation hold, and the page that shows them is theirs."""

import pytest

from tests.spec import participation_page as page
from tests.spec.participation_cases import WINTERS, YOUNG_PEOPLE


@pytest.mark.parametrize("one", YOUNG_PEOPLE, ids=lambda one: one.shows)
def test_each_young_person_counts_as_the_example_says(one):
    assert page.counted_as(one) == (one.age, one.code)


@pytest.mark.parametrize("one", WINTERS, ids=lambda one: one.shows)
def test_a_winters_figure_is_the_ratio_of_averages(one):
    assert page.percent_of(one) == pytest.approx(one.percent)


def test_committed_page_is_what_the_examples_say():
    written = page.PAGE.read_text(encoding="utf-8") if page.PAGE.exists() else ""

    assert written == page.content(), f"{page.PAGE} is stale; write it again with: {page.COMMAND}"
