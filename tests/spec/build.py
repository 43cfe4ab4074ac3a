"""Builds invented terms and figures from short texts, for the spec and the tests of the rules."""

import re
from datetime import date

from skillshire.core import periods
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import kinds
from skillshire.strategy.assessment import Mark, Terms

AREA = "E99999999"
NUMBER = re.compile(r"(-?[\d.]+)(?: \[(-?[\d.]+) to (-?[\d.]+)\])?")


def period(text):
    """`2017` is a calendar year, `2017/18` an academic one; else a start and a length, as everywhere."""
    if re.fullmatch(r"\d{4}", text):
        return periods.parse(f"{text}-01-01/P1Y")
    if re.fullmatch(r"\d{4}/\d\d", text):
        return periods.parse(f"{text[:4]}-08-01/P1Y")
    return periods.parse(text)


def figure(when, value, lower=None, upper=None, status="", breakdown=()):
    return Observation("made-up", AREA, period(when), breakdown, value, lower, upper, status, 1)


def series(text="", lag=0, breakdown=()):
    """`2017: 3.4, 2018: 3.3 [3.1 to 3.5], 2019: c` (a symbol is a figure that is missing)."""
    found = []
    for item in filter(None, (part.strip() for part in text.split(","))):
        when, _, value = item.rpartition(": ")
        number = NUMBER.fullmatch(value)
        low_high = (
            (number[2] and float(number[2]), number[3] and float(number[3])) if number else (None, None)
        )
        status = "" if number else value
        found.append(figure(when, float(number[1]) if number else None, *low_high, status, breakdown))
    return Series("made-up", AREA, breakdown, "release", lag, tuple(found))


def mark(text):
    """`2020: 98.3` as a baseline or target."""
    when, _, value = text.rpartition(": ")
    return Mark(float(value), period(when), period(when).label)


def terms(
    *targets, kind=kinds.TREND, baseline=None, better="up", unit="percent", decimals=1, **parameters
):  # fmt: skip
    return Terms(
        kind, better, unit, decimals, kinds.parameters(kind, parameters),
        mark(baseline) if baseline else None, tuple(mark(target) for target in targets),
    )  # fmt: skip


def years(kind, first=2018, last=2020, unit="count", better="up", **parameters):
    """Terms of a kind that asks again each year."""
    return terms(
        kind=kind, better=better, unit=unit, decimals=0, every="P1Y", first=date(first, 1, 1),
        until=date(last, 12, 31), **parameters,
    )  # fmt: skip


def quarters(**parameters):
    """One jobs fair in each Jobcentre in each quarter of 2018."""
    return terms(
        kind=kinds.FREQUENCY_COVERAGE, unit="count", decimals=0, every="P3M", first=date(2018, 1, 1),
        until=date(2018, 12, 31), event="jobs fair", place="Jobcentre", at_least=1, **parameters,
    )  # fmt: skip


def milestone(due=date(2020, 12, 31)):
    return terms(kind=kinds.MILESTONE, unit="count", decimals=0, event="workshop", due=due)


OLDER = (("age", "50-and-over"),)


def composite(first=date(2018, 1, 1), until=date(2020, 12, 31)):
    """More each year, and a quarter of them aged 50 and over."""
    share = {"rule": "share", "of": "aged 50 and over", "breakdown": dict(OLDER), "at_least": 25.0}
    parts = [{"rule": "growth", "every": "P1Y"}, share]
    return terms(
        kind=kinds.COMPOSITE, unit="count", decimals=0, parts=parts, first=first, until=until
    )  # fmt: skip


def survey(*targets, **more):
    return terms(*targets, kind=kinds.SURVEY_ESTIMATE, decimals=0, asks="employers", **more)
