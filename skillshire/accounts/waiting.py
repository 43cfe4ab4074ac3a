"""Invitations that wait for an answer: which there are, and how they end."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from skillshire.accounts import administration, roles, standing
from skillshire.accounts.models import Invitation, User
from skillshire.core import audit, clock
from skillshire.core.errors import UserError


def known() -> QuerySet[Invitation]:
    """All there are, answered or not."""
    return Invitation.objects.select_related("organisation")


def invitations(at: datetime) -> QuerySet[Invitation]:
    """Those that can still be taken up."""
    return known().filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires__gt=at)


def take(invitation: Invitation, what: str, at: datetime) -> None:
    """Once: of two who try at the same time one changes a row, and the other none."""
    if not invitations(at).filter(pk=invitation.pk).update(**{what: at}):
        raise UserError("This invitation can no longer be used; ask an administrator for a new one.")


@transaction.atomic
def withdraw(invitation: Invitation, *, by: str, at: datetime) -> None:
    take(invitation, "withdrawn_at", at)
    record("invitation.withdraw", invitation, by, at)


@transaction.atomic
def withdraw_unbacked(sender: User, *, by: str, on: date) -> None:
    """Ends those that this person sent and could not send any more: their role ended, or their account."""
    at, charge = clock.now(), administration.of(standing.of(sender, on))
    for one in invitations(at).filter(by=sender.get_username()):
        if not charge.may_invite(one.organisation, roles.get(one.role)):
            withdraw(one, by=by, at=at)


def record(event: str, invitation: Invitation, by: str, at: datetime) -> None:
    detail = {"organisation": invitation.organisation.slug, "role": invitation.role}
    audit.record(event, f"invitation:{invitation.pk}", by=by, at=at, detail=detail)
