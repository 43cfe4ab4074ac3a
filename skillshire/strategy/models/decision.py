from django.db import models
from django.db.models import F, Q

from skillshire.accounts.models import Organisation
from skillshire.strategy.models.meeting import Meeting
from skillshire.strategy.models.strategy import Strategy


class Decision(models.Model):
    """What was decided, on a day, in a meeting or without one; who carries it out, and by when.

    The owner is an organisation, or words where no organisation is kept for it: a role, never a person.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    on = models.DateField()
    text = models.TextField()
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_words = models.CharField(max_length=200, blank=True)
    due = models.DateField()
    status = models.CharField(max_length=7, choices=Status, default=Status.OPEN)
    done_on = models.DateField(null=True, blank=True)  # the day it was done or dropped
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="decision_has_text"),
            models.CheckConstraint(condition=~Q(by=""), name="decision_has_by"),
            models.CheckConstraint(condition=Q(due__gte=F("on")), name="decision_due_after_it_was_made"),
            models.CheckConstraint(
                condition=Q(owner__isnull=False, owner_words="") | Q(owner__isnull=True) & ~Q(owner_words=""),
                name="decision_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(status="open", done_on__isnull=True)
                | Q(status__in=["done", "dropped"], done_on__isnull=False, done_on__gte=F("on")),
                name="decision_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def owner_name(self) -> str:
        return self.owner.name if self.owner else self.owner_words
