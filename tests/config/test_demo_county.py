"""`skillshire demo-county` and `serve --demo`: a home of its own, this machine only."""

import os

import pytest

from skillshire.config import cli, demo
from skillshire.core.errors import UserError


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
