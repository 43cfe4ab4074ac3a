"""What is due in the strategy: actions nobody reports on, drafts under review, decisions to carry out."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.urls import reverse
from wagtail.models import Revision, TaskState

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.core.periods import day_words
from skillshire.strategy import assessments, decisions, shown
from skillshire.strategy.models import Action, Strategy

SILENT_DAYS = 92  # three months
SOON_DAYS = 30  # decisions that are due by then are listed
KINDS = (
    ("progressdraft", "Report progress on an action"),
    ("notedraft", "Write a note on a measure"),
    ("meetingdraft", "Record a meeting"),
    ("decisiondraft", "Record a decision"),
)


def content(today: date) -> dict[str, Any]:
    strategy = _strategy(today)
    return {
        "strategy": strategy,
        "kinds": [
            {"text": text, "add": _editor(name, "add"), "list": _editor(name, "list")} for name, text in KINDS
        ],
        "waiting": waiting(),
        "scheduled": scheduled(),
        "silent": silent_actions(strategy, today) if strategy else [],
        "decisions": due_decisions(strategy, today) if strategy else [],
    }


def silent_actions(strategy: Strategy, today: date) -> list[dict[str, str]]:
    """Actions that have not ended, without an update for SILENT_DAYS; the longest silent first."""
    ended = [Action.Status.DONE, Action.Status.STOPPED]
    reported = strategy.actions.exclude(status__in=ended).annotate(latest=Max("updates__on"))
    found = reported.filter(Q(latest__isnull=True) | Q(latest__lt=today - timedelta(days=SILENT_DAYS)))
    return [
        {
            "ref": str(one.ref),
            "title": one.title,
            "href": f"/strategy/actions/{one.ref}/",
            "latest": day_words(one.latest) if one.latest else "never",
        }
        for one in sorted(found, key=lambda one: (one.latest or date.min, one.ref))
    ]


def due_decisions(strategy: Strategy, today: date) -> list[dict[str, Any]]:
    """Open decisions that are overdue or due within SOON_DAYS."""
    soon = decisions.open_on(strategy, today).filter(due__lte=today + timedelta(days=SOON_DAYS))
    return [shown.decision(one, today) for one in soon]


def waiting() -> list[dict[str, Any]]:
    """Drafts under review, the one that waits longest first."""
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("started_at")
    found = states.select_related("revision", "workflow_state__requested_by")
    return [
        _draft(one.revision.content_object, since=day_words(clock.day_of(one.started_at))) for one in found
    ]


def scheduled() -> list[dict[str, Any]]:
    """Drafts that will be published by themselves, the next one first."""
    found = Revision.objects.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at")
    return [
        _draft(one.content_object, since=day_words(clock.day_of(one.approved_go_live_at))) for one in found
    ]


def _draft(draft: Any, since: str) -> dict[str, Any]:
    kind = str(draft._meta.verbose_name)
    return {
        "text": str(draft),
        "kind": kind[:1].upper() + kind[1:],
        "href": _editor(draft._meta.model_name, "edit", draft.pk),
        "since": since,
    }


def _editor(model: str, page: str, *number: int) -> str:
    return reverse(f"wagtailsnippets_content_{model}:{page}", args=number)


def _strategy(today: date) -> Strategy | None:
    """The site's strategy; None where none is loaded."""
    try:
        return assessments.find(None, settings.SKILLSHIRE_AREA, today)
    except UserError:
        return None
