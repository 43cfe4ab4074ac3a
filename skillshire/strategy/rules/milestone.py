"""The rule for a milestone: something done by a date.

Achieved when a record says it was done by the due day. Off track when the day has passed and the records up
to it show it was not. Before that day it is on track, and at risk in the last SHORTLY months.
"""

from datetime import date

from skillshire.core import periods
from skillshire.indicators.observations import Series
from skillshire.strategy import assessment
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, OFF_TRACK, ON_TRACK, Assessment, Terms
from skillshire.strategy.kinds import Milestone

SHORTLY = 3


def judge(terms: Terms, known: Series, today: date) -> Assessment:
    """`known` counts the event: 0 says the record was kept and it had not happened by the period's end."""
    parameters = terms.parameters
    if not isinstance(parameters, Milestone):
        raise TypeError(f"{type(parameters).__name__} is not a milestone")
    figures = known.numbers
    if not figures:
        return assessment.nothing("No record says whether it was done.", terms)
    inputs = (("What", parameters.event), ("Due", parameters.due.isoformat()))
    done = next((one for one in figures if (one.value or 0) >= 1), None)
    if done is not None and done.period.last_day <= parameters.due:
        reason = f"The {parameters.event} was held in {done.period.label}, by its due day."
        return Assessment(ACHIEVED, reason, done, 1.0, 1.0, inputs=inputs)
    status, words, probability = _undone(done is not None, parameters.due, figures[-1].period.last_day, today)
    reason = f"The {parameters.event} was due by {parameters.due.isoformat()} and {words}."
    return Assessment(status, reason, figures[-1], 1.0, probability, inputs=inputs)


def _undone(late: bool, due: date, recorded_to: date, today: date) -> tuple[str, str, float | None]:
    if late:
        return OFF_TRACK, "was held after it", 0.0
    if today > due and recorded_to >= due:
        return OFF_TRACK, "the records show it was not held", 0.0
    if today >= periods.add_months(due, -SHORTLY):
        return AT_RISK, f"is not yet recorded, with less than {SHORTLY} months left", None
    return ON_TRACK, "there is still time", None
