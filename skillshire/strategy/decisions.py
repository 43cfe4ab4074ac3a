"""What is done with a decision: record it, put it right or close it, take it back; which are open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from skillshire.accounts.models import Organisation
from skillshire.core.errors import UserError
from skillshire.strategy import editing
from skillshire.strategy.models import Decision, Meeting, Strategy


@dataclass(frozen=True)
class Content:
    """What a decision says. The owner is an organisation, or words for one that is not kept here."""

    text: str
    owner: Organisation | str
    due: date
    meeting: Meeting | None = None
    status: str = Decision.Status.OPEN
    done_on: date | None = None


@transaction.atomic
def record(strategy: Strategy, content: Content, *, by: str, on: date) -> Decision:
    """`on` is the day on which it was decided."""
    editing.lock(strategy.pk)
    wanted = _wanted(strategy, content, by, on)
    decision = strategy.decisions.create(**wanted)
    _tell(decision, "decision.record", by, editing.written(wanted, ["on", "due", "status"]))
    return decision


@transaction.atomic
def correct(decision: Decision, content: Content, *, by: str, on: date) -> Decision:
    """Put right what it says, or close it: `content` is what holds from now on."""
    editing.lock(decision.strategy_id)
    wanted = _wanted(decision.strategy, content, by, on)
    names = editing.put(decision, wanted)
    decision.save()
    _tell(decision, "decision.correct", by, {"fields": names, "status": str(content.status)})
    return decision


@transaction.atomic
def withdraw(decision: Decision, *, by: str, on: date) -> None:
    """`on` is the day of taking it back."""
    editing.need_name(by)
    editing.lock(decision.strategy_id)
    _tell(decision, "decision.withdraw", by, {"on": on.isoformat()})
    decision.delete()


def made_by(strategy: Strategy, day: date) -> QuerySet[Decision]:
    """Those decided by the end of a day, with owner and meeting."""
    return strategy.decisions.filter(on__lte=day).select_related("owner", "meeting")


def open_on(strategy: Strategy, day: date) -> QuerySet[Decision]:
    """Those still open at the end of a day, the first due first."""
    return made_by(strategy, day).filter(Q(done_on__isnull=True) | Q(done_on__gt=day))


def _wanted(strategy: Strategy, content: Content, by: str, on: date) -> dict[str, Any]:
    editing.need_name(by)
    editing.refuse_future(on, "give the day on which it was decided")
    _check_days(content, on)
    if content.meeting and content.meeting.strategy_id != strategy.pk:
        raise UserError("The meeting belongs to another strategy; choose one of this strategy.")
    owner = content.owner
    known = isinstance(owner, Organisation)
    return {
        "text": editing.need_text("decision", content.text),
        "owner": owner if known else None,
        "owner_words": "" if known else editing.need_text("owner of the decision", str(owner)),
        "due": content.due,
        "meeting": content.meeting,
        "status": content.status,
        "done_on": content.done_on,
        "by": by,
        "on": on,
    }


def _check_days(content: Content, on: date) -> None:
    if content.status not in list(Decision.Status):
        known = ", ".join(Decision.Status)
        raise UserError(f"“{content.status}” is not what a decision can be; choose one of {known}.")
    if content.due < on:
        raise UserError(
            f"The decision is due on {content.due}, before it was made on {on}; mend one of them."
        )
    closed = content.status != Decision.Status.OPEN
    if closed != (content.done_on is not None):
        raise UserError("A decision that is done or dropped has the day it was; an open one has none.")
    if content.done_on:
        editing.refuse_future(content.done_on, "give the day on which it was done or dropped")
        if content.done_on < on:
            raise UserError(f"The decision was closed on {content.done_on}, before it was made on {on}.")


def _tell(decision: Decision, event: str, by: str, detail: dict[str, Any]) -> None:
    editing.changed(decision.strategy_id, event, f"decision:{decision.pk}", by=by, detail=detail)
