"""Fixtures for every test. Browser tests have more in tests/browser/conftest.py."""

import os
from pathlib import Path

import pytest
from django.test import override_settings

ROOT = Path(__file__).resolve().parent.parent
PLAIN_STORAGE = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_configure(config):
    config.addinivalue_line("markers", "database: touches the database (added by itself)")


def pytest_collection_modifyitems(items):
    """`-m database` is every test that touches the database: script/test runs those again on PostgreSQL."""
    for item in items:
        uses = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        if uses or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published files and standards beside a maintainer's checkout. Elsewhere the test skips, by name."""
    folder = ROOT.parent / "shared"
    if folder.is_dir():
        return folder
    if os.environ.get("SKILLSHIRE_REQUIRE_SHARED"):
        pytest.fail(f"SKILLSHIRE_REQUIRE_SHARED is set, but there is no folder {folder}")
    pytest.skip("needs ../shared, which is not here")


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
def no_built_files():
    """Pages name static files without looking for built ones, which a unit test has no need of."""
    from django.conf import settings

    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STORAGE}):
        yield
