from datetime import date
from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, PublishingPanel

from skillshire.content.models.draft import SOURCE_HELP, Draft, to_come
from skillshire.core.periods import day_words
from skillshire.strategy import measure_notes, shown
from skillshire.strategy.models import Measure, MeasureNote


class NoteDraft(Draft):
    """A note on a measure, before it is published."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("day it is true of")
    text = models.TextField("note", help_text="What readers of the measure should know, in plain words.")
    source = models.CharField(
        "who says so",
        max_length=200,
        help_text=SOURCE_HELP,
    )
    published = models.OneToOneField(
        MeasureNote, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    panels = [
        FieldPanel("measure"),
        FieldPanel("on"),
        FieldPanel("text"),
        FieldPanel("source"),
        PublishingPanel(),
    ]

    class Meta:
        verbose_name = "note on a measure"
        verbose_name_plural = "notes on measures"
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"Measure {self.measure.ref}, {day_words(self.on)}"

    def shown(self) -> dict[str, str]:
        return shown.note(MeasureNote(on=self.on, text=self.text, source=self.source))

    def release(self, by: str) -> MeasureNote:
        if self.published is not None:
            return measure_notes.correct(
                self.published, text=self.text, source=self.source, by=by, on=self.on
            )
        return measure_notes.write(self.measure, text=self.text, source=self.source, by=by, on=self.on)

    def take_back(self, record: Any, by: str, on: date) -> None:
        measure_notes.withdraw(record, by=by, on=on)

    def faults(self) -> dict[str, str]:
        found = {}
        if to_come(self.on, self.go_live_at):
            found["on"] = "This day is still to come; give the day that it is true of, today at the latest."
        if self.published is not None and self.published.measure_id != self.measure_id:
            found["measure"] = "It is published for another measure; unpublish it and write a new one."
        return found
