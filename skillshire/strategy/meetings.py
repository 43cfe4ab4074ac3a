"""What is done with a meeting: record or announce it, put it right, take it back."""

from datetime import date
from typing import Any

from django.db import transaction

from skillshire.strategy import editing
from skillshire.strategy.models import Meeting, Strategy


@transaction.atomic
def record(strategy: Strategy, *, body: str, title: str, summary: str = "", by: str, on: date) -> Meeting:
    """`on` is the day of the meeting; one that is still to come announces it."""
    editing.lock(strategy.pk)
    wanted = _wanted(body, title, summary, by, on)
    meeting = strategy.meetings.create(**wanted)
    _tell(meeting, "meeting.record", by, editing.written(wanted, ["on", "body", "title"]))
    return meeting


@transaction.atomic
def correct(meeting: Meeting, *, body: str, title: str, summary: str = "", by: str, on: date) -> Meeting:
    editing.lock(meeting.strategy_id)
    names = editing.put(meeting, _wanted(body, title, summary, by, on))
    meeting.save()
    _tell(meeting, "meeting.correct", by, {"fields": names})
    return meeting


@transaction.atomic
def withdraw(meeting: Meeting, *, by: str, on: date) -> None:
    """Its decisions stand without it. `on` is the day of taking it back."""
    editing.need_name(by)
    editing.lock(meeting.strategy_id)
    decisions = list(meeting.decisions.values_list("pk", flat=True))
    _tell(meeting, "meeting.withdraw", by, {"on": on.isoformat(), "decisions": decisions})
    meeting.delete()


def _wanted(body: str, title: str, summary: str, by: str, on: date) -> dict[str, Any]:
    editing.need_name(by)
    return {
        "body": editing.need_text("body that met", body),
        "title": editing.need_text("title of the meeting", title),
        "summary": summary.strip(),
        "by": by,
        "on": on,
    }


def _tell(meeting: Meeting, event: str, by: str, detail: dict[str, Any]) -> None:
    editing.changed(meeting.strategy_id, event, f"meeting:{meeting.pk}", by=by, detail=detail)
