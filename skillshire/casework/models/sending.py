from django.db import models


class Sending(models.Model):
    """A form that was taken: sent again, after a double click or “back”, it is not taken twice.

    The digest leads neither to what was written nor to who wrote it: a random word of the form is in it.
    """

    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest"], name="casework_sending_digest_unique")]

    def __str__(self) -> str:
        return f"Sent at {self.at:%Y-%m-%d %H:%M}"
