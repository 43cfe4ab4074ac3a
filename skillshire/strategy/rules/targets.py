"""The rules for a trend to a target, a rolling average to a target, and a survey estimate.

The target's own figure decides once it is published: achieved or missed. Until then the forecast does: on
track from ON_TRACK_FROM, at risk from AT_RISK_FROM, else off track. With too few figures for a forecast the
latest one is held against the straight line from the baseline: on track at or beyond it, at risk with at
least half of the change that the line has made by then, else off track.
"""

from collections.abc import Sequence
from datetime import date
from statistics import NormalDist

from skillshire.core import numbers
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment, forecast
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
from skillshire.strategy.forecast import Fit, Point

ON_TRACK_FROM, AT_RISK_FROM = 0.6, 0.25
# A survey's figure is sure enough to decide on when sampling error leaves this much doubt or less.
SURVEY_DOUBT = 0.2
LOGGED_UNITS = ("count", "pounds", "pounds per hour", "per 100,000")


def judge(terms: Terms, known: Series, today: date) -> Assessment:
    """Trend and rolling average: `known` holds only what had been published by `today`."""
    figures = known.numbers
    if not figures:
        return assessment.nothing("No figure for this measure had been published by then.", terms)
    target = terms.targets[-1]
    decider = deciding(figures, target)
    if decider is not None:
        return _decided(terms, figures, target, decider)
    return _open(terms, figures, target, today)


def deciding(figures: Sequence[Observation], target: Mark) -> Observation | None:
    """The figure that settles a target: its own period's, the last that ends within it, or the first
    after it.
    """
    same = [one for one in figures if one.period.iso == target.period.iso]
    within = [one for one in figures if target.period.start < one.period.end <= target.period.end]
    after = [one for one in figures if one.period.end > target.period.end]
    found: list[Observation] = same or within[-1:] or after[:1]
    return found[0] if found else None


def _decided(terms: Terms, figures: Sequence[Observation], target: Mark, decider: Observation) -> Assessment:
    value = _number(decider)
    met = terms.meets(value, target.value)
    late = "" if decider.period.end <= target.period.end else (
        f" No figure for {target.label} itself was published, so the first one after it decides."
    )  # fmt: skip
    reason = (
        f"The figure for {decider.period.label} is {terms.write(value)} against a target of "
        f"{terms.write_target(target.value)} for {target.label}, so the target was "
        f"{'met' if met else 'missed'}."
        f"{late}{_since(terms, figures, decider)}"
    )
    return Assessment(
        ACHIEVED if met else OFF_TRACK, reason, figures[-1], target.value, 1.0 if met else 0.0, marks(terms),
        (), _inputs(terms, figures[-1], target, target.value, None),
    )  # fmt: skip


def _since(terms: Terms, figures: Sequence[Observation], decider: Observation) -> str:
    last = figures[-1]
    if last.period.end <= decider.period.end:
        return ""
    return f" The latest figure since, for {last.period.label}, is {terms.write(_number(last))}."


def _open(terms: Terms, figures: Sequence[Observation], target: Mark, today: date) -> Assessment:
    latest = figures[-1]
    expected = expected_at(terms, years(latest.period.end))
    fitted = fit(terms, figures)
    ahead = fitted.at(years(target.period.end)) if fitted else None
    probability = ahead.meets(target.value, terms.better) if ahead else None
    if probability is not None:
        status, because = _by_probability(probability, terms, target, today)
    else:
        status, because = _by_line(terms, figures, expected)
    reason = f"{_standing(terms, latest, expected)} {because}"
    return Assessment(
        status, reason, latest, expected, probability, marks(terms), _forecast(terms, fitted),
        _inputs(terms, latest, target, expected, today),
    )  # fmt: skip


def _standing(terms: Terms, latest: Observation, expected: float | None) -> str:
    text = f"The latest figure, for {latest.period.label}, is {terms.write(_number(latest))}"
    if expected is None:
        return text + "."
    beside = "at or ahead of" if terms.meets(_number(latest), expected) else "behind"
    return (
        f"{text}, {beside} the {terms.write_rounded(expected)} that a straight line to the target has then."
    )


def _by_probability(probability: float, terms: Terms, target: Mark, today: date) -> tuple[str, str]:
    awaited = " (its figure is not published yet)" if target.period.end <= today else ""
    chance = numbers.chance(probability)
    wanted = f"{terms.write_target(target.value)} for {target.label}{awaited}"
    sentence = f"The forecast gives a {chance} chance of {wanted}: "
    if probability >= ON_TRACK_FROM:
        return ON_TRACK, f"{sentence}{ON_TRACK_FROM:.0%} or more is on track."
    if probability >= AT_RISK_FROM:
        return AT_RISK, f"{sentence}from {AT_RISK_FROM:.0%} to {ON_TRACK_FROM:.0%} is at risk."
    return OFF_TRACK, f"{sentence}under {AT_RISK_FROM:.0%} is off track."


