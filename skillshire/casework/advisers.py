"""Who has a young person on their list."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from skillshire.accounts import roles
from skillshire.accounts.models import Membership
from skillshire.casework import records
from skillshire.casework.models import YoungPerson
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission


def names(organisations: Iterable[int], on: date) -> dict[str, str]:
    """Username to name, of everybody who may write notes on young people in these organisations."""
    able = [role.slug for role in roles.ROLES if Permission.NOTE_YOUNG_PEOPLE in role.permissions]
    held = Membership.objects.filter(
        organisation__in=list(organisations), role__in=able, user__is_active=True
    )
    found = held.running(on).select_related("user").order_by("user__last_name", "user__username")
    return {one.user.get_username(): one.user.get_full_name() or one.user.get_username() for one in found}


@transaction.atomic
def assign(person: YoungPerson, *, adviser: str, by: str, on: date) -> YoungPerson:
    """`adviser` is a username; empty takes the young person off everybody's list."""
    if adviser and adviser not in names([person.organisation_id], on):
        raise UserError(f"“{adviser}” may not write on young people of this organisation; choose another.")
    records.held(person)
    records.changed(person, "assign-adviser", by=by, detail={"adviser": adviser}, adviser=adviser)
    return person
