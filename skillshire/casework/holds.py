"""A hold keeps one person's records from being erased while a reason in law lasts."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from skillshire.casework.models import Hold
from skillshire.core import audit, clock
from skillshire.core.errors import UserError


def current(subject: str) -> Hold | None:
    return Hold.objects.filter(subject=subject, lifted_on__isnull=True).first()


def held(noun: str) -> set[int]:
    """The numbers of all records of a kind that are on hold."""
    subjects = Hold.objects.filter(subject__startswith=f"{noun}:", lifted_on__isnull=True)
    return {int(one.partition(":")[2]) for one in subjects.values_list("subject", flat=True)}


@transaction.atomic
def put(subject: str, *, reason: str, by: str, on: date) -> Hold:
    """UserError where there is one already, or no reason is given."""
    if not reason.strip():
        raise UserError("Say why the law needs this record to be kept; that reason is shown to the person.")
    if current(subject):
        raise UserError(f"{subject} is on hold already; lift that hold first.")
    hold = Hold.objects.create(subject=subject, reason=reason.strip(), by=by, on=on)
    audit.record("hold.put", subject, by=by, at=clock.now(), detail={"hold": hold.pk})
    return hold


@transaction.atomic
def lift(subject: str, *, by: str, on: date) -> Hold:
    hold = current(subject)
    if hold is None:
        raise UserError(f"{subject} is not on hold; there is nothing to lift.")
    hold.lifted_by, hold.lifted_on = by, on
    hold.save(update_fields=["lifted_by", "lifted_on"])
    audit.record("hold.lift", subject, by=by, at=clock.now(), detail={"hold": hold.pk})
    return hold


def without(noun: str, numbers: Iterable[int]) -> list[int]:
    """Those that are not on hold."""
    kept = held(noun)
    return [number for number in numbers if number not in kept]
