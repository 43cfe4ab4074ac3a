"""The rules for what is asked again in each stretch of time: maintain, annual quota, frequency × coverage.

Each stretch (a year, a quarter) that has a published figure is met or missed. Achieved: the last stretch is
over and every one was met. On track: all so far were met. At risk: the latest was met but an earlier one was
missed. Off track: the latest was missed, or the last stretch is over and any was missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skillshire.core import periods
from skillshire.core.periods import Period
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, OFF_TRACK, ON_TRACK, Assessment, Mark, Terms
from skillshire.strategy.kinds import AnnualQuota, FrequencyCoverage, Maintain, Recurring

WHOLE = 100.0  # per cent: every place was reached


@dataclass(frozen=True)
class Stretch:
    """One stretch of time and the figure for it, if there is one."""

    period: Period
    figure: Observation | None

    def met(self, terms: Terms, asked: float) -> bool:
        return self.figure is not None and terms.meets(self.figure.value or 0.0, asked)


def judge(terms: Terms, known: Series, today: date) -> Assessment:
    """`known` holds one figure a stretch; for frequency × coverage, the percentage of places reached in
    it.
    """
    asked = _asked(terms)
    every = stretches(terms, known.numbers)
    figured = [stretch for stretch in every if stretch.figure is not None]
    if not figured:
        return assessment.nothing(
            "No figure for any stretch of the strategy had been published by then.", terms
        )
    missed = [stretch for stretch in figured if not stretch.met(terms, asked)]
    over = every[-1].period.end <= today and len(figured) == len(every)
    status = _status(bool(missed), missed[-1:] == figured[-1:], over)
    probability = None if not over and status != OFF_TRACK and not missed else (0.0 if missed else 1.0)
    latest = figured[-1].figure
    reason = _reason(terms, asked, figured, missed, len(every))
    trajectory = tuple(Mark(asked, stretch.period, stretch.period.label) for stretch in every)
    return Assessment(
        status,
        reason,
        latest,
        asked,
        probability,
        trajectory,
        (),
        _inputs(terms, asked, every, figured, missed),
    )


def _status(any_missed: bool, latest_missed: bool, over: bool) -> str:
    if not any_missed:
        return ACHIEVED if over else ON_TRACK
    return OFF_TRACK if latest_missed or over else AT_RISK


def _asked(terms: Terms) -> float:
    if isinstance(terms.parameters, Maintain):
        return terms.parameters.floor
    if isinstance(terms.parameters, AnnualQuota):
        return terms.parameters.at_least
    return WHOLE


def stretches(terms: Terms, figures: Sequence[Observation]) -> list[Stretch]:
    """Every stretch from the first to the last, with the figure of the same period where there is one."""
    parameters = terms.parameters
    if not isinstance(parameters, Recurring):
        raise TypeError(f"{type(parameters).__name__} does not recur")
    by_dates = {(one.period.start, one.period.end): one for one in figures}
    found, start, end = [], parameters.first, parameters.until + timedelta(days=1)
    while start < end:
        period = periods.parse(f"{start.isoformat()}/{parameters.every}")
        found.append(Stretch(period, by_dates.get((period.start, period.end))))
        start = period.end
    return found


def _reason(
    terms: Terms, asked: float, figured: Sequence[Stretch], missed: Sequence[Stretch], count: int
) -> str:
    latest = figured[-1].figure
    value = latest.value if latest and latest.value is not None else 0.0
    stretch = figured[-1].period.label
    if isinstance(terms.parameters, FrequencyCoverage):
        place = terms.parameters.place
        text = f"In {stretch} {value:g}% of places ({place}) had at least {terms.parameters.at_least}"
        text += f" {terms.parameters.event}; all of them should."
    else:
        text = f"The figure for {stretch} is {terms.write(value)} against {terms.write_target(asked)} a year."
    if not missed:
        return f"{text} All {len(figured)} of the {count} stretches with a figure so far were met."
    names = ", ".join(one.period.label for one in missed)
    return f"{text} {len(missed)} of the {len(figured)} stretches with a figure were missed: {names}."


def _inputs(
    terms: Terms,
    asked: float,
    every: Sequence[Stretch],
    figured: Sequence[Stretch],
    missed: Sequence[Stretch],
) -> tuple[tuple[str, str], ...]:
    unit = (
        f"{asked:g}% of places"
        if isinstance(terms.parameters, FrequencyCoverage)
        else terms.write_target(asked)
    )
    return (
        ("Asked for in each stretch", unit),
        ("Stretches in all", f"{len(every)}, from {every[0].period.label} to {every[-1].period.label}"),
        ("With a figure", str(len(figured))),
        ("Missed", str(len(missed))),
    )
