"""One small county for all tests of it: made once, in a transaction that every test of a module shares."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.test import override_settings

from skillshire.casework.demo import county, staff
from skillshire.core import facts
from tests.web.public.conftest import bundled  # noqa: F401  # the published rates that it takes

ON = date(2026, 11, 22)
AREA = "E10000015"
# How a password is kept is not what these tests are about, and a good way is slow.
QUICK = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}


@pytest.fixture(scope="package")
def made(django_db_setup, django_db_blocker, tmp_path_factory, bundled):  # noqa: F811
    """300 people. What was made is taken back at the end: other tests start without it."""
    from django.db import transaction

    home = tmp_path_factory.mktemp("county")
    with django_db_blocker.unblock(), override_settings(SKILLSHIRE_HOME=bundled, **QUICK):
        facts.forget()
        with transaction.atomic():
            lines = []
            done = county.make(AREA, home, count=300, seed=1, on=ON, echo=lines.append)
            truth = json.loads(done.truth.read_text())
            yield SimpleNamespace(
                truth=truth, home=home, lines=lines, done=done, on=ON, area=AREA,
                council=staff.Organisation.objects.get(slug=staff.COUNCIL),
            )  # fmt: skip
            transaction.set_rollback(True)
        facts.forget()


@pytest.fixture(autouse=True)
def in_the_records(made, db):
    """A test may change the county: that is undone after it."""
