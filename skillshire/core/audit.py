"""The record of who did what. Written in the same transaction as the deed, so neither stands alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from skillshire.core.models import AuditEvent


def record(
    event: str, subject: str, *, by: str, at: datetime, detail: Mapping[str, Any] | None = None
) -> AuditEvent:
    """Add one event. `event` is noun.verb, `subject` is noun:id, `at` an aware time, `detail` fits JSON."""
    return AuditEvent.objects.create(event=event, subject=subject, by=by, at=at, detail=dict(detail or {}))


def history(subject: str) -> list[AuditEvent]:
    """All that happened to one record, oldest first."""
    return list(AuditEvent.objects.filter(subject=subject))
