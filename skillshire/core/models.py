from typing import Any, NoReturn

from django.db import models

from skillshire.core import fields


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Refuses what would rewrite history."""

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("An audit event is never changed; record another one.")

    def delete(self) -> NoReturn:
        raise TypeError("An audit event is never deleted.")


class AuditEvent(models.Model):
    """Who did what to which record, and when. `subject` and `by` are texts, so an event outlives both."""

    event = models.CharField(max_length=80)  # noun.verb, such as strategy.load
    subject = models.CharField(max_length=200)  # noun:id, such as strategy:hertfordshire-2020
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["subject", "at"], name="core_audit_by_subject")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(event=""), name="core_audit_has_event"),
            models.CheckConstraint(condition=~models.Q(subject=""), name="core_audit_has_subject"),
            models.CheckConstraint(condition=~models.Q(by=""), name="core_audit_has_by"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An audit event is never changed; record another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit event is never deleted.")


CLASSIFICATION: fields.Classification = {
    "AuditEvent": fields.internal("event", "subject", "at", "detail") | fields.personal("by"),
}
