"""Nomis's dates: which to ask for, and the periods that they stand for."""

from collections.abc import Mapping
from datetime import date

from skillshire.core import periods
from skillshire.core.errors import UserError


def every(rule: Mapping[str, object], day: date) -> str:
    """One date a year, up to the last that is published by `day`: `2019-12,2020-12,…`.

    `rule` is {from: 2019, lag: P5M, month: 12}: with a month the dates are months, and else years, which end
    with December or with the month in `ends`. A rolling survey is published every quarter, but only the years
    that begin in January do not overlap.
    """
    try:
        first, lag = int(str(rule["from"])), periods.parse_lag(str(rule["lag"]))
        last_month = int(str(rule.get("month", rule.get("ends", 12))))
        over = periods.add_months(day, -lag)
        ended = [year for year in range(first, over.year + 1) if _end(year, last_month) <= over]
    except (KeyError, ValueError, UserError):
        raise UserError(
            "query: dates are a list or a rule such as {from: 2019, lag: P5M, month: 12}; correct the "
            "source's definition."
        ) from None
    if not ended:
        raise UserError(
            f"query: no year from {first} has been published yet; correct the source's definition."
        )
    return ",".join(f"{year}-{last_month:02d}" if "month" in rule else str(year) for year in ended)


def _end(year: int, month: int) -> date:
    """The day after that month."""
    return periods.add_months(date(year, month, 1), 1)


def month(text: str) -> str:
    """`2024-12` is that month. ValueError for anything else."""
    year, number = _year_and_month(text)
    return f"{year:04d}-{number:02d}-01/P1M"


def year_to(text: str) -> str:
    """`2024-12` is the year that ends with that month."""
    year, number = _year_and_month(text)
    return f"{year:04d}-01-01/P1Y" if number == 12 else f"{year - 1:04d}-{number + 1:02d}-01/P1Y"


def year(text: str) -> str:
    return f"{_year(text):04d}-01-01/P1Y"


def march(text: str) -> str:
    """The register is counted in March."""
    return f"{_year(text):04d}-03-01/P1M"


def april(text: str) -> str:
    """The survey of pay asks for the pay period in April."""
    return f"{_year(text):04d}-04-01/P1M"


def _year(text: str) -> int:
    if len(text) != 4 or not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return date(int(text), 1, 1).year


def _year_and_month(text: str) -> tuple[int, int]:
    first, dash, second = text.partition("-")
    if dash != "-" or len(second) != 2 or not (second.isascii() and second.isdecimal()):
        raise ValueError(text)
    return _year(first), date(2000, int(second), 1).month
