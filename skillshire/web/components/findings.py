"""Findings in words: above or below, up or down, highest or lowest, and whether chance could explain it.

Figures are compared as they are shown: what looks equal is called equal. Whether a difference is more than
sampling could explain is tested only where both figures have published 95 % limits; docs/methodology/
findings.md gives the formula and what it cannot know. Plain values in, plain words out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from math import hypot
from typing import TYPE_CHECKING, Literal

from skillshire.core import numbers
from skillshire.core.periods import Period
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.places import areas

if TYPE_CHECKING:  # the release it is read from is no business of this module
    from skillshire.indicators.queries import Across

Side = Literal["above", "below", "same", "unclear"]
Z95 = 1.959964  # how many standard errors a 95 % limit lies from its figure
YEAR, ABOUT = 365.25, 45  # days; pay is asked about on another day of April each year
SURE, CHANCE = "more than sampling could explain", "may be chance"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = (
    "", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ",
)  # fmt: skip
FEW = 3  # tied areas that are named; more are counted


@dataclass(frozen=True, slots=True)
class Against:
    """One figure against another; `plain` is `text` without its certainty.

    `significant` is None where the publisher's limits cannot tell.
    """

    text: str
    side: Side
    significant: bool | None
    plain: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """The latest figure less an earlier one, in the indicator's unit; `text` begins with a verb."""

    text: str
    difference: float
    significant: bool | None
    from_period: Period


@dataclass(frozen=True, slots=True)
class Rank:
    """`position` counts from 1, the highest; `of` the areas that have a number; `ties` how many others have
    the same as shown. `quartile` is 1 for the highest quarter, None for fewer than four areas or where all
    are equal.
    """

    text: str
    position: int
    of: int
    quartile: int | None
    ties: int


def against(
    definition: IndicatorDefinition, mine: Observation | None, other: Observation | None, name: str
) -> Against:
    """`above England’s 4.0%; the difference may be chance`. `name` is whose the other figure is."""
    if mine is None or other is None or mine.value is None or other.value is None:
        return Against(f"with no figure to compare with {possessive(name)}", "unclear", None)
    if _months(mine.period) != _months(other.period):
        return Against(
            f"not to be compared with {possessive(name)}, which is for another length of time",
            "unclear", None,
        )  # fmt: skip
    shown = numbers.with_unit(other.value, definition.unit, definition.decimals) + _aside(mine, other)
    side = _side(definition, mine.value, other.value)
    if side == "same":
        return Against(f"the same as {possessive(name)} {shown}", side, None)
    sure = differ(mine, other)
    plain = f"{side} {possessive(name)} {shown}"
    return Against(plain + _certainty(sure, "difference"), side, sure, plain)


def change(definition: IndicatorDefinition, series: Series, years: int = 1) -> Change | None:
    """`fell 0.4 percentage points on the year, more than sampling could explain`.

    None where there is no figure now, or none `years` years before it. See `Change`.
    """
    latest = series.latest
    before = earlier(series, years)
    if latest is None or before is None or latest.value is None or before.value is None:
        return None
    difference, sure = latest.value - before.value, differ(latest, before)
    side = _side(definition, latest.value, before.value)
    if side == "same":
        return Change(_unchanged(latest, years), difference, None, before.period)
    said = f"{_verb(side, latest)} {_size(definition, abs(difference))} {_span(years)}"
    said += _provisional(latest, before) + _certainty(sure, "rise" if side == "above" else "fall")
    return Change(said, difference, sure, before.period)


def earlier(series: Series, years: int) -> Observation | None:
    """The figure whose period ends `years` years before the latest one's, give or take six weeks."""
    return _near(series.latest, series.comparable, years)


def spans(series: Series, of: Sequence[int]) -> list[int]:
    """Those of the numbers of years for which there is a figure that long before the latest."""
    latest, usual = series.latest, series.comparable
    return [years for years in of if _near(latest, usual, years)]


def _near(latest: Observation | None, usual: Sequence[Observation], years: int) -> Observation | None:
    if latest is None:
        return None
    aim = (latest.period.end - timedelta(days=round(YEAR * years))).toordinal()
    apart = [(abs(one.period.end.toordinal() - aim), one) for one in usual if one.value is not None]
    days, found = min(apart, key=lambda pair: pair[0], default=(ABOUT + 1, latest))
    return found if days <= ABOUT else None


