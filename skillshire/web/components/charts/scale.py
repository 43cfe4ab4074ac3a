"""From values to places on the drawing, and where to put the ticks."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Nothing a county counts is larger; beyond it arithmetic on floats would stop being finite.
LARGEST = 1e15
AIR = 0.05  # of the range of values


def finite(value: float | None) -> float | None:
    """The value if it can be drawn, else None: not-a-number and infinity are no figures."""
    return value if value is not None and math.isfinite(value) else None


def known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None and math.isfinite(value)]


@dataclass(frozen=True)
class Scale:
    """Maps low..high onto start..end; anything outside is drawn at the edge."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        if share <= 0:
            return self.start
        return self.end if share >= 1 else self.start + share * (self.end - self.start)


def _clamped(value: float) -> float:
    return max(-LARGEST, min(LARGEST, value))


@dataclass(frozen=True)
class Axis:
    """Ticks at round numbers from below the lowest value to above the highest."""

    ticks: Sequence[float]
    decimals: int

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]


def value_axis(values: Iterable[float | None], most: int, decimals: int, zero: bool | None = None) -> Axis:
    """At most `most` ticks (three or more) that hold all the values.

    The axis starts at zero when told to, or when the lowest value is less than half of the highest; from
    there up the differences would be lost, so it starts higher and the chart says so.
    """
    low, high = _limits([_clamped(value) for value in known(values)], decimals, zero)
    low, high = _with_air(low, high)
    step = _round_up((high - low) / max(1, most - 1))
    while math.ceil(high / step - 1e-9) - math.floor(low / step + 1e-9) > most - 1:
        step = _round_up(step * 1.01)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [index * step for index in range(first, max(last, first + 1) + 1)]
    return Axis(ticks, max(0, -math.floor(math.log10(step) + 1e-9)))


def _limits(values: list[float], decimals: int, zero: bool | None) -> tuple[float, float]:
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if zero or (zero is None and (0 <= low < high / 2 or low / 2 < high <= 0)):
        low, high = min(low, 0.0), max(high, 0.0)
    # Differences smaller than what is shown, or than floats can hold, are no differences to draw.
    least = max(2 * 10.0 ** -max(0, min(decimals, 6)), max(abs(low), abs(high)) * 1e-9)
    if high - low >= least:
        return low, high
    middle = (low + high) / 2
    return (low, low + least) if low == 0 else (middle - least / 2, middle + least / 2)


def _with_air(low: float, high: float) -> tuple[float, float]:
    """A little room below the lowest value, so that nothing lies on the axis's floor; never past zero."""
    room = (high - low) * AIR
    if low > 0:
        return max(0.0, low - room), high
    return (low, min(0.0, high + room)) if high < 0 else (low, high)


def _round_up(step: float) -> float:
    """The next 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    for factor in (1, 2, 5):
        if step <= factor * power * (1 + 1e-9):
            return factor * power
    return 10 * power


def thinned(count: int, most: int) -> list[int]:
    """At most `most` evenly spaced places of `count`: the last among them, the first if that can be."""
    if count <= 0:
        return []
    every = -(-count // max(1, most))
    to_first = [step for step in range(every, 2 * every + 1) if (count - 1) % step == 0 and step < count - 1]
    return sorted(range(count - 1, -1, -(to_first[0] if to_first else every)))
