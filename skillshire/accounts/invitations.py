"""Invitations: a link, shown once, with which somebody makes their own account and takes up a role."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from skillshire.accounts import links, members, waiting
from skillshire.accounts.models import Invitation, Organisation, User
from skillshire.core import clock
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
    for earlier in waiting.invitations(at).filter(email__iexact=email, organisation=organisation, role=role):
        waiting.withdraw(earlier, by=by, at=at)
    secret, digest = links.make()
    made = Invitation.objects.create(
        email=email.strip(), organisation=organisation, role=role, areas=sorted(set(areas)),
        digest=digest, by=by, at=at, expires=at + LASTS,
    )  # fmt: skip
    waiting.record("invitation.send", made, by, at)
    return made, secret


def _check_address(email: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise UserError(f"“{email}” is not an e-mail address; write one such as name@example.org.") from None


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
def accept(invitation: Invitation, *, name: str, password: str | None, at: datetime) -> User:
    """Makes their account, under the address that was invited, and gives the role.

    Who has an account must sign in to it first (`accept_as`): a link alone opens no account that exists.
    """
    if members.by_email(invitation.email):
        raise UserError("There is an account for this address already; sign in, then open the link again.")
    waiting.take(invitation, "accepted_at", at)
    user = members.add(invitation.email, name, by=invitation.by, password=password)
    _finish(invitation, user, at)
    return user


@transaction.atomic
def accept_as(user: User, invitation: Invitation, *, at: datetime) -> None:
    """Somebody who is signed in takes up another role."""
    if user.email.lower() != invitation.email.lower():
        raise UserError(OTHER)
    waiting.take(invitation, "accepted_at", at)
    _finish(invitation, user, at)


def _finish(invitation: Invitation, user: User, at: datetime) -> None:
    giving = {"by": invitation.by, "on": clock.day_of(at), "areas": invitation.areas}
    members.give(user, invitation.organisation, invitation.role, **giving)
    waiting.record("invitation.accept", invitation, user.get_username(), at)
