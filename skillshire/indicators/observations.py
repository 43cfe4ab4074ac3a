"""What is known: one figure, and a run of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from skillshire.core import periods
from skillshire.core.periods import Period

Breakdown = tuple[tuple[str, str], ...]


class Observation(NamedTuple):
    """One published figure: what, where, when, of whom, how much, how sure, and from which snapshot.

    `value` is None where the publisher gives no number, and then `status` says why. `lower` and `upper` are
    95 % limits where the publisher gives them. Percentages are percentage points, money is pounds.
    A tuple, since reading a series makes twenty of them and a tuple is made in a fifth of the time.
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
    """The observations of one indicator, area and breakdown, in the order of their periods.

    `published` says of a snapshot, by its number, on which day its file came out, where that is known.
    """

    indicator: str
    area: str
    breakdown: Breakdown
    release: str
    lag_months: int
    observations: tuple[Observation, ...] = field(default=())
    published: Mapping[int, date] = field(default_factory=dict, compare=False)

    def known_on(self, day: date) -> "Series":
        """Only what had been published by `day`."""
        seen = tuple(one for one in self.observations if self.known_from(one) <= day)
        return replace(self, observations=seen)

    def known_from(self, one: Observation) -> date:
        """The first day on which a figure counts as known: the publisher's usual delay after its period.

        A figure in a file that came out sooner, such as a projection, was known from that file's day.
        """
        usual = published_on(one.period, self.lag_months)
        return min(usual, self.published.get(one.snapshot, usual))

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
    """The first day on which a figure for `period` counts as published: its last day and the lag.

    A lag of eight months from a winter that ends on 28 February is 28 October.
    """
    return periods.add_months(period.last_day, lag_months)


def parse_breakdown(text: str) -> Breakdown:
    """`age=16-24;sex=female` as ordered pairs; empty text is the headline."""
    return tuple((key, value) for key, _, value in (part.partition("=") for part in text.split(";") if part))


def join_breakdown(pairs: Breakdown) -> str:
    return ";".join(f"{key}={value}" for key, value in sorted(pairs))


def days_published(snapshots: Mapping[int, Mapping[str, object]]) -> dict[int, date]:
    """From snapshot records by number: the day on which each file came out, for those that say."""
    found = {number: str(record["published"]) for number, record in snapshots.items()}
    return {number: date.fromisoformat(text) for number, text in found.items() if text[:1].isdigit()}
