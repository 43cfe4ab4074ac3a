"""Invitations: a link, shown once, with which somebody makes their own account and takes up a role."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from skillshire.accounts import links, members
from skillshire.accounts.models import Invitation, Organisation, User
from skillshire.core import audit
from skillshire.core.errors import UserError

LASTS = timedelta(days=7)
OTHER = "This invitation is for another e-mail address; sign out, and sign in with that one."
UNKNOWN = "This invitation is not known; ask an administrator for a new one."


@transaction.atomic
def invite(
    email: str, organisation: Organisation, role: str, *, by: str, at: datetime, areas: Sequence[str] = ()
) -> tuple[Invitation, str]:
    """The invitation and the secret of its link, which is not kept. An earlier one is withdrawn."""
    members.check_role(role, areas)
    _check_address(email)
    for earlier in pending(at).filter(email__iexact=email, organisation=organisation, role=role):
        withdraw(earlier, by=by, at=at)
    secret, digest = links.make()
    made = Invitation.objects.create(
        email=email.strip(), organisation=organisation, role=role, areas=sorted(set(areas)),
        digest=digest, by=by, at=at, expires=at + LASTS,
    )  # fmt: skip
    _record("invitation.send", made, by, at)
    return made, secret


def _check_address(email: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise UserError(f"“{email}” is not an e-mail address; write one such as name@example.org.") from None


def pending(at: datetime) -> QuerySet[Invitation]:
    """Those that can still be taken up."""
    unanswered = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    return unanswered.filter(expires__gt=at).select_related("organisation")


def find(secret: str, at: datetime) -> Invitation:
    """UserError, which says why, where the link no longer lets anybody in."""
    digest = links.digest(secret)
    found = Invitation.objects.filter(digest=digest).select_related("organisation").first()
    if found is None:
        raise UserError(UNKNOWN)
    if found.accepted_at:
        raise UserError("This invitation has been used; sign in with the account you made.")
    if found.withdrawn_at:
        raise UserError("This invitation was withdrawn; ask an administrator if you still need it.")
    if found.expires <= at:
        raise UserError("This invitation has expired; ask an administrator for a new one.")
    return found


@transaction.atomic
def withdraw(invitation: Invitation, *, by: str, at: datetime) -> None:
    _take(invitation, "withdrawn_at", at)
    _record("invitation.withdraw", invitation, by, at)


@transaction.atomic
def accept(invitation: Invitation, *, name: str, password: str | None, at: datetime) -> User:
    """Makes their account, under the address that was invited, and gives the role.

    Who has an account must sign in to it first (`accept_as`): a link alone opens no account that exists.
    """
    if members.by_email(invitation.email):
        raise UserError("There is an account for this address already; sign in, then open the link again.")
    _take(invitation, "accepted_at", at)
    user = members.add(invitation.email, name, by=invitation.by, password=password)
    _finish(invitation, user, at)
    return user


@transaction.atomic
def accept_as(user: User, invitation: Invitation, *, at: datetime) -> None:
    """Somebody who is signed in takes up another role."""
    if user.email.lower() != invitation.email.lower():
        raise UserError(OTHER)
    _take(invitation, "accepted_at", at)
    _finish(invitation, user, at)


def _finish(invitation: Invitation, user: User, at: datetime) -> None:
    giving = {"by": invitation.by, "on": at.date(), "areas": invitation.areas}
    members.give(user, invitation.organisation, invitation.role, **giving)
    _record("invitation.accept", invitation, user.get_username(), at)


def _take(invitation: Invitation, what: str, at: datetime) -> None:
    """Once: of two who try at the same time one changes a row, and the other none."""
    if not pending(at).filter(pk=invitation.pk).update(**{what: at}):
        raise UserError("This invitation can no longer be used; ask an administrator for a new one.")


def _record(event: str, invitation: Invitation, by: str, at: datetime) -> None:
    detail = {"organisation": invitation.organisation.slug, "role": invitation.role}
    audit.record(event, f"invitation:{invitation.pk}", by=by, at=at, detail=detail)
