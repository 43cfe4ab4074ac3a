from django.db import models

from skillshire.accounts.models import Organisation
from skillshire.casework.models.upload import Upload


class Learner(models.Model):
    """A learner as one provider returned them for one academic year (ILR). A later file of the same provider
    and year replaces the earlier one, as the return does."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # in which the academic year begins: 2025 is 2025/26
    reference = models.CharField(max_length=12)  # LearnRefNumber
    uln = models.BigIntegerField()
    family_name = models.CharField(max_length=100, blank=True)
    given_names = models.CharField(max_length=100, blank=True)
    born = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    ethnicity = models.PositiveSmallIntegerField(null=True, blank=True)
    lldd = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # LLDDHealthProb: 1 has, 2 has not, 9 not said
    postcode = models.CharField(max_length=8, blank=True)  # of the home
    postcode_prior = models.CharField(max_length=8, blank=True)
    area_code = models.CharField(max_length=9, blank=True)  # GSS code of the home district; empty: none found
    # What else the return holds of the learner (FAMs, prior attainment), as in the file: {name: …}
    detail = models.JSONField(default=dict, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "reference"], name="casework_learner_reference"
            ),
        ]
        indexes = [
            models.Index(fields=["uln"], name="casework_learner_uln"),
            models.Index(fields=["organisation", "family_name"], name="casework_learner_name"),
        ]

    def __str__(self) -> str:
        return self.reference


class EmploymentStatus(models.Model):
    """Whether a learner worked, from a day on: 10 employed, 11 seeking, 12 not seeking, 98 not known."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="statuses")
    code = models.PositiveSmallIntegerField()
    starts = models.DateField()

    class Meta:
        ordering = ["starts", "id"]
        verbose_name_plural = "employment statuses"

    def __str__(self) -> str:
        return f"{self.code} from {self.starts}"


class Aim(models.Model):
    """A learning aim: something a learner set out to learn.

    What stands under “looked up” is from LARS and the learner's own record at the time of loading, so that
    counting needs no look-up.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="aims", db_index=False)
    number = models.PositiveSmallIntegerField()  # AimSeqNumber
    aim_ref = models.CharField(max_length=8)  # LearnAimRef
    aim_type = models.PositiveSmallIntegerField()
    starts = models.DateField()
    original_start = models.DateField(null=True, blank=True)
    planned_end = models.DateField()
    ended = models.DateField(null=True, blank=True)
    fund_model = models.PositiveSmallIntegerField()
    prog_type = models.PositiveSmallIntegerField(null=True, blank=True)
    framework = models.PositiveSmallIntegerField(null=True, blank=True)
    pathway = models.PositiveSmallIntegerField(null=True, blank=True)
    standard = models.PositiveIntegerField(null=True, blank=True)
    completion = models.PositiveSmallIntegerField(null=True, blank=True)  # CompStatus
    outcome = models.PositiveSmallIntegerField(null=True, blank=True)
    delivery_postcode = models.CharField(max_length=8, blank=True)
    fams = models.CharField(max_length=500, blank=True)  # “SOF:107 LDM:123”: LearnDelFAMType and Code
    # --- looked up
    level = models.CharField(max_length=4, blank=True)  # 1 to 7, E entry level, H higher; empty: not known
    subject = models.CharField(max_length=5, blank=True)  # sector subject area, tier 2, such as 6.1
    basic_skill = models.CharField(max_length=8, blank=True)  # english, maths, esol, digital
    age = models.PositiveSmallIntegerField(null=True, blank=True)  # whole years on the first day
    employment = models.PositiveSmallIntegerField(null=True, blank=True)  # status code on the first day

    class Meta:
        ordering = ["number", "id"]
        indexes = [models.Index(fields=["learner"], name="casework_aim_learner")]

    def __str__(self) -> str:
        return f"{self.aim_ref} from {self.starts}"
