"""Judges a measure: terms, evidence and a date in, an assessment out. One published rule for each kind."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean

from skillshire.core import periods
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment, kinds
from skillshire.strategy.assessment import Assessment, Terms
from skillshire.strategy.kinds import RollingAverage
from skillshire.strategy.rules import composite, milestone, recurring, targets

# What each kind's rule is, in the words that stand beside every status.
RULES = {
    kinds.TREND: (
        "The target's own figure decides: met is achieved, missed is off track. Until it is published, a "
        "forecast "
        "from the figures so far gives the chance of meeting it: 60% or more is on track, 25% to 60% at "
        "risk, less "
        "is off track. With too few figures for a forecast, the latest is held against a straight line "
        "from the "
        "baseline to the target."
    ),
    kinds.ROLLING_AVERAGE: (
        "The figure is an average over several months. It is judged like a trend: the target's own "
        "average decides; "
        "until it is published, a forecast chance of 60% or more is on track, 25% to 60% at risk, less is "
        "off track."
    ),
    kinds.MAINTAIN: (
        "Every year must reach the floor. All met so far is on track, and achieved once the last year is "
        "in; the "
        "latest met after an earlier miss is at risk; the latest missed is off track."
    ),
    kinds.ANNUAL_QUOTA: (
        "Every year must reach the quota. All met so far is on track, and achieved once the last year is "
        "in; the "
        "latest met after an earlier miss is at risk; the latest missed is off track."
    ),
    kinds.MILESTONE: (
        "Done by its day is achieved. Not done by then is off track. Before that it is on track, and at "
        "risk in the "
        "last three months."
    ),
    kinds.FREQUENCY_COVERAGE: (
        "Every place must have it in every stretch of time. All places reached so far is on track, and "
        "achieved once "
        "the last stretch is in; a miss mended since is at risk; a miss in the latest stretch is off track."
    ),
    kinds.COMPOSITE: (
        "Every part must be met in the latest year. All met is on track, and achieved once the strategy's "
        "time is "
        "over; some met is at risk; none met is off track."
    ),
    kinds.SURVEY_ESTIMATE: (
        "The survey's estimate for the target year decides as far as its sampling error allows: a chance "
        "of 80% or "
        "more that the true share meets the target is achieved, 20% or less is off track, and between is "
        "at risk. "
        "Until then it is judged like a trend."
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


def averaged(measure: Terms, series: Series) -> Series:
    """For a rolling average, monthly figures become averages of the months asked for; others stay as they
    are.

    Only averages that end in the same month of the year as the target's are kept, so like is held against
    like.
    """
    if not isinstance(measure.parameters, RollingAverage):
        return series
    months = measure.parameters.months
    monthly = [one for one in series.numbers if one.period.end == periods.add_months(one.period.start, 1)]
    if not monthly:
        return series
    month = measure.targets[-1].period.end.month
    windows = [monthly[i : i + months] for i in range(len(monthly) - months + 1)]
    means = [_mean(w, months) for w in windows if _unbroken(w) and w[-1].period.end.month == month]
    return Series(
        series.indicator, series.area, series.breakdown, series.release, series.lag_months, tuple(means)
    )


def _unbroken(window: Sequence[Observation]) -> bool:
    return all(a.period.end == b.period.start for a, b in pairwise(window))


def _mean(window: Sequence[Observation], months: int) -> Observation:
    first, last = window[0], window[-1]
    period = periods.parse(f"{first.period.start.isoformat()}/P{months}M")
    value = fmean(one.value for one in window if one.value is not None)
    return Observation(
        first.indicator, first.area, period, first.breakdown, value, None, None, last.status, last.snapshot
    )
