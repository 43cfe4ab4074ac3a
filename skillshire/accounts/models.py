from django.contrib.auth.models import AbstractUser
from django.db import models
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
        EMPLOYER = "employer", "Employer"
        CHARITY = "charity", "Charity"
        OTHER = "other", "Other"

    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="accounts_organisation_slug_unique"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "council",
                        "partnership",
                        "government",
                        "provider",
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


CLASSIFICATION: fields.Classification = {
    "User": fields.personal("username", "first_name", "last_name", "email", "last_login", "date_joined")
    | fields.internal("password", "is_superuser", "is_staff", "is_active", "groups", "user_permissions"),
    "Organisation": fields.public("slug", "name", "short_name", "kind"),
}
