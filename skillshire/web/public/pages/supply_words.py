"""The words and numbers of the pages on supply and demand."""

from typing import Any

from skillshire.core import numbers
from skillshire.indicators import balance_definitions, balance_inputs, queries
from skillshire.indicators.balance import NOWHERE, Result
from skillshire.indicators.balance_inputs import Gathered
from skillshire.indicators.balance_read import JOBS, group_title
from skillshire.web.components.findings import possessive
from skillshire.web.public.pages import figures, words
from skillshire.web.public.pages.tables import SYMBOLS

FIRM, LIKELY = 0.95, 0.8


def place(found: Gathered) -> str:
    return found.place.name if found.place else found.area.name


def name_of(identifier: str) -> str:
    """What a sector or a group is called."""
    titles = {one.id: one.title for one in balance_definitions.sectors().sectors}
    return titles.get(identifier) or group_title(identifier)


def title(found: Gathered, result: Result | None) -> str:
    """The finding that heads the page."""
    if result is None:
        return f"No balance of supply and demand can be drawn for {found.area.name}"
    first = result.sectors[0]
    if first.gap.value <= 0:
        return f"No priority sector in {place(found)} has more openings than people trained for it"
    return (
        f"{name_of(first.id)} has the widest gap of {possessive(place(found))} priority sectors: about "
        f"{about(first.openings.value)} openings a year for {about(first.supply.value)} people finishing "
        "related courses"
    )


def firmness(result: Result) -> str:
    """How far the first place can be relied on, in words and per cent."""
    share = result.sector_leader
    said = "firm" if share >= FIRM else "likely, not certain" if share >= LIKELY else "not settled"
    drawn = numbers.plain(balance_definitions.assumptions().draws)
    often = f"it comes first in {percent(share)} of {drawn} draws of what is uncertain"
    return f"Its first place is {said}: {often}."


def groups_title(result: Result) -> str:
    """`The widest gap of 25 occupation groups: health professionals, among the five widest in 94%…`."""
    first = result.groups[0]
    return (
        f"The widest gap of {len(result.groups)} occupation groups: {words.lower(name_of(first.id))}, "
        f"among the five widest in {percent(first.top)} of the draws"
    )


def percent(share: float) -> str:
    """A share of the draws: a finite number of them proves nothing certain or impossible."""
    return numbers.chance(min(0.999, max(0.001, share)))


def ordinal(rank: float) -> str:
    """`1st`, `2nd`, `13th`: the nearest place to a rank."""
    number = int(numbers.rounded(rank, 0))
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def about(value: float) -> str:
    """To the nearest ten, which is more than the inputs can bear."""
    return numbers.plain(tens(value))


def tens(value: float) -> float:
    return float(numbers.rounded(value / 10, 0)) * 10 + 0.0


def between(low: float, high: float) -> str:
    return f"{about(low)} to {about(high)}"


def shown(observation: Any) -> Any:
    """A published count as a cell; its symbol where there is no number."""
    if observation is None:
        return {"text": "not published", "missing": True}
    if observation.value is None:
        status = observation.status
        return {"text": "no figure", "missing": True, "symbol": status, "meaning": SYMBOLS.get(status)}
    return numbers.plain(observation.value)


def amount(value: float | None, decimals: int = 0) -> Any:
    if value is None:
        return {"text": "not published", "missing": True}
    return numbers.plain(value, 1) if decimals else about(value)


def pay(found: Gathered) -> str:
    """Pay by occupation is not published locally, so all there is to say is what everyone earns."""
    if found.pay is None or found.pay.value is None:
        return f"No pay figure is published for {found.area.name}."
    used = next(one for one in found.used if one.what == "Median weekly pay")
    definition = queries.indicator(used.indicator)
    return (
        f"Pay by occupation group is not in our sources. Half of all employees who live in {used.area.name}, "
        f"full-time and part-time, earn more than {figures.write(definition, found.pay.value)} a week "
        f"({used.period})."
    )


def subject_title(slug: str) -> str:
    return _label(balance_inputs.COURSES, "subject", slug)


def industry_title(slug: str) -> str:
    return _label(JOBS, "industry", slug)


def _label(indicator: str, key: str, slug: str) -> str:
    """What the indicator calls a part of it; the words of the slug where it is not in the release."""
    if not queries.has(indicator):
        return slug.replace("-", " ").capitalize()
    return queries.indicator(indicator).label_of(key, slug)


def route_title(code: str) -> str:
    return "No occupation in particular" if code == NOWHERE else group_title(code)
