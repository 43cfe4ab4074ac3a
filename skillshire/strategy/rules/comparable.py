"""Which figures may be held against a target: those that cover as long a time.

Nine months of starts are not a year of them. A count is only judged where its period is as long as the
target's. A share or a rate may be published for another length of time (a March, a winter): then the length
that most of its figures have is judged, and the others are left out.
"""

from collections import Counter
from collections.abc import Sequence

from skillshire.core.periods import Period
from skillshire.indicators.observations import Observation

Span = tuple[str, int]


def split(
    figures: Sequence[Observation], target: Period, unit: str
) -> tuple[list[Observation], list[Observation]]:
    """(to be judged, left out), each in order of time and with one figure a period.

    What is judged once the target's time is over never depends on figures that came after it, so that no
    later figure can change a decision.
    """
    by_dates = {(one.period.end, one.period.start): one for one in figures}
    ordered = [by_dates[key] for key in sorted(by_dates)]
    wanted = _wanted(ordered, target, unit)
    return (
        [one for one in ordered if span(one.period) == wanted],
        [one for one in ordered if span(one.period) != wanted],
    )


def span(period: Period) -> Span:
    """How long a period is: whole months where it has them, else days."""
    start, end = period.start, period.end
    if start.day == end.day:
        return "months", (end.year - start.year) * 12 + end.month - start.month
    return "days", (end - start).days


def number(observation: Observation) -> float:
    """The value of an observation that is known to have one."""
    if observation.value is None:
        raise ValueError(f"{observation} has no value")
    return observation.value


def _wanted(ordered: Sequence[Observation], target: Period, unit: str) -> Span:
    early = [one for one in ordered if one.period.end <= target.end] or list(ordered[:1])
    spans = [span(one.period) for one in early]
    if unit == "count" or span(target) in spans or not spans:
        return span(target)
    return _usual(spans)


def _usual(spans: Sequence[Span]) -> Span:
    """The commonest; of two as common, the one seen last."""
    tally = Counter(spans)
    newest = {found: place for place, found in enumerate(spans)}
    return max(tally, key=lambda found: (tally[found], newest[found]))
