"""What is known: one figure, and a run of them."""

from dataclasses import dataclass, field
from datetime import date

from skillshire.core import periods
from skillshire.core.periods import Period

Breakdown = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure: what, where, when, of whom, how much, how sure, and from which snapshot.

    `value` is None where the publisher gives no number, and then `status` says why. `lower` and `upper` are
    95 % limits where the publisher gives them. Percentages are percentage points, money is pounds.
    """

    indicator: str
    area: str
    period: Period
    breakdown: Breakdown
    value: float | None
    lower: float | None
    upper: float | None
    status: str
    snapshot: int


@dataclass(frozen=True, slots=True)
class Series:
    """The observations of one indicator, area and breakdown, in the order of their periods."""

    indicator: str
    area: str
    breakdown: Breakdown
    release: str
    lag_months: int
    observations: tuple[Observation, ...] = field(default=())

    def known_on(self, day: date) -> "Series":
        """Only what had been published by `day`: the period's end and the publisher's usual delay after
        it.
        """
        seen = tuple(o for o in self.observations if published_on(o.period, self.lag_months) <= day)
        return Series(self.indicator, self.area, self.breakdown, self.release, self.lag_months, seen)

    @property
    def numbers(self) -> tuple[Observation, ...]:
        return tuple(o for o in self.observations if o.value is not None)

    @property
    def comparable(self) -> tuple[Observation, ...]:
        """The observations whose periods are as long as most are: a part of a year is not held against
        years.
        """
        lengths = [_months(one.period) for one in self.observations]
        usual = max(set(lengths), key=lambda length: (lengths.count(length), length), default=0)
        return tuple(one for one in self.observations if _months(one.period) == usual)

    @property
    def latest(self) -> Observation | None:
        """The last observation that has a number: of the usual length, and no forecast unless all are."""
        found = [one for one in self.comparable if one.value is not None]
        known = [one for one in found if one.status != "f"]
        usable = known or found
        return usable[-1] if usable else None


def _months(period: Period) -> int:
    """The length of a period in whole months; 0 for days, which surveys of one day in the year use."""
    return round((period.end - period.start).days / 30.44)


def published_on(period: Period, lag_months: int) -> date:
    """The first day on which a figure for `period` counts as published."""
    return periods.add_months(period.end, lag_months)


def parse_breakdown(text: str) -> Breakdown:
    """`age=16-24;sex=female` as ordered pairs; empty text is the headline."""
    return tuple((key, value) for key, _, value in (part.partition("=") for part in text.split(";") if part))


def join_breakdown(pairs: Breakdown) -> str:
    return ";".join(f"{key}={value}" for key, value in sorted(pairs))
