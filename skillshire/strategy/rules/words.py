"""The words that several rules use in their sentences."""

from collections.abc import Sequence
from datetime import date

from skillshire.core import numbers
from skillshire.core.periods import MONTHS, Period

_LENGTHS = {"P1M": "month", "P3M": "quarter", "P1Y": "year", "P12M": "year"}


def day(on: date) -> str:
    """`31 December 2020`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def when(period: Period) -> str:
    """`in 2018`, `from Jan 2018 to Mar 2018`, `on 31 December 2020`."""
    if (period.end - period.start).days == 1:
        return f"on {period.label}"
    return f"from {period.label}" if " to " in period.label else f"in {period.label}"


def chance(probability: float, limits: Sequence[float]) -> str:
    """`45%`; `just under 60%` where rounding would carry it over one of the limits that decide the status."""
    text = numbers.chance(probability)
    for limit in limits:
        if probability < limit and numbers.rounded(probability * 100, 0) >= round(limit * 100):
            return f"just under {limit:.0%}"
    return text


def length(every: str) -> str:
    """What a stretch of `P1Y`, `P3M`, `P2Y` is called."""
    if every in _LENGTHS:
        return _LENGTHS[every]
    unit = "year" if every.endswith("Y") else "month"
    return f"{every[1:-1]}-{unit} period"


def plural(noun: str, count: int = 2) -> str:
    if count == 1:
        return noun
    consonant = noun.endswith("y") and noun[-2:-1] not in "aeiou"
    return f"{noun[:-1]}ies" if consonant else f"{noun}s"


def listed(names: Sequence[str]) -> str:
    """`2018`, `2018 and 2019`, `2018, 2019 and 2020`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
