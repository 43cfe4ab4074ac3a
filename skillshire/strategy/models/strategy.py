from datetime import datetime

from django.db import models
from django.db.models import F, Q


class Strategy(models.Model):
    """What an area has said it will do about skills, over which time.

    `revision` rises with every write to the strategy or anything in it: a cached page knows when it is old.
    """

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    area_code = models.CharField(max_length=9)
    area_name = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    period_note = models.TextField(blank=True)
    summary = models.TextField()
    monitoring = models.JSONField(default=list, blank=True)  # list of text
    priority_sectors = models.JSONField(default=list, blank=True)  # list of text
    employment_growth_sectors = models.JSONField(default=list, blank=True)  # list of text
    definition_sha256 = models.CharField(max_length=64)
    loaded_on = models.DateField()
    edited_at = models.DateTimeField(
        null=True, blank=True
    )  # the first change in the office since it was loaded
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "strategies"
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="strategy_slug_unique"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="strategy_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="strategy_revision_from_one"),
            models.CheckConstraint(condition=~Q(area_code=""), name="strategy_has_area"),
        ]

    def __str__(self) -> str:
        return self.title

    def mark_edited(self, *, at: datetime) -> None:
        """Note a change made in the office, whoever else may be writing at the same time."""
        first = models.functions.Coalesce(F("edited_at"), models.Value(at))
        Strategy.objects.filter(pk=self.pk).update(revision=F("revision") + 1, edited_at=first)
        self.refresh_from_db(fields=["revision", "edited_at"])
