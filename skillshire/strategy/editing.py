"""What every change to the strategy that is made in the office leaves behind."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.strategy.models import Strategy


def changed(strategy_id: int, event: str, subject: str, *, by: str, detail: Mapping[str, Any]) -> None:
    """Its pages are old from now on, and the audit knows why. In the caller's transaction, after the change.

    `subject` may hold {slug}, for what has its number within its strategy only.
    """
    strategy = Strategy.objects.get(pk=strategy_id)
    now = clock.now()
    strategy.mark_edited(at=now)
    audit.record(event, subject.format(slug=strategy.slug), by=by, at=now, detail=detail)


def lock(strategy_id: int) -> Strategy:
    """One change to a strategy at a time: others wait until this transaction has ended."""
    return Strategy.objects.select_for_update().get(pk=strategy_id)


def put(record: Model, wanted: Mapping[str, Any]) -> list[str]:
    """Sets the fields and returns the names of those that were otherwise."""
    names = [name for name, value in wanted.items() if getattr(record, name) != value]
    for name in names:
        setattr(record, name, wanted[name])
    return names


def need_name(by: str) -> None:
    if not by.strip():
        raise UserError("A change to the strategy needs to say who made it; give a name.")


def need_text(what: str, text: str) -> str:
    if not text.strip():
        raise UserError(f"The {what} is empty; write it.")
    return text.strip()


def refuse_future(day: date, what: str) -> None:
    if day > clock.today():
        raise UserError(f"{day} is still to come; {what}, today at the latest.")


def written(wanted: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Days as text, for the audit."""
    return {name: _plain(wanted[name]) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
