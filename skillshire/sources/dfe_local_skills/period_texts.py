"""The ways in which the local skills data write a period."""

import re

from skillshire.sources import dfe
from skillshire.sources.csvfile import quoted

_MONTH = "(" + "|".join(dfe.MONTHS) + ")"


def read(text: str) -> str:
    """The ISO 8601 interval of a period as the hub writes it; ValueError for any other text.

    `AY19/20` is an academic year, `Apr 2020-Mar 2021` twelve months, `Mar 2020` and `Jul-25` a month, `2010`
    a calendar year. `Dec 2018 - Dec 2019` is the hub's way of writing the business demography of the calendar
    year 2019: its births and deaths are those that the Office for National Statistics published for 2019.
    """
    if match := re.fullmatch(r"AY(\d\d)/(\d\d)", text, re.ASCII):
        return dfe.academic_year(2000 + int(match[1]), int(match[2]))
    if match := re.fullmatch(rf"{_MONTH} (\d{{4}})-{_MONTH} (\d{{4}})", text, re.ASCII):
        return _twelve_months(text, *match.groups())
    if match := re.fullmatch(r"Dec (\d{4}) - Dec (\d{4})", text, re.ASCII):
        if int(match[2]) != int(match[1]) + 1:
            raise ValueError(f"{quoted(text)} is not one year")
        return f"{_year(match[2])}-01-01/P1Y"
    if match := re.fullmatch(rf"{_MONTH}(?: (\d{{4}})|-(\d\d))", text, re.ASCII):
        return f"{_year(match[2] or '20' + match[3])}-{_month(match[1]):02d}-01/P1M"
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return f"{_year(text)}-01-01/P1Y"
    raise ValueError(f"{quoted(text)} is not a period")


def read_academic(text: str) -> str:
    """`201617` is `2016-08-01/P1Y`; ValueError for any other text."""
    if not re.fullmatch(r"\d{6}", text, re.ASCII):
        raise ValueError(f"{quoted(text)} is not an academic year such as 201617")
    return dfe.academic_year(int(text[:4]), int(text[4:]))


def _twelve_months(text: str, first: str, start: str, last: str, end: str) -> str:
    months = (int(end) * 12 + _month(last)) - (int(start) * 12 + _month(first)) + 1
    if months != 12:
        raise ValueError(f"{quoted(text)} is not twelve months")
    return f"{_year(start)}-{_month(first):02d}-01/P1Y"


def _month(name: str) -> int:
    return dfe.MONTHS.index(name) + 1


def _year(text: str) -> str:
    if not 2000 <= int(text) <= 2060:
        raise ValueError(f"{quoted(text)} is not a likely year")
    return text
