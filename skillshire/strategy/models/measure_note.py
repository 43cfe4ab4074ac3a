from django.db import models
from django.db.models import Q

from skillshire.strategy.models.measure import Measure


class MeasureNote(models.Model):
    """What readers of a measure should know, said on a day. Protects its measure from being deleted.

    `source` is who says so in words for the public: an organisation or a role, never a person.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField()
    text = models.TextField()
    source = models.CharField(max_length=200)
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="measure_note_has_text"),
            models.CheckConstraint(condition=~Q(source=""), name="measure_note_has_source"),
            models.CheckConstraint(condition=~Q(by=""), name="measure_note_has_by"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.text[:60]}"
