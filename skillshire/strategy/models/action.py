from django.db import models
from django.db.models import F, Q

from skillshire.accounts.models import Organisation
from skillshire.strategy.models.funding import FundingSource
from skillshire.strategy.models.measure import Measure
from skillshire.strategy.models.strategy import Strategy
from skillshire.strategy.models.theme import Theme

_STATUSES = ["not-reported", "not-started", "in-progress", "done", "stopped"]


class Action(models.Model):
    """Something that organisations have undertaken to do; `status` is that of its latest update."""

    class Status(models.TextChoices):
        NOT_REPORTED = "not-reported", "Not reported"
        NOT_STARTED = "not-started", "Not started"
        IN_PROGRESS = "in-progress", "In progress"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="actions")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="actions")
    ref = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_REPORTED)
    leads = models.ManyToManyField(Organisation, related_name="+")
    funding = models.ManyToManyField(FundingSource, related_name="actions")
    measures = models.ManyToManyField(Measure, related_name="actions")

    class Meta:
        ordering = ["ref"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "ref"], name="action_ref_unique"),
            models.CheckConstraint(condition=Q(ref__gte=1), name="action_ref_from_one"),
            models.CheckConstraint(condition=Q(status__in=_STATUSES), name="action_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.ref}. {self.title}"


class Step(models.Model):
    """Part of how an action is done. `funding` holds what the strategy names for this step alone."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    funding = models.ManyToManyField(FundingSource, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["action", "order"], name="step_order_unique")]

    def __str__(self) -> str:
        return self.text


class ActionUpdate(models.Model):
    """How an action stood on a day, and who said so. Protects its action from being deleted.

    `spent` is what was spent from one day to another (both counted); null where nobody reported it. `source`
    is who says so in words for the public: an organisation or a role, never a person.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    on = models.DateField()
    status = models.CharField(max_length=12, choices=Action.Status)
    note = models.TextField(blank=True)
    spent = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # pounds
    spent_from = models.DateField(null=True, blank=True)
    spent_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                # Silence is the absence of an update, so nobody reports it.
                condition=Q(status__in=_STATUSES[1:]),
                name="action_update_status_known",
            ),
            models.CheckConstraint(condition=~Q(by=""), name="action_update_has_by"),
            models.CheckConstraint(
                # A sum of money is worth nothing without its time and without who says so.
                condition=Q(spent__isnull=True, spent_from__isnull=True, spent_to__isnull=True)
                | Q(
                    spent__gte=0,
                    spent_from__isnull=False,
                    spent_to__isnull=False,
                    spent_to__gte=F("spent_from"),
                )
                & ~Q(source=""),
                name="action_update_spent_sourced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_status_display()}"
