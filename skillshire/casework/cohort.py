"""Whether a young person is in the council's cohort: when they left it, and why."""

from datetime import date

from django.db import transaction

from skillshire.casework import codes, records
from skillshire.casework.models import YoungPerson
from skillshire.core import audit, clock
from skillshire.core.errors import UserError


@transaction.atomic
def place(person: YoungPerson, *, status: str, by: str, on: date) -> None:
    """Set the cohort status; somebody who leaves counts in the statistics until the day before `on`."""
    known = codes.named("cohort-statuses")
    if status not in known:
        raise UserError(f"“{status[:10]}” is not a cohort status; choose one of {', '.join(known)}.")
    held = records.held(person)
    held.left_on = left_on(status, held.left_on, on)
    held.cohort_status, held.updated_at = status, clock.now()
    held.save(update_fields=["cohort_status", "left_on", "updated_at"])
    detail = {"status": status, "on": on.isoformat()}
    audit.record("young-person.place", f"young-person:{held.pk}", by=by, at=held.updated_at, detail=detail)
    person.refresh_from_db()


def left_on(status: str, before: date | None, on: date) -> date | None:
    """The day of leaving that goes with a status: the one on record, else `on`; none for who has not left."""
    known = codes.named("cohort-statuses").get(status)
    return (before or on) if known is not None and known.left else None
