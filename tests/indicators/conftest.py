"""A site with every published figure, loaded once for all workers, and a small invented one for each test."""

import fcntl
import os
from datetime import UTC, datetime

import pytest
from django.test import override_settings

from skillshire.config import cli, prepare
from skillshire.core import definitions
from skillshire.indicators import ingest as ingesting
from tests.indicators import invented

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def everything(shared, folder):
    """A folder with what publishers brought out and the figures that come with the project."""
    folder.mkdir(exist_ok=True)
    for path in [*(shared / "raw").iterdir(), definitions.ROOT / "figures"]:
        if not (folder / path.name).exists():
            (folder / path.name).symlink_to(path)
    return folder


@pytest.fixture(scope="session")
def loaded(shared, tmp_path_factory):
    """A home folder into which every figure that there is was loaded. Nothing may write to it."""
    base = tmp_path_factory.getbasetemp()
    root = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    home = root / "every-published-figure"
    with (root / "every-published-figure.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            with override_settings(SKILLSHIRE_HOME=home):
                folder = everything(shared, root / "every-published-file")
                ingesting.ingest([], folder, now=NOW, echo=lambda line: None)
            (home / "static").mkdir()  # the site looks for it when the API is asked
            (home / "done").touch()
    return home


@pytest.fixture
def full(loaded, settings):
    settings.SKILLSHIRE_HOME = loaded
    settings.STATIC_ROOT = loaded / "static"
    return loaded


@pytest.fixture
def published(tmp_path):
    """A folder of invented files: the claimant count and pay of three areas."""
    folder = tmp_path / "published"
    invented.claimants(folder)
    invented.pay(folder)
    return folder


@pytest.fixture
def load(home):
    """load(folder, *sources): a new release from the folder's files; returns it."""

    def run(folder, *sources, now=NOW, **options):
        return ingesting.ingest(sources, folder, now=now, echo=lambda line: None, **options)[0]

    return run


@pytest.fixture
def command(home, monkeypatch, capsys):
    """command("series", …): its exit status, what it printed and what it said on stderr."""
    monkeypatch.setattr(
        prepare, "prepare", lambda **options: None
    )  # no tables and style sheets for these commands

    def run(*arguments):
        capsys.readouterr()
        status = cli.run([str(one) for one in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run
