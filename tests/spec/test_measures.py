"""The worked examples hold, and the page that shows them is theirs."""

import pytest

from skillshire.strategy import evaluate, kinds
from skillshire.strategy.assessment import STATUSES
from tests.spec import page
from tests.spec.cases import PARAGRAPHS

CASES = [pytest.param(one, case, id=f"{one.kind}: {case.shows}") for one in PARAGRAPHS for case in one.cases]


@pytest.mark.parametrize(("paragraph", "case"), CASES)
def test_worked_example_has_its_status(paragraph, case):
    judged = evaluate.evaluate(paragraph.terms, case.series, case.day)

    assert judged.status == case.status


@pytest.mark.parametrize("kind", kinds.LABELS)
def test_every_status_of_a_kind_has_an_example(kind):
    shown = {case.status for one in PARAGRAPHS if one.kind == kind for case in one.cases}

    assert shown == set(STATUSES)


def test_committed_page_is_what_the_examples_say():
    written = page.PAGE.read_text(encoding="utf-8") if page.PAGE.exists() else ""

    assert written == page.content(), f"{page.PAGE} is stale; write it again with: {page.COMMAND}"
