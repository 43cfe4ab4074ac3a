"""Periods of time as the publishers use them. Source: ISO 8601 intervals `start/duration`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from skillshire.core.errors import UserError

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PATTERN = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:/P(\d+)([YMD]))?", re.ASCII)


@dataclass(frozen=True, order=True)
class Period:
    """A half-open stretch of time: `start` is in it, `end` is the first day after it."""

    start: date
    end: date
    iso: str

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def label(self) -> str:
        return label(self)

    @property
    def year(self) -> int:
        """The calendar year in which the period ends, which is how publishers name it."""
        return self.last_day.year

    def __str__(self) -> str:
        return self.iso


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day if it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


@lru_cache(maxsize=4096)
def parse(text: str) -> Period:
    """Read `2024-08-01/P1Y`, `2025-03-01/P1M`, `2019-12-01/P3M`, or a single day `2025-04-30`."""
    match = _PATTERN.fullmatch(text)
    if not match:
        raise UserError(f"“{text}” is not a period; write a start and a length, such as 2024-08-01/P1Y.")
    year, month, day, count, unit = match.groups()
    try:
        start = date(int(year), int(month), int(day))
        end = _end(start, int(count or 1), unit or "D")
    except (ValueError, OverflowError):
        raise UserError(f"“{text}” is not a real date; check its year, month and day.") from None
    if end <= start:
        raise UserError(f"“{text}” has no length; a period must last at least one day.")
    return Period(start, end, text)


def _end(start: date, count: int, unit: str) -> date:
    if unit == "D":
        return start + timedelta(days=count)
    return add_months(start, count * (12 if unit == "Y" else 1))


def label(period: Period) -> str:
    """How people write it: `2024`, `2024/25`, `March 2025`, `Dec 2019 to Feb 2020`."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    if (period.end - period.start).days == 1:
        return f"{period.start.day} {MONTHS[period.start.month - 1]} {period.start.year}"
    if period.start.day != 1 or period.end.day != 1:
        return f"{_day(period.start)} to {_day(period.last_day)}"
    if months == 12:
        return _year_label(period)
    if months == 1:
        return f"{MONTHS[period.start.month - 1]} {period.start.year}"
    return f"{_month(period.start)} to {_month(period.last_day)}"


def _year_label(period: Period) -> str:
    if period.start.month == 1:
        return str(period.start.year)
    if period.start.month in (8, 9):
        return academic_label(period.start.year)
    return f"{_month(period.start)} to {_month(period.last_day)}"


def academic_label(year: int) -> str:
    """`2024` becomes `2024/25`."""
    return f"{year}/{(year + 1) % 100:02d}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


def _day(day: date) -> str:
    return f"{day.day} {_month(day)}"


def day_words(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def parse_date(text: str, what: str = "date") -> date:
    """Read a day such as 2020-03-31 that a person typed."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UserError(f"“{text[:40]}” is not a {what}; write it as year-month-day, such as 2020-03-31.")


def parse_lag(text: str) -> int:
    """A publication lag in whole months: `P6M` is 6, `P1Y` is 12."""
    match = re.fullmatch(r"P(\d+)([YM])", text, re.ASCII)
    if not match:
        raise UserError(f"“{text}” is not a length of time in months; write it as P6M or P1Y.")
    return int(match[1]) * (12 if match[2] == "Y" else 1)
