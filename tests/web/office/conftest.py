"""Somebody who has signed in to the office, second factor and all, without going through its forms."""

import pytest
from django.test import Client

from tests import people
from tests.web.office import signing_in


@pytest.fixture(autouse=True)
def no_slow_passwords(quick_passwords):
    """None of these tests is about how a password is kept."""


@pytest.fixture
def office_home(home):
    """The home of a site to which files are sent in: nothing of them goes to the checkout's var/."""
    (home / "static").mkdir()  # the site looks for it
    return home


@pytest.fixture
def office(db):
    """office(alice("participation-officer")): a test client signed in as that person, with a second factor.

    `office(person, second_factor=False)` is somebody who has yet to set one up; `office(None)` nobody.
    """

    def sign_in(person=None, *, second_factor=True):
        client = Client()
        if person is not None:
            signing_in.sign_in(client, person, second_factor=second_factor)
        return client

    return sign_in


@pytest.fixture
def officer(office):
    """Alice, participation officer of the whole county."""
    return office(people.alice("participation-officer"))


@pytest.fixture
def adviser(office):
    """Bob, careers adviser for Stevenage."""
    return office(people.bob("careers-adviser", areas=["E07000243"]))


@pytest.fixture
def facts_kept(db, monkeypatch):
    """What holds of the whole site is not asked again, however slow the machine: queries are counted."""
    from skillshire.core import facts

    monkeypatch.setattr(facts, "CHECK_SECONDS", 3600.0)
    facts.synthetic()
