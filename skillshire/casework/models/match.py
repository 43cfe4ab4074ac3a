from django.db import models
from django.db.models import Q

from skillshire.casework.models.upload import Upload
from skillshire.casework.models.young_person import YoungPerson


class Match(models.Model):
    """A row of a school's or college's list, linked with somebody on record or waiting for a person to say.

    What the row says is kept only while it waits. A row that belongs to nobody leaves its number alone.
    """

    class State(models.TextChoices):
        LINKED = "linked", "Linked by its points"
        ASK = "ask", "Waits for a decision"
        ACCEPTED = "accepted", "Linked by a person"
        REFUSED = "refused", "Nobody on record, a person said"
        NOBODY = "nobody", "Nobody on record"

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="matches")
    row = models.PositiveIntegerField()  # of the file, as a spreadsheet numbers it
    state = models.CharField(max_length=8, choices=State)
    # The likeliest while it waits, then whom it was linked with.
    young_person = models.ForeignKey(YoungPerson, null=True, on_delete=models.CASCADE, related_name="matches")
    probability = models.FloatField(null=True)  # 0 to 1, that the row means this person
    candidates = models.JSONField(default=list)  # number, probability, reasons of each, the likeliest first
    cells = models.JSONField(default=dict)  # column → text
    day = models.DateField()  # which the list describes
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=150, blank=True)
    decided_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["upload", "row"]
        verbose_name_plural = "rows of lists from schools and colleges"
        indexes = [models.Index(fields=["state", "young_person"], name="casework_match_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["upload", "row"], name="casework_match_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "refused"]) | ~Q(decided_by=""),
                name="casework_match_decided_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Row {self.row}: {self.state}"
