"""The rule for a milestone: something done by a date.

Achieved when a record says it was done by the due day. Off track when the records reach that day and none
says so. Until they do it is on track, and at risk from SHORTLY months before the day. A record whose period
runs past the due day says that it was done but not when: at risk.
"""

from collections.abc import Sequence
from datetime import date

from skillshire.core import periods
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, OFF_TRACK, ON_TRACK, Assessment, Terms
from skillshire.strategy.kinds import Milestone
from skillshire.strategy.rules import words

SHORTLY = 3
Verdict = tuple[str, str, float | None]


def judge(terms: Terms, known: Series, today: date) -> Assessment:
    """`known` counts the event: 0 says the record was kept and it had not happened by the period's end."""
    parameters = terms.parameters
    if not isinstance(parameters, Milestone):
        raise TypeError(f"{type(parameters).__name__} is not a milestone")
    figures = sorted(known.numbers, key=lambda one: (one.period.end, one.period.start))
    if not figures:
        return assessment.nothing(f"No record was out by {words.day(today)}.", terms)
    done = next((one for one in figures if _held(one) and one.period.last_day <= parameters.due), None)
    status, text, probability = _done(done) if done else _undone(figures, parameters.due, today)
    inputs = (
        ("What", parameters.event),
        ("Due", words.day(parameters.due)),
        ("Records reach to", words.day(figures[-1].period.last_day)),
    )
    reason = f"The {parameters.event} was due by {words.day(parameters.due)}. {text}"
    return Assessment(status, reason, done or figures[-1], 1.0, probability, inputs=inputs)


def _held(one: Observation) -> bool:
    return one.value is not None and one.value >= 1


def _done(done: Observation) -> Verdict:
    return ACHIEVED, f"It was held in time, {words.when(done.period)}, so the measure is achieved.", 1.0


def _undone(figures: Sequence[Observation], due: date, today: date) -> Verdict:
    reached = next((one for one in figures if one.period.last_day >= due), None)
    if reached is None:
        return _waiting(figures[-1], due, today)
    if _held(reached) and reached.period.start <= due:
        text = f"It is recorded for {reached.period.label}, which does not show whether that was in time"
        return AT_RISK, f"{text}, so the measure is at risk.", None
    late = next((one for one in figures if _held(one)), None)
    text = f"It was held only later, {words.when(late.period)}" if late else "The records show none by then"
    return OFF_TRACK, f"{text}, so the measure is off track.", 0.0


def _waiting(latest: Observation, due: date, today: date) -> Verdict:
    text = f"The records, up to {words.day(latest.period.last_day)}, do not show it yet"
    if today > due:
        return AT_RISK, f"{text}, so the measure is at risk.", None
    if today >= periods.add_months(due, -SHORTLY):
        return AT_RISK, f"{text} and {SHORTLY} months or less are left, so the measure is at risk.", None
    return ON_TRACK, f"{text}, but there is time left, so the measure is on track.", None
