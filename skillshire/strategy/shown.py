"""What is reported and decided, in the words that public pages, and previews of drafts, show."""

from datetime import date
from decimal import Decimal
from typing import Any

from skillshire.core.periods import day_words
from skillshire.strategy.models import ActionUpdate, Decision, MeasureNote, Meeting


def update(one: ActionUpdate) -> dict[str, str]:
    """How an action stood, who says so, and the money in a sentence (empty where none is reported)."""
    return {
        "day": day_words(one.on),
        "status": one.get_status_display(),
        "note": one.note,
        "spent": "" if one.spent is None else f"{pounds(one.spent)} spent, {spent_when(one)}.",
        "source": one.source,
    }


def spent_when(one: ActionUpdate) -> str:
    """The time of what was spent; empty where nothing is reported."""
    if one.spent_from is None or one.spent_to is None:
        return ""
    return f"{day_words(one.spent_from)} to {day_words(one.spent_to)}"


def pounds(amount: Decimal) -> str:
    """With pence only where there are some."""
    return f"£{amount:,.2f}".removesuffix(".00")


def note(one: MeasureNote) -> dict[str, str]:
    return {"day": day_words(one.on), "text": one.text, "source": one.source}


def meeting(one: Meeting) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": one.title,
        "day": day_words(one.on),
        "body": one.body,
        "summary": one.summary,
        "decisions": [],
    }


def decision(one: Decision, day: date) -> dict[str, Any]:
    """A decision as it stood on the day; `state` says in words whether it is overdue."""
    closed = is_closed(one, day)
    return {
        "id": one.pk,
        "meeting": one.meeting_id,
        "text": one.text,
        "owner": one.owner_name,
        "decided": day_words(one.on),
        "due": day_words(one.due),
        "open": not closed,
        "late": not closed and one.due < day,
        "state": _closed(one) if closed else waiting(one.due, day),
    }


def is_closed(one: Decision, day: date) -> bool:
    return one.done_on is not None and one.done_on <= day


def waiting(due: date, day: date) -> str:
    """How an open decision stands to the day by which it is to be done."""
    late = (day - due).days
    if late > 0:
        return f"Open, overdue by {late} {'day' if late == 1 else 'days'}"
    return "Open, due today" if late == 0 else "Open"


def _closed(one: Decision) -> str:
    when = day_words(one.done_on) if one.done_on else ""
    return f"{one.get_status_display()}, {when}"
