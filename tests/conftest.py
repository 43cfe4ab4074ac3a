"""Fixtures for every test. Browser tests have more in tests/browser/conftest.py."""

import gc
import os
from collections import Counter
from pathlib import Path

import certifi
import pytest
from django.test import override_settings
from hypothesis import settings as hypothesis_settings

from tests import migrated, unguarded

# How long one example takes says how busy the machine is, not whether the claim holds.
hypothesis_settings.register_profile("skillshire", deadline=None)
hypothesis_settings.load_profile("skillshire")
ROOT = Path(__file__).resolve().parent.parent
PLAIN_STORAGE = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
NO_RECORDS = ("browser", "indicators", "places", "sources", "spec", "standins")  # folders without any
NO_SHARED = "needs ../shared, which is not here"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_configure(config):
    config.addinivalue_line("markers", "database: asks or writes records (added by itself)")
    config.addinivalue_line("markers", "any_database: holds on one database if it holds on another")
    gc.disable()  # until the tests are collected: nothing of them is rubbish


def pytest_collection_finish():
    """What was imported and collected stays to the end: Python need not look through it again and again."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Before the test database is made: its migrations are copied where they ran before."""
    migrated.use()
    unguarded.use()


def pytest_ignore_collect(collection_path, config):
    """`-m database` need not read the folders in which no test is one; None leaves it to others."""
    if config.option.markexpr == "database" and without_records(collection_path):
        return True
    return None


def without_records(path):
    return any(path.is_relative_to(ROOT / "tests" / name) for name in NO_RECORDS)


def pytest_collection_modifyitems(items):
    """`-m database` is every test that PostgreSQL may answer otherwise; script/test runs those there too."""
    for item in items:
        if may_differ(item):
            item.add_marker(pytest.mark.database)
            if without_records(item.path):
                raise pytest.UsageError(f"{item.nodeid} is of the records: take its folder out of NO_RECORDS")


def may_differ(item):
    """Whether a test touches the database for the sake of records.

    Published figures are in files. A test on them (`figures`) without a strategy has a database only since a
    page looks whether there is one for its area, and there is none. One on every figure that was ever
    published (`full`) is about those; measures are judged on both databases from the figures that come along.
    A test that is marked `any_database` has a strategy on its pages, and is about something else than what
    was read of it.
    """
    uses = set(getattr(item, "fixturenames", ()))
    touches = DATABASE_FIXTURES & uses or item.get_closest_marker("django_db")
    only_figures = "full" in uses or ("figures" in uses and "strategy" not in uses)
    return touches and not only_figures and not item.get_closest_marker("any_database")


def pytest_terminal_summary(terminalreporter):
    """One line for what a user, who does not have ../shared, cannot run; script/test lists no skips."""
    reports = terminalreporter.stats.get("skipped", [])
    files = Counter(report.nodeid.split("::")[0] for report in reports if NO_SHARED in str(report.longrepr))
    if files:
        names = ", ".join(f"{name} ({count})" for name, count in sorted(files.items()))
        terminalreporter.write_line(f"Skipped, since they need ../shared, which is not here: {names}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published files and standards beside a maintainer's checkout. Elsewhere the test skips, by name."""
    folder = ROOT.parent / "shared"
    if folder.is_dir():
        return folder
    if os.environ.get("SKILLSHIRE_REQUIRE_SHARED"):
        pytest.fail(f"SKILLSHIRE_REQUIRE_SHARED is set, but there is no folder {folder}")
    pytest.skip(NO_SHARED)


@pytest.fixture
def home(tmp_path, settings, monkeypatch) -> Path:
    """An empty home folder, so that nothing is read from or written to the checkout's var/."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("SKILLSHIRE_HOME", str(folder))
    settings.SKILLSHIRE_HOME = folder
    settings.STATIC_ROOT = folder / "static"
    return folder


@pytest.fixture(scope="session", autouse=True)
def no_built_files(tmp_path_factory):
    """Pages name static files without looking for built ones, which a unit test has no need of."""
    from django.conf import settings

    storages = {**settings.STORAGES, "staticfiles": PLAIN_STORAGE}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session", autouse=True)
def one_certificate(tmp_path_factory):
    """No test asks by HTTPS, yet each client reads what SSL_CERT_FILE names: one authority, not all 120."""
    first, end, _ = certifi.contents().partition("-----END CERTIFICATE-----\n")
    file = tmp_path_factory.mktemp("certificates") / "one.pem"
    file.write_text(first + end, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(file))
        yield


@pytest.fixture
def quick_passwords(settings):
    """The site's own way to keep a password is slow on purpose (tests/config/test_settings.py holds it)."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_remembered_facts():
    """What a process remembers of its site, such as that its people are invented, ends with the test."""
    yield
    from skillshire.core import facts

    facts.forget()
