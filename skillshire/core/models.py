from typing import Any, NoReturn, TypeVar

from django.db import models

from skillshire.core import fields

Kept_co = TypeVar("Kept_co", bound=models.Model, covariant=True)


class AppendOnly(models.QuerySet[Kept_co]):
    """Refuses what would rewrite history. The database's own triggers (core/guard.py) refuse it as well."""

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("An audit event is never changed; record another one.")

    def delete(self) -> NoReturn:
        raise TypeError("An audit event is never deleted.")


class Events(AppendOnly["AuditEvent"]):
    def mark(self, seal: int) -> int:
        """The one change there is, made once: which seal an event went into."""
        return models.QuerySet.update(self, seal=seal)


class Unchanging(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("An audit event is never changed; record another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An audit event is never deleted.")


class AuditEvent(Unchanging):
    """Who did what to which record, and when. `subject` and `by` are texts, so an event outlives both."""

    event = models.CharField(max_length=80)  # noun.verb, such as strategy.load
    subject = models.CharField(max_length=200)  # noun:id, such as strategy:hertfordshire-2020
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)  # SHA-256 of the above: core/chain.py
    seal = models.PositiveIntegerField(null=True, blank=True)  # number of the seal it is in; none: open tail

    objects = Events.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["subject", "at"], name="core_audit_by_subject"),
            models.Index(fields=["by", "at"], name="core_audit_by_person"),
            models.Index(fields=["at"], name="core_audit_by_time"),
            models.Index(fields=["seal", "id"], name="core_audit_by_seal"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(event=""), name="core_audit_has_event"),
            models.CheckConstraint(condition=~models.Q(subject=""), name="core_audit_has_subject"),
            models.CheckConstraint(condition=~models.Q(by=""), name="core_audit_has_by"),
        ]


class AuditSubject(Unchanging):
    """One of the records that an event about several is about: an index, and no more, of the event's ids."""

    event = models.BigIntegerField()  # number of the event
    subject = models.CharField(max_length=200)

    objects = AppendOnly["AuditSubject"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "event"], name="core_audit_subject"),
            models.Index(fields=["event"], name="core_audit_subject_of"),
        ]


class AuditSeal(Unchanging):
    """A batch of events, chained to the batch before it."""

    number = models.PositiveIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    previous = models.CharField(max_length=64)  # hash of the seal before
    events = models.JSONField()  # [[number, digest], …] of exactly the events in it
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    objects = AppendOnly["AuditSeal"].as_manager()

    class Meta:
        ordering = ["number"]


class SiteFact(models.Model):
    """Something that holds of this whole site, such as that its people are invented: core/facts.py."""

    key = models.SlugField(max_length=40, primary_key=True)
    value = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


CLASSIFICATION: fields.Classification = {
    "AuditEvent": fields.internal("event", "subject", "at", "detail", "digest", "seal")
    | fields.personal("by"),
    "AuditSubject": fields.internal("event", "subject"),
    "AuditSeal": fields.internal("number", "previous", "events", "hash", "sealed_at"),
    "SiteFact": fields.public("key", "value"),
}
