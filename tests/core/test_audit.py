"""The record of who did what."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from skillshire.core import audit
from skillshire.core.models import AuditEvent

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
ONE = datetime(2024, 6, 1, 13, 0, tzinfo=UTC)


def record(event="door.open", subject="door:1", by="alice", at=NOON, **options):
    return audit.record(event, subject, by=by, at=at, **options)


def test_keeps_what_it_is_told():
    record(detail={"wide": True})
    (event,) = audit.history("door:1")
    assert (event.event, event.subject, event.by, event.at) == ("door.open", "door:1", "alice", NOON)
    assert event.detail == {"wide": True}


def test_history_is_of_one_record_oldest_first():
    record("door.shut", at=ONE)
    record("door.open", at=NOON)
    record(subject="door:2")
    assert [event.event for event in audit.history("door:1")] == ["door.open", "door.shut"]


def test_needs_no_record_of_the_subject_or_of_the_person():
    assert not any(field.is_relation for field in AuditEvent._meta.get_fields())


def test_an_event_cannot_be_changed():
    event = record()
    event.by = "bob"
    with pytest.raises(TypeError, match="never changed"):
        event.save()
    assert audit.history("door:1")[0].by == "alice"


def test_events_cannot_be_changed_together():
    record()
    with pytest.raises(TypeError, match="never changed"):
        AuditEvent.objects.update(by="bob")


def test_an_event_cannot_be_deleted():
    event = record()
    with pytest.raises(TypeError, match="never deleted"):
        event.delete()
    assert audit.history("door:1") == [event]


def test_events_cannot_be_deleted_together():
    record()
    with pytest.raises(TypeError, match="never deleted"):
        AuditEvent.objects.filter(by="alice").delete()
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("part", ["event", "subject", "by"])
def test_an_event_is_never_half_said(part):
    with pytest.raises(IntegrityError, match=f"core_audit_has_{part}"), transaction.atomic():
        record(**{part: ""})
