"""What is done with an action: report how it stands, and ask how it stood."""

from datetime import date

from django.db import transaction

from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.strategy.models import Action, ActionUpdate, Strategy


@transaction.atomic
def report(action: Action, *, status: str, note: str = "", by: str, on: date) -> ActionUpdate:
    """Add a dated update. The action then stands as its latest day says, even if this one came late."""
    _check(status, by, on)
    strategy = Strategy.objects.select_for_update().get(pk=action.strategy_id)
    update = action.updates.create(status=status, note=note.strip(), by=by, on=on)
    action.status = action.updates.latest("on", "id").status
    action.save(update_fields=["status"])
    now = clock.now()
    strategy.mark_edited(at=now)
    audit.record(
        "action.report",
        f"action:{strategy.slug}/{action.ref}",
        by=by,
        at=now,
        detail={"status": status, "note": update.note, "on": on.isoformat()},
    )
    return update


def status_on(action: Action, day: date) -> Action.Status:
    """How the action stood at the end of a day. Uses the prefetched updates where there are any."""
    known = [update for update in action.updates.all() if update.on <= day]
    return Action.Status(known[-1].status) if known else Action.Status.NOT_REPORTED


def _check(status: str, by: str, on: date) -> None:
    choices = [str(one) for one in Action.Status if one != Action.Status.NOT_REPORTED]
    if status not in choices:
        raise UserError(f"“{status}” is not a status to report; choose one of {', '.join(choices)}.")
    if not by.strip():
        raise UserError("A report needs to say who made it; give a name.")
    if on > clock.today():
        raise UserError(f"{on} is still to come; date a report on the day it describes, today at the latest.")
