"""What the pages of the office's part “Privacy” show, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from skillshire.accounts.models import User
from skillshire.accounts.standing import Standing
from skillshire.casework import erasure, holds, keeping, subjects
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent, AuditSeal
from skillshire.core.permissions import Permission
from skillshire.web.office.pages import trail

PAGE = 50  # events


@dataclass(frozen=True)
class Status:
    """Counts that cost no reading of the events; `skillshire audit verify` proves them."""

    events: int
    open: int
    seals: int
    head: str


def status() -> Status:
    last = AuditSeal.objects.order_by("-number").first()
    waiting = AuditEvent.objects.filter(seal=None).count()
    head = last.hash if last else ""
    return Status(AuditEvent.objects.count(), waiting, last.number if last else 0, head)


def events(standing: Standing, asked: Mapping[str, Any], number: int) -> tuple[list[trail.Line], bool]:
    """A page of events, newest first, and whether there are more."""
    wanted = AuditEvent.objects.filter(_reach(standing, asked["subject"])).filter(_between(asked))
    if asked["subject"]:
        wanted = wanted.filter(audit.about(asked["subject"]))
    if asked["by"]:
        wanted = wanted.filter(by=asked["by"])
    start = (number - 1) * PAGE
    found = list(wanted.order_by("-at", "-id")[start : start + PAGE + 1])
    return trail.lines(found[:PAGE]), len(found) > PAGE


def _reach(standing: Standing, subject: str) -> Q:
    """Everything about a record of the own organisation; otherwise what its own people did."""
    if subject and _visible(standing, subject):
        return Q()
    own = [scope.organisation.pk for scope in standing.where(Permission.SEE_AUDIT)]
    names = User.objects.filter(memberships__organisation__in=own).values("username")
    return Q(by__in=names)


def _visible(standing: Standing, subject: str) -> bool:
    try:
        subjects.get(subject, standing)
    except UserError:
        return False
    return True


def _between(asked: Mapping[str, Any]) -> Q:
    wanted = Q()
    if first := asked["first"]:
        wanted &= Q(at__gte=_midnight(first))
    if last := asked["last"]:
        wanted &= Q(at__lt=_midnight(last + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LONDON)


@dataclass(frozen=True)
class Held:
    """What one record of a person is, and what may be done with it today."""

    found: subjects.Found
    refusal: str
    hold: Any
    until: date | None


def held(subject: str, standing: Standing, on: date) -> Held:
    record = subjects.get(subject, standing)
    term = keeping.required(type(record))
    until = term.last_day(record) if term else None
    noun, _ = subjects.parts(subject)
    found = subjects.described(noun, record)
    return Held(found, erasure.refusal(subject, record, on), holds.current(subject), until)
