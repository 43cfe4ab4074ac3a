from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel

from skillshire.content.models.draft import Draft
from skillshire.core.periods import day_words
from skillshire.strategy import meetings, shown
from skillshire.strategy.models import Meeting, Strategy


def usual_strategy() -> int | None:
    """The site's own strategy, the newest where it has several."""
    here = Strategy.objects.filter(area_code=settings.SKILLSHIRE_AREA)
    return here.order_by("-starts").values_list("pk", flat=True).first()


class MeetingDraft(Draft):
    """A meeting of a board or group, before it is published."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="+", default=usual_strategy)
    on = models.DateField("day of the meeting", help_text="A day still to come announces the meeting.")
    body = models.CharField(
        "who met", max_length=200, help_text="The board or group, such as “Skills Board”."
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(
        blank=True, help_text="What was talked about, in plain words. No names of people."
    )
    published = models.OneToOneField(
        Meeting, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    panels = [
        FieldPanel("strategy"),
        FieldRowPanel([FieldPanel("on"), FieldPanel("body")]),
        FieldPanel("title"),
        FieldPanel("summary"),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = "meeting"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{day_words(self.on)}: {self.title}"

    def shown(self) -> dict[str, Any]:
        return shown.meeting(Meeting(on=self.on, body=self.body, title=self.title, summary=self.summary))

    def release(self, by: str) -> Meeting:
        said = {"body": self.body, "title": self.title, "summary": self.summary}
        if self.published is not None:
            return meetings.correct(self.published, **said, by=by, on=self.on)
        return meetings.record(self.strategy, **said, by=by, on=self.on)

    def take_back(self, record: Any, by: str, on: date) -> None:
        meetings.withdraw(record, by=by, on=on)

    def faults(self) -> dict[str, str]:
        if self.published is not None and self.published.strategy_id != self.strategy_id:
            return {"strategy": "It is published for another strategy; unpublish it and write a new one."}
        return {}
