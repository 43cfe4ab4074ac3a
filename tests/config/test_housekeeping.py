"""What is done now and then while the site runs, also on a night when nobody comes."""

import os
from datetime import timedelta

import pytest

from skillshire.config import housekeeping
from skillshire.core import audit, clock, sealing, traces
from skillshire.core.models import AuditEvent
from skillshire.web.office import incoming

pytestmark = pytest.mark.django_db


def test_a_file_that_nobody_came_back_for_goes(home):
    file = incoming.keep_pieces({}, "learners.xml", [b"<Message/>"])
    housekeeping.tidy_up()
    assert file.exists() and file.stat().st_mode & 0o777 == 0o600
    old = file.stat().st_mtime - incoming.LONGEST_SECONDS - 1
    os.utime(file, (old, old))
    housekeeping.tidy_up()
    assert not file.exists()


def test_the_tail_of_the_audit_is_sealed_once_it_is_old(home):
    audit.record("test.look", "test:1", by="alice", at=clock.now())
    housekeeping.tidy_up()
    assert AuditEvent.objects.get().seal is None
    audit.record("test.look", "test:2", by="alice", at=clock.now() - timedelta(minutes=2))
    housekeeping.tidy_up()
    assert not AuditEvent.objects.filter(seal=None).exists()


def test_publishing_and_sealing_do_not_wait_for_one_another():
    assert housekeeping.POSTGRESQL_LOCK != sealing.POSTGRESQL_LOCK


def test_a_part_that_fails_keeps_no_other_from_its_turn(monkeypatch, caplog):
    done = []

    def fail():
        raise RuntimeError("broken")

    monkeypatch.setattr(housekeeping, "publish_due", fail)
    monkeypatch.setattr(incoming, "tidy", fail)
    monkeypatch.setattr(sealing, "seal_if_due", lambda: done.append("sealed"))
    monkeypatch.setattr(traces, "clear", lambda: done.append("cleared"))
    monkeypatch.setattr("django.db.connections.close_all", lambda: done.append("closed"))
    housekeeping._round()
    assert done == ["sealed", "cleared", "closed"]
    assert [one.levelname for one in caplog.records] == ["ERROR", "ERROR"]
