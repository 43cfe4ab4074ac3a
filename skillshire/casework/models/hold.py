from django.db import models
from django.db.models import Q


class Hold(models.Model):
    """A reason in law to keep one person's records, such as a claim in court: nothing of them is erased."""

    subject = models.CharField(max_length=200)  # noun:id, as in the audit
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    on = models.DateField()
    lifted_by = models.CharField(max_length=150, blank=True)
    lifted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["subject"], name="casework_hold_subject")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="casework_hold_has_reason"),
            models.CheckConstraint(condition=~Q(by=""), name="casework_hold_has_by"),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(lifted_on__isnull=True), name="casework_hold_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} from {self.on}"
