"""Back-tests the forecast on what is already known, so that its probabilities can be believed.

For every indicator and English area with FEWEST_YEARS or more yearly figures in a row, the last one, two and
three years are hidden in turn, forecast from the rest, and compared with what came. Projections that a
publisher made are left out: they are no test.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import fmean

from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import forecast
from skillshire.strategy.assessment import PROJECTED
from skillshire.strategy.forecast import Fit, Point
from skillshire.strategy.rules.path import LOGGED_UNITS

FEWEST_YEARS = 8
HIDDEN = (1, 2, 3)
SHARE = 0.8
WANTED = (0.75, 0.85)
# Targets to try, as the last known figure plus so many typical yearly steps: easy, hard and in between.
OFFSETS = (-3.0, -2.0, -1.0, -0.5, 0.001, 0.5, 1.0, 2.0, 3.0)
TOLERANCE = 0.1  # how far a decile's stated and observed shares may part


@dataclass
class Tally:
    """Counts for one indicator, or for all: held-out figures, those inside, and where in the forecast
    they fell.
    """

    series: int = 0
    figures: int = 0
    inside: int = 0
    tenths: list[int] = field(default_factory=lambda: [0] * 10)

    def add(self, inside: bool, place: float) -> None:
        self.figures += 1
        self.inside += inside
        self.tenths[min(9, int(place * 10))] += 1

    def merge(self, other: "Tally") -> None:
        self.series += other.series
        self.figures += other.figures
        self.inside += other.inside
        self.tenths = [a + b for a, b in zip(self.tenths, other.tenths, strict=True)]

    @property
    def coverage(self) -> float:
        return self.inside / self.figures if self.figures else 0.0


@dataclass
class Decile:
    """Stated chances in one tenth of the scale, and how often the target was met."""

    tried: int = 0
    stated: float = 0.0
    met: int = 0

    @property
    def mean(self) -> float:
        return self.stated / self.tried if self.tried else 0.0

    @property
    def observed(self) -> float:
        return self.met / self.tried if self.tried else 0.0


@dataclass
class Result:
    release: str
    total: Tally
    indicators: dict[str, Tally]
    years_ahead: dict[int, Tally]
    deciles: list[Decile]


def run(echo: Callable[[str], None] = print) -> Result:
    """Back-test every indicator of the release that serves."""
    years_ahead = {years: Tally() for years in HIDDEN}
    result = Result(queries.release().id, Tally(), {}, years_ahead, [Decile() for _ in range(10)])
    for definition in queries.indicators():
        tally = back_test(definition, queries.headline_series(definition.id), result)
        if tally.figures:
            result.indicators[definition.id] = tally
            result.total.merge(tally)
            echo(f"{definition.id}: {tally.coverage:.1%} of {tally.figures:,}")
    return result


def back_test(definition: IndicatorDefinition, every: Iterable[Series], result: Result) -> Tally:
    """The tally of one indicator; deciles and years ahead are added to `result`."""
    tally = Tally()
    for series in every:
        figures = yearly(series)
        if len(figures) < FEWEST_YEARS:
            continue
        tally.series += 1
        points = [_point(one) for one in figures]
        for fitted, known, ahead, actual in trials(points, definition.unit in LOGGED_UNITS):
            _count(tally, result, fitted, known, ahead, actual)
    return tally


def yearly(series: Series) -> list[Observation]:
    """The longest run of figures up to the last one that are about a year apart."""
    run: list[Observation] = []
    for one in (figure for figure in series.numbers if figure.status != PROJECTED):
        if run and not 300 <= (one.period.end - run[-1].period.end).days <= 430:
            run = []
        run.append(one)
    return run


def _point(one: Observation) -> Point:
    # Pay is asked about on a different day of April each year; a year is what lies between two figures.
    value = one.value if one.value is not None else 0.0
    return Point(float(one.period.year), value, forecast.error_of(one.lower, one.upper))


def trials(points: Sequence[Point], log: bool) -> Iterator[tuple[Fit, Sequence[Point], int, Point]]:
    """(fit, figures it knew, years ahead, what came) for every hidden year."""
    for hidden in HIDDEN:
        known = points[:-hidden]
        fitted = forecast.fit(known, log=log)
        if fitted is None:
            continue
        for ahead, actual in enumerate(points[-hidden:], start=1):
            yield fitted, known, ahead, actual


def _count(
    tally: Tally, result: Result, fitted: Fit, known: Sequence[Point], ahead: int, actual: Point
) -> None:
    expected = fitted.at(actual.time)
    low, high = expected.interval(SHARE)
    inside, place = low <= actual.value <= high, expected.below(actual.value)
    tally.add(inside, place)
    result.years_ahead[ahead].add(inside, place)
    step = fmean(abs(b.value - a.value) for a, b in pairwise(known))
    for offset in OFFSETS:
        target = known[-1].value + offset * step
        chance = expected.meets(target, "up")
        decile = result.deciles[min(9, int(chance * 10))]
        decile.tried += 1
        decile.stated += chance
        decile.met += actual.value >= target


def calibrated(result: Result) -> bool:
    """Whether the coverage is within WANTED and every decile within TOLERANCE."""
    return WANTED[0] <= result.total.coverage <= WANTED[1] and all(
        abs(decile.mean - decile.observed) <= TOLERANCE for decile in result.deciles if decile.tried
    )


def closing_line(result: Result) -> str:
    total = result.total
    return f"80 % interval coverage: {100 * total.coverage:.1f} % over {total.figures} held-out values"


def page(result: Result) -> str:
    """The result as a page of docs/methodology."""
    from skillshire.strategy import calibration_page

    return calibration_page.page(result)
