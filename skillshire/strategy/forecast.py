"""The forecast behind every probability: a damped random walk with drift, and its uncertainty.

From the figures known so far (one a year, or any spacing):

1. Counts, money and rates per 100,000 are taken as logarithms, percentages as they are.
2. The drift is the mean yearly change of the last five steps (WINDOW), shrunk towards nothing by how
   uncertain it is: m² ÷ (m² + its squared standard error). A steady rise is carried on; noise is not.
3. The yearly spread is 1.2533 × the mean absolute departure of all steps from that drift (a robust standard
   deviation), but at least FLOOR × the mean step ÷ steps; times WIDENING + SHORTNESS ÷ steps². Where the
   source gives 95 % limits, the part of the spread that is sampling error does not grow with the years ahead,
   and the spread is never less than sampling error alone explains.
4. The future figure follows Student's t with 4 degrees of freedom around last figure + drift × years, with
   variance = years × yearly spread² + (years × standard error of the drift)².

With a figure each year, a better last figure never lowers the middle of the forecast, so a chance of one half
or more stays one. The chance itself may fall: a jump says that figures can jump, and widens what may come.

WIDENING, SHORTNESS and FLOOR were chosen by back-testing on every English area with long enough series:
docs/methodology/calibration.md says how well the 80 % interval and the probabilities hold.

Tried and not taken, since they moved the coverage of single indicators by a few points only and cost another
constant each: weighing recent steps more, medians instead of means, a cap on the weight of one shock, a floor
from the size of the steps, serial correlation, and drifts over 3, 8 or all steps. Indicators differ because
whole indicators turn at once (the pandemic's grades and claims), which no area's own past can tell.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

WINDOW = 5  # steps: long enough to average out noise, short enough to follow a turn
WIDENING = 1.05  # makes the 80 % interval hold 80 % of held-out figures; see the calibration page
SHORTNESS = 2.0  # divided by steps², it is added to WIDENING: few steps understate how far steps scatter
FEWEST = 3  # figures; with fewer there is one step or none, and no telling how far steps scatter
ABSOLUTE_TO_DEVIATION = math.sqrt(math.pi / 2)  # mean absolute deviation to standard deviation, if normal
LIMITS_TO_ERROR = 2 * 1.959964  # width of 95 % limits in standard errors
HIGHEST_LOG = 700.0  # just below what a float can hold
FLOOR = 0.5  # × the mean step ÷ the number of steps: few even steps do not mean that the next is sure
SMALLEST = 1e-6  # keeps a constant series from having no spread at all


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a time in years; `error` is its standard error where the source gives limits."""

    time: float
    value: float
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a future figure may lie: Student's t (4 d.f.) around `middle` on the scale that was fitted."""

    middle: float
    spread: float
    log: bool

    @property
    def value(self) -> float:
        """The middle on the figure's own scale: as likely to be passed as not."""
        return _raised(self.middle) if self.log else self.middle

    def interval(self, share: float = 0.8) -> tuple[float, float]:
        """The central range that holds `share` of what may come."""
        reach = quantile((1 + share) / 2) * self.spread
        low, high = self.middle - reach, self.middle + reach
        return (_raised(low), _raised(high)) if self.log else (low, high)

    def below(self, value: float) -> float:
        """The probability that the figure will be less than `value`."""
        if self.log and value <= 0:
            return 0.0
        return cumulative(((math.log(value) if self.log else value) - self.middle) / self.spread)

    def meets(self, target: float, better: str) -> float:
        """The probability of `target` or better."""
        return self.below(target) if better == "down" else 1 - self.below(target)


@dataclass(frozen=True, slots=True)
class Fit:
    """What the figures so far say: the last one, the drift a year, and how far steps scatter."""

    last: Point
    drift: float
    drift_error: float
    level_variance: float  # grows with the years ahead
    sampling_variance: float  # of the last figure and the future one; does not grow
    widening: float
    log: bool

    def at(self, time: float) -> Forecast:
        """The forecast for `time`, in years; at least a step of a tenth of a year ahead."""
        years = max(time - self.last.time, 0.1)
        variance = years * self.level_variance + self.sampling_variance + (years * self.drift_error) ** 2
        return Forecast(self.last.value + years * self.drift, self.widening * math.sqrt(variance), self.log)


def fit(points: Sequence[Point], *, log: bool) -> Fit | None:
    """Fit the method to figures in order of time; None with fewer than FEWEST of them.

    With `log`, every value must be above 0, else the figures are taken as they are.
    """
    if len(points) < FEWEST:
        return None
    log = log and all(point.value > 0 for point in points)
    scaled = [_logged(point) for point in points] if log else list(points)
    steps = [(b.time - a.time, b.value - a.value) for a, b in pairwise(scaled)]
    drift, error = _drift(steps[-WINDOW:])
    departures = fmean(abs(change - drift * years) / math.sqrt(years) for years, change in steps)
    # Published figures are rounded, so two or three steps are often just as long by chance.
    least = FLOOR * fmean(abs(change) / math.sqrt(years) for years, change in steps) / len(steps)
    variance = max(SMALLEST, least, ABSOLUTE_TO_DEVIATION * departures) ** 2
    level, sampling = _split(variance, scaled)
    widening = WIDENING + SHORTNESS / len(steps) ** 2
    return Fit(scaled[-1], drift, error, level, sampling, widening, log)


def _raised(logarithm: float) -> float:
    """The figure that a logarithm stands for; a wild series must not overflow."""
    return math.exp(min(logarithm, HIGHEST_LOG))


def _logged(point: Point) -> Point:
    error = point.error / point.value if point.error is not None else None
    return Point(point.time, math.log(point.value), error)


def _drift(steps: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The shrunken mean change a year and its standard error."""
    total = sum(years for years, _ in steps)
    mean = sum(change for _, change in steps) / total
    scatter = sum((change - mean * years) ** 2 / years for years, change in steps)
    error = math.sqrt(scatter / max(1, len(steps) - 1) / total)
    if mean**2 == 0:  # nothing, or too little for the division
        return 0.0, 0.0
    trust = mean**2 / (mean**2 + error**2)
    return trust * mean, trust * error


def _split(variance: float, points: Sequence[Point]) -> tuple[float, float]:
    """The yearly variance as (what grows with time, what is sampling error of both ends)."""
    errors = [point.error for point in points[-WINDOW:] if point.error is not None]
    if not errors:
        return variance, 0.0
    sampling = 2 * fmean(error**2 for error in errors)
    # A tenth of the spread is always taken as real change: limits are estimates as well.
    return max(variance - sampling, 0.1 * variance), sampling


def error_of(lower: float | None, upper: float | None) -> float | None:
    """The standard error that 95 % limits stand for; None without both."""
    return None if lower is None or upper is None else (upper - lower) / LIMITS_TO_ERROR


def cumulative(t: float) -> float:
    """Student's t with 4 degrees of freedom: the probability of a value up to `t`. Exact closed form."""
    u = t / math.sqrt(4 + t * t)
    return 0.5 + 0.75 * u * (1 - u * u / 3)


def quantile(p: float) -> float:
    """The inverse of `cumulative` for 0 < p < 1. Exact closed form."""
    root = math.sqrt(4 * p * (1 - p))
    q = math.cos(math.acos(min(1.0, root)) / 3) / root
    return math.copysign(2 * math.sqrt(max(0.0, q - 1)), p - 0.5)
