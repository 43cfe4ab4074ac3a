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
    def latest(self) -> Observation | None:
        """The last observation that has a number."""
        return self.numbers[-1] if self.numbers else None


def published_on(period: Period, lag_months: int) -> date:
    """The first day on which a figure for `period` counts as published."""
    return periods.add_months(period.end, lag_months)


def parse_breakdown(text: str) -> Breakdown:
    """`age=16-24;sex=female` as ordered pairs; empty text is the headline."""
    return tuple((key, value) for key, _, value in (part.partition("=") for part in text.split(";") if part))


def join_breakdown(pairs: Breakdown) -> str:
    return ";".join(f"{key}={value}" for key, value in sorted(pairs))
