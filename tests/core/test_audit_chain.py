"""Any change to what was sealed is found, whoever made it and however."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.core import audit, chain, guard, sealing, verify
from skillshire.core.models import AuditEvent, AuditSeal, AuditSubject

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 6, 1, 12, 0, 0, 123456, tzinfo=UTC)
FINGER = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def write(count, subject="door:1", **detail):
    return [audit.record("door.open", subject, by="alice", at=NOON, detail=detail) for _ in range(count)]


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


@pytest.fixture
def sealed(monkeypatch):
    """Twelve events in four seals, and two in the open tail."""
    monkeypatch.setattr(sealing, "MOST", 3)
    events = write(12)
    assert sealing.seal() == 4
    return events + write(2)


@pytest.fixture
def unguarded():
    """As somebody with rights over the tables might have them; undone with the test."""
    guard.remove(connection)


def fault():
    proof = verify.verify()
    return proof.event, proof.fault


# --- A whole chain -----------------------------------------------------------------------------------------


def test_a_whole_chain_is_proved(sealed):
    proof = verify.verify()
    assert proof.whole
    assert (proof.events, proof.sealed, proof.open, proof.seals) == (14, 12, 2, 4)
    assert proof.head == AuditSeal.objects.get(number=4).hash


def test_an_empty_audit_is_whole():
    assert verify.verify() == verify.Proof()


def test_each_event_is_in_just_one_seal(sealed):
    listed = [number for seal in AuditSeal.objects.all() for number, _ in seal.events]
    assert listed == [event.pk for event in sealed[:12]]


def test_an_event_that_commits_late_with_a_lower_number_is_sealed_later(unguarded):
    first, second, third = write(3)
    run("UPDATE core_auditevent SET seal = 99 WHERE id = %s", first.pk)  # not to be seen yet
    sealing.seal()
    run("UPDATE core_auditevent SET seal = NULL WHERE id = %s", first.pk)
    sealing.seal()
    assert [[number for number, _ in seal.events] for seal in AuditSeal.objects.all()] == [
        [second.pk, third.pk],
        [first.pk],
    ]
    guard.install(connection)
    assert verify.verify().whole


def test_each_seal_of_a_run_is_looked_for_after_the_one_before(monkeypatch):
    monkeypatch.setattr(sealing, "MOST", 3)
    events = write(7)
    with CaptureQueriesContext(connection) as asked:
        assert sealing.seal() == 3
    after = [re.search(r'"id" > (\d+)', one["sql"]) for one in asked if '"digest"' in one["sql"]]
    assert [int(found[1]) for found in after if found] == [0, *(events[place].pk for place in (2, 5, 6))]


def test_sealing_again_makes_no_empty_seal(sealed):
    assert sealing.seal() == 1
    assert sealing.seal() == 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=2), inner),
    max_leaves=5,
)  # fmt: skip


@FINGER
@given(st.dictionaries(st.text("xyz", min_size=1, max_size=2), json_values, max_size=3))
def test_any_detail_comes_back_from_the_database_with_the_digest_it_had(detail):
    made = audit.record("door.open", "door:1", by="Zoë", at=NOON, detail=detail)
    kept = AuditEvent.objects.get(pk=made.pk)
    assert chain.digest(kept.event, kept.subject, kept.by, kept.at, kept.detail) == kept.digest


def test_a_number_that_json_does_not_know_is_refused():
    with pytest.raises(ValueError, match="no number that JSON knows"):
        write(1, share=float("nan"))


# --- Tampering by somebody who took the triggers away ------------------------------------------------------

CHANGES = [
    ("event", "door.shut"), ("subject", "door:2"), ("by", "mallory"), ("at", "2024-06-02 00:00:00"),
    ("detail", '{"wide": true}'),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value"), CHANGES)
@pytest.mark.parametrize("which", [0, 7, 13])
def test_a_changed_event_is_named(sealed, unguarded, column, value, which):
    run(f'UPDATE core_auditevent SET "{column}" = %s WHERE id = %s', value, sealed[which].pk)
    event, said = fault()
    assert event == sealed[which].pk and "was changed" in said


def test_a_changed_event_with_a_digest_to_match_is_named_by_its_seal(sealed, unguarded):
    forged = chain.digest("door.open", "door:1", "mallory", NOON, {})
    run("UPDATE core_auditevent SET \"by\" = 'mallory', digest = %s WHERE id = %s", forged, sealed[4].pk)
    assert fault() == (sealed[4].pk, f"Event {sealed[4].pk} is not what seal 2 has of it.")


@FINGER
@given(st.integers(0, 11))
def test_a_removed_event_is_named(sealed, which):
    from django.db import transaction

    with transaction.atomic():
        guard.remove(connection)
        run("DELETE FROM core_auditevent WHERE id = %s", sealed[which].pk)
        found = fault()
        transaction.set_rollback(True)
    assert found == (sealed[which].pk, f"Event {sealed[which].pk} of seal {which // 3 + 1} is missing.")


@pytest.mark.parametrize("number", [1, 4, 5, 0])
def test_an_event_put_into_a_seal_afterwards_is_named(sealed, unguarded, number):
    run("UPDATE core_auditevent SET seal = %s WHERE id = %s", number, sealed[13].pk)
    event, said = fault()
    assert event == sealed[13].pk and f"says it is in seal {number}" in said


def test_an_event_moved_to_another_seal_is_found(sealed, unguarded):
    run("UPDATE core_auditevent SET seal = 3 WHERE id = %s", sealed[0].pk)
    assert fault()[0] == sealed[0].pk


def test_two_events_that_change_places_are_found(sealed, unguarded):
    one, other = sealed[0].pk, sealed[5].pk
    for old, new in ((one, -1), (other, one), (-1, other)):
        run("UPDATE core_auditevent SET id = %s WHERE id = %s", new, old)
    assert fault()[0] is not None


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_seal_is_found(sealed, unguarded, number):
    run("DELETE FROM core_auditseal WHERE number = %s", number)
    assert fault() == (None, f"Seal {number} is missing.")


def test_seals_that_change_places_are_found(sealed, unguarded):
    for old, new in ((1, 9), (2, 1), (9, 2)):
        run("UPDATE core_auditseal SET number = %s WHERE number = %s", new, old)
    assert fault()[1]


@pytest.mark.parametrize("column", ["previous", "hash"])
def test_a_changed_link_is_found(sealed, unguarded, column):
    run(f"UPDATE core_auditseal SET {column} = %s WHERE number = 2", "f" * 64)
    assert "eal 2" in fault()[1]


@pytest.mark.parametrize("events", ["[]", "[[1]]", "7", "null"])
def test_a_seal_with_another_list_is_found(sealed, unguarded, events):
    run("UPDATE core_auditseal SET events = %s WHERE number = 2", events)
    assert fault()[1]


def test_a_chain_that_was_cut_short_or_made_anew_is_found_by_a_hash_kept_elsewhere(sealed, unguarded):
    kept = {4: AuditSeal.objects.get(number=4).hash}
    assert not verify.verify(kept).fault
    run("UPDATE core_auditevent SET seal = NULL WHERE seal = 4")
    run("DELETE FROM core_auditseal WHERE number = 4")
    assert not verify.verify().fault
    assert "cut short" in verify.verify(kept).fault
    assert "made anew" in verify.verify({3: "0" * 64}).fault


def test_a_look_that_is_hidden_from_a_persons_history_is_found(unguarded):
    made = audit.look("door", [1, 2], by="alice", at=NOON, purpose="cleaning")
    run("DELETE FROM core_auditsubject WHERE subject = 'door:2'")
    assert fault()[0] == made.pk


def test_a_look_that_is_put_into_somebody_elses_history_is_found(unguarded):
    one = audit.look("door", [1], by="alice", at=NOON, purpose="cleaning")
    assert not verify.verify().fault
    run("INSERT INTO core_auditsubject (event, subject) VALUES (%s, %s)", one.pk, "door:2")
    assert fault() == (one.pk, f"Event {one.pk} is not found under just the records it is about.")


def test_a_history_of_an_event_that_is_not_there_is_found(unguarded):
    run("INSERT INTO core_auditsubject (event, subject) VALUES (%s, %s)", 999_999, "door:2")
    assert fault()[0] == 999_999


# --- The database's own refusal ----------------------------------------------------------------------------

FORBIDDEN = [
    "UPDATE core_auditevent SET detail = '{}'",
    "UPDATE core_auditevent SET seal = NULL",
    "UPDATE core_auditevent SET seal = 7 WHERE seal IS NOT NULL",
    "UPDATE core_auditevent SET seal = 7, subject = 'door:2' WHERE seal IS NULL",
    "DELETE FROM core_auditevent",
    "UPDATE core_auditseal SET sealed_at = sealed_at",
    "DELETE FROM core_auditseal",
    "UPDATE core_auditsubject SET subject = 'door:3'",
    "DELETE FROM core_auditsubject",
    "INSERT INTO core_auditevent (event, subject, \"by\", at, detail, digest, seal)"
    " SELECT event, subject, \"by\", at, detail, digest, 1 FROM core_auditevent WHERE id = (SELECT MIN(id)"
    " FROM core_auditevent)",
]  # fmt: skip
ONLY_SQLITE = [
    "REPLACE INTO core_auditevent SELECT * FROM core_auditevent",
    "REPLACE INTO core_auditseal SELECT * FROM core_auditseal",
]
ONLY_POSTGRESQL = [f"TRUNCATE {table}" for table in guard.TABLES]
ALL = FORBIDDEN + (ONLY_SQLITE if connection.vendor == "sqlite" else ONLY_POSTGRESQL)


@pytest.mark.parametrize("statement", ALL)
def test_the_database_refuses(sealed, statement):
    from django.db import DatabaseError, transaction

    audit.look("door", [1, 2], by="alice", at=NOON, purpose="cleaning")
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        run(statement)
    assert verify.verify().whole


def test_a_missing_trigger_is_said(sealed):
    assert guard.missing(connection) == []
    guard.remove(connection)
    proof = verify.verify()
    assert (proof.whole, proof.fault, proof.unguarded) == (False, "", list(guard.TABLES))


# --- Looks -------------------------------------------------------------------------------------------------


def test_a_look_at_one_record():
    audit.look("young-person", [12], by="alice", at=NOON, purpose="duty")
    (event,) = audit.history("young-person:12")
    assert (event.event, event.subject) == ("young-person.look", "young-person:12")
    assert event.detail == {"ids": [12], "purpose": "duty"}
    assert not AuditSubject.objects.exists()


def test_a_look_at_several_is_in_the_history_of_each_and_of_nobody_else():
    made = audit.look("young-person", [12, 13], by="alice", at=NOON, purpose="duty")
    assert made.subject == "young-person:list"
    assert audit.history("young-person:12") == audit.history("young-person:13") == [made]
    assert audit.history("young-person:1") == audit.history("learner:12") == []


def test_no_record_is_no_look():
    assert audit.look("young-person", [], by="alice", at=NOON, purpose="duty") is None
    assert not AuditEvent.objects.exists()


def test_the_newest_come_first_and_no_more_than_asked():
    events = write(3)
    assert audit.latest(["door:1"], 2) == [events[2], events[1]]


# --- When it is sealed -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_enough_events_are_sealed_after_they_commit(monkeypatch):
    monkeypatch.setattr(sealing, "ENOUGH", 5)
    monkeypatch.setattr(sealing, "_due", sealing._Due())
    write(4)
    assert not AuditSeal.objects.exists()
    write(1)
    assert verify.verify().sealed == 5


@pytest.mark.django_db(transaction=True)
def test_an_old_event_is_sealed_with_the_next(monkeypatch):
    monkeypatch.setattr(sealing, "EVERY", 0)
    write(1)
    assert verify.verify().sealed == 1
