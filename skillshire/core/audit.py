"""The record of who did what, and who looked. Written in the same transaction as the deed, so neither stands
alone. How it is chained: core/sealing.py."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from skillshire.core import chain, sealing
from skillshire.core.models import AuditEvent, AuditSubject

LIST = "list"  # the id in the subject of an event that is about several records of a kind


@transaction.atomic
def record(
    event: str, subject: str, *, by: str, at: datetime, detail: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Add one event. `event` is noun.verb, `subject` is noun:id, `at` an aware time, `detail` fits JSON.

    An event about several records has the subject noun:list and their numbers as `ids` of its detail; the
    history of each of them then has it.
    """
    said = chain.plain(detail or {})
    digest = chain.digest(event, subject, by, at, said)
    made = AuditEvent.objects.create(event=event, subject=subject, by=by, at=at, detail=said, digest=digest)
    AuditSubject.objects.bulk_create(
        [AuditSubject(event=made.pk, subject=one) for one in listed(subject, said)], batch_size=400
    )
    sealing.soon()
    return made


def look(noun: str, ids: Collection[int | str], *, by: str, at: datetime, purpose: str) -> AuditEvent | None:
    """Somebody read these records of people, and why. None where there was none to read."""
    if not ids:
        return None
    several = len(ids) > 1
    subject = f"{noun}:{LIST}" if several else f"{noun}:{next(iter(ids))}"
    detail = {"ids": list(ids), "purpose": purpose}
    return record(f"{noun}.look", subject, by=by, at=at, detail=detail)


def listed(subject: str, detail: Mapping[str, Any]) -> list[str]:
    """The subjects that an event about several is about, each once; none for an event about one."""
    noun, _, which = subject.partition(":")
    ids = detail.get("ids") if which == LIST else None
    return [f"{noun}:{one}" for one in dict.fromkeys(ids)] if isinstance(ids, list) else []


def history(subject: str) -> list[AuditEvent]:
    """All that happened to one record, lists it was read in included, oldest first."""
    return list(AuditEvent.objects.filter(about(subject)))


def about(*subjects: str) -> Q:
    """The events about any of these records, alone or among others."""
    among = AuditSubject.objects.filter(subject__in=subjects).values("event")
    return Q(subject__in=subjects) | Q(pk__in=among)


def latest(subjects: Sequence[str], most: int) -> list[AuditEvent]:
    """The newest events about any of these records, newest first, at most so many."""
    return list(AuditEvent.objects.filter(about(*subjects)).order_by("-at", "-id")[:most])
