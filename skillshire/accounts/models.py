from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from skillshire.core import fields


class User(AbstractUser):
    """A member of staff who signs in to the office."""

    email = models.EmailField("email address")

    class Meta(AbstractUser.Meta):
        # Alice@ and alice@ reach the same person.
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique")]


class Organisation(models.Model):
    """One that answers for actions, or provides, or employs. The slug stands in files and addresses."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        PARTNERSHIP = "partnership", "Partnership"
        GOVERNMENT = "government", "Government department"
        PROVIDER = "provider", "Education or training provider"
        COLLEGE = "college", "College"
        SCHOOL = "school", "School"
        JOBCENTRE = "jobcentre", "Jobcentre"
        GROWTH_HUB = "growth-hub", "Growth hub"
        EMPLOYER = "employer", "Employer"
        CHARITY = "charity", "Charity"
        OTHER = "other", "Other"

    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    area_code = models.CharField(max_length=9, blank=True)  # GSS code of the area it answers for, if any
    ukprn = models.PositiveIntegerField(null=True, blank=True)  # a provider's number in the UK register

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["ukprn"], name="accounts_organisation_ukprn_unique"),
            models.UniqueConstraint(fields=["slug"], name="accounts_organisation_slug_unique"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "council",
                        "partnership",
                        "government",
                        "provider",
                        "college",
                        "school",
                        "jobcentre",
                        "growth-hub",
                        "employer",
                        "charity",
                        "other",
                    ]
                ),
                name="accounts_organisation_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Memberships(models.QuerySet["Membership"]):
    def running(self, on: date) -> "Memberships":
        """Begun and not ended on that day; both days count."""
        return self.unended(on).filter(starts__lte=on)

    def unended(self, on: date) -> "Memberships":
        """Not ended on that day, be it that they are still to begin."""
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=on))


class Membership(models.Model):
    """A person's role in an organisation, from a day on. `role` is a slug of accounts.roles.

    `areas` are GSS codes: the role then reaches only records of those; an empty list is the whole
    organisation.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    areas = models.JSONField(default=list, blank=True)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = Memberships.as_manager()

    class Meta:
        ordering = ["organisation__name", "role", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(role=""), name="accounts_membership_has_role"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="accounts_membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends__isnull=True),
                name="accounts_membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.organisation_id}"


class Invitation(models.Model):
    """An offer of a role to somebody by e-mail address. The link's secret is kept as a digest only."""

    email = models.EmailField("email address")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=40)
    areas = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64)  # SHA-256 of the secret in the link
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    expires = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="accounts_invitation_digest_unique"),
            models.CheckConstraint(condition=Q(expires__gt=F("at")), name="accounts_invitation_lasts"),
        ]

    def __str__(self) -> str:
        return f"Invitation to {self.role}"


class FirstLink(models.Model):
    """A link that makes an administrator where none can sign in. Its secret is kept as a digest only."""

    digest = models.CharField(max_length=64)  # SHA-256 of the secret in the link
    at = models.DateTimeField()
    expires = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="accounts_first_link_digest_unique"),
            models.CheckConstraint(condition=Q(expires__gt=F("at")), name="accounts_first_link_lasts"),
        ]

    def __str__(self) -> str:
        return f"Link to make an administrator, of {self.at:%Y-%m-%d}"


class Tally(models.Model):
    """How often sign-in was tried, counted for all processes together: the table of Django's database cache.

    Its columns are those that django.core.cache.backends.db expects. A key holds a digest or an address.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_tally"

    def __str__(self) -> str:
        return self.cache_key


CLASSIFICATION: fields.Classification = {
    "User": fields.personal("username", "first_name", "last_name", "email", "last_login", "date_joined")
    | fields.internal("password", "is_superuser", "is_staff", "is_active", "groups", "user_permissions"),
    "Organisation": fields.public("slug", "name", "short_name", "kind", "area_code", "ukprn"),
    "Membership": fields.internal("organisation", "role", "areas", "starts", "ends")
    | fields.personal("user"),
    "Invitation": fields.internal(
        "organisation", "role", "areas", "digest", "at", "expires", "accepted_at", "withdrawn_at"
    )
    | fields.personal("email", "by"),
    "FirstLink": fields.internal("digest", "at", "expires", "used_at"),
    "Tally": fields.internal("value", "expires") | fields.personal("cache_key"),
}
