"""Where the figures of a measure with targets have been and are going: the line, the forecast, the inputs."""

from collections.abc import Sequence
from itertools import pairwise

from skillshire.core import numbers
from skillshire.indicators.observations import Observation
from skillshire.strategy import forecast
from skillshire.strategy.assessment import Mark, Terms, marks, years
from skillshire.strategy.forecast import Fit, Point
from skillshire.strategy.rules.comparable import number

LOGGED_UNITS = ("count", "pounds", "pounds per hour", "per 100,000")
Rows = list[tuple[str, str]]


def expected_at(terms: Terms, time: float) -> float | None:
    """The trajectory's value at a time: straight lines from the baseline through the targets.

    None before it begins: at the baseline, or at the first target where there is no baseline.
    """
    corners = [(years(mark.period.end), mark.value) for mark in marks(terms)]
    if time < corners[0][0]:
        return None
    for (start, low), (end, high) in pairwise(corners):
        if start <= time < end:
            return low + (high - low) * (time - start) / (end - start)
    return corners[-1][1]


def points(terms: Terms, figures: Sequence[Observation]) -> list[Point]:
    """What the forecast is fitted to: the figures, and the baseline where it is older or newer than all."""
    found = [
        Point(years(one.period.end), number(one), forecast.error_of(one.lower, one.upper)) for one in figures
    ]
    if terms.baseline is None:
        return found
    first = Point(years(terms.baseline.period.end), terms.baseline.value)
    if first.time < found[0].time:
        return [first, *found]
    return [*found, first] if first.time > found[-1].time else found


def fit(terms: Terms, figures: Sequence[Observation]) -> Fit | None:
    """The forecast's fit; None with too few figures, or when none differs from another.

    Figures that never moved say nothing of how far the next one may move.
    """
    found = points(terms, figures)
    if len({point.value for point in found}) == 1:
        return None
    above_nothing = all(mark.value > 0 for mark in marks(terms))
    return forecast.fit(found, log=terms.unit in LOGGED_UNITS and above_nothing)


def unfitted(terms: Terms, figures: Sequence[Observation]) -> str:
    """Why there is no forecast."""
    found = points(terms, figures)
    if len(found) >= forecast.FEWEST:
        return "a forecast needs figures that have changed"
    have = f"{len(found)}, with the baseline" if len(found) > len(figures) else str(len(found))
    return f"a forecast needs {forecast.FEWEST} figures, and there are {have}"


def inputs(
    terms: Terms, figures: Sequence[Observation], left: Sequence[Observation], expected: float | None
) -> tuple[tuple[str, str], ...]:
    """The rule's inputs in words. `left`: the figures that cover another length of time."""
    baseline, latest = terms.baseline, figures[-1]
    rows = [("Baseline", f"{terms.write(baseline.value)} ({baseline.label})")] if baseline else []
    rows += [_target(terms, mark, figures) for mark in terms.targets]
    rows.append(("Latest figure", _figure(terms, latest)))
    if left and left[-1].period.end > latest.period.end:
        rows.append(("Not judged", f"{_figure(terms, left[-1])}: it covers another length of time"))
    return tuple(rows + _gap(terms, latest, expected) + _needed(terms, latest))


def _figure(terms: Terms, one: Observation) -> str:
    return f"{terms.write(number(one))} ({one.period.label})"


def _target(terms: Terms, mark: Mark, figures: Sequence[Observation]) -> tuple[str, str]:
    """What is asked for by then, and whether the figure of that very period met it."""
    dates = (mark.period.start, mark.period.end)
    own = [one for one in figures if (one.period.start, one.period.end) == dates]
    text = terms.write_target(mark.value)
    if own:
        verdict = "met" if terms.meets(number(own[-1]), mark.value) else "missed"
        text += f": {verdict}, with {terms.write_apart(number(own[-1]), mark.value)}"
    return f"Target for {mark.label}", text


def _gap(terms: Terms, latest: Observation, expected: float | None) -> Rows:
    if expected is None or latest.period.end > terms.targets[-1].period.end:
        return []  # once the target's time is over, nothing is expected of later figures
    gap = numbers.change(number(latest) - expected, terms.unit, terms.decimals)
    return [("Expected by then", terms.write_rounded(expected)), ("Gap (latest less expected)", gap)]


def _needed(terms: Terms, latest: Observation) -> Rows:
    """The change a year that would still reach the target; nothing once its time is over."""
    target = terms.targets[-1]
    ahead = years(target.period.end) - years(latest.period.end)
    if ahead <= 0:
        return []
    need = numbers.change((target.value - number(latest)) / ahead, terms.unit, max(1, terms.decimals))
    return [("Change a year still required", need)]
