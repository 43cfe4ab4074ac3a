"""Rules of a password: Django's, in sentences that say how to mend, and one against breached ones."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation as rules
from django.core.exceptions import ValidationError

from skillshire.accounts import breached

BREACHED = "This password has been stolen from another service; choose one you use nowhere else."


class Long(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"This password is too short; use {self.min_length} characters or more."


class NotAboutThem(rules.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "This password is too much like your name or address; choose one nobody would think of."


class NotCommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Many people use this password; choose another, such as three random words."


class NotANumber(rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "This password is only a number; put words in it."


class Breached:
    """Refuses a password in the file that SKILLSHIRE_BREACHED_PASSWORDS names; without one, none."""

    def validate(self, password: str, user: Any = None) -> None:
        file: Path | None = settings.SKILLSHIRE_BREACHED_PASSWORDS  # type: ignore[misc]
        if file is not None and breached.times(password, file):
            raise ValidationError(BREACHED, code="password_breached")

    def get_help_text(self) -> str:
        return "It must not be one that was stolen from another service."
