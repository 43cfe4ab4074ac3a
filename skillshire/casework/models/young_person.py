from django.db import models
from django.db.models import F, Q

from skillshire.accounts.models import Organisation
from skillshire.casework.models.upload import Upload


class YoungPerson(models.Model):
    """Somebody whose part in learning or work the council follows. Its columns are those of the CCIS return.

    What stands under “now” is that of the latest activity spell, kept here so that a list of 50,000 is one
    query; participation.py writes both together. A record that was erased keeps its number and nothing else.
    """

    class Send(models.TextChoices):
        NONE = "none", "None"
        SUPPORT = "support", "SEN support"
        EHCP = "ehcp", "Education, health and care plan"
        UNKNOWN = "", "Not recorded"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)  # YoungPersonsID: the council's own number for this person
    previous_reference = models.CharField(max_length=40, blank=True)
    given_name = models.CharField(max_length=100, blank=True)
    middle_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    born = models.DateField(null=True, blank=True)
    gender = models.CharField(max_length=1, blank=True)  # M, F, U or W as in the return
    ethnicity = models.CharField(max_length=4, blank=True)
    address = models.TextField(blank=True)  # its lines, one a line
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.CharField(max_length=254, blank=True)
    area_code = models.CharField(max_length=9, blank=True)  # GSS code of the home district, from the postcode
    uln = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    lead_authority = models.CharField(max_length=9, blank=True)  # LEA number, as in the return
    educated_authority = models.CharField(max_length=9, blank=True)
    authority_at_16 = models.CharField(max_length=9, blank=True)
    cohort_status = models.CharField(max_length=1, blank=True)  # P or G in the return; A L T E M D left it
    left_on = models.DateField(null=True, blank=True)  # from this day on no longer in the cohort
    level_of_need = models.CharField(max_length=1, blank=True)  # 1 intensive, 2 extra, 3 minimum
    send = models.CharField(max_length=7, choices=Send, blank=True)
    # --- now
    activity = models.PositiveSmallIntegerField(null=True, blank=True)  # activity code
    activity_since = models.DateField(null=True, blank=True)
    lapses = models.DateField(null=True, blank=True)  # from this day on the activity counts as not known
    verified = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    provider_name = models.CharField(max_length=200, blank=True)
    last_contact = models.DateField(null=True, blank=True)
    contact_attempts = models.PositiveSmallIntegerField(default=0)  # since the activity was last known
    adviser = models.CharField(max_length=150, blank=True)  # username of who has them on their list
    # --- bookkeeping
    upload = models.ForeignKey(Upload, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reference"], name="casework_young_person_reference"
            ),
        ]
        indexes = [
            # Wide enough that lists and their counts are answered from an index alone: young_people.py.
            models.Index(
                fields=[
                    "organisation",
                    "erased_at",
                    "cohort_status",
                    "activity",
                    "lapses",
                    "review_on",
                    "area_code",
                    "born",
                    "adviser",
                ],
                name="casework_yp_now",
            ),  # fmt: skip
            models.Index(
                fields=[
                    "organisation",
                    "erased_at",
                    "family_name",
                    "given_name",
                    "reference",
                    "cohort_status",
                ],
                name="casework_yp_name",
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return self.reference


class ActivitySpell(models.Model):
    """What a young person did, from a day on: a code of definitions/codes/activities.yaml."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="spells")
    code = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)  # the last day; none while it goes on
    ascertained = models.DateField(null=True, blank=True)  # when it was found out
    verified = models.DateField(null=True, blank=True)  # when it was last confirmed
    lapses = models.DateField(null=True, blank=True)  # when it stops counting as known, unless confirmed
    predicted_end = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    neet_since = models.DateField(null=True, blank=True)
    establishment_number = models.CharField(max_length=10, blank=True)
    establishment_name = models.CharField(max_length=200, blank=True)
    ukprn = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["starts", "id"]
        constraints = [
            models.UniqueConstraint(fields=["young_person", "starts"], name="casework_spell_one_a_day"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="casework_spell_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} from {self.starts}"


class Characteristic(models.Model):
    """A code of definitions/codes/characteristics.yaml, such as looked after: special category data."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="characteristics")
    code = models.PositiveSmallIntegerField()
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["young_person", "code"], name="casework_characteristic_once"),
        ]

    def __str__(self) -> str:
        return str(self.code)


class Offer(models.Model):
    """The September Guarantee: the place in learning offered to a young person."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="offers")
    year = models.PositiveSmallIntegerField()  # in which that September is
    status = models.CharField(max_length=4)  # a code of definitions/codes/september-guarantee.yaml
    place = models.CharField(max_length=200, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["young_person", "year"], name="casework_offer_a_year")]

    def __str__(self) -> str:
        return f"{self.status} for {self.year}"


class Destination(models.Model):
    """What a young person in year 11 or 12 means to do next: a code as in the return."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="destinations")
    school_year = models.PositiveSmallIntegerField()  # 11 or 12
    code = models.CharField(max_length=4)
    on = models.DateField()

    class Meta:
        ordering = ["school_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["young_person", "school_year"], name="casework_destination_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Transfer(models.Model):
    """A record that goes to another authority, or comes from one, once the other side has agreed."""

    class Direction(models.TextChoices):
        OUT = "out", "To another authority"
        IN = "in", "From another authority"

    class Status(models.TextChoices):
        ASKED = "asked", "Asked"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="transfers")
    direction = models.CharField(max_length=3, choices=Direction)
    authority = models.CharField(max_length=9)  # LEA number of the other side
    status = models.CharField(max_length=8, choices=Status, default=Status.ASKED)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150)
    answered_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["young_person"], condition=Q(status="asked"), name="casework_transfer_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.authority}"


class Note(models.Model):
    """A contact with a young person, or a try at one, and what came of it."""

    class Way(models.TextChoices):
        CALL = "call", "Telephone call"
        MESSAGE = "message", "Text message or e-mail"
        LETTER = "letter", "Letter"
        VISIT = "visit", "Visit"
        OTHERS = "others", "Through somebody else"
        NONE = "none", "No contact: a note for the file"

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField()
    way = models.CharField(max_length=8, choices=Way)
    reached = models.BooleanField(default=False)
    text = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(by=""), name="casework_note_has_by")]

    def __str__(self) -> str:
        return f"{self.way} on {self.on}"


class PlanStep(models.Model):
    """One thing that was agreed with a young person: who does it, by when, and whether it is done."""

    young_person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="plan")
    text = models.CharField(max_length=300)
    who = models.CharField(max_length=100)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["due", "id"]
        constraints = [models.CheckConstraint(condition=~Q(by=""), name="casework_plan_step_has_by")]

    def __str__(self) -> str:
        return self.text
