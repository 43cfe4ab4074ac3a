"""A county's strategy, an editor and a publisher, on one fixed day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction

from skillshire.content import rights
from skillshire.core import clock
from skillshire.strategy import loading
from skillshire.strategy.models import Strategy
from tests.content.desk import Desk
from tests.people import alice, bob, charlie

TODAY = date(2026, 11, 22)
FILE = Path(__file__).parent.parent / "strategy" / "data" / "borsetshire.yaml"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loaded once for a module's tests; each test's changes are undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        rights.prepare()
        yield loading.load(FILE, by="skillshire", on=date(2026, 11, 1))
        transaction.set_rollback(True)


@pytest.fixture
def strategy(loaded, db):
    return Strategy.objects.get(pk=loaded.pk)


@pytest.fixture
def action(strategy):
    return strategy.actions.get(ref=1)


@pytest.fixture
def editor(strategy):
    return Desk(alice("strategy-editor"))


@pytest.fixture
def other_editor(strategy):
    return Desk(charlie("strategy-editor"))


@pytest.fixture
def publisher(strategy):
    return Desk(bob("publisher"))


@pytest.fixture
def at(monkeypatch, time_machine_of_wagtail):
    """at(2026, 12, 1, 9): from now on it is that hour, for us and for Wagtail."""

    def run(*moment):
        now = datetime(*moment, tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: now)
        time_machine_of_wagtail(now)

    return run


@pytest.fixture
def time_machine_of_wagtail(monkeypatch):
    from django.utils import timezone

    return lambda now: monkeypatch.setattr(timezone, "now", lambda: now)
