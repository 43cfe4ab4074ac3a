"""`skillshire audit`, `subject`, `retention` and `public-role` as people and scripts use them."""

import json

import pytest
from django.db import connection

from skillshire.config import cli, prepare
from skillshire.core import audit, guard
from skillshire.core.models import AuditEvent
from tests.casework import records
from tests.casework.records import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def skillshire(monkeypatch, capsys):
    """skillshire("audit", "verify"): exit status, what it printed, what it said on stderr."""
    monkeypatch.setattr(prepare, "prepare", lambda **_: None)

    def run(*arguments):
        status = cli.run(arguments)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def amy():
    return records.amy()


def look(amy):
    return audit.look("young-person", [amy.pk], by="bob", at=NOON, purpose="duty")


def test_a_whole_audit_is_proved(skillshire, amy):
    look(amy)
    assert skillshire("audit", "seal") == (0, "1 seal made.\n", "")
    status, out, err = skillshire("audit", "verify", "--format", "json")
    said = json.loads(out)
    assert (status, err) == (0, "")
    assert (said["whole"], said["events"], said["sealed"], said["open"], said["fault"]) == (
        True,
        1,
        1,
        0,
        None,
    )
    kept = f"1:{said['head']}"
    assert kept in skillshire("audit", "verify")[1]
    assert skillshire("audit", "verify", "--expect", kept)[0] == 0


def test_a_broken_audit_ends_with_1_and_names_the_event(skillshire, amy):
    event = look(amy)
    skillshire("audit", "seal")
    guard.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditevent SET \"by\" = 'mallory'")
    guard.install(connection)
    status, out, _ = skillshire("audit", "verify")
    assert status == 1 and f"Broken. Event {event.pk} was changed" in out
    assert json.loads(skillshire("audit", "verify", "--format", "json")[1])["event"] == event.pk


def test_triggers_that_are_gone_end_with_1(skillshire, amy):
    guard.remove(connection)
    status, out, _ = skillshire("audit", "verify")
    assert status == 1 and "triggers are gone" in out


def test_what_is_no_seal_is_refused(skillshire):
    status, _, err = skillshire("audit", "verify", "--expect", "one")
    assert status == 2 and "is not a seal" in err


def test_a_record_shows_who_looked(skillshire, amy):
    look(amy)
    rows = json.loads(
        skillshire("audit", "show", "--subject", f"young-person:{amy.pk}", "--format", "json")[1]
    )
    assert [(row["by"], row["event"]) for row in rows] == [("bob", "young-person.look")]
    assert "Nobody has looked" in skillshire("audit", "show", "--subject", "young-person:999")[1]


def test_a_person_is_found_handed_out_and_erased(skillshire, amy, tmp_path):
    subject = f"young-person:{amy.pk}"
    found = json.loads(skillshire("subject", "find", "Amy Quince", "--format", "json")[1])
    assert [one["subject"] for one in found] == [subject]
    file = tmp_path / "amy.html"
    assert skillshire("subject", "export", subject, "--to", str(file))[0] == 0
    assert "Has asthma" in file.read_text(encoding="utf-8")
    assert json.loads(skillshire("subject", "export", subject)[1])["about"][0]["subject"] == subject
    assert skillshire("subject", "hold", subject, "--reason", "A claim")[0] == 0
    status, _, err = skillshire("subject", "erase", subject, "--yes")
    assert status == 2 and "A claim" in err
    skillshire("subject", "hold", subject, "--lift")
    assert skillshire("subject", "erase", subject, "--yes", "--by", "alice")[0] == 0
    amy.refresh_from_db()
    assert amy.given_name == "" and AuditEvent.objects.filter(event="young-person.erase", by="alice").exists()


@pytest.mark.parametrize(
    "subject", ["", " ", "12", "young-person", "young-person:", "young person:1", "a\nb"]
)
def test_what_names_no_record_is_refused(skillshire, subject):
    status, out, err = skillshire("audit", "show", "--subject", subject)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "names no record; write it as young-person:12" in err


def test_a_day_of_birth_is_asked_for_as_people_write_it(skillshire):
    _, out, _ = skillshire("subject", "find", "--help")
    assert "--born YYYY-MM-DD" in out


def test_one_record_is_not_called_several(skillshire, amy):
    look(amy)
    assert skillshire("audit", "seal")[1] == "1 seal made.\n"
    assert "1 event: 1 in 1 seal, 0 not sealed yet." in skillshire("audit", "verify")[1]


def test_nobody_found_is_said(skillshire):
    assert "Nobody was found" in skillshire("subject", "find", "Nobody")[1]


def test_retention_is_listed_by_rule_before_it_runs(skillshire, amy):
    status, out, err = skillshire("retention", "run", "--dry-run", "--format", "json")
    said = json.loads(out)
    counts = {row["rule"]: row["count"] for row in said["rules"]}
    assert (status, err, said["done"], counts["young-people"]) == (0, "", False, 1)
    amy.refresh_from_db()
    assert amy.given_name == "Amy"
    assert "1 record went." in skillshire("retention", "run")[1]
    amy.refresh_from_db()
    assert amy.erased_at


def test_the_rights_of_the_public_process_are_printed(skillshire):
    status, out, err = skillshire("public-role", "readers")
    assert (status, err) == (0, "") and "GRANT SELECT ON" in out and "casework" not in out


def test_an_sqlite_file_knows_no_roles(skillshire, monkeypatch):
    monkeypatch.setattr(connection, "vendor", "sqlite")
    status, _, err = skillshire("public-role", "readers", "--apply")
    assert status == 2 and "SQLite" in err
