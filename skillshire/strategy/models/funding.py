from django.db import models

from skillshire.strategy.models.strategy import Strategy


class FundingSource(models.Model):
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="funding_sources")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200)  # the name where there is no shorter one

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["strategy", "slug"], name="funding_slug_unique")]

    def __str__(self) -> str:
        return self.name
