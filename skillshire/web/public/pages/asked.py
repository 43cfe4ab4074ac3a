"""What a reader asks of an indicator's page: read from the address, checked, and written back into links."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from skillshire.core.errors import UserError
from skillshire.core.periods import Period
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Breakdown, join_breakdown, parse_breakdown
from skillshire.places.areas import Area
from skillshire.web.public import site
from skillshire.web.public.pages import picking

MOST_AREAS = 10  # lines that can be told apart
MOST_YEARS = 50
Given = Callable[[str], Sequence[str]]  # all values of a parameter, such as request.GET.getlist


@dataclass(frozen=True)
class Asked:
    """`areas` are those named in the address, or else the site's own (`named` False).

    `first` and `last` are calendar years; `by` is the breakdown whose parts are compared; empty or None
    where the address leaves the choice to the page.
    """

    definition: IndicatorDefinition
    areas: tuple[Area, ...]
    named: bool
    breakdown: Breakdown = ()
    period: Period | None = None
    group: str = ""
    years: int = 1
    first: int | None = None
    last: int | None = None
    by: str = ""

    @property
    def area(self) -> Area:
        return self.areas[0]

    def query(self, **changes: Any) -> str:
        """The query string of this page, with its “?”, some parameters changed (None: left out)."""
        given: dict[str, Any] = {
            "area": [one.code for one in self.areas] if self.named else None,
            "breakdown": [f"{key}={value}" for key, value in self.breakdown],
            "period": self.period.iso if self.period else None,
            "group": self.group,
            "years": self.years if self.years != 1 else None,
            "from": self.first,
            "to": self.last,
            "by": self.by,
        }
        text = urlencode({k: v for k, v in (given | changes).items() if v}, doseq=True, safe="=;/")
        return f"?{text}" if text else ""


def read(identifier: str, given: Given) -> Asked:
    """UserError, which says what there is, for anything asked that the indicator does not have."""
    definition = queries.indicator(identifier)
    places = _areas([text.strip() for text in given("area") if text.strip()])
    first, last = _years_between(given)
    return Asked(
        definition,
        places or (site.area(),),
        bool(places),
        _breakdown(definition, given("breakdown")),
        _period(definition, _one(given, "period")),
        _one(given, "group"),
        _count_of_years(_one(given, "years")),
        first,
        last,
        _one(given, "by"),
    )


def _areas(texts: list[str]) -> tuple[Area, ...]:
    found = tuple(
        {one.code: one for one in (picking.area(text) for text in texts[: MOST_AREAS + 1])}.values()
    )
    if len(texts) > MOST_AREAS:
        raise UserError(
            f"{len(texts)} areas are more than a chart can show; ask for at most {MOST_AREAS} at a time."
        )
    return found


def _one(given: Given, name: str) -> str:
    """The last value given, as a form sends it."""
    return next((text.strip() for text in reversed(given(name)) if text.strip()), "")


def _breakdown(definition: IndicatorDefinition, texts: Sequence[str]) -> Breakdown:
    parts = [part for text in texts for part in text.split(";") if part.strip()]
    wanted = tuple(sorted(dict(parse_breakdown(";".join(part.strip() for part in parts))).items()))
    if not wanted:
        return ()
    known = queries.breakdowns(definition.id)
    if wanted not in known:
        some = [join_breakdown(one) for one in known if one]
        there = f"it has: {'; '.join(some[:8])}" if some else "it has the headline only"
        more = f" and {len(some) - 8} more" if len(some) > 8 else ""
        said = join_breakdown(wanted)[:60]
        raise UserError(f"{definition.title} has no breakdown “{said}”; {there}{more}.")
    return wanted


def _period(definition: IndicatorDefinition, text: str) -> Period | None:
    if not text:
        return None
    known = queries.periods_of(definition.id)
    found = next((one for one in known if one.iso == text), None)
    if found is None:
        some = ", ".join(f"{one.iso} ({one.label})" for one in known[-4:])
        raise UserError(
            f"{definition.title} has no period “{text[:40]}”; it has {len(known)}, the last are: {some}."
        )
    return found


def _count_of_years(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= MOST_YEARS):
        raise UserError(f"“{text[:20]}” is not a number of years; give one from 1 to {MOST_YEARS}.")
    return int(text)


def _years_between(given: Given) -> tuple[int | None, int | None]:
    first, last = (_year(name, _one(given, name)) for name in ("from", "to"))
    if first and last and first > last:
        raise UserError(f"The years from {first} to {last} are the wrong way round; give the earlier first.")
    return first, last


def _year(name: str, text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise UserError(f"“{text[:20]}” is not a year to show figures {name}; write it as in 2015.")
    return int(text)
