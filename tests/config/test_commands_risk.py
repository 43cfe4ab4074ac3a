"""skillshire risk publish and evaluate: what was let out, in whole numbers, with its day."""

import json
from datetime import date

import pytest

from skillshire.casework.risk_quality import SHARES
from skillshire.config import cli, startup
from skillshire.core import clock
from tests import people
from tests.casework.grown_up import grown


@pytest.fixture
def council(db, home, monkeypatch):
    monkeypatch.setattr(startup, "ready", lambda: None)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 6, 1))
    return people.council()


def run(*words):
    return cli.run(["risk", *words])


def test_before_the_first_edition_it_says_how_to_make_one(council, capsys):
    assert run("evaluate") == 0
    assert "Not published yet: run “skillshire risk publish”." in capsys.readouterr().out


def test_an_edition_is_told_in_whole_numbers_with_its_day(council, capsys):
    for attendance in (80.0, 99.0):
        grown(40, neet=15, attendance=attendance)
    assert run("publish", "--by", "pia") == 0
    assert "new" in capsys.readouterr().out
    assert run("evaluate", "--format", "json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["on"] == clock.now().date().isoformat() and said["organisation"] == council.name
    numbers = [share[part] for row in said["quality"] for name in SHARES for share in [row[name]]
               for part in ("value", "lower", "upper") if share["value"] is not None]  # fmt: skip
    assert numbers and all(isinstance(number, int) for number in numbers)
    assert run("evaluate") == 0
    assert "everybody, everybody: 80 people  flagged 50% (39–61)" in capsys.readouterr().out


def test_the_same_records_again_let_nothing_out(council, capsys):
    grown(40, neet=15, attendance=80.0)
    grown(40, neet=15, attendance=99.0)
    run("publish")
    capsys.readouterr()
    assert run("publish") == 0
    assert capsys.readouterr().out == "Nothing has changed: the edition before stands.\n"