def rank(
    definition: IndicatorDefinition, across: "Across", area: str, among: Sequence[str], group: str = ""
) -> Rank | None:
    """Where `area` stands among the area codes: `highest of Hertfordshire’s ten districts`.

    None where the area has no number or stands alone. `group` names all of `among`.
    """
    found = _shown(definition, across, among)
    if area not in found or len(found) < 2:
        return None
    value, of = found[area], len(found)
    position = 1 + sum(other > value for other in found.values())
    ties = sum(other == value for other in found.values()) - 1
    whom = _whom(of, len(set(among)), group)
    if ties == of - 1:
        return Rank(f"the same as all others of {whom}", 1, of, None, ties)
    place = _place(position, position + ties, of, tied=bool(ties))
    quartile = -(-4 * position // of) if of >= 4 else None
    return Rank(f"{place} of {whom}", position, of, quartile, ties)


def extremes(definition: IndicatorDefinition, across: "Across", among: Sequence[str], group_name: str) -> str:
    """`from 4.0% in Stevenage to 2.1% in St Albans, among Hertfordshire’s ten districts`."""
    found = _shown(definition, across, among)
    if not found:
        return f"no figure for any of {group_name}"
    top, bottom = max(found.values()), min(found.values())
    high, low = (_written(definition, value) for value in (top, bottom))
    if len(found) == 1:
        return f"{high} in {areas.get(next(iter(found))).name}, the only one of {group_name} with a figure"
    whom = _whom(len(found), len(set(among)), group_name)
    if top == bottom:
        return f"{high} in each of {whom}"
    return f"from {high} in {_holders(found, top)} to {low} in {_holders(found, bottom)}, among {whom}"


def differ(first: Observation, second: Observation) -> bool | None:
    """Whether two published figures differ by more than sampling explains, at the 95 % level.

    None where it cannot be told: no number, a limit missing or on the wrong side, a forecast, a figure the
    publisher calls unreliable, or two periods of one area that overlap.
    """
    if first.value is None or second.value is None or not _testable(first, second):
        return None
    high, low = (first, second) if first.value >= second.value else (second, first)
    # Limits need not lie evenly: what counts is how far each figure may lie towards the other.
    down, up = _reach(high.value, high.lower), _reach(low.upper, low.value)
    if down is None or up is None or not (down or up):
        return None
    return abs(first.value - second.value) > Z95 * hypot(down, up)


def possessive(name: str) -> str:
    """`Kent’s`, `Three Rivers’`."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def counted(number: int) -> str:
    """`ten`, `11`: numbers up to ten in words, within a sentence."""
    return SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"


def _reach(above: float | None, below: float | None) -> float | None:
    """The standard error that a limit stands for, in the indicator's unit."""
    if above is None or below is None or above < below:
        return None
    return (above - below) / Z95


def _testable(first: Observation, second: Observation) -> bool:
    if {first.status, second.status} & {"f", "u"}:
        return False
    overlap = first.period.start < second.period.end and second.period.start < first.period.end
    return not (overlap and first.area == second.area and first.breakdown == second.breakdown)


def _side(definition: IndicatorDefinition, mine: float, other: float) -> Side:
    """As the shown digits have it."""
    first, second = (numbers.rounded(value, definition.decimals) for value in (mine, other))
    return "same" if first == second else "above" if first > second else "below"


def _certainty(sure: bool | None, what: str) -> str:
    return "" if sure is None else f", {SURE}" if sure else f"; the {what} {CHANCE}"


def _aside(mine: Observation, other: Observation) -> str:
    """What a reader must know of the other figure: its period where it is another one, and its standing."""
    said = [] if mine.period == other.period else [other.period.label]
    said += _standing(mine, other)
    return f" ({', '.join(said)})" if said else ""


def _standing(first: Observation, second: Observation) -> list[str]:
    statuses = {first.status, second.status}
    words = {"f": "forecast", "p": "provisional", "u": "unreliable"}
    return [word for status, word in words.items() if status in statuses]


def _provisional(latest: Observation, before: Observation) -> str:
    said = [word for word in _standing(latest, before) if word != "forecast"]
    return f" ({', '.join(said)})" if said else ""


def _unchanged(latest: Observation, years: int) -> str:
    how = "is forecast to stay the same" if latest.status == "f" else "did not change"
    return f"{how} {_span(years)}"


def _verb(side: Side, latest: Observation) -> str:
    if latest.status == "f":
        return f"is forecast to {'rise' if side == 'above' else 'fall'}"
    return "rose" if side == "above" else "fell"


def _size(definition: IndicatorDefinition, size: float) -> str:
    """Figures either side of a rounding edge look different though less than a digit lies between them."""
    if numbers.rounded(size, definition.decimals) == 0:
        least = float(Decimal(1).scaleb(-definition.decimals))
        return f"less than {numbers.change(least, definition.unit, definition.decimals)}"
    return numbers.change(size, definition.unit, definition.decimals)


def _span(years: int) -> str:
    return "on the year" if years == 1 else f"over {counted(years)} years"


def _months(period: Period) -> int:
    return round((period.end - period.start).days / 30.44)


def _shown(definition: IndicatorDefinition, across: "Across", among: Sequence[str]) -> dict[str, Decimal]:
    """The numbers of those areas, as they are shown."""
    wanted = set(among)
    pairs = zip(across.areas, across.values, strict=True)
    return {
        code: numbers.rounded(value, definition.decimals)
        for code, value in pairs if code in wanted and value is not None
    }  # fmt: skip


def _whom(known: int, all_of: int, group: str) -> str:
    if known == all_of:
        return group or f"{counted(known)} areas"
    return f"the {counted(known)} with a figure" + (f" of {group}" if group else "")


def _place(first: int, last: int, of: int, *, tied: bool) -> str:
    """From the nearer end; `first` and `last` are the places that equal areas share."""
    from_end = of - last + 1
    number, end = (first, "highest") if first <= from_end else (from_end, "lowest")
    ordinal = ORDINALS[number] if number < len(ORDINALS) else f"{_numeral(number)} "
    return f"{'joint ' if tied else ''}{ordinal}{end}"


def _numeral(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _written(definition: IndicatorDefinition, value: Decimal) -> str:
    return numbers.with_unit(float(value), definition.unit, definition.decimals)


def _holders(found: dict[str, Decimal], value: Decimal) -> str:
    names = sorted(areas.get(code).name for code, one in found.items() if one == value)
    if len(names) > FEW:
        return f"{counted(len(names))} of them"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
