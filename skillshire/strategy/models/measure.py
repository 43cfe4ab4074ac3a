from django.db import models
from django.db.models import Q

from skillshire.strategy import kinds
from skillshire.strategy.models.strategy import Strategy
from skillshire.strategy.models.theme import Theme


class Measure(models.Model):
    """A promise that can be judged: by the rule of its kind (evaluate.py), on its own terms (kinds.py)."""

    class Better(models.TextChoices):
        UP = "up", "Higher is better"
        DOWN = "down", "Lower is better"

    class Basis(models.TextChoices):
        CALENDAR = "calendar", "Calendar year"
        ACADEMIC = "academic", "Academic year"
        FINANCIAL = "financial", "Financial year"
        SURVEY = "survey", "Year of the survey"
        UNCLEAR = "unclear", "The strategy does not say"

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="measures")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="measures")
    ref = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    statement = models.TextField()
    kind = models.CharField(max_length=20, choices=list(kinds.LABELS.items()))
    better = models.CharField(max_length=4, choices=Better)
    unit = models.CharField(max_length=20)
    decimals = models.PositiveSmallIntegerField(default=0)  # for display only
    basis = models.CharField(max_length=10, choices=Basis)
    basis_note = models.TextField(blank=True)
    baseline_value = models.FloatField(null=True, blank=True)
    baseline_period = models.CharField(max_length=20, blank=True)
    baseline_label = models.CharField(max_length=200, blank=True)
    baseline_note = models.TextField(blank=True)
    parameters = models.JSONField(default=dict, blank=True)
    due = models.DateField()  # judged for the last time
    awaits_indicator = models.CharField(max_length=80, blank=True)
    awaits_record = models.TextField(blank=True)
    caveats = models.JSONField(default=list, blank=True)  # list of text

    class Meta:
        ordering = ["ref"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "ref"], name="measure_ref_unique"),
            models.CheckConstraint(condition=Q(ref__gte=1), name="measure_ref_from_one"),
            models.CheckConstraint(condition=Q(kind__in=sorted(kinds.LABELS)), name="measure_kind_known"),
            models.CheckConstraint(condition=Q(better__in=["up", "down"]), name="measure_better_known"),
            models.CheckConstraint(
                condition=Q(basis__in=["calendar", "academic", "financial", "survey", "unclear"]),
                name="measure_basis_known",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="measure_decimals_at_most_four"),
            models.CheckConstraint(
                condition=Q(baseline_value__isnull=True, baseline_period="")
                | Q(baseline_value__isnull=False) & ~Q(baseline_period=""),
                name="measure_baseline_has_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref}. {self.title}"

    @property
    def terms(self) -> kinds.Parameters:
        """The parameters, read and typed."""
        return kinds.stored(self.kind, self.parameters)


class Target(models.Model):
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")
    value = models.FloatField()
    period = models.CharField(max_length=20)  # ISO 8601 interval, as in core.periods
    label = models.CharField(max_length=200)
    due = models.DateField()

    class Meta:
        ordering = ["due"]
        constraints = [models.UniqueConstraint(fields=["measure", "due"], name="target_due_unique")]

    def __str__(self) -> str:
        return f"{self.value:g} by {self.due}"


class Evidence(models.Model):
    """An indicator that a measure is judged from (own) or that only stands beside it (proxy)."""

    class Role(models.TextChoices):
        OWN = "own", "The measure's own definition"
        PROXY = "proxy", "A stand-in"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="evidence")
    order = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=80)
    role = models.CharField(max_length=5, choices=Role)
    breakdown = models.JSONField(default=dict, blank=True)
    area_code = models.CharField(max_length=9, blank=True)  # empty: the strategy's area
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["measure", "order"], name="evidence_order_unique"),
            models.CheckConstraint(condition=Q(role__in=["own", "proxy"]), name="evidence_role_known"),
            models.CheckConstraint(condition=~Q(role="proxy", note=""), name="evidence_proxy_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.role})"
