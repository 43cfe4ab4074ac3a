"""Records that all tests of a module read: made once, in a transaction around each test's own.

    county = shared_records.by(lambda: loading.load(FILE, by="alice", on=MAY))

    @pytest.fixture
    def strategy(db, county):
        return Strategy.objects.get(pk=county.pk)

A test may change them: that is undone after it. What is remembered in Python is not, so a test asks the
database for its own object. Not for a module with a test that commits (`transaction=True`).
"""

import pytest
from django.db import transaction


def by(make):
    """A fixture of the module: what `make()` returns, whose records are taken back after its last test."""

    @pytest.fixture(scope="module")
    def records(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return records
