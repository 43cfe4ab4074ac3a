from datetime import date
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel

from skillshire.accounts.models import Organisation
from skillshire.content.models.draft import Draft, to_come
from skillshire.content.models.meeting_draft import usual_strategy
from skillshire.core import clock
from skillshire.core.periods import day_words
from skillshire.strategy import decisions, shown
from skillshire.strategy.models import Decision, Meeting, Strategy


class DecisionDraft(Draft):
    """A decision with who carries it out and by when, before it is published."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="+", default=usual_strategy)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="A published meeting, where it was decided in one.",
    )
    on = models.DateField("day it was decided")
    text = models.TextField("what was decided")
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisation that carries it out",
    )
    owner_words = models.CharField(
        "or who else",
        max_length=200,
        blank=True,
        help_text="An organisation not in the list, or a role; never a person’s name.",
    )
    due = models.DateField("to be done by")
    status = models.CharField(max_length=7, choices=Decision.Status, default=Decision.Status.OPEN)
    done_on = models.DateField("day it was done or dropped", null=True, blank=True)
    published = models.OneToOneField(
        Decision, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    panels = [
        FieldPanel("strategy"),
        FieldRowPanel([FieldPanel("meeting"), FieldPanel("on")]),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("owner"), FieldPanel("owner_words"), FieldPanel("due")],
            heading="Who carries it out, and by when",
        ),
        FieldRowPanel([FieldPanel("status"), FieldPanel("done_on")]),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = "decision"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{day_words(self.on)}: {self.text[:60]}"

    @property
    def owner_name(self) -> str:
        return self.owner.name if self.owner else self.owner_words

    def shown(self) -> dict[str, Any]:
        names = ("on", "text", "owner", "owner_words", "due", "status", "done_on")
        made = Decision(**{name: getattr(self, name) for name in names})
        return shown.decision(made, clock.today())

    def release(self, by: str) -> Decision:
        if self.published is not None:
            return decisions.correct(self.published, self._content(), by=by, on=self.on)
        return decisions.record(self.strategy, self._content(), by=by, on=self.on)

    def take_back(self, record: Any, by: str, on: date) -> None:
        decisions.withdraw(record, by=by, on=on)

    def faults(self) -> dict[str, str]:
        found = self._day_faults()
        if (self.owner is None) == (not self.owner_words.strip()):
            found["owner"] = "Say who carries it out: choose an organisation, or write who else, not both."
        if self.meeting is not None and self.meeting.strategy_id != self.strategy_id:
            found["meeting"] = "This meeting belongs to another strategy; choose one of this strategy."
        if self.published is not None and self.published.strategy_id != self.strategy_id:
            found["strategy"] = "It is published for another strategy; unpublish it and write a new one."
        return found

    def _content(self) -> decisions.Content:
        owner = self.owner or self.owner_words
        return decisions.Content(self.text, owner, self.due, self.meeting, self.status, self.done_on)

    def _day_faults(self) -> dict[str, str]:
        found = {}
        if to_come(self.on, self.go_live_at):
            found["on"] = "This day is still to come; give the day on which it was decided."
        if self.on and self.due and self.due < self.on:
            found["due"] = "This is before the day on which it was decided; give a later day."
        if (self.status == Decision.Status.OPEN) != (self.done_on is None):
            found["done_on"] = "Give the day it was done or dropped; leave it empty while it is open."
        elif self.done_on and (to_come(self.done_on, self.go_live_at) or self.on and self.done_on < self.on):
            found["done_on"] = "Give a day between the one on which it was decided and today."
        return found
