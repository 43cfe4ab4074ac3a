"""What was said and decided since the strategy was written: money spent, notes, meetings, decisions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from skillshire.strategy import decisions, shown
from skillshire.strategy.models import ActionUpdate, Decision, Measure, Strategy
from skillshire.web.public import site
from skillshire.web.public.pages import words

SPENDING_COLUMNS = ("action", "title", "pounds", "from", "to", "reported_by", "reported_for")
DECISION_COLUMNS = (
    "decided", "meeting", "body", "decision", "owner", "due", "status", "closed", "days_overdue", "as_at",
)  # fmt: skip


def spending(updates: Sequence[ActionUpdate]) -> dict[str, Any] | None:
    """What was reported spent on an action: in sum, and each report with its time and its source.

    None where nobody reported any: that is not £0.
    """
    reported = [one for one in updates if one.spent is not None and one.spent_from and one.spent_to]
    if not reported:
        return None
    reported.sort(key=lambda one: str(one.spent_from), reverse=True)
    sources = sorted({one.source for one in reported})
    first, last = reported[-1].spent_from, reported[0].spent_to  # none overlaps another
    return {
        "total": shown.pounds(sum((one.spent for one in reported if one.spent is not None), Decimal(0))),
        "when": f"{site.day_words(first)} to {site.day_words(last)}" if first and last else "",
        "sources": " and ".join(sources) if len(sources) < 3 else ", ".join(sources),
        "columns": [
            {"text": "Time"}, {"text": "Spent", "number": True}, {"text": "Reported by"},
            {"text": "Reported for"},
        ],
        "rows": [_spent_row(one) for one in reported],
    }  # fmt: skip


def _spent_row(one: ActionUpdate) -> list[str]:
    amount = shown.pounds(one.spent) if one.spent is not None else ""
    return [shown.spent_when(one), amount, one.source, site.day_words(one.on)]


def spending_rows(strategy: Strategy, as_at: site.AsAt) -> list[dict[str, Any]]:
    """Every report of money spent by that day, with SPENDING_COLUMNS."""
    found = ActionUpdate.objects.filter(action__strategy=strategy, spent__isnull=False, on__lte=as_at.day)
    return [
        {
            "action": one.action.ref,
            "title": one.action.title,
            "pounds": one.spent,
            "from": one.spent_from,
            "to": one.spent_to,
            "reported_by": one.source,
            "reported_for": one.on,
        }
        for one in found.select_related("action").order_by("action__ref", "spent_from")
    ]


def notes(measure: Measure, as_at: site.AsAt) -> list[dict[str, str]]:
    """Newest first."""
    return [shown.note(one) for one in measure.notes.filter(on__lte=as_at.day).order_by("-on", "-id")]


def meetings(strategy: Strategy, as_at: site.AsAt) -> dict[str, Any]:
    """Meetings newest first, each with its decisions; what is announced; what was decided in no meeting."""
    made = _made(strategy, as_at)
    known = list(strategy.meetings.all())
    to_come = [] if as_at.chosen else [one for one in reversed(known) if one.on > as_at.day]
    return {
        "strategy": strategy,
        "announced": [shown.meeting(one) for one in to_come],
        "meetings": [
            {**shown.meeting(one), "decisions": [each for each in made if each["meeting"] == one.pk]}
            for one in known
            if one.on <= as_at.day
        ],
        "elsewhere": [one for one in made if one["meeting"] is None],
        "standing": standing(made),
    }


def _made(strategy: Strategy, as_at: site.AsAt) -> list[dict[str, Any]]:
    found = decisions.made_by(strategy, as_at.day).order_by("on", "id")
    return [shown.decision(one, as_at.day) for one in found]


def open_decisions(strategy: Strategy, as_at: site.AsAt) -> dict[str, Any]:
    """Those open on the day, the first due first, and a sentence that counts them."""
    found = [shown.decision(one, as_at.day) for one in decisions.open_on(strategy, as_at.day)]
    return {"decisions": found, "sentence": standing(found)}


def standing(made: Sequence[dict[str, Any]]) -> str:
    """How many are open and how many of those are overdue; empty where none is open."""
    waiting = [one for one in made if one["open"]]
    late = [one for one in waiting if one["late"]]
    if not waiting:
        return ""
    said = f"{words.counted(len(waiting), 'decision')} {'is' if len(waiting) == 1 else 'are'} open"
    return f"{said}, {len(late) or 'none'} overdue."


def decision_rows(strategy: Strategy, as_at: site.AsAt) -> list[dict[str, Any]]:
    """Every decision made by that day, with DECISION_COLUMNS; `days_overdue` is empty where it is not."""
    return [_decision_row(one, as_at) for one in decisions.made_by(strategy, as_at.day).order_by("on", "id")]


def _decision_row(one: Decision, as_at: site.AsAt) -> dict[str, Any]:
    closed, late = shown.is_closed(one, as_at.day), (as_at.day - one.due).days
    return {
        "decided": one.on,
        "meeting": one.meeting.title if one.meeting else None,
        "body": one.meeting.body if one.meeting else None,
        "decision": one.text,
        "owner": one.owner_name,
        "due": one.due,
        "status": one.status if closed else Decision.Status.OPEN.value,
        "closed": one.done_on if closed else None,
        "days_overdue": late if late > 0 and not closed else None,
        "as_at": as_at.day,
    }
