"""skillshire participation link: a list from a school or college, from the command line."""

import json

import pytest

from skillshire.casework.models import Match
from skillshire.config import cli, startup
from skillshire.core import clock
from tests.casework.linking import desk
from tests.casework.linking.desk import college, line, now

STRANGER = dict(zip(desk.HEADINGS, ("Zachary", "Thistlethwaite", "03/04/2009", "AL1 3JE"), strict=True))
SAID = ("--day", "2026-03-02", "--activity", "220", "--since", "2026-02-02", "--at", "Example College")


@pytest.fixture
def council(db, home, monkeypatch):
    monkeypatch.setattr(startup, "ready", lambda: None)
    monkeypatch.setattr(clock, "today", lambda: desk.TODAY)
    return desk.register()


@pytest.fixture
def link(council, tmp_path):
    """link(rows, "--check", …): the status of linking such a list."""

    def run(rows, *words, said=SAID):
        made = tmp_path / "college.csv"
        made.write_bytes(college(*rows))
        return cli.run(["participation", "link", str(made), *said, *words])

    return run


MIXED = (line(1), line(2, Surname="Browne-Smith"), STRANGER, {**STRANGER, desk.HEADINGS[0]: "Xanthe"})


def test_says_how_many_are_linked_wait_or_belong_to_nobody(link, capsys):
    assert link(MIXED) == 0
    assert capsys.readouterr().out == (
        "Linked 1 of 4 rows: 1 changed, 0 as they were or newer on record; 1 waits for a decision; "
        "2 belong to nobody on record (rows 4, 5).\n"
    )
    assert now(1) == (220, desk.ENROLLED.starts)
    assert link(MIXED) == 0
    assert "college.csv of 2026-03-02 is linked already, since" in capsys.readouterr().out


def test_a_check_says_the_same_and_writes_nothing(link, capsys):
    assert link(MIXED, "--check") == 0
    assert capsys.readouterr().out.startswith("Would link 1 of 4 rows: 1 would change, 0 as they were")
    assert not Match.objects.exists()


def test_json_has_rows_by_number_and_nobodys_name(link, capsys):
    assert link(MIXED, "--format", "json") == 0
    out = capsys.readouterr().out
    found = json.loads(out)
    assert found["loaded"] is True and found["changed"] == 1 and found["faults"] == 0
    assert found["counts"] == {"linked": 1, "waiting": 1, "nobody": 2}
    assert found["rows"] == {"linked": [2], "waiting": [3], "nobody": [4, 5]}
    assert not any(name in out for name in ("Browne", "Thistlethwaite", "Zachary", "Ben"))


@pytest.mark.parametrize("check", [[], ["--check"]])
def test_faults_are_shown_and_nothing_is_linked(link, capsys, check):
    wrong = line(1, **{"Date of birth": "31/02/2009"})
    assert link((wrong, line(3)), *check) == 2
    said = capsys.readouterr()
    assert "DOB" in said.out and "college.csv has 1 fault; nothing of it is linked." in said.out
    assert link((wrong, line(3)), *check, "--format", "json") == 2
    found = json.loads(capsys.readouterr().out)
    assert (found["loaded"], found["faults"], found["errors"][0]["row"]) == (False, 1, 2)
    assert not Match.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (("--day", "soon"), "“soon” is not a day"),
        (("--day", "2026-03-11", *SAID[2:]), "still to come"),
        (("--day", "2026-03-02", "--activity", "210", "--since", "2026-03-11"), "still to come"),
        (("--day", "2026-03-02", "--activity", "x"), "“x” is not an activity code"),
        (("--day", "2026-03-02", "--activity", "999"), "“999” is not an activity code"),
        (("--day", "2026-03-02", "--activity", "810", "--since", "2026-02-02"), "says that nobody knows"),
        (("--day", "2026-03-02"), "does not say what the young people do"),
        ((), "Missing option '--day'"),
    ],
)
def test_mistakes_are_answered_in_a_sentence(link, capsys, said, sentence):
    assert link((line(1),), said=said) == 2
    assert sentence in capsys.readouterr().err
