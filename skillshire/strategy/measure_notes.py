"""What is done with a note on a measure: write it, put it right, take it back."""

from datetime import date
from typing import Any

from django.db import transaction

from skillshire.strategy import editing
from skillshire.strategy.models import Measure, MeasureNote


@transaction.atomic
def write(measure: Measure, *, text: str, source: str, by: str, on: date) -> MeasureNote:
    """`source` is who says so in words for the public: an organisation or a role."""
    editing.lock(measure.strategy_id)
    wanted = _wanted(text, source, by, on)
    note = measure.notes.create(**wanted)
    _tell(measure, "measure.note", by, {"note": note.pk, **editing.written(wanted, ["on", "source"])})
    return note


@transaction.atomic
def correct(note: MeasureNote, *, text: str, source: str, by: str, on: date) -> MeasureNote:
    editing.lock(note.measure.strategy_id)
    names = editing.put(note, _wanted(text, source, by, on))
    note.save()
    _tell(note.measure, "measure.correct-note", by, {"note": note.pk, "fields": names})
    return note


@transaction.atomic
def withdraw(note: MeasureNote, *, by: str, on: date) -> None:
    """`on` is the day of taking it back."""
    editing.need_name(by)
    measure, number = note.measure, note.pk
    editing.lock(measure.strategy_id)
    note.delete()
    _tell(measure, "measure.withdraw-note", by, {"note": number, "on": on.isoformat()})


def _wanted(text: str, source: str, by: str, on: date) -> dict[str, Any]:
    editing.need_name(by)
    editing.refuse_future(on, "date a note on the day it is true of")
    return {
        "text": editing.need_text("note", text),
        "source": editing.need_text("source of the note", source),
        "by": by,
        "on": on,
    }


def _tell(measure: Measure, event: str, by: str, detail: dict[str, Any]) -> None:
    editing.changed(measure.strategy_id, event, f"measure:{{slug}}/{measure.ref}", by=by, detail=detail)
