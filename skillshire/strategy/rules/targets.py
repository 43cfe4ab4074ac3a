"""The rules for a trend to a target, a rolling average to a target, and a survey estimate.

The target's own figure decides once it is published: achieved or missed. Where there is none by the day on
which it would have been out, the last figure that ends within the target's time decides, else the first one
after it. Until then the forecast does: on track from ON_TRACK_FROM, at risk from AT_RISK_FROM, else off
track. With too few figures for a forecast the latest one is held against the straight line from the baseline:
on track at or beyond it, at risk with at least half of the change that the line has made by then, else off
track.
Only figures that cover as long a time as the target are judged (comparable.py).
"""

import math
from collections.abc import Sequence
from datetime import date
from statistics import NormalDist

from skillshire.indicators.observations import Observation, Series, published_on
from skillshire.strategy import assessment
from skillshire.strategy.assessment import (
    ACHIEVED,
    AT_RISK,
    OFF_TRACK,
    ON_TRACK,
    Assessment,
    Mark,
    Range,
    Terms,
    marks,
    years,
)  # fmt: skip
from skillshire.strategy.forecast import Fit
from skillshire.strategy.kinds import SurveyEstimate
from skillshire.strategy.rules import comparable, path, words
from skillshire.strategy.rules.comparable import number

ON_TRACK_FROM, AT_RISK_FROM = 0.6, 0.25
LIMITS = (AT_RISK_FROM, ON_TRACK_FROM)
# A survey's figure is sure enough to decide on when sampling error leaves this much doubt or less.
SURVEY_DOUBT = 0.2
LIKELY = 1 - SURVEY_DOUBT
HALF = 0.5 - assessment.SAME  # of the change on the line; the line's own arithmetic is not exact
# Nothing that is not decided is certain, whatever the arithmetic says.
LEAST_CHANCE = 0.001


def judge(terms: Terms, known: Series, today: date) -> Assessment:
    """Trend and rolling average: `known` holds only what had been published by `today`."""
    target = terms.targets[-1]
    figures, left = comparable.split(known.numbers, target.period, terms.unit)
    if not figures:
        return assessment.nothing(_none(terms, left, today), terms)
    decider = deciding(figures, target, known.lag_months, today)
    if decider is not None:
        return _decided(terms, figures, left, decider)
    since = terms.baseline.period.end if terms.baseline else date.min
    if figures[-1].period.end <= since:
        return assessment.nothing(_only_baseline(terms, today), terms)
    return _open(terms, figures, left, today)


def _none(terms: Terms, left: Sequence[Observation], today: date) -> str:
    if not left:
        return f"No figure for this measure was out by {words.day(today)}."
    latest = left[-1]
    return (
        f"The latest figure, {terms.write(number(latest))} for {latest.period.label}, covers a different "
        f"length of time from the target for {terms.targets[-1].label}, so it cannot be judged by it."
    )


def _only_baseline(terms: Terms, today: date) -> str:
    if terms.baseline is None:
        raise ValueError("There is no baseline.")
    was = f"{terms.write(terms.baseline.value)} ({terms.baseline.label})"
    return f"No figure later than the baseline of {was} was out by {words.day(today)}."


def deciding(
    figures: Sequence[Observation], target: Mark, lag_months: int, today: date
) -> Observation | None:
    """The figure that settles a target: its own period's, the last that ends within it, or the first after
    it.

    None before the day on which the target's own figure would be out, since until then another may come.
    """
    if today < published_on(target.period, lag_months):
        return None
    dates = (target.period.start, target.period.end)
    same = [one for one in figures if (one.period.start, one.period.end) == dates]
    within = [one for one in figures if target.period.start < one.period.end <= target.period.end]
    after = [one for one in figures if one.period.end > target.period.end]
    found = same or within[-1:] or after[:1]
    return found[0] if found else None


def _decided(
    terms: Terms, figures: Sequence[Observation], left: Sequence[Observation], decider: Observation
) -> Assessment:
    target, value = terms.targets[-1], number(decider)
    met = terms.meets(value, target.value)
    ending = "was met" if met else "was missed and the measure is off track"
    reason = (
        f"{_decider(terms, target, decider)}, against a target of {terms.write_target(target.value)} for "
        f"{target.label}, so the target {ending}.{_since(terms, figures, decider)}"
    )
    return Assessment(
        ACHIEVED if met else OFF_TRACK, reason, figures[-1], target.value, 1.0 if met else 0.0, marks(terms),
        (), path.inputs(terms, figures, left, target.value),
    )  # fmt: skip


def _decider(terms: Terms, target: Mark, decider: Observation) -> str:
    value, label = terms.write_apart(number(decider), target.value), decider.period.label
    if decider.period.end > target.period.end:
        return f"There is no figure for {target.label}; the first one after it is {value}, for {label}"
    if (decider.period.start, decider.period.end) == (target.period.start, target.period.end):
        return f"The figure for {label} is {value}"
    return f"The last figure that ends within {target.period.label} is {value}, for {label}"


def _since(terms: Terms, figures: Sequence[Observation], decider: Observation) -> str:
    last = figures[-1]
    if last.period.end <= decider.period.end:
        return ""
    return f" The latest figure since then is {terms.write(number(last))}, for {last.period.label}."


