"""What is done with an action: report how it stands and what was spent, and ask how it stood."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from skillshire.core.errors import UserError
from skillshire.strategy import editing
from skillshire.strategy.models import Action, ActionUpdate


@dataclass(frozen=True)
class Spending:
    """Pounds spent from one day to another, both counted."""

    pounds: Decimal
    start: date
    end: date


@transaction.atomic
def report(
    action: Action,
    *,
    status: str,
    note: str = "",
    spending: Spending | None = None,
    source: str = "",
    by: str,
    on: date,
) -> ActionUpdate:
    """Add a dated update. The action then stands as its latest day says, even if this one came late.

    `source` is who says so in words for the public; spending must have one.
    """
    editing.lock(action.strategy_id)
    wanted = _wanted(status, note, spending, source, on)
    _check(action, wanted, by)
    update = action.updates.create(by=by, **wanted)
    _stand(action)
    detail = {"status": status, "note": update.note, "on": on.isoformat()}
    _tell(action, "action.report", by, detail | ({"spent": str(update.spent)} if spending else {}))
    return update


@transaction.atomic
def correct(
    update: ActionUpdate,
    *,
    status: str,
    note: str = "",
    spending: Spending | None = None,
    source: str = "",
    by: str,
    on: date,
) -> ActionUpdate:
    """Put right what an update says; `on` is the day that it describes."""
    editing.lock(update.action.strategy_id)
    wanted = _wanted(status, note, spending, source, on)
    _check(update.action, wanted, by, besides=update)
    names = editing.put(update, wanted | {"by": by})
    update.save()
    _stand(update.action)
    _tell(update.action, "action.correct", by, {"update": update.pk, "fields": names})
    return update


@transaction.atomic
def withdraw(update: ActionUpdate, *, by: str, on: date) -> None:
    """Take an update back: the action stands as if it had never been made. `on` is the day of doing so."""
    editing.need_name(by)
    action, number, described = update.action, update.pk, update.on
    editing.lock(action.strategy_id)
    update.delete()
    _stand(action)
    detail = {"update": number, "described": described.isoformat(), "on": on.isoformat()}
    _tell(action, "action.withdraw", by, detail)


def status_on(action: Action, day: date) -> Action.Status:
    """How the action stood at the end of a day. Uses the prefetched updates where there are any."""
    known = [update for update in action.updates.all() if update.on <= day]
    return Action.Status(known[-1].status) if known else Action.Status.NOT_REPORTED


def _wanted(status: str, note: str, spending: Spending | None, source: str, on: date) -> dict[str, Any]:
    return {
        "status": status,
        "note": note.strip(),
        "spent": spending.pounds if spending else None,
        "spent_from": spending.start if spending else None,
        "spent_to": spending.end if spending else None,
        "source": source.strip(),
        "on": on,
    }


def _stand(action: Action) -> None:
    latest = action.updates.order_by("on", "id").last()
    action.status = latest.status if latest else Action.Status.NOT_REPORTED
    action.save(update_fields=["status"])


def _tell(action: Action, event: str, by: str, detail: dict[str, Any]) -> None:
    editing.changed(action.strategy_id, event, f"action:{{slug}}/{action.ref}", by=by, detail=detail)


def _check(action: Action, wanted: dict[str, Any], by: str, besides: ActionUpdate | None = None) -> None:
    choices = [str(one) for one in Action.Status if one != Action.Status.NOT_REPORTED]
    if wanted["status"] not in choices:
        raise UserError(
            f"“{wanted['status']}” is not a status to report; choose one of {', '.join(choices)}."
        )
    if not by.strip():
        raise UserError("A report needs to say who made it; give a name.")
    editing.refuse_future(wanted["on"], "date a report on the day it describes")
    if wanted["spent"] is not None:
        _check_spending(action, wanted, besides)


def _check_spending(action: Action, wanted: dict[str, Any], besides: ActionUpdate | None) -> None:
    start, end = wanted["spent_from"], wanted["spent_to"]
    if wanted["spent"] < 0:
        raise UserError("Money spent cannot be less than nothing; give the pounds that were spent.")
    if end < start:
        raise UserError(f"The spending ends on {end}, before it starts on {start}; put the days right.")
    if not wanted["source"]:
        raise UserError("Money spent needs a source; name the organisation that reports it.")
    others = action.updates.filter(spent__isnull=False, spent_from__lte=end, spent_to__gte=start)
    twice = others.exclude(pk=besides.pk if besides else 0).first()
    if twice:
        raise UserError(
            f"Spending on this action from {twice.spent_from} to {twice.spent_to} is already reported, and "
            "pounds must not count twice; give days outside it, or correct that report."
        )
