"""The worked examples of linking hold, links are right, and the page that says so is written from them."""

import pytest

from tests.spec import linking_page as page


@pytest.mark.parametrize(
    ("said", "told", "people", "comes"), page.EXAMPLES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_row_is_linked_as_the_example_says(said, told, people, comes):
    assert page.verdict(told, people).verdict == comes


def test_of_ten_thousand_invented_people_at_least_99_in_100_links_are_right_and_few_are_missed():
    counts = page.counts()
    linked = counts["linked, right"] + counts["linked, wrong"]
    assert counts["linked, right"] / linked >= 0.99
    assert linked > 0.7 * page.ROWS
    assert counts["nobody, though on record"] <= 0.01 * page.ROWS


def test_committed_page_is_what_the_examples_say():
    written = page.PAGE.read_text(encoding="utf-8") if page.PAGE.exists() else ""
    assert written == page.content(), f"{page.PAGE} is stale; write it again with: {page.COMMAND}"
