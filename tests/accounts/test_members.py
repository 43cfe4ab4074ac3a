"""Giving and ending roles, and the rules that keep an office from being taken over or locked."""

from datetime import date, timedelta

import pytest

from skillshire.accounts import members, organisations, standing
from skillshire.accounts.models import User
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from skillshire.core.permissions import Permission
from tests import people

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def events():
    return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


def test_a_role_given_today_lets_them_in_today():
    held = members.give(people.bob(), people.council(), "analyst", by="alice", on=TODAY)
    assert standing.of(people.bob(), TODAY).may(Permission.SEE_COUNTS)
    assert events() == ["membership.give"]
    assert AuditEvent.objects.get().subject == f"membership:{held.pk}"


def test_a_role_that_is_ended_lets_nobody_in_that_day():
    held = members.give(people.bob(), people.council(), "analyst", by="alice", on=YESTERDAY)
    members.end(held, by="alice", on=TODAY)
    assert not standing.of(people.bob(), TODAY).permissions
    assert held.ends == YESTERDAY


def test_a_role_ended_on_its_first_day_is_gone_but_for_the_audit():
    held = members.give(people.bob(), people.council(), "analyst", by="alice", on=TODAY)
    members.end(held, by="alice", on=TODAY)
    assert not people.bob().memberships.exists()
    assert events() == ["membership.give", "membership.end"]


def test_a_role_ends_once():
    held = members.give(people.bob(), people.council(), "analyst", by="alice", on=YESTERDAY)
    members.end(held, by="alice", on=TODAY)
    with pytest.raises(UserError, match="ended already"):
        members.end(held, by="alice", on=TODAY)


@pytest.mark.parametrize("role", ["caretaker", ""])
def test_an_unknown_role_is_refused_in_words(role):
    with pytest.raises(UserError, match="is not a role; choose one of administrator"):
        members.give(people.bob(), people.council(), role, by="alice", on=TODAY)


def test_an_area_that_is_no_code_is_refused_in_words():
    with pytest.raises(UserError, match="“Stevenage” is not an area's code"):
        members.give(people.bob(), people.council(), "analyst", areas=["Stevenage"], by="alice", on=TODAY)


def test_the_same_role_is_not_given_twice():
    members.give(people.bob(), people.council(), "analyst", by="alice", on=TODAY)
    with pytest.raises(UserError, match="analyst in Test County Council already"):
        members.give(people.bob(), people.council(), "analyst", by="alice", on=TODAY)


def test_nobody_changes_their_own_roles_or_account():
    alice = people.alice("administrator")
    people.bob("administrator")
    held = alice.memberships.get()
    for deed in (
        lambda: members.give(alice, people.council(), "analyst", by="alice", on=TODAY),
        lambda: members.end(held, by="alice", on=TODAY),
        lambda: members.deactivate(alice, by="alice", on=TODAY),
        lambda: members.reset_second_factor(alice, by="alice"),
    ):
        with pytest.raises(UserError, match="ask another administrator"):
            deed()
    assert events() == []


def test_the_last_administrator_can_be_neither_ended_nor_deactivated():
    held = people.alice("administrator").memberships.get()
    with pytest.raises(UserError, match="last administrator"):
        members.end(held, by="bob", on=TODAY)
    with pytest.raises(UserError, match="last administrator"):
        members.deactivate(people.alice(), by="bob", on=TODAY)


def test_an_administrator_who_is_not_the_last_can_be_ended():
    held = people.alice("administrator").memberships.get()
    people.bob("administrator")
    members.end(held, by="bob", on=TODAY)
    assert [one.user for one in members.administrators(TODAY)] == [people.bob()]


def test_an_administrator_of_another_organisation_does_not_count_as_one_of_the_whole_site():
    held = people.alice("administrator").memberships.get()
    theirs = people.charlie("administrator").memberships.get()
    with pytest.raises(UserError, match="last administrator of the whole site"):
        members.end(held, by="charlie", on=TODAY)
    members.end(theirs, by="alice", on=TODAY)
    assert [one.user for one in members.leaders(TODAY)] == [people.alice()]


def test_the_council_whose_administrator_is_the_first_keeps_running_the_site():
    members.give(people.charlie(), people.other_council(), "administrator", by="x", on=TODAY)
    assert organisations.runs() is None
    members.give(people.alice(), people.council(), "administrator", by="x", on=TODAY)
    assert organisations.runs() == people.council()


def test_an_administrator_who_cannot_sign_in_does_not_count():
    held = people.alice("administrator").memberships.get()
    bob = people.bob("administrator")
    User.objects.filter(pk=bob.pk).update(is_active=False)
    with pytest.raises(UserError, match="last administrator"):
        members.end(held, by="bob", on=TODAY)


def test_somebody_deactivated_may_do_nothing_until_activated():
    bob = people.bob("analyst")
    members.deactivate(bob, by="alice", on=TODAY)
    assert standing.of(bob, TODAY) == standing.NOBODY
    members.activate(bob, by="alice")
    assert standing.of(bob, TODAY).may(Permission.SEE_COUNTS)


def test_two_people_with_the_same_local_part_get_different_user_names():
    first = members.add("jo.bell@one.example", "Jo Bell", by="alice")
    second = members.add("jo.bell@two.example", "Jo Bell", by="alice")
    assert (first.username, second.username) == ("jo-bell", "jo-bell-2")
    assert not first.has_usable_password()
