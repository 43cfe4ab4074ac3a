from django.db import models
from django.db.models import Q

from skillshire.strategy.models.strategy import Strategy


class Theme(models.Model):
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="themes")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    serves = models.TextField()
    aspiration = models.TextField()
    situation = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "order"], name="theme_order_unique"),
            models.CheckConstraint(condition=Q(order__gte=1), name="theme_order_from_one"),
        ]

    def __str__(self) -> str:
        return self.title


class Priority(models.Model):
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="priorities")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "priorities"
        constraints = [models.UniqueConstraint(fields=["theme", "order"], name="priority_order_unique")]

    def __str__(self) -> str:
        return self.text
