"""A database of an earlier version: its events get their digests, and the guard, and are sealed."""

import pytest
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from skillshire.core import chain, guard
from skillshire.core.models import AuditEvent

WHEN = "2026-01-02 03:04:05.678"


@pytest.fixture
def older(tmp_path, django_db_blocker):
    """An SQLite database with the first tables of this room, and two events."""
    file = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "older.sqlite3")}
    connections.settings["older"] = {**connections.settings["default"], **file, "OPTIONS": {}}
    with django_db_blocker.unblock():
        connection = connections["older"]
        MigrationExecutor(connection).migrate([("core", "0001_initial")])
        with connection.cursor() as cursor:
            for number in (1, 2):
                cursor.execute(
                    'INSERT INTO core_auditevent (event, subject, "by", at, detail)'
                    " VALUES (%s, %s, %s, %s, %s)",
                    ["strategy.load", f"strategy:{number}", "skillshire", WHEN, '{"measures": 15}'],
                )
        yield connection
        connection.close()
    del connections.settings["older"]


def test_older_events_get_the_digest_that_they_would_have_now(older):
    MigrationExecutor(older).migrate([("core", "0003_a_chained_audit")])
    events = list(AuditEvent.objects.using("older").order_by("pk"))
    assert len(events) == 2 and {event.seal for event in events} == {None}
    for event in events:
        assert event.digest == chain.digest(event.event, event.subject, event.by, event.at, event.detail)


def test_older_events_are_guarded(older):
    MigrationExecutor(older).migrate([("core", "0003_a_chained_audit")])
    assert guard.missing(older) == []
    with pytest.raises(DatabaseError, match="never changed or deleted"), older.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditevent")
