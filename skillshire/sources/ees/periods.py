"""Time periods of Explore Education Statistics, a code and a year or two, as ISO 8601 intervals."""

import re
from datetime import date, timedelta

from skillshire.sources import csvfile
from skillshire.sources.stretch import first_year

# First month of the year that the code's first letters name, and whether it is written `2023/2024`.
_YEARS = {"AY": (8, True), "FY": (4, True), "TY": (4, True), "CY": (1, False)}
_TAX_DAY = 6  # a tax year begins on 6 April
# Terms by their usual months: the years after the first, the first month, how many months.
_TERMS = {"T1": (0, 9, 4), "T2": (1, 1, 3), "T3": (1, 4, 4), "T1T2": (0, 9, 7)}
_PARTS = {"P1": (0, 4, 6), "P2": (0, 10, 6)}
_SPANS = {**_TERMS, **_PARTS}


def iso(code: str, period: str) -> str:
    """`AY`, `2023/2024` is `2023-08-01/P1Y`. ValueError for a code or a year that cannot be.

    A reporting year (`RY`) is whatever its publication says it is, so it has no interval of its own.
    """
    if code == "RY":
        raise ValueError(
            "a reporting year is not the same in every publication; write its months in the query"
        )
    if code in _SPANS:
        later, month, months = _SPANS[code]
        return f"{first_year(period, slashed=True) + later}-{month:02d}-01/P{months}M"
    if match := re.fullmatch(r"(AY|FY|TY|CY)(?:Q([1-4]))?", code):
        return _year(match[1], match[2], period)
    if match := re.fullmatch(r"([MW])([1-9]\d?)", code):
        return _part(match[1], int(match[2]), period)
    raise ValueError(f"{csvfile.quoted(code)} is not a code of a time period")


def _year(kind: str, quarter: str | None, period: str) -> str:
    month, slashed = _YEARS[kind]
    year, day = first_year(period, slashed=slashed), _TAX_DAY if kind == "TY" else 1
    if quarter is None:
        return f"{year}-{month:02d}-{day:02d}/P1Y"
    years, index = divmod(month - 1 + 3 * (int(quarter) - 1), 12)
    return f"{year + years}-{index + 1:02d}-{day:02d}/P3M"


def _part(kind: str, number: int, period: str) -> str:
    year = first_year(period, slashed=False)
    if kind == "M":
        if number > 12:
            raise ValueError(f"there is no month {number}")
        return f"{year}-{number:02d}-01/P1M"
    return f"{_monday(year, number)}/P7D"


def _monday(year: int, week: int) -> date:
    """The day on which an ISO week begins; ValueError for a week that the year has not."""
    if week > 52:
        raise ValueError(f"there is no week {week}")
    fourth = date(year, 1, 4)  # is always in week 1
    return fourth - timedelta(days=fourth.weekday()) + timedelta(weeks=week - 1)
