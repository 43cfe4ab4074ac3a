from django.db import models
from django.db.models import Q

from skillshire.accounts.models import Organisation


class Upload(models.Model):
    """A file that was loaded, whole. The same file again (by `sha256`) changes nothing."""

    class Kind(models.TextChoices):
        YOUNG_PEOPLE = "young-people", "Young people (CCIS)"
        LEARNERS = "learners", "Learner records (ILR)"
        ENROLMENTS = "enrolments", "List from a school or college"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=255)  # the file's own, without its folder
    sha256 = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    records = models.PositiveIntegerField()  # people in it
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    period = models.CharField(
        max_length=40, blank=True
    )  # what it is of: an academic year or a month, ISO 8601
    # The day a file of learner records was made, by its own word; null where that was not kept.
    prepared = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation", "kind", "sha256"], name="casework_upload_same")]
        constraints = [models.CheckConstraint(condition=~Q(by=""), name="casework_upload_has_by")]

    def __str__(self) -> str:
        return self.name
