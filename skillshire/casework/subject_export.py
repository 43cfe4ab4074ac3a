"""Everything that is held about one person, to hand to them: as JSON, and as parts for a page to read.

What is in it follows from the classification: every classified field of the person's records and of those
that belong to them, but for what only machines use (passwords, keys, sessions) and what tells of others.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q

from skillshire.accounts.models import Membership
from skillshire.accounts.standing import Standing
from skillshire.casework import erasure, subjects
from skillshire.casework.models import Hold, Match
from skillshire.core import audit, classified, clock
from skillshire.core.models import AuditEvent

# A secret that would let somebody else in, and whom else on record a row of a list is like: never on paper.
LEFT_OUT = {
    "accounts.User": {"password"}, "mfa.Authenticator": {"data"}, "usersessions.UserSession": {"session_key"},
    "socialaccount.SocialToken": {"token", "token_secret"}, "account.EmailConfirmation": {"key"},
    "accounts.FirstLink": {"digest"}, "wagtailcore.APIToken": {"key_hash"}, "casework.Match": {"candidates"},
}  # fmt: skip
Part = dict[str, Any]
Limits = Mapping[type[Model], Q]
# A row of a list that waits for a decision may be somebody else's, whose name and home are in it.
DECIDED: Limits = {Match: ~Q(state=Match.State.ASK)}


@transaction.atomic
def export(
    asked: Sequence[str], *, by: str, at: datetime, standing: Standing | None = None
) -> dict[str, Any]:
    """All parts of these records, by `subject`. Audited for each record. UserError for one not to be seen.

    Of staff, with a standing, only the roles in the organisations that it answers for: where else somebody
    works is those organisations' to say.
    """
    records = {one: subjects.get(one, standing) for one in asked}
    for one in records:
        audit.record(
            f"{subjects.parts(one)[0]}.export", one, by=by, at=at, detail={"purpose": "subject access"}
        )
    return {
        "made": at.isoformat(timespec="seconds"),
        "about": [_about(subject, record, _limits(standing)) for subject, record in records.items()],
    }


def _limits(standing: Standing | None) -> Limits:
    """What of a kind of record may go into the file, where not all of it may."""
    if standing is None:
        return DECIDED
    return {**DECIDED, Membership: Q(organisation__in=subjects.organisations(standing))}


def _about(subject: str, record: Model, limits: Limits) -> dict[str, Any]:
    parts = [_part(type(record), [record]), _part(Hold, Hold.objects.filter(subject=subject))]
    parts += [
        part
        for child, name in erasure.belonging(type(record))
        for part in _belonging(child, name, [record.pk], limits)
    ]
    return {"subject": subject, "parts": [part for part in parts if part["rows"]], "audit": _audit(subject)}


def _belonging(model: type[Model], name: str, numbers: list[Any], limits: Limits) -> list[Part]:
    """The rows of one kind that point to these records, and what belongs to those in turn."""
    limit = limits.get(model, Q())
    rows = list(model._default_manager.filter(limit, **{f"{name}__in": numbers}).order_by("pk"))
    parts = [_part(model, rows, leave_out=name)]
    if rows:
        for child, inner in erasure.belonging(model):
            parts += _belonging(child, inner, [row.pk for row in rows], limits)
    return parts


def _part(model: type[Model], rows: Iterable[Model], leave_out: str = "") -> Part:
    meta, said = model._meta, classified.of(model)
    without = {leave_out, *LEFT_OUT.get(meta.label, ())}
    shown = [field for field in meta.fields if field.name in said and field.name not in without]
    return {
        "model": meta.label,
        "kind": str(meta.verbose_name_plural).capitalize(),
        "fields": {field.name: _label(field) for field in shown},
        "rows": [{field.name: _value(row, field) for field in shown} for row in rows],
    }


def _label(field: Any) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def _value(row: Any, field: Any) -> Any:
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.is_relation:
        other = getattr(row, field.name)
        return None if other is None else str(other)
    value = getattr(row, field.name)
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _audit(subject: str) -> list[dict[str, Any]]:
    """Who looked and who changed. The names of staff are theirs, so it says when, what and why."""
    return [_event(event) for event in audit.history(subject)]


def _event(event: AuditEvent) -> dict[str, Any]:
    at = event.at.astimezone(clock.LONDON).isoformat(timespec="minutes")
    return {"at": at, "event": event.event, "purpose": event.detail.get("purpose", "")}
