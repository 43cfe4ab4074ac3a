"""Invitations end with the power of whoever sent them."""

from datetime import timedelta

import pytest
from django.db import transaction

from skillshire.accounts import invitations, members, waiting
from skillshire.accounts.models import Invitation
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alice():
    """There is always another administrator."""
    return people.alice("administrator")


def invite(by, organisation=None, role="analyst", email="new@example.org"):
    where = organisation or people.council()
    return invitations.invite(email, where, role, by=by, at=clock.now())[0]


def open_ones():
    return list(waiting.invitations(clock.now()))


@pytest.mark.parametrize("days", [0, 9])
def test_those_of_an_administrator_whose_role_ends_are_withdrawn_at_once_and_audited(days):
    today = clock.today()
    held = members.give(
        people.bob(), people.council(), "administrator", by="alice", on=today - timedelta(days=days)
    )
    theirs, others = invite("bob"), invite("alice", email="other@example.org")
    members.end(held, by="alice", on=today)
    assert open_ones() == [others]
    event = AuditEvent.objects.get(event="invitation.withdraw")
    assert (event.subject, event.by) == (f"invitation:{theirs.pk}", "alice")


def test_those_of_somebody_deactivated_are_withdrawn_and_stay_so():
    bob = people.bob("administrator")
    invite("bob")
    members.deactivate(bob, by="alice", on=clock.today())
    assert open_ones() == []
    members.activate(bob, by="alice")
    assert open_ones() == []
    assert AuditEvent.objects.filter(event="invitation.withdraw", by="alice").count() == 1


def test_it_is_one_deed_with_the_end_of_the_role():
    bob = people.bob("administrator")
    invite("bob")

    def fail():
        with transaction.atomic():
            members.end(bob.memberships.get(), by="alice", on=clock.today())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert len(open_ones()) == 1
    assert bob.memberships.get().ends is None


def test_what_they_may_still_send_stays():
    bob = people.bob("administrator")
    here = bob.memberships.get()
    members.give(bob, people.other_council(), "administrator", by="alice", on=clock.today())
    invite("bob")
    kept = invite("bob", people.other_council())
    wide = invite("bob", people.other_council(), "publisher")
    members.end(here, by="alice", on=clock.today())
    assert open_ones() == [kept]
    wide.refresh_from_db()
    assert wide.withdrawn_at


def test_the_end_of_another_role_withdraws_nothing():
    bob = people.bob("administrator", "analyst")
    invite("bob")
    members.end(bob.memberships.get(role="analyst"), by="alice", on=clock.today())
    assert len(open_ones()) == 1


def test_what_was_answered_is_not_withdrawn():
    bob = people.bob("administrator")
    invitations.accept(invite("bob"), name="New", password=None, at=clock.now())
    members.end(bob.memberships.get(), by="alice", on=clock.today())
    assert Invitation.objects.get().withdrawn_at is None
