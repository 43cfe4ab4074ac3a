"""Judges a measure: terms, evidence and a date in, an assessment out. One published rule for each kind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from statistics import fmean

from skillshire.core import periods
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment, kinds
from skillshire.strategy.assessment import Assessment, Terms
from skillshire.strategy.kinds import RollingAverage
from skillshire.strategy.rules import comparable, composite, milestone, recurring, targets

# What each kind's rule is, in the words that stand beside every status.
_STRETCHES = (
    "All met so far is on track, and achieved once every {one} is in. The latest met after an earlier miss "
    "is at risk. The latest missed is off track, and so is any miss once the last {one} is in."
)
_TREND = (
    "Once the target’s own figure is out, it decides: met is achieved, missed is off track. If none was "
    "published for the target’s time, the last figure that ends within it decides, or else the first one "
    "after it. Until then a forecast from the figures so far gives the chance of meeting the target: 60% or "
    "more is on track, 25% or more is at risk, less is off track. With too few figures for a forecast, the "
    "latest is held against a straight line from the baseline to the target: on it or better is on track, "
    "at least half of the change made is at risk, less is off track. Figures that cover a shorter or longer "
    "time than the target, such as part of a year, are left out."
)
RULES = {
    kinds.TREND: _TREND,
    kinds.ROLLING_AVERAGE: (
        "The figure is an average over several months, for the same months of each year as the target. "
        + _TREND
    ),
    kinds.MAINTAIN: "Every year must reach the same level. " + _STRETCHES.format(one="year"),
    kinds.ANNUAL_QUOTA: "Every year must reach the number promised. " + _STRETCHES.format(one="year"),
    kinds.MILESTONE: (
        "Done by its day is achieved. If the records reach that day and show nothing by then, it is off "
        "track. Until they reach it, it is on track, and at risk from three months before the day. A record "
        "that does not show whether it was in time leaves it at risk."
    ),
    kinds.FREQUENCY_COVERAGE: (
        "Every place must have it in each stretch of time, such as a quarter. "
        + _STRETCHES.format(one="stretch")
    ),
    kinds.COMPOSITE: (
        "It has several parts, judged on the latest year with a figure. If all that can be judged are met it "
        "is on track, if some are met at risk, if none is met off track. Once the strategy’s last year is "
        "in, all met is achieved and anything less is off track."
    ),
    kinds.SURVEY_ESTIMATE: (
        "A survey asks only some, so its figure is not exact. Once the figure that decides is out, a chance "
        "of 80% or more that the true figure meets the target is achieved, 20% or less is off track, and "
        "between is at risk. Until then, or if the survey does not say how exact it is, it is judged as a "
        "trend. " + _TREND
    ),
}


def evaluate(measure: Terms, series: Sequence[Series], today: date) -> Assessment:
    """Judge `measure` as it could have been judged on `today`, from evidence published by then.

    `series[0]` is the evidence by the measure's own definition; further ones are its breakdowns, which only a
    composite needs. No series at all is no evidence.
    """
    known = assessment.seen(series, today)
    if not known:
        return assessment.nothing("There is no evidence yet.", measure)
    if measure.kind == kinds.COMPOSITE:
        return composite.judge(measure, known, today)
    if measure.kind == kinds.MILESTONE:
        return milestone.judge(measure, known[0], today)
    if measure.kind in (kinds.MAINTAIN, kinds.ANNUAL_QUOTA, kinds.FREQUENCY_COVERAGE):
        return recurring.judge(measure, known[0], today)
    if measure.kind == kinds.SURVEY_ESTIMATE:
        return targets.judge_survey(measure, known[0], today)
    return targets.judge(measure, averaged(measure, known[0]), today)


def covers(measure: Terms, series: Series) -> bool:
    """Whether there is a figure that ends within the time from the baseline to the last target."""
    if not measure.targets:
        return bool(series.numbers)
    first, last = assessment.marks(measure)[0].period.start, measure.targets[-1].period.end
    figures = averaged(measure, series).numbers
    return any(first < one.period.end <= last for one in figures)


def averaged(measure: Terms, series: Series) -> Series:
    """For a rolling average: published averages of the months asked for, and else those of monthly figures.

    Only averages that end in the same month of the year as the target's are kept, so like is held against
    like. A month without a figure leaves out the averages it is part of. Where there are neither averages nor
    enough months, the series stays as it is.
    """
    if not isinstance(measure.parameters, RollingAverage):
        return series
    months = measure.parameters.months
    monthly = _of_length(series.numbers, 1)
    windows = [monthly[i : i + months] for i in range(len(monthly) - months + 1)]
    means = [_mean(window, months) for window in windows if _unbroken(window)]
    # The publisher's own average comes last, so it is the one kept.
    every = {one.period.end: one for one in (*means, *_of_length(series.numbers, months))}
    if not every and not monthly:
        return series
    month = measure.targets[-1].period.end.month
    kept = tuple(every[end] for end in sorted(every) if end.month == month)
    return replace(series, observations=kept)


def _of_length(figures: Sequence[Observation], months: int) -> list[Observation]:
    """The figures for so many months, one a period, in order."""
    found = {one.period.end: one for one in figures if comparable.span(one.period) == ("months", months)}
    return [found[end] for end in sorted(found)]


def _unbroken(window: Sequence[Observation]) -> bool:
    return all(a.period.end == b.period.start for a, b in pairwise(window))


def _mean(window: Sequence[Observation], months: int) -> Observation:
    """The plain mean; provisional if any month is."""
    first, last = window[0], window[-1]
    period = periods.parse(f"{first.period.start.isoformat()}/P{months}M")
    value = fmean(comparable.number(one) for one in window)
    status = next((one.status for one in reversed(window) if one.status), "")
    return Observation(
        first.indicator, first.area, period, first.breakdown, value, None, None, status, last.snapshot
    )
