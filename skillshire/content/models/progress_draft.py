from datetime import date
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel

from skillshire.content.models.draft import SOURCE_HELP, Draft, to_come
from skillshire.core.periods import day_words
from skillshire.strategy import actions, shown
from skillshire.strategy.models import Action, ActionUpdate

STATUSES = [one for one in Action.Status.choices if one[0] != Action.Status.NOT_REPORTED]


class ProgressDraft(Draft):
    """How an action stands and what was spent on it, before it is published."""

    # Not “action”: a field of that name hides the form's own address from the script that saves as one types.
    of_action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+", verbose_name="action")
    on = models.DateField("day it describes", help_text="The day on which the action stood like this.")
    status = models.CharField(max_length=12, choices=STATUSES)
    note = models.TextField("what was done", blank=True)
    source = models.CharField(
        "who reports it",
        max_length=200,
        help_text=SOURCE_HELP,
    )
    spent = models.DecimalField(
        "money spent, in pounds",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="Empty where nobody has reported any; 0 only where nothing was spent.",
    )
    spent_from = models.DateField("spent from", null=True, blank=True, help_text="First day counted.")
    spent_to = models.DateField("spent to", null=True, blank=True, help_text="Last day counted.")
    published = models.OneToOneField(
        ActionUpdate, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    panels = [
        FieldPanel("of_action"),
        FieldRowPanel([FieldPanel("on"), FieldPanel("status")]),
        FieldPanel("note"),
        FieldPanel("source"),
        MultiFieldPanel(
            [FieldPanel("spent"), FieldRowPanel([FieldPanel("spent_from"), FieldPanel("spent_to")])],
            heading="Money spent",
        ),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = "progress on an action"
        verbose_name_plural = "progress on actions"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"Action {self.of_action.ref}, {day_words(self.on)}: {self.get_status_display()}"

    def shown(self) -> dict[str, str]:
        said = {
            name: getattr(self, name) for name in ("on", "status", "note", "source", "spent", "spent_from")
        }
        return shown.update(ActionUpdate(spent_to=self.spent_to, **said))

    def release(self, by: str) -> ActionUpdate:
        if self.published is not None:
            return actions.correct(
                self.published, status=self.status, note=self.note, spending=self._spending(),
                source=self.source, by=by, on=self.on,
            )  # fmt: skip
        return actions.report(
            self.of_action, status=self.status, note=self.note, spending=self._spending(),
            source=self.source, by=by, on=self.on,
        )  # fmt: skip

    def take_back(self, record: Any, by: str, on: date) -> None:
        actions.withdraw(record, by=by, on=on)

    def faults(self) -> dict[str, str]:
        found = {}
        if to_come(self.on, self.go_live_at):
            found["on"] = "This day is still to come; give the day that it describes, today at the latest."
        if to_come(self.spent_to, self.go_live_at):
            found["spent_to"] = "This day is still to come; count the money up to today at the latest."
        if self.published is not None and self.published.action_id != self.of_action_id:
            found["of_action"] = "It is published for another action; unpublish it and write a new one."
        return found | self._spending_faults()

    def _spending(self) -> actions.Spending | None:
        if self.spent is None or self.spent_from is None or self.spent_to is None:
            return None
        return actions.Spending(self.spent, self.spent_from, self.spent_to)

    def _spending_faults(self) -> dict[str, str]:
        parts = [self.spent, self.spent_from, self.spent_to]
        if any(one is None for one in parts) and any(one is not None for one in parts):
            return {"spent": "Give the money with its first and last day, or leave all three empty."}
        if self.spent_from and self.spent_to and self.spent_to < self.spent_from:
            return {"spent_to": "The last day is before the first; put one of them right."}
        spending = self._spending()
        twice = self._counted_twice(spending) if spending else None
        if twice:
            days = f"{twice.spent_from} to {twice.spent_to}"
            return {
                "spent_from": f"Spending from {days} is already published for this action; give other days."
            }
        return {}

    def _counted_twice(self, spending: actions.Spending) -> ActionUpdate | None:
        others = ActionUpdate.objects.filter(
            action_id=self.of_action_id, spent_from__lte=spending.end, spent_to__gte=spending.start
        )
        return others.exclude(pk=self.published_id or 0).first()
