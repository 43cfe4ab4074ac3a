"""Who signs in, and who answers for what."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from skillshire.accounts.models import Organisation, User

pytestmark = pytest.mark.django_db


def organisation(**changes):
    words = {"slug": "felpersham", "name": "Felpersham College", "short_name": "College", "kind": "provider"}
    return Organisation.objects.create(**words | changes)


def test_staff_sign_in_as_our_own_user():
    assert get_user_model() is User


def test_two_people_cannot_share_an_email_address_however_it_is_written():
    User.objects.create_user("alice", "alice@example.org")
    with pytest.raises(IntegrityError, match="accounts_user_email_unique"), transaction.atomic():
        User.objects.create_user("bob", "ALICE@example.org")


def test_two_organisations_cannot_share_a_slug():
    organisation()
    with pytest.raises(IntegrityError, match="(?i)unique"), transaction.atomic():
        organisation(name="Another")


def test_an_organisation_is_of_a_known_kind():
    with pytest.raises(IntegrityError, match="accounts_organisation_kind_known"), transaction.atomic():
        organisation(kind="circus")


def test_the_kinds_offered_are_those_the_database_takes():
    for kind in Organisation.Kind:
        organisation(slug=kind.value, kind=kind)
    assert Organisation.objects.count() == len(Organisation.Kind)


def test_an_organisation_says_its_name():
    assert str(organisation()) == "Felpersham College"
