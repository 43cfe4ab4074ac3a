"""Invitations: used once, by whom they are for, in time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from skillshire.accounts import invitations, standing, waiting
from skillshire.accounts.models import Invitation, Membership
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from skillshire.core.permissions import Permission
from tests import people

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PASSWORD = "three purple walruses"


def invite(email="new@example.org", role="analyst", **changes):
    return invitations.invite(email, people.council(), role, by="alice", at=NOW, **changes)


def accept(invitation, at=NOW):
    return invitations.accept(invitation, name="New Person", password=PASSWORD, at=at)


def test_who_accepts_has_an_account_and_the_role():
    _, secret = invite(areas=["E07000243"])
    user = accept(invitations.find(secret, NOW))
    assert user.check_password(PASSWORD)
    (scope,) = standing.of(user, NOW.date()).scopes
    assert (scope.role.slug, scope.areas) == ("analyst", {"E07000243"})


def test_the_secret_is_kept_nowhere():
    invitation, secret = invite()
    kept = [str(value) for value in Invitation.objects.filter(pk=invitation.pk).values()]
    kept += [str(value) for value in AuditEvent.objects.values()]
    assert not [text for text in kept if secret in text]


def test_an_invitation_is_used_once():
    invitation, secret = invite()
    accept(invitation)
    with pytest.raises(UserError, match="has been used"):
        invitations.find(secret, NOW)


def test_of_two_who_use_it_at_once_one_is_refused():
    invitation, _ = invite()
    stale = Invitation.objects.get(pk=invitation.pk)
    accept(invitation)
    people_before = standing.Membership.objects.count()
    with pytest.raises(UserError):
        invitations.accept(stale, name="Somebody Else", password=PASSWORD, at=NOW)
    assert standing.Membership.objects.count() == people_before


def test_an_invitation_expires():
    invitation, secret = invite()
    late = NOW + invitations.LASTS
    with pytest.raises(UserError, match="has expired"):
        invitations.find(secret, late)
    with pytest.raises(UserError, match="can no longer be used"):
        accept(invitation, at=late)
    assert invitations.find(secret, late - timedelta(seconds=1)) == invitation


def test_a_withdrawn_invitation_lets_nobody_in():
    invitation, secret = invite()
    waiting.withdraw(invitation, by="alice", at=NOW)
    with pytest.raises(UserError, match="was withdrawn"):
        invitations.find(secret, NOW)


def test_a_second_invitation_to_the_same_replaces_the_first():
    _, first = invite()
    _, second = invite("NEW@example.org")
    with pytest.raises(UserError, match="was withdrawn"):
        invitations.find(first, NOW)
    assert invitations.find(second, NOW)


def test_a_made_up_secret_is_not_known():
    with pytest.raises(UserError, match="is not known"):
        invitations.find("made-up", NOW)


def test_an_account_that_exists_is_not_opened_by_a_link():
    alice = people.alice()
    invitation, _ = invite(alice.email)
    with pytest.raises(UserError, match="sign in, then open the link again"):
        accept(invitation)


def test_somebody_signed_in_takes_up_a_role_for_their_own_address_only():
    invitation, secret = invite("bob@example.org")
    with pytest.raises(UserError, match="another e-mail address"):
        invitations.accept_as(people.charlie(), invitation, at=NOW)
    assert invitations.find(secret, NOW)
    invitations.accept_as(people.bob(), invitation, at=NOW)
    assert standing.of(people.bob(), NOW.date()).may(Permission.SEE_COUNTS)


@pytest.mark.parametrize("email", ["", "bob", "bob@"])
def test_what_is_no_address_is_not_invited(email):
    with pytest.raises(UserError, match="is not an e-mail address"):
        invite(email)


def test_a_role_begins_on_the_day_it_is_in_london():
    secret = invite()[1]
    late = datetime(2027, 4, 1, 23, 30, tzinfo=UTC)  # half past midnight of the second
    Invitation.objects.update(expires=late + invitations.LASTS)
    accept(invitations.find(secret, late), at=late)
    assert Membership.objects.get().starts == date(2027, 4, 2)
