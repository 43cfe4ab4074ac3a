"""What is judged and what the judgement says. Plain data: no Django, no clock."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from skillshire.core import numbers
from skillshire.core.periods import Period
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy.kinds import Parameters

ACHIEVED, ON_TRACK, AT_RISK = "achieved", "on track", "at risk"
OFF_TRACK, NO_EVIDENCE = "off track", "no evidence"
# A mean of published figures may miss the target it equals by the last binary digit.
SAME = 1e-9
# Nobody publishes more decimals than this; a figure with more was computed, and is rounded when shown.
GIVEN = 4
PROJECTED = "f"  # the status of a figure that its publisher forecast
STATUSES = (ON_TRACK, AT_RISK, OFF_TRACK, ACHIEVED, NO_EVIDENCE)


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at a period: a baseline or a target. `due` is the day by which a target is to be met."""

    value: float
    period: Period
    label: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a measure asks for, as its kind's rule needs it."""

    kind: str
    better: str
    unit: str
    decimals: int
    parameters: Parameters
    baseline: Mark | None = None
    targets: tuple[Mark, ...] = ()

    def meets(self, value: float, target: float) -> bool:
        """Whether `value` is `target` or better; equal is met."""
        return value == target or same(value, target) or (value < target) == (self.better == "down")

    def write(self, value: float) -> str:
        """A figure as it was given; one that was computed is rounded."""
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > GIVEN:
            return self.write_rounded(value)
        return numbers.exact(value, self.unit, self.decimals)

    def write_rounded(self, value: float, extra: int = 0) -> str:
        """A figure that was computed: the trajectory, a forecast."""
        return numbers.with_unit(value, self.unit, self.decimals + extra)

    def write_apart(self, value: float, other: float) -> str:
        """`value`, with as many more decimals as it takes not to look the same as `other`."""
        for extra in range(GIVEN):
            text = self.write_rounded(value, extra) if extra else self.write(value)
            if text != self.write(other) and text != self.write_rounded(other, extra):
                return text
        return self.write(value)

    def write_target(self, value: float) -> str:
        return f"{self.write(value)} or {'less' if self.better == 'down' else 'more'}"


@dataclass(frozen=True, slots=True)
class Range:
    """A forecast for a period: its middle and the 80 % interval."""

    period: Period
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """A judgement: the status, what it rests on, and the sentence that says why.

    `expected` is where the trajectory (or the floor, or the quota) is at the latest figure's period.
    `probability` is that of the target being met: 0 or 1 once that is decided, and only then (a survey is
    never quite sure); None where the method cannot tell. `inputs` are the rule's inputs in words, for the
    table beside the status.
    """

    status: str
    reason: str
    latest: Observation | None = None
    expected: float | None = None
    probability: float | None = None
    trajectory: tuple[Mark, ...] = ()
    forecast: tuple[Range, ...] = ()
    inputs: tuple[tuple[str, str], ...] = field(default=())


def seen(series: Sequence[Series], today: date) -> list[Series]:
    """The series with only what had been published by `today`; a projection is no figure."""
    return [_facts(one.known_on(today)) for one in series]


def _facts(one: Series) -> Series:
    return replace(one, observations=tuple(o for o in one.observations if o.status != PROJECTED))


def nothing(reason: str, terms: Terms | None = None) -> Assessment:
    trajectory = marks(terms) if terms else ()
    return Assessment(NO_EVIDENCE, reason, trajectory=trajectory)


def marks(terms: Terms) -> tuple[Mark, ...]:
    """The corners of the trajectory: the baseline, if there is one, and the targets."""
    return (*((terms.baseline,) if terms.baseline else ()), *terms.targets)


def years(day: date) -> float:
    """A day as a point in time in years. The same day of another year is whole years away."""
    days = calendar.monthrange(day.year, day.month)[1]
    return day.year + (day.month - 1 + (day.day - 1) / days) / 12


def same(value: float, other: float) -> bool:
    """Equal but for the last binary digits."""
    return abs(value - other) <= SAME * max(1.0, abs(value), abs(other))
