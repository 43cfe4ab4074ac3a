from django.db import models

from skillshire.accounts.models import Organisation


class Edition(models.Model):
    """One table of counts for one period as it went through the door: the exact counts, and what was shown.

    The exact ones are kept because a later edition must not tell, beside this one, what was hidden. They are
    counts and name nobody, but are as confidential as the records they were made from.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=80)  # id of definitions/publications/*.yaml
    period = models.CharField(max_length=20)  # ISO 8601 interval
    counts = models.JSONField()  # [[area, atom, people], …]
    shown = models.JSONField()  # [[area, column, number or null], …]
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["table", "period", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(by=""), name="casework_edition_has_by"),
        ]
        indexes = [
            models.Index(fields=["organisation", "table", "period"], name="casework_edition_of"),
        ]

    def __str__(self) -> str:
        return f"{self.table}, {self.period}"
