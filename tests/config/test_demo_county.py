"""`skillshire demo-county` and `serve --demo`: a home of its own, this machine only."""

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from skillshire.config import cli, demo
from skillshire.core.errors import UserError
from tests import migrated


@pytest.fixture
def surroundings(tmp_path, monkeypatch):
    monkeypatch.setenv("SKILLSHIRE_HOME", str(tmp_path))
    for name in demo.IGNORED:
        monkeypatch.setenv(name, "")
    return tmp_path


def test_a_demo_lives_in_a_folder_of_its_own(surroundings):
    assert demo.enter(print) == surroundings / "demo"
    assert os.environ["SKILLSHIRE_HOME"] == str(surroundings / "demo")


def test_the_real_database_is_ignored_and_that_is_said(surroundings, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone:secret@db/skillshire")
    said = []
    demo.enter(said.append)
    assert "DATABASE_URL" not in os.environ
    assert len(said) == 1 and said[0].startswith("DATABASE_URL is ignored") and "secret" not in said[0]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])  # noqa: S104
def test_other_machines_are_refused_before_anything_is_made(surroundings, host, capsys):
    assert cli.run(["serve", "--demo", "--host", host]) == 2
    assert "listens to this machine only" in capsys.readouterr().err
    assert not (surroundings / "demo").exists()


@pytest.mark.parametrize("host", demo.LOOPBACK)
def test_this_machine_is_not(host):
    demo.check_host(host)


def test_a_history_of_days_to_come_is_refused(capsys):
    assert cli.run(["demo-county", "--as-at", "2999-01-01"]) == 2
    assert "still to come" in capsys.readouterr().err


@pytest.mark.parametrize("people", ["99", "0", "-5", "many"])
def test_too_few_people_are_refused(people, capsys):
    assert cli.run(["demo-county", "--people", people]) == 2
    assert "--people" in capsys.readouterr().err


def test_a_home_with_real_people_is_refused_in_one_sentence(db, tmp_path):
    from skillshire.casework.demo import county
    from skillshire.core import facts
    from tests import people as tests_people

    facts.forget()
    tests_people.alice("participation-officer")
    with pytest.raises(UserError, match=r"^This home holds records or roles of real people[^.]*\.$"):
        county.refuse_real_people()


# --- A first start that is ended ------------------------------------------------------------------------


@contextmanager
def serving(home):
    """The lines that a demo says as it starts; killed at the end, as by `kill -9`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-u", "-m", "skillshire.config.cli", "serve", "--demo", "--people", "100",
               "--workers", "1", "--port", str(port)]  # fmt: skip
    environ = {**os.environ, "SKILLSHIRE_HOME": str(home), "DATABASE_URL": ""}
    process = subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield iter(process.stdout.readline, "")
    finally:
        os.killpg(process.pid, 9)
        process.wait()
        process.stdout.close()


def until(lines, begins):
    said = []
    for line in lines:
        said.append(line.rstrip())
        if line.startswith(begins):
            return said
    pytest.fail("\n".join(said))


def published(home):
    """Whether the county is marked complete, its young people, and whether their counts serve."""
    with closing(sqlite3.connect(home / "demo" / "skillshire.sqlite3")) as records:
        facts = dict(records.execute("SELECT key, value FROM core_sitefact"))
        people = records.execute("SELECT count(*) FROM casework_youngperson").fetchone()[0]
    releases = home / "demo" / "releases"
    serving = releases / (releases / "current").read_text().strip()
    return "county" in facts, people, (serving / "cubes" / "neet-or-not-known-recorded.cube").exists()


@pytest.mark.slow
def test_a_county_that_was_ended_while_it_was_published_is_gone_on_with(tmp_path):
    migrated.give(tmp_path / "demo")
    with serving(tmp_path) as lines:
        first = until(lines, "Publishing counts…")
    assert first.index("Writing records…") > first.index("Bringing records up to date…") > 0
    assert published(tmp_path) == (False, 50, False)
    with serving(tmp_path) as lines:
        second = until(lines, "Who can sign in")
    assert any(line.startswith("Going on with the county") for line in second)
    assert "Writing records…" not in second
    assert second[-2].startswith("Skillshire is at http://localhost:")
    assert second[-1].startswith(f"Who can sign in, and how: {second[-2].split()[3]}office/demo/")
    assert published(tmp_path) == (True, 50, True)
    with serving(tmp_path) as lines:
        assert len(until(lines, "Who can sign in")) == 2  # nothing is left to do, and nothing else is said
