"""What every public page knows: whose site it is, which release serves, as at which day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest

from skillshire.core import clock, definitions, facts, periods
from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.strategy.models import Strategy

AS_AT = "as-at"
CODE = re.compile(r"[A-Z]\d{8}", re.ASCII)


@dataclass(frozen=True)
class AsAt:
    """The day that a page judges from. `query` is what links carry on, empty for today."""

    day: date
    today: date

    @property
    def chosen(self) -> bool:
        return self.day != self.today

    @property
    def query(self) -> str:
        return f"?{AS_AT}={self.day.isoformat()}" if self.chosen else ""

    @property
    def words(self) -> str:
        return day_words(self.day)


def as_at(request: HttpRequest) -> AsAt:
    """The day asked for in the address, else today. UserError where it is not a day, or still to come."""
    text, today = request.GET.get(AS_AT, "").strip(), clock.today()
    day = periods.parse_date(text) if text else today
    if day > today:
        raise UserError(
            f"{day_words(day)} is still to come, and nobody knows what will be published by then; choose "
            f"today, {day_words(today)}, or a day before it."
        )
    return AsAt(day, today)


def area() -> Area:
    """The area whose site this is."""
    return place(settings.SKILLSHIRE_AREA)


def place(code: str) -> Area:
    """The area of a code, or one that only a loaded strategy knows, such as a county yet to come.

    UserError where neither does.
    """
    try:
        return areas.get(code)
    except UserError:
        # What cannot be a code is not asked of the database, which may not even take it as text.
        known = Strategy.objects.filter(area_code=code).first() if CODE.fullmatch(code) else None
        if known is None:
            raise UserError(
                f"No area has the code “{code[:40]}”; use the nine characters of an official code, "
                f"such as {settings.SKILLSHIRE_AREA}."
            ) from None
        return Area(code, known.area_name, "county", False, None, (), None, None, (), (), (), ())


def context(**page: Any) -> dict[str, Any]:
    """A page's own values beside those that the frame of every page needs."""
    shown = {"area_name": area().name, "synthetic": synthetic()}
    return {"site": shown, "release": queries.release(), **page}


def synthetic() -> bool:
    """Whether the people behind the site's own counts are invented: every page then says so."""
    try:
        return facts.synthetic()
    except DatabaseError:  # a refusal is drawn even where the database is away
        return False


@lru_cache(maxsize=1)
def configuration() -> Mapping[str, Any]:
    """definitions/site.yaml: what the home page of any area shows."""
    content: Mapping[str, Any] = definitions.load(definitions.ROOT / "site.yaml")
    return content


def day_words(day: date) -> str:
    return periods.day_words(day)


def day_text(text: str) -> str:
    """A day written as in a record, in words; anything else as it stands."""
    try:
        return day_words(date.fromisoformat(text[:10]))
    except ValueError:
        return text
