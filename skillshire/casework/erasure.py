"""Empties all that says something of a person, and keeps the row's number, so that counts still add up.

Which fields those are follows from their classification. Records that belong to the person alone (spells,
notes, aims; of staff: addresses, second factors, sessions) are deleted with all of theirs.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.db.models import CASCADE, CharField, Field, JSONField, Model, Value
from django.db.models.functions import Cast, Concat

from skillshire.accounts.models import User
from skillshire.casework import holds, keeping, remnants, subjects
from skillshire.casework.models import Hold
from skillshire.core import audit, classified, clock, traces
from skillshire.core.errors import UserError

BATCH = 500
GONE = "Erased with the record"  # in place of why an earlier hold was put
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)
# By which files name a record: something stays of it, by which the next file does not bring the person back.
KNOWN_BY: Mapping[str, str] = {"casework.YoungPerson": "reference", "casework.Learner": "reference"}
# What must differ from row to row: its number, with something before and after.
UNIQUE: Mapping[tuple[str, str], tuple[str, str]] = {
    ("casework.Upload", "by"): ("erased-", ""),
    ("accounts.User", "username"): ("erased-", ""),
    ("accounts.User", "email"): ("erased-", "@erased.invalid"),
}
# What else closes a record: an account nobody can sign in to.
CLOSED: Mapping[str, Mapping[str, Any]] = {
    "accounts.User": {"is_active": False, "is_staff": False, "is_superuser": False, "password": "!"},
}


@transaction.atomic
def erase(subject: str, *, by: str, on: date) -> int:
    """On the person's request. How many rows went with it; UserError where the law keeps the record."""
    record = subjects.get(subject)
    if reason := refusal(subject, record, on):
        raise UserError(reason)
    noun, number = subjects.parts(subject)
    traces.clear_soon()
    return batch(noun, [number], by=by, why="request")


def refusal(subject: str, record: Model, on: date) -> str:
    """Why the record may not be erased, as a sentence for the person; empty where it may."""
    if hold := holds.current(subject):
        return f"{_upper(subject)} cannot be erased: {hold.reason} (a hold since {hold.on:%d %B %Y})."
    if record.pk and getattr(record, "erased_at", None):
        return f"{_upper(subject)} has been erased already; nothing of it is left to erase."
    if isinstance(record, User) and record.is_active and record.memberships.all().running(on).exists():
        # Also so that nobody erases the last administrator, or who works for another organisation as well.
        return (
            f"{_upper(subject)} cannot be erased while they hold a role; an administrator must end it first."
        )
    term = keeping.required(type(record))
    until = term.last_day(record) if term else None
    if term and until and on < until:
        return f"{_upper(subject)} cannot be erased before {until.day} {until:%B %Y}, since {term.why}."
    return ""


@transaction.atomic
def batch(noun: str, numbers: Sequence[int], *, by: str, why: str) -> int:
    """Empty these records of a kind, whatever the reason; the rows deleted with them. One audit event."""
    model = subjects.KINDS[noun]
    records = model._default_manager.filter(pk__in=numbers)
    # A file that is being loaded has these records; what follows sees what it leaves of them.
    list(records.order_by("pk").select_for_update().values_list("pk", flat=True))
    deleted = _sessions(numbers) if model is User else 0
    for child, name in belonging(model):
        deleted += child._default_manager.filter(**{f"{name}__in": numbers}).delete()[0]
    _unlink(model, numbers)
    _leave_remnants(model, numbers)
    Hold.objects.filter(subject__in=[f"{noun}:{one}" for one in numbers]).update(reason=GONE)
    records.update(**blank(model))
    which = str(numbers[0]) if len(numbers) == 1 else audit.LIST
    detail = {"ids": list(numbers), "why": why, "deleted": deleted}
    audit.record(f"{noun}.erase", f"{noun}:{which}", by=by, at=clock.now(), detail=detail)
    return deleted


def _leave_remnants(model: type[Model], numbers: Sequence[int]) -> None:
    if name := KNOWN_BY.get(model._meta.label):
        records = model._default_manager.filter(pk__in=numbers, erased_at__isnull=True)
        for number, reference in list(records.values_list("pk", name)):
            model._default_manager.filter(pk=number).update(**{name: remnants.of(reference)})


def _unlink(model: type[Model], numbers: Sequence[int]) -> None:
    for links in model._meta.many_to_many:
        through: Any = links.remote_field.through
        through._default_manager.filter(**{f"{links.m2m_field_name()}__in": numbers}).delete()


def belonging(model: type[Model]) -> list[tuple[type[Model], str]]:
    """The records that go when the person's goes, and their field that points to it."""
    return [
        (link.related_model, link.field.name)
        for link in model._meta.related_objects
        if getattr(link, "on_delete", None) is CASCADE and not link.many_to_many
    ]


def blank(model: type[Model]) -> dict[str, Any]:
    """Field → what it holds once erased, for each that says something of a person."""
    label = model._meta.label
    own = {field.name: field for field in model._meta.fields}
    emptied = [name for name in classified.sensitive(model) if name in own and name != KNOWN_BY.get(label)]
    values = {name: _nothing(label, own[name]) for name in emptied}
    if "erased_at" in own:
        values["erased_at"] = clock.now()
    return values | dict(CLOSED.get(label, {}))


def _nothing(label: str, field: "Field[Any, Any]") -> Any:
    if around := UNIQUE.get((label, field.name)):
        before, after = around
        return Concat(Value(before), Cast("pk", CharField()), Value(after), output_field=CharField())
    if field.null:
        return None
    if isinstance(field, JSONField):
        return field.get_default()
    kind = field.get_internal_type()
    if kind == "DateTimeField":
        return NO_TIME
    return "" if kind in TEXT else (False if kind == "BooleanField" else 0)


TEXT = {"CharField", "TextField", "EmailField", "SlugField"}


def _sessions(users: Sequence[int]) -> int:
    """Signs out: what a browser of theirs still holds opens nothing."""
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session

    keys = UserSession.objects.filter(user__in=users).values_list("session_key", flat=True)
    return Session.objects.filter(session_key__in=list(keys)).delete()[0]


def _upper(subject: str) -> str:
    noun, number = subjects.parts(subject)
    return f"{noun.replace('-', ' ').capitalize()} {number}"
