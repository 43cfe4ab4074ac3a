"""Records that go to another authority, or come from one. Nothing moves until the other side has agreed."""

from datetime import date

from django.db import transaction

from skillshire.casework import cohort, records, young_people
from skillshire.casework.models import Transfer, YoungPerson
from skillshire.core.errors import UserError
from skillshire.places import areas

MOVED = "T"  # cohort status: left, moved to another authority
IN_COHORT = "P"


@transaction.atomic
def ask(person: YoungPerson, *, direction: str, authority: str, reason: str, by: str, on: date) -> Transfer:
    """`authority` is the number of the other one, three figures as in the return."""
    held = records.held(person)
    if held.transfers.filter(status=Transfer.Status.ASKED).exists():
        raise UserError("A transfer is already waiting for an answer; answer that one first.")
    if direction == Transfer.Direction.OUT and young_people.has_left(held):
        raise UserError("This record has left the cohort already, so there is nothing to transfer.")
    areas.numbered(authority)
    made = Transfer.objects.create(
        young_person=held, direction=direction, authority=authority, reason=reason, asked_on=on, asked_by=by
    )
    _record(person, made, "ask-transfer", by)
    return made


@transaction.atomic
def accept(transfer: Transfer, *, by: str, on: date) -> Transfer:
    """An accepted transfer out ends the record for us: its activity ends that day and nothing is due."""
    made = _answered(transfer, Transfer.Status.ACCEPTED, on)
    person = made.young_person
    fields = _moved_out(person, made, on) if made.direction == Transfer.Direction.OUT else _moved_in()
    _record(person, made, "accept-transfer", by, **fields)
    return made


@transaction.atomic
def refuse(transfer: Transfer, *, reason: str, by: str, on: date) -> Transfer:
    made = _answered(transfer, Transfer.Status.REFUSED, on, reason)
    _record(made.young_person, made, "refuse-transfer", by)
    return made


def _answered(transfer: Transfer, status: str, on: date, reason: str = "") -> Transfer:
    records.held(transfer.young_person)
    made = Transfer.objects.select_related("young_person").get(pk=transfer.pk)
    if made.status != Transfer.Status.ASKED:
        raise UserError(f"This transfer was already answered on {made.answered_on}.")
    made.status, made.answered_on = status, on
    made.reason = reason or made.reason
    made.save(update_fields=["status", "answered_on", "reason"])
    return made


def _moved_out(person: YoungPerson, made: Transfer, on: date) -> dict[str, object]:
    person.spells.filter(ends__isnull=True, starts__lte=on).update(ends=on)
    left = cohort.left_on(MOVED, person.left_on, on)
    return {
        "cohort_status": MOVED, "left_on": left, "lead_authority": made.authority,
        "review_on": None, "adviser": "",
    }  # fmt: skip


def _moved_in() -> dict[str, object]:
    return {"cohort_status": IN_COHORT, "left_on": None}


def _record(person: YoungPerson, made: Transfer, event: str, by: str, **fields: object) -> None:
    detail = {"transfer": made.pk, "direction": made.direction, "authority": made.authority}
    records.changed(person, event, by=by, detail=detail, **fields)
