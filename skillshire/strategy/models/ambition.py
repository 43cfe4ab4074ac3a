from django.db import models

from skillshire.strategy.models.strategy import Strategy


class Ambition(models.Model):
    """What the strategy keeps reporting without a target; its figures are those of the indicators named."""

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="ambitions")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    statement = models.TextField()
    indicators = models.JSONField(default=list)  # list of indicator ids
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["strategy", "order"], name="ambition_order_unique")]

    def __str__(self) -> str:
        return self.title
