"""A member of staff asks for their data: their organisation answers, for what is of it."""

import json
from datetime import date, timedelta

import pytest

from skillshire.accounts import standing
from skillshire.accounts.models import Membership
from skillshire.casework import subject_export, subjects
from skillshire.core import clock, periods
from skillshire.core.errors import UserError
from tests import people
from tests.casework.records import NOON

pytestmark = pytest.mark.django_db


def found(text, **options):
    return {one.subject for one in subjects.find(text, **options)}


def governance():
    return standing.of(people.alice("information-governance"), clock.today())


def ended(person, days_ago, organisation=None):
    """A role that ended so many days ago."""
    last = clock.today() - timedelta(days=days_ago)
    given = {"role": "analyst", "starts": date(2015, 1, 1), "ends": last}
    where = organisation or people.council()
    return Membership.objects.create(user=person, organisation=where, **given)


def test_staff_are_found_while_they_have_a_role_here_and_as_long_after_as_accounts_are_kept():
    bob, years = people.bob(), 2  # definitions/retention.yaml: staff-who-left
    mine = governance()
    held = ended(bob, 30)
    assert found("bob", standing=mine) == {f"user:{bob.pk}"}
    held.ends = periods.add_months(clock.today(), -12 * years)
    held.save()
    assert found("bob", standing=mine) == set()
    with pytest.raises(UserError, match="no record user"):
        subjects.get(f"user:{bob.pk}", mine)


def test_staff_who_work_elsewhere_only_are_not_found_whatever_they_were_long_ago():
    charlie = people.charlie("analyst")
    mine = governance()
    assert found("charlie", standing=mine) == set()
    ended(charlie, 365 * 3)
    assert found("charlie", standing=mine) == set()
    assert found("charlie") == {f"user:{charlie.pk}"}  # whoever runs the machine sees all


def test_what_is_handed_out_of_staff_leaves_out_where_else_they_work():
    bob = people.bob("analyst")
    ended(bob, 5, people.other_council())
    Membership.objects.create(
        user=bob, organisation=people.other_council(), role="work-coach", starts=clock.today()
    )
    subject = f"user:{bob.pk}"
    text = json.dumps(subject_export.export([subject], by="a", at=NOON, standing=governance()))
    assert "Test County Council" in text and "bob@example.org" in text
    assert "Other County Council" not in text and "work-coach" not in text
    assert "work-coach" in json.dumps(subject_export.export([subject], by="a", at=NOON))
