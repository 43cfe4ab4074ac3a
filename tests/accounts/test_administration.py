"""Alice administers the council that runs the site, Charlie another: whom each looks after."""

from datetime import date, timedelta

import pytest

from skillshire.accounts import administration, members, roles, standing
from skillshire.core.permissions import Permission
from tests import people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def charge(person):
    return administration.of(standing.of(person, TODAY))


def names(found):
    return set(found.values_list("username", flat=True))


def test_an_administrator_of_the_organisation_that_runs_the_site_looks_after_everybody():
    alice = charge(people.alice("administrator"))
    people.charlie("analyst")
    people.bob()  # without any role
    assert names(alice.people(TODAY)) == {"alice", "bob", "charlie"}
    assert {one.slug for one in alice.employers()} == {"test-council", "other-council"}
    assert alice.roles_to_give() == roles.ROLES


def test_an_administrator_of_another_looks_after_its_people_only():
    people.alice("administrator")
    dora = members.add("dora@example.org", "Dora Dent", by="x")
    members.give(dora, people.other_council(), "analyst", by="x", on=TODAY)
    charlie = charge(people.charlie("administrator"))
    assert names(charlie.people(TODAY)) == {"charlie", "dora"}
    assert [one.slug for one in charlie.employers()] == ["other-council"]
    assert {one.organisation.slug for one in charlie.held(TODAY)} == {"other-council"}


def test_of_somebody_who_works_for_both_they_see_their_own_roles_and_leave_the_account():
    bob = people.bob("analyst")
    members.give(bob, people.other_council(), "work-coach", by="x", on=TODAY)
    charlie = charge(people.charlie("administrator"))
    assert [one.role for one in charlie.held(TODAY).filter(user=bob)] == ["work-coach"]
    assert not charlie.has_account(bob, TODAY)
    assert charge(people.alice("administrator")).has_account(bob, TODAY)


@pytest.mark.parametrize("starts", [TODAY - timedelta(days=9), TODAY, TODAY + timedelta(days=9)])
def test_a_role_elsewhere_counts_before_it_begins_and_when_the_account_is_closed(starts):
    charlie = charge(people.charlie("administrator"))
    dora = members.add("dora@example.org", "Dora Dent", by="x")
    members.give(dora, people.other_council(), "analyst", by="x", on=TODAY)
    assert charlie.has_account(dora, TODAY)
    members.give(dora, people.council(), "participation-officer", by="x", on=starts)
    dora.is_active = False
    dora.save()
    assert not charlie.has_account(dora, TODAY)


@pytest.mark.parametrize("role", ["publisher", "strategy-editor", "information-governance"])
def test_who_acts_on_the_whole_site_keeps_their_account_from_an_administrator_who_could_not_give_that(role):
    people.alice("administrator")
    dora = members.add("dora@example.org", "Dora Dent", by="x")
    charlie = charge(people.charlie("administrator"))
    held = members.give(dora, people.other_council(), role, by="alice", on=TODAY - timedelta(days=9))
    assert names(charlie.people(TODAY)) == {"charlie", "dora"}
    assert not charlie.has_account(dora, TODAY)
    members.give(dora, people.other_council(), "analyst", by="alice", on=TODAY)
    members.end(held, by="charlie", on=TODAY)
    assert charlie.has_account(dora, TODAY)


def test_who_left_their_organisation_is_nobody_of_theirs():
    dora = members.add("dora@example.org", "Dora Dent", by="x")
    held = members.give(dora, people.other_council(), "analyst", by="x", on=TODAY - timedelta(days=9))
    charlie = charge(people.charlie("administrator"))
    members.end(held, by="charlie", on=TODAY)
    assert names(charlie.people(TODAY)) == {"charlie"}
    assert not charlie.has_account(dora, TODAY)


def test_they_give_no_role_that_acts_on_the_whole_site():
    charlie = charge(people.charlie("administrator"))
    given = {one.slug for one in charlie.roles_to_give()}
    assert {"administrator", "participation-officer", "provider", "analyst"} <= given
    assert given.isdisjoint({"strategy-editor", "publisher", "information-governance"})
    assert charlie.may_invite(people.other_council(), roles.get("analyst"))
    assert not charlie.may_invite(people.other_council(), roles.get("publisher"))
    assert not charlie.may_invite(people.council(), roles.get("analyst"))


@pytest.mark.parametrize("role", [role for role in roles.ROLES if role.slug != "administrator"])
def test_who_is_no_administrator_looks_after_nobody(role):
    bob = charge(people.bob(role.slug))
    assert not bob.everything and not bob.organisations
    assert not bob.people(TODAY).exists() and not bob.employers().exists()
    assert Permission.MANAGE_ACCOUNTS not in role.permissions


def test_a_role_in_two_organisations_adds_up():
    charlie = people.charlie("administrator")
    members.give(charlie, people.council(), "analyst", by="x", on=TODAY)
    assert not charge(charlie).everything
    members.give(charlie, people.council(), "administrator", by="x", on=TODAY)
    assert charge(charlie).everything
