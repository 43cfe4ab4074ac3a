from django.db import models
from django.db.models import Q

from skillshire.strategy.models.strategy import Strategy


class Meeting(models.Model):
    """A body that watches over the strategy met, or will meet, on a day."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField()
    body = models.CharField(max_length=200)  # the board or group that met
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="meeting_has_body"),
            models.CheckConstraint(condition=~Q(title=""), name="meeting_has_title"),
            models.CheckConstraint(condition=~Q(by=""), name="meeting_has_by"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.title}"
