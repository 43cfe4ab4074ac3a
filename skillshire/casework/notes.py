"""Notes of contacts with a young person, or of tries at one."""

from datetime import date

from django.db import transaction

from skillshire.casework import records
from skillshire.casework.models import Note, YoungPerson
from skillshire.core import clock
from skillshire.core.errors import UserError


@transaction.atomic
def add(person: YoungPerson, *, way: str, reached: bool, text: str, when: date, by: str, on: date) -> Note:
    """`when` is the day of the contact. A try that reached nobody counts as an attempt."""
    if when > on:
        raise UserError(f"The contact is on {when}, which is still to come; give today or a day before.")
    if way == Note.Way.NONE and reached:
        raise UserError("A note for the file reached nobody; choose how you were in contact.")
    current = records.held(person)
    note = Note.objects.create(
        young_person=current, on=when, way=way, reached=reached, text=text, by=by, at=clock.now()
    )
    detail = {"note": note.pk, "way": way, "reached": reached}
    records.changed(person, "note", by=by, detail=detail, **_contact(current, note))
    return note


def _contact(current: YoungPerson, note: Note) -> dict[str, object]:
    if note.reached:
        latest = max(note.on, current.last_contact or note.on)
        return {"last_contact": latest}
    if note.way == Note.Way.NONE:
        return {}
    return {"contact_attempts": current.contact_attempts + 1}
