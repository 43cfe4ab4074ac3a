"""What every change of a young person's record does: hold it, say when it changed, write the audit."""

from typing import Any

from skillshire.casework.models import YoungPerson
from skillshire.core import audit, clock


def held(person: YoungPerson) -> YoungPerson:
    """The record as it stands, kept from other writers until the transaction ends."""
    return YoungPerson.objects.select_for_update().get(pk=person.pk)


def changed(person: YoungPerson, event: str, *, by: str, detail: dict[str, Any], **fields: Any) -> None:
    """Set these fields, if any, and write `young-person.<event>`. `detail` holds numbers, codes and names of
    fields; never what was written of the person."""
    now = clock.now()
    YoungPerson.objects.filter(pk=person.pk).update(updated_at=now, **fields)
    for name, value in fields.items():
        setattr(person, name, value)
    audit.record(f"young-person.{event}", f"young-person:{person.pk}", by=by, at=now, detail=detail)