def _open(
    terms: Terms, figures: Sequence[Observation], left: Sequence[Observation], today: date
) -> Assessment:
    latest, target = figures[-1], terms.targets[-1]
    expected = path.expected_at(terms, years(latest.period.end))
    fitted = path.fit(terms, figures)
    probability = None
    if fitted:
        ahead = fitted.at(years(target.period.end)).meets(target.value, terms.better)
        probability = min(max(ahead, LEAST_CHANCE), 1 - LEAST_CHANCE)
        status, reason = _by_forecast(terms, latest, probability, today)
    else:
        status, reason = _by_line(terms, latest, expected)
    judged_by = "the forecast" if fitted else f"the straight line: {path.unfitted(terms, figures)}"
    return Assessment(
        status, f"{reason}, so the measure is {status}.", latest, expected, probability, marks(terms),
        _ranges(terms, fitted), (*path.inputs(terms, figures, left, expected), ("Judged by", judged_by)),
    )  # fmt: skip


def _by_forecast(terms: Terms, latest: Observation, probability: float, today: date) -> tuple[str, str]:
    target = terms.targets[-1]
    status = (
        ON_TRACK if probability >= ON_TRACK_FROM else AT_RISK if probability >= AT_RISK_FROM else OFF_TRACK
    )
    awaited = ", a figure not out yet," if target.period.end <= today else ""
    return status, (
        f"The latest figure is {terms.write_apart(number(latest), target.value)}, for {latest.period.label}. "
        f"Going by the figures so far, the chance of {terms.write_target(target.value)} for {target.label}"
        f"{awaited} is {words.chance(probability, LIMITS)}"
    )


def _by_line(terms: Terms, latest: Observation, expected: float | None) -> tuple[str, str]:
    target, value = terms.targets[-1], number(latest)
    if expected is None or terms.baseline is None:
        met = terms.meets(value, target.value)
        shown = terms.write_apart(value, target.value)
        asked = f"{terms.write_target(target.value)} for {target.label}"
        return ON_TRACK if met else AT_RISK, (
            f"The latest figure is {shown}, for {latest.period.label}, against a target of {asked}. "
            f"It {'already meets' if met else 'does not yet meet'} the target"
        )
    status, found = _on_line(terms, terms.baseline, value, expected)
    return status, (
        f"The latest figure is {terms.write_apart(value, expected)}, for {latest.period.label}; on a "
        f"straight line to the target of {terms.write_target(target.value)} for {target.label} it would be "
        f"{terms.write_rounded(expected)}. {found}"
    )


def _on_line(terms: Terms, baseline: Mark, value: float, expected: float) -> tuple[str, str]:
    if terms.meets(value, expected):
        return ON_TRACK, "It is on the line or better"
    towards = -1 if terms.better == "down" else 1
    planned, made = towards * (expected - baseline.value), towards * (value - baseline.value)
    was = f"the baseline of {terms.write(baseline.value)} ({baseline.label})"
    if planned > 0 and made >= HALF * planned:
        return AT_RISK, f"At least half of the change on the line since {was} is made"
    if made <= 0 or planned <= 0:
        return OFF_TRACK, f"It is no better than {was}" if made <= 0 else "It is behind the line"
    return OFF_TRACK, f"Less than half of the change on the line since {was} is made"


def _ranges(terms: Terms, fitted: Fit | None) -> tuple[Range, ...]:
    if fitted is None:
        return ()
    ahead = [
        (target.period, fitted.at(years(target.period.end)))
        for target in terms.targets
        if years(target.period.end) > fitted.last.time
    ]
    # A share of people cannot leave 0 to 100, however the line runs on.
    most = 100.0 if terms.unit == "percent" else math.inf
    least = 0.0 if terms.unit == "percent" else -math.inf
    return tuple(
        Range(period, *(min(max(value, least), most) for value in (one.value, *one.interval())))
        for period, one in ahead
    )


def judge_survey(terms: Terms, known: Series, today: date) -> Assessment:
    """As `judge`, but a survey's figure only decides as far as its sampling error lets it."""
    target = terms.targets[-1]
    figures, left = comparable.split(known.numbers, target.period, terms.unit)
    decider = deciding(figures, target, known.lag_months, today)
    error = _error(terms, decider) if decider else None
    if decider is None or not error:
        return judge(terms, known, today)
    below = NormalDist(number(decider), error).cdf(target.value)
    probability = below if terms.better == "down" else 1 - below
    status = ACHIEVED if probability >= LIKELY else OFF_TRACK if probability <= SURVEY_DOUBT else AT_RISK
    return Assessment(
        status, _survey_reason(terms, decider, status, probability) + _since(terms, figures, decider),
        figures[-1], target.value, probability, marks(terms), (),
        path.inputs(terms, figures, left, target.value),
    )  # fmt: skip


def _error(terms: Terms, decider: Observation) -> float | None:
    """The standard error behind the published limits; None without both."""
    if decider.lower is None or decider.upper is None:
        return None
    confidence = terms.parameters.confidence if isinstance(terms.parameters, SurveyEstimate) else 95.0
    return (decider.upper - decider.lower) / (2 * NormalDist().inv_cdf((1 + confidence / 100) / 2))


def _survey_reason(terms: Terms, decider: Observation, status: str, probability: float) -> str:
    target = terms.targets[-1]
    between = f"{terms.write(decider.lower or 0.0)} and {terms.write(decider.upper or 0.0)}"
    sure = {
        ACHIEVED: "enough to call the target met",
        OFF_TRACK: "too little to call the target met, so the measure is off track",
        AT_RISK: "too close to call, so the measure is at risk",
    }[status]
    return (
        f"{_decider(terms, target, decider)}, against a target of {terms.write_target(target.value)} for "
        f"{target.label}. A survey asks only some, so the true figure probably lies between {between}; the "
        f"chance that it meets the target is {words.chance(probability, (SURVEY_DOUBT, LIKELY))}, {sure}."
    )
