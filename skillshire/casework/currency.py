"""How long what was found out about a young person counts as known. Plain Python; the months are data.

The council must find out again and again what somebody is doing: after a while an activity lapses, and from
then on counts as not known. By how many months, for each group of activities: `currency` in
definitions/codes/activities.yaml.
"""

from datetime import date, timedelta

from skillshire.casework import codes
from skillshire.core.periods import add_months


def lapses(
    code: int,
    *,
    starts: date,
    ascertained: date | None = None,
    verified: date | None = None,
    predicted_end: date | None = None,
) -> date | None:
    """The first day on which the activity counts as not known; None where it never lapses.

    Counted from the latest of the days on which it was confirmed, found out and begun. Its predicted end is
    the last day on which it can count as known.
    """
    months = codes.activities().currency[codes.group(code)]
    if months is None:
        return None
    known = max(day for day in (starts, ascertained, verified) if day is not None)
    due = add_months(known, months)
    if predicted_end is None or due <= predicted_end:
        return due
    return max(predicted_end + timedelta(days=1), starts)


def counted(code: int | None, lapses: date | None, on: date) -> int:
    """The code as which an activity counts on a day: its own, or not known once it has lapsed."""
    not_known = codes.activities().not_known
    if code is None or (lapses is not None and lapses <= on):
        return not_known
    return code
