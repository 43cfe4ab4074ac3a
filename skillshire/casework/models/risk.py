from django.db import models
from django.db.models import Q

from skillshire.casework.models.young_person import YoungPerson


class RiskFactors(models.Model):
    """What a school or the council knows of a young person in one school year: what a score is made from.

    None is not known, which scores nothing and is said beside the score; it is never read as no.
    """

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="factors")
    school_year = models.PositiveSmallIntegerField()  # in which it ends, such as 2026 for 2025/26
    attendance = models.FloatField(null=True, blank=True)  # percent of sessions
    exclusion_share = models.FloatField(
        null=True, blank=True
    )  # percent of missed sessions that were exclusion
    ever_excluded = models.BooleanField(null=True, blank=True)
    free_meals = models.BooleanField(null=True, blank=True)
    english_additional = models.BooleanField(null=True, blank=True)
    send = models.CharField(max_length=7, blank=True)  # none, support, ehcp; empty is not known
    alternative_provision = models.BooleanField(null=True, blank=True)
    looked_after = models.BooleanField(null=True, blank=True)
    carer = models.BooleanField(null=True, blank=True)
    youth_justice = models.BooleanField(null=True, blank=True)
    pregnant_or_parent = models.BooleanField(null=True, blank=True)
    custody = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["school_year"]
        verbose_name_plural = "risk factors"
        constraints = [
            models.UniqueConstraint(fields=["young_person", "school_year"], name="casework_factors_a_year"),
            models.CheckConstraint(
                condition=Q(attendance__isnull=True) | Q(attendance__range=(0, 100)),
                name="casework_factors_attendance_percent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year}"


class RiskScore(models.Model):
    """Points of a published list, with the reasons for each. Only a person decides (RiskDecision)."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="scores")
    model = models.CharField(max_length=80)  # id of definitions/risk/*.yaml
    version = models.CharField(max_length=20)
    school_year = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()
    threshold = models.FloatField()
    flagged = models.BooleanField()
    reasons = models.JSONField(default=list)  # [{factor, points, said}]
    unknown = models.JSONField(default=list)  # factors that nobody knows
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["young_person", "model", "version", "school_year"], name="casework_score_once"
            ),
        ]
        indexes = [models.Index(fields=["flagged", "points"], name="casework_score_flagged")]

    def __str__(self) -> str:
        return f"{self.points} of {self.model}"


class RiskDecision(models.Model):
    """What a person decided on seeing a score, and why: also where they did not follow it."""

    class Outcome(models.TextChoices):
        SUPPORT = "support", "Offer support"
        WATCH = "watch", "Look again later"
        NONE = "none", "No support needed"

    score = models.ForeignKey(RiskScore, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(by=""), name="casework_risk_decision_has_by"),
            models.CheckConstraint(condition=~Q(reason=""), name="casework_risk_decision_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} on {self.on}"
