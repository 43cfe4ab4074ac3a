"""Fields that Django's forms lack: a day asked for as three numbers, as people write it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from skillshire.core.periods import MONTHS, day_words

PARTS = ("day", "month", "year")
Typed = tuple[str, str, str]
Limit = Callable[[], date]
words = day_words  # as the office's pages call it


class DayInput(forms.Widget):
    """Three boxes, `<name>-day`, `<name>-month` and `<name>-year`; components/forms.html draws them."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        day, month, year = (str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)
        return day, month, year

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def format_value(self, value: Any) -> Typed:
        """What stands in the boxes: what was typed, or a date given at first."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return value if isinstance(value, tuple) else ("", "", "")

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}-day" if id_ else id_


class DayField(forms.Field):
    """A date. `what` names it inside sentences: “the day it began”; limits are asked at each check."""

    widget = DayInput

    def __init__(
        self,
        *,
        what: str,
        earliest: Limit | None = None,
        latest: Limit | None = None,
        **given: Any,
    ) -> None:
        self.what, self.earliest, self.latest = what, earliest, latest
        super().__init__(**given)

    def clean(self, value: Any) -> date | None:
        if isinstance(value, date):
            return self._within(value)
        typed = value or ("", "", "")
        if not any(typed):
            if self.required:
                raise ValidationError(f"Enter {self.what}, such as 27 3 2026.", code="required")
            return None
        return self._within(self._read(typed))

    def _read(self, typed: Typed) -> date:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            named = " and ".join(missing)
            raise ValidationError(f"{self._named} needs a {named}; write it as 27 3 2026.", code="incomplete")
        day, year = (self._number(typed[at], PARTS[at]) for at in (0, 2))
        month = _month(typed[1]) or self._number(typed[1], "month")
        if year < 1900:
            raise ValidationError(f"Write the year of {self.what} with four figures.", code="year")
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(
                f"{' '.join(typed)} is not a day of the calendar; mend {self.what}.", code="unreal"
            ) from None

    def _number(self, text: str, part: str) -> int:
        if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
            raise ValidationError(f"Write the {part} of {self.what} in figures.", code="figures")
        return int(text)

    def _within(self, day: date) -> date:
        if self.latest and day > (last := self.latest()):
            raise ValidationError(f"{self._named} must be {words(last)} or earlier.", code="late")
        if self.earliest and day < (first := self.earliest()):
            raise ValidationError(f"{self._named} must be {words(first)} or later.", code="early")
        return day

    @property
    def _named(self) -> str:
        return self.what[:1].upper() + self.what[1:]


def _month(text: str) -> int:
    """1 to 12 for a month's name or its first three letters; 0 for anything else."""
    found = [at for at, name in enumerate(MONTHS, 1) if text.lower() in (name.lower(), name[:3].lower())]
    return found[0] if found else 0