def _by_line(terms: Terms, figures: Sequence[Observation], expected: float | None) -> tuple[str, str]:
    few = f"There are too few figures for a probability ({len(figures)}; the method needs {forecast.FEWEST}"
    few += ", the baseline included)" if terms.baseline else ")"
    latest = _number(figures[-1])
    if expected is None or terms.baseline is None:
        met = terms.meets(latest, terms.targets[-1].value)
        return (ON_TRACK if met else AT_RISK), f"{few}, so the latest is held against the target itself."
    if terms.meets(latest, expected):
        return ON_TRACK, f"{few}, and being on the line or beyond it is on track."
    planned, made = expected - terms.baseline.value, latest - terms.baseline.value
    share = made / planned if planned else 0.0
    if share >= 0.5:
        return AT_RISK, f"{few}; at least half of the change planned by then is made, which is at risk."
    return OFF_TRACK, f"{few}; less than half of the change planned by then is made, which is off track."


def expected_at(terms: Terms, time: float) -> float | None:
    """The trajectory's value at a time: straight lines from the baseline through the targets; None
    without one.
    """
    corners = [(years(mark.period.end), mark.value) for mark in marks(terms)]
    if terms.baseline is None and time < corners[0][0]:
        return None
    for (start, low), (end, high) in zip(corners, corners[1:], strict=False):
        if start <= time < end:
            return low + (high - low) * (time - start) / (end - start)
    return corners[-1][1] if time >= corners[-1][0] else corners[0][1]


def fit(terms: Terms, figures: Sequence[Observation]) -> Fit | None:
    """The forecast's fit to the figures, the baseline among them where it is older than they are."""
    points = [
        Point(years(one.period.end), _number(one), forecast.error_of(one.lower, one.upper)) for one in figures
    ]
    if terms.baseline and terms.baseline.period.end < figures[0].period.end:
        points.insert(0, Point(years(terms.baseline.period.end), terms.baseline.value))
    return forecast.fit(points, log=terms.unit in LOGGED_UNITS)


def _forecast(terms: Terms, fitted: Fit | None) -> tuple[Range, ...]:
    if fitted is None:
        return ()
    ranges = []
    for target in terms.targets:
        if years(target.period.end) > fitted.last.time:
            ahead = fitted.at(years(target.period.end))
            ranges.append(Range(target.period, ahead.value, *ahead.interval()))
    return tuple(ranges)


def judge_survey(terms: Terms, known: Series, today: date) -> Assessment:
    """As `judge`, but a survey's figure only decides as far as its sampling error lets it."""
    figures = known.numbers
    decider = deciding(figures, terms.targets[-1]) if figures else None
    error = forecast.error_of(decider.lower, decider.upper) if decider else None
    if decider is None or not error:
        return judge(terms, known, today)
    target = terms.targets[-1]
    probability = _survey_probability(_number(decider), error, target.value, terms.better)
    status, words = _survey_status(probability)
    reason = (
        f"The survey's estimate for {decider.period.label} is {terms.write(_number(decider))}, with 95% "
        f"limits of "
        f"{terms.write_rounded(decider.lower or 0.0)} to {terms.write_rounded(decider.upper or 0.0)}, "
        f"against a "
        f"target of {terms.write_target(target.value)}. Sampling error leaves a "
        f"{numbers.chance(probability)} "
        f"chance that the true share meets it, {words}."
    )
    inputs = _inputs(terms, figures[-1], target, target.value, None)
    return Assessment(status, reason, figures[-1], target.value, probability, marks(terms), (), inputs)


def _survey_probability(value: float, error: float, target: float, better: str) -> float:
    below = NormalDist(value, error).cdf(target)
    return below if better == "down" else 1 - below


def _survey_status(probability: float) -> tuple[str, str]:
    if probability >= 1 - SURVEY_DOUBT:
        return ACHIEVED, "enough to call it met"
    if probability <= SURVEY_DOUBT:
        return OFF_TRACK, "too little to call it met"
    return AT_RISK, "which the survey is too small to settle"


def _inputs(
    terms: Terms, latest: Observation, target: Mark, expected: float | None, today: date | None
) -> tuple[tuple[str, str], ...]:
    """The rule's inputs in words; `today` None once the target is decided, when no change is required any
    more.
    """
    value = _number(latest)
    rows = (
        [("Baseline", f"{terms.write(terms.baseline.value)} ({terms.baseline.label})")]
        if terms.baseline
        else []
    )
    rows += [(f"Target for {mark.label}", terms.write_target(mark.value)) for mark in terms.targets]
    rows.append(("Latest figure", f"{terms.write(value)} ({latest.period.label})"))
    if expected is not None:
        rows.append(("Expected by then", terms.write_rounded(expected)))
        gap = numbers.change(value - expected, terms.unit, terms.decimals)
        rows.append(("Gap (latest less expected)", gap))
    ahead = years(target.period.end) - years(latest.period.end)
    if today is not None and ahead > 0:
        need = (target.value - value) / ahead
        rows.append(
            ("Change a year still required", numbers.change(need, terms.unit, max(1, terms.decimals)))
        )
    return tuple(rows)


def _number(observation: Observation) -> float:
    """The value of an observation that is known to have one."""
    if observation.value is None:
        raise ValueError(f"{observation} has no value")
    return observation.value
