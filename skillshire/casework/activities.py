"""What young people do: record it, confirm it, and keep what stands under “now” with it.

The codes and their groups are data: see codes.py, whose questions are asked through here too.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from skillshire.casework import codes, currency, records
from skillshire.casework.codes import group, group_title, title
from skillshire.casework.models import ActivitySpell, YoungPerson
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.core.periods import day_words

__all__ = ["confirm", "group", "group_title", "record", "refresh_now", "title"]
AT_ONCE = 500  # ids in one statement: SQLite takes a limited number
# What stands under “now”, and from which field of the latest spell.
NOW = {
    "activity": "code", "activity_since": "starts", "lapses": "lapses", "verified": "verified",
    "review_on": "review_on", "provider_name": "establishment_name",
}  # fmt: skip
DETAILS = frozenset(
    {
        "ascertained", "verified", "predicted_end", "review_on", "neet_since", "establishment_number",
        "establishment_name", "ukprn",
    }
)  # fmt: skip


@transaction.atomic
def record(
    person: YoungPerson, *, code: int, starts: date, by: str, on: date, **details: Any
) -> ActivitySpell:
    """Add an activity from a day on. The one before it ends the day before.

    `details` are fields of the spell: ascertained (today unless given), verified, predicted_end, review_on,
    neet_since, establishment_number, establishment_name, ukprn.
    """
    held = records.held(person)
    codes.activity(code)
    _check_days(code, starts, on, details)
    _close(held, starts)
    details = {"ascertained": on, **details}
    spell = ActivitySpell(young_person=held, code=code, starts=starts, **details)
    spell.lapses = _lapses(spell)
    spell.save()
    _settle(person, held, spell, by, "young-person.record-activity")
    return spell


@transaction.atomic
def confirm(person: YoungPerson, *, by: str, on: date) -> ActivitySpell:
    """The activity is still what it was: it counts as known for as long as one found out today.

    UserError where that cannot be, since its predicted end is over.
    """
    held = records.held(person)
    spell = held.spells.order_by("-starts").first()
    if spell is None or (spell.ends is not None and spell.ends < on):
        raise UserError("There is no activity going on to confirm; record what the young person does now.")
    if group(spell.code) == "not-known":
        raise UserError("“Not known” cannot be confirmed; record what the young person does now.")
    if spell.predicted_end is not None and spell.predicted_end < on:
        raise UserError(
            f"This activity was to end on {day_words(spell.predicted_end)}, so to confirm it says nothing; "
            "record what the young person does now."
        )
    spell.verified = on if spell.verified is None else max(on, spell.verified)
    spell.lapses = _lapses(spell)
    spell.save(update_fields=["verified", "lapses"])
    _settle(person, held, spell, by, "young-person.confirm-activity")
    return spell


def refresh_now(ids: Iterable[int]) -> None:
    """Set what stands under “now” of these young people from their latest activity, in bulk."""
    latest = ActivitySpell.objects.filter(young_person=OuterRef("pk")).order_by("-starts")
    values = {name: Subquery(latest.values(source)[:1]) for name, source in NOW.items()}
    for some in _portions(ids):
        people = YoungPerson.objects.filter(pk__in=some)
        people.filter(spells__isnull=True).update(**{**dict.fromkeys(NOW), "provider_name": ""})
        _with_spells(some).update(**values)


def _with_spells(ids: list[int]) -> "QuerySet[YoungPerson]":
    having = ActivitySpell.objects.filter(young_person__in=ids).values("young_person")
    return YoungPerson.objects.filter(pk__in=having)


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _check_days(code: int, starts: date, on: date, details: dict[str, Any]) -> None:
    unknown = set(details) - DETAILS
    if unknown:
        raise TypeError(f"An activity has no {', '.join(sorted(unknown))}.")
    if starts > on:
        raise UserError(f"The activity starts on {starts}, which is still to come; record it when it begins.")
    end = details.get("predicted_end")
    if end is not None and end < starts:
        raise UserError(f"The activity is to end on {end}, before it starts on {starts}; check both dates.")
    _check_found_out(on, details)
    since = details.get("neet_since")
    if since is not None and since > starts:
        raise UserError(
            f"Out of learning since {since} is after this activity began; give {starts} or before."
        )
    if since is not None and group(code) != "neet":
        raise UserError("A day since when they are out of learning goes only with an activity that is.")


def _check_found_out(on: date, details: dict[str, Any]) -> None:
    for name, said in (("ascertained", "found out"), ("verified", "confirmed")):
        if details.get(name) is not None and details[name] > on:
            raise UserError(
                f"It was {said} on {details[name]}, which is still to come; give today or before."
            )


def _close(held: YoungPerson, starts: date) -> None:
    """End the activity before; refuse what would lie in or before one that is on record."""
    last = held.spells.order_by("-starts").first()
    if last is None:
        return
    if last.starts >= starts:
        raise UserError(
            f"“{title(last.code)}” is on record from {last.starts}, so nothing can start on {starts}; "
            "give a later day."
        )
    if last.ends is None or last.ends >= starts:
        last.ends = starts - timedelta(days=1)
        last.save(update_fields=["ends"])


def _lapses(spell: ActivitySpell) -> date | None:
    return currency.lapses(
        spell.code,
        starts=spell.starts,
        ascertained=spell.ascertained,
        verified=spell.verified,
        predicted_end=spell.predicted_end,
    )


def _settle(person: YoungPerson, held: YoungPerson, spell: ActivitySpell, by: str, event: str) -> None:
    now = clock.now()
    refresh_now([held.pk])
    attempts = {} if group(spell.code) == "not-known" else {"contact_attempts": 0}
    YoungPerson.objects.filter(pk=held.pk).update(updated_at=now, **attempts)
    detail = {"spell": spell.pk, "code": spell.code, "starts": spell.starts.isoformat()}
    audit.record(event, f"young-person:{held.pk}", by=by, at=now, detail=detail)
    person.refresh_from_db()
