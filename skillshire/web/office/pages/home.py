"""The office's first page: for each part that is open to somebody, what of it matters today."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse

from skillshire.accounts import administration, waiting
from skillshire.accounts.standing import Standing
from skillshire.casework import access, young_people
from skillshire.casework.linking import decisions
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from skillshire.web.office import frame

Counts = list["Fact"]


@dataclass(frozen=True)
class Fact:
    """A number with its words, and where it leads; `late` marks what should be none."""

    number: int
    text: str
    href: str = ""
    late: bool = False


@dataclass(frozen=True)
class Row:
    text: str
    said: str
    href: str
    facts: Counts


def rows(request: Any, on: date) -> list[Row]:
    """A part costs one query, that of young people two; those without a count, none."""
    return [
        Row(
            part.text, part.said, href, _FACTS[part.name](request.standing, on) if part.name in _FACTS else []
        )
        for part, href in frame.parts(request)
    ]


def _young_people(standing: Standing, on: date) -> Counts:
    found, list_ = young_people.due_now(standing, on), reverse("office-young-people")
    return [
        Fact(found["not-known"], "not known now", list_, late=True),
        Fact(found["lapsing"], "to confirm within a month", f"{list_}?state=lapsing"),
        Fact(found["review"], _due(found["review"]), f"{list_}?state=review", late=True),
        Fact(found["neet"], "not in education, employment or training", f"{list_}?state=neet"),
        *_linking(standing),
    ]


def _linking(standing: Standing) -> Counts:
    """Rows of schools' and colleges' lists, where there are any: not every county has such lists."""
    count = decisions.waiting(standing).count() if standing.may(decisions.DECIDE) else 0
    said = "row of a list waits for a decision" if count == 1 else "rows of lists wait for a decision"
    return [Fact(count, said, reverse("office-young-people-linking"))] if count else []


def _due(count: int) -> str:
    return "review due" if count == 1 else "reviews due"


def _learners(standing: Standing, on: date) -> Counts:
    return [Fact(access.learners(standing).count(), "learner records")]


def _strategy(standing: Standing, on: date) -> Counts:
    from wagtail.models import TaskState  # the editor's own; the other parts do without it

    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count()
    said = "draft waits for review" if waiting == 1 else "drafts wait for review"
    return [Fact(waiting, said, frame.address("office-strategy"))]


def _people(standing: Standing, on: date) -> Counts:
    within = administration.of(standing).within()
    count = waiting.invitations(clock.now()).filter(within).count()
    said = "invitation not taken up yet" if count == 1 else "invitations not taken up yet"
    return [Fact(count, said)]


def _privacy(standing: Standing, on: date) -> Counts:
    since = datetime.combine(on, time(), clock.LONDON)
    return [Fact(AuditEvent.objects.filter(at__gte=since).count(), "looks and changes written down today")]


_FACTS: Mapping[str, Callable[[Standing, date], Counts]] = {
    "office-young-people": _young_people,
    "office-learners": _learners,
    "office-strategy": _strategy,
    "office-people": _people,
    "office-privacy": _privacy,
}
