"""What a step of the database's layout does to records that are there."""

from importlib import import_module

import pytest
from django.apps import apps

from skillshire.accounts import organisations
from tests import people

pytestmark = pytest.mark.django_db
KEEP = import_module("skillshire.accounts.migrations.0004_who_runs_the_site").keep


def test_an_office_that_is_in_use_keeps_the_organisation_of_its_first_administrator():
    people.charlie("analyst")
    people.alice("administrator")
    people.charlie("administrator")
    KEEP(apps, None)
    assert organisations.runs() == people.council()


def test_an_office_without_an_administrator_keeps_none():
    people.alice("analyst")
    KEEP(apps, None)
    assert organisations.runs() is None
