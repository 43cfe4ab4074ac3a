"""What every public page knows: whose site it is, which release serves, as at which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from skillshire.core import clock, definitions, periods
from skillshire.indicators import queries
from skillshire.places import areas
from skillshire.places.areas import Area

AS_AT = "as-at"


@dataclass(frozen=True)
class AsAt:
    """The day that a page judges from. `query` is what links carry on, empty for today."""

    day: date
    chosen: bool

    @property
    def query(self) -> str:
        return f"?{AS_AT}={self.day.isoformat()}" if self.chosen else ""

    @property
    def words(self) -> str:
        return day_words(self.day)


def as_at(request: HttpRequest) -> AsAt:
    """The day asked for in the address, else today. UserError where it is not a day."""
    text = request.GET.get(AS_AT, "").strip()
    return AsAt(periods.parse_date(text), True) if text else AsAt(clock.today(), False)


def area() -> Area:
    return areas.site_area(settings.SKILLSHIRE_AREA)


def context(**page: Any) -> dict[str, Any]:
    """A page's own values beside those that the frame of every page needs."""
    return {"site": {"area_name": area().name}, "release": queries.release(), **page}


@lru_cache(maxsize=1)
def configuration() -> Mapping[str, Any]:
    """definitions/site.yaml: what the home page of any area shows."""
    content: Mapping[str, Any] = definitions.load(definitions.ROOT / "site.yaml")
    return content


def day_words(day: date) -> str:
    return f"{day.day} {periods.MONTHS[day.month - 1]} {day.year}"


def day_text(text: str) -> str:
    """A day written as in a record, in words; anything else as it stands."""
    try:
        return day_words(date.fromisoformat(text[:10]))
    except ValueError:
        return text
