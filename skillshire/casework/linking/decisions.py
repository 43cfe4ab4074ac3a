"""A person's decisions on rows of which the points alone are not sure, and what waits for one."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from skillshire.accounts.models import Organisation
from skillshire.accounts.standing import Standing
from skillshire.casework import access, young_people_file, young_people_store
from skillshire.casework.ccis.merge import Held, Plan
from skillshire.casework.ccis.records import Record
from skillshire.casework.linking import lists, news, reading
from skillshire.casework.models import Match, YoungPerson
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission

DECIDE = Permission.EDIT_YOUNG_PEOPLE
LONGEST = 300


def waiting(standing: Standing) -> QuerySet[Match]:
    """Rows that ask for a decision of whoever has this standing, the likeliest first."""
    asked = Match.objects.filter(access.about_young_people(standing, DECIDE), state=Match.State.ASK)
    return asked.select_related("upload__organisation", "young_person").order_by("-probability", "pk")


def find(standing: Standing, number: int) -> Match | None:
    """The waiting row of this number; None where it is not for this person, UserError where it is decided."""
    found = waiting(standing).filter(pk=number).first()
    if found is None and (decided := _decided(standing).filter(pk=number).first()):
        raise UserError(_over(decided))
    return found


def following(standing: Standing, match: Match) -> Match | None:
    """The row that is to be decided after this one; those before it, once there is none behind it."""
    others = waiting(standing).exclude(pk=match.pk)
    level = Q(probability=match.probability, pk__gt=match.pk)
    return others.filter(Q(probability__lt=match.probability) | level).first() or others.first()


def outlook(match: Match, numbers: Collection[int], on: date) -> dict[int, Plan | None]:
    """What would change of each of these people, were the row theirs; None where their record is newer.

    UserError where the row would no longer be taken.
    """
    council = match.upload.organisation
    row = _said(match, on)
    found = young_people_store.held(council, only=numbers).values()
    return {one.pk: _plan(row, one, match.day) for one in found if not one.erased}


@transaction.atomic
def accept(match: Match, person: YoungPerson, *, reason: str = "", by: str, on: date) -> bool:
    """The row means this person. False where what is on record is newer, so that nothing of it changes."""
    held = _held(match)
    if person.pk not in {one["number"] for one in held.candidates}:
        raise UserError("This row was not compared with that young person; choose one of those beside it.")
    changed = _record(held, person, by, on)
    held.young_person, held.probability = person, _probability(held, person)
    _decide(held, Match.State.ACCEPTED, reason, by, on)
    detail = {"upload": held.upload_id, "row": held.row, "probability": held.probability, "changed": changed}
    audit.record("young-person.link", f"young-person:{person.pk}", by=by, at=clock.now(), detail=detail)
    return changed


@transaction.atomic
def refuse(match: Match, *, among: Collection[int], reason: str = "", by: str, on: date) -> bool:
    """The row means nobody of `among`, those it was shown beside. Nothing is recorded of any of them. False
    where it was compared with others as well: it goes on waiting, for who may see those.
    """
    held = _held(match)
    refused = [one["number"] for one in held.candidates if one["number"] in among]
    left = _on_record([one for one in held.candidates if one["number"] not in among])
    if left:
        held.candidates, held.young_person_id = left, left[0]["number"]
        held.probability = left[0]["probability"]
        held.save()
    else:
        held.young_person = None
        _decide(held, Match.State.REFUSED, reason, by, on)
    detail = {"ids": refused, "upload": held.upload_id, "row": held.row}
    subject = f"young-person:{audit.LIST}"
    audit.record("young-person.refuse-link", subject, by=by, at=clock.now(), detail=detail)
    return not left


def _on_record(candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    people = YoungPerson.objects.filter(erased_at__isnull=True)
    known = people.in_bulk([one["number"] for one in candidates])
    return [one for one in candidates if one["number"] in known]


def _held(match: Match) -> Match:
    held = (
        Match.objects.select_for_update(of=("self",)).select_related("upload__organisation").get(pk=match.pk)
    )
    if held.state != Match.State.ASK:
        raise UserError(_over(held))
    return held


def _over(match: Match) -> str:
    return f"This row was decided by {match.decided_by} already; open the list again."


def _decided(standing: Standing) -> QuerySet[Match]:
    mine = access.young_people(standing, DECIDE)
    whole = [scope.organisation.pk for scope in standing.where(DECIDE) if not scope.areas]
    states = [Match.State.ACCEPTED, Match.State.REFUSED]
    return Match.objects.filter(
        Q(young_person__in=mine) | Q(upload__organisation__in=whole), state__in=states
    )


def _record(held: Match, person: YoungPerson, by: str, on: date) -> bool:
    council: Organisation = held.upload.organisation
    row = _said(held, on)
    found = young_people_store.held(council, lock=True, only=[person.pk])
    one = next((one for one in found.values() if not one.erased), None)
    if one is None:
        raise UserError("The record of this young person was erased; choose somebody else.")
    plan = _plan(row, one, held.day)
    if plan is None:
        return False
    young_people_store.write(council, plan.changes, held.upload, by=by, day=held.day, at=clock.now())
    return bool(plan.changes)


def _said(match: Match, on: date) -> Record:
    authority = young_people_file.authority_of(match.upload.organisation)
    return reading.again(match.cells, match.row, authority, on)


def _plan(row: Record, one: Held, day: date) -> Plan | None:
    said = news.of(row, one, day)
    return None if said is None else lists.merged([said], [one], day)


def _probability(held: Match, person: YoungPerson) -> Any:
    return next(one["probability"] for one in held.candidates if one["number"] == person.pk)


def _decide(held: Match, state: Match.State, reason: str, by: str, on: date) -> None:
    """What the row said has served its end, so it is let go of."""
    reason = reason.strip()
    if len(reason) > LONGEST:
        raise UserError(f"The reason is longer than {LONGEST} characters; say it in fewer words.")
    held.state, held.reason, held.decided_by, held.decided_on, held.cells = state, reason, by, on, {}
    held.save()
