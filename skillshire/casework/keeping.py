"""Reads definitions/retention.yaml: how long records of people are kept, and from which day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from django.apps import apps
from django.db.models import DateTimeField, Model, Q
from pydantic import Field, field_validator, model_validator

from skillshire.core import definitions, periods
from skillshire.core.words import counted

FILE = definitions.ROOT / "retention.yaml"
YEAR_ENDS = (7, 31)  # month and day of an academic year's last day


class After(definitions.Definition):
    """One of the three; see the file."""

    field: str = ""
    academic_year: str = ""
    school_year: str = ""

    @model_validator(mode="after")
    def _one(self) -> "After":
        if sum(map(bool, (self.field, self.academic_year, self.school_year))) != 1:
            raise ValueError("name just one of field, academic_year and school_year")
        return self


class Term(definitions.Definition):
    """A kind of record and how long it is kept after a day of its own."""

    model: str
    after: After
    keep: str

    @field_validator("keep")
    @classmethod
    def _is_a_length(cls, text: str) -> str:
        periods.parse_lag(text)
        return text

    @property
    def record(self) -> type[Model]:
        found: type[Model] = apps.get_model(self.model)
        return found

    @property
    def months(self) -> int:
        return periods.parse_lag(self.keep)

    @property
    def kept(self) -> str:
        """Such as “25 years” or “18 months”; “until its end” where nothing is added to the day it ends."""
        if not self.months:
            return "until its end"
        years, over = divmod(self.months, 12)
        return counted(self.months, "month") if over or not years else counted(years, "year")

    def over(self, on: date) -> Q:
        """The records whose time is over on that day. One without its day is never among them."""
        latest = periods.add_months(on, -self.months)
        if name := self.after.field:
            return Q(**{f"{name}__lte": _moment(self.record, name, latest)})
        ended = latest.year if (latest.month, latest.day) >= YEAR_ENDS else latest.year - 1
        if name := self.after.academic_year:
            return Q(**{f"{name}__lt": ended})
        return Q(**{f"{self.after.school_year}__lte": ended})

    def last_day(self, record: Model) -> date | None:
        """When a record's time is over; None where its day is not known."""
        value = getattr(record, self.after.field or self.after.academic_year or self.after.school_year)
        if value is None:
            return None
        if isinstance(value, int):
            value = date(value + bool(self.after.academic_year), *YEAR_ENDS)
        return periods.add_months(value.date() if isinstance(value, datetime) else value, self.months)


class Rule(Term):
    id: str
    said: str
    action: Literal["erase", "delete"]
    basis: str
    decided: str
    where: Mapping[str, Any] = Field(default_factory=dict)


class Required(Term):
    why: str


class Retention(definitions.Definition):
    rules: list[Rule]
    kept: Mapping[str, str]
    required: list[Required]


@lru_cache(maxsize=1)
def read() -> Retention:
    return definitions.read(FILE, Retention)


def rule(model: type[Model]) -> Rule:
    """The first that takes this kind of record; StopIteration where none does."""
    return next(one for one in read().rules if one.record is model)


def required(model: type[Model]) -> Required | None:
    return next((one for one in read().required if one.record is model), None)


def _moment(model: type[Model], name: str, day: date) -> date | datetime:
    """The end of the day, where the field is a moment."""
    if not isinstance(model._meta.get_field(name), DateTimeField):
        return day
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
