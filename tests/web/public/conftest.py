"""A county's site on the figures that come with the project, as on one fixed day."""

import fcntl
import os
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client, override_settings

from skillshire.core import clock
from skillshire.indicators import releases
from skillshire.strategy import definitions, loading
from skillshire.strategy.models import Strategy
from skillshire.web.public import cache, site
from tests.web.public.reading import Page

TODAY = date(2026, 11, 22)
HERTFORDSHIRE, KENT = "E10000015", "E10000016"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory) -> Path:
    """A home folder with the bundled figures, installed once for all workers. Nothing may write to it."""
    base = tmp_path_factory.getbasetemp()
    root = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    home = root / "bundled-figures"
    with (root / "bundled-figures.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            with override_settings(SKILLSHIRE_HOME=home):
                releases.install_bundled(echo=lambda line: None)
            (home / "static").mkdir()
            (home / "done").touch()
    return home


@pytest.fixture
def figures(db, bundled, settings, monkeypatch):
    """The figures serve, on TODAY, for Hertfordshire; no page is kept from the test before."""
    settings.SKILLSHIRE_HOME = bundled
    settings.SKILLSHIRE_AREA = HERTFORDSHIRE
    settings.STATIC_ROOT = bundled / "static"
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    cache.forget()
    site.configuration.cache_clear()
    yield bundled
    cache.forget()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The county's strategy, loaded once for a module's tests; each test's changes are undone after it."""
    file = definitions.FOLDER / "hertfordshire-2020.yaml"
    with django_db_blocker.unblock(), transaction.atomic():
        yield loading.load(file, by="alice", on=date(2026, 11, 1))
        transaction.set_rollback(True)


@pytest.fixture
def strategy(loaded, figures):
    return Strategy.objects.get(pk=loaded.pk)


@pytest.fixture
def read():
    """read("/strategy/"): the page, which must answer as expected and hold what every page owes."""
    client = Client(headers={"host": django_settings.ALLOWED_HOSTS[0]})

    def run(address="/", expect=200, **headers):
        response = client.get(address, headers=headers)
        assert response.status_code == expect, f"{address} answered {response.status_code}"
        return Page(address, response)

    run.client = client
    return run
