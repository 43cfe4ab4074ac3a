"""Finds the records of one person who asks for their data: young people, learners and staff."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet

from skillshire.accounts.models import Membership, User
from skillshire.accounts.standing import Standing
from skillshire.casework import access, keeping
from skillshire.casework.models import Learner, YoungPerson
from skillshire.core import clock, periods
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission

MOST = 50  # of each kind
KINDS: Mapping[str, type[Model]] = {"young-person": YoungPerson, "learner": Learner, "user": User}
NAMES: Mapping[str, tuple[str, ...]] = {
    "young-person": ("given_name", "middle_name", "family_name"),
    "learner": ("given_names", "family_name"),
    "user": ("first_name", "last_name"),
}


@dataclass(frozen=True)
class Found:
    """One record of somebody, in words; by `uln` the same person's other records are found."""

    subject: str  # young-person:12
    kind: str
    reference: str
    name: str
    born: date | None
    organisation: str
    uln: str = ""


def parts(subject: str) -> tuple[str, int]:
    """`young-person:12` → its noun and number; UserError where it is neither."""
    noun, _, number = subject.partition(":")
    if noun not in KINDS or not (number.isascii() and number.isdigit()):
        raise UserError(
            f"“{subject[:60]}” names no record; write it as young-person:12, learner:7 or user:3."
        )
    return noun, int(number)


def visible(noun: str, standing: Standing | None = None) -> QuerySet[Any]:
    """The records of a kind that this person may answer for; all of them without a standing."""
    if standing is None:
        return KINDS[noun]._default_manager.all()
    permission = Permission.ANSWER_SUBJECTS
    if noun == "young-person":
        return access.young_people(standing, permission)
    if noun == "learner":
        return access.learners(standing, permission)
    return User.objects.filter(pk__in=_roles_here(standing, clock.today()).values("user"))


def _roles_here(standing: Standing, on: date) -> QuerySet[Membership]:
    """Roles in their organisation that run, or ended no longer ago than the account of who left is kept."""
    since = periods.add_months(on, -keeping.rule(User).months)
    recent = Q(ends__isnull=True) | Q(ends__gt=since)
    return Membership.objects.filter(recent, organisation__in=organisations(standing))


def organisations(standing: Standing) -> set[int]:
    """Those, by number, for whose records this person may answer."""
    return {scope.organisation.pk for scope in standing.where(Permission.ANSWER_SUBJECTS)}


def get(subject: str, standing: Standing | None = None) -> Any:
    """The record; UserError where there is none that this person may answer for."""
    noun, number = parts(subject)
    record = visible(noun, standing).filter(pk=number).first()
    if record is None:
        raise UserError(f"There is no record {subject} that you may see; look for the person again.")
    return record


def find(text: str, born: date | None = None, standing: Standing | None = None) -> list[Found]:
    """By reference, ULN, or every word of a name (with the day of birth, where given).

    A record that shares its ULN with one that was found is found too, so that nothing of a person is missed.
    """
    words = text.split()
    if not words:
        raise UserError("Write a reference, a unique learner number (ULN) or a name to look for.")
    found = {
        one.subject: one for noun in KINDS for one in _of_kind(noun, _asked(noun, words, born), standing)
    }
    for uln in {one.uln for one in found.values() if one.uln}:
        for noun in ("young-person", "learner"):
            found |= {one.subject: one for one in _of_kind(noun, Q(uln=uln), standing)}
    return list(found.values())


def _of_kind(noun: str, wanted: Q, standing: Standing | None) -> Iterator[Found]:
    for record in visible(noun, standing).filter(wanted).order_by("pk")[:MOST]:
        yield described(noun, record)


def _asked(noun: str, words: list[str], born: date | None) -> Q:
    text = " ".join(words)
    by_number = (
        Q(username__iexact=text) | Q(email__iexact=text) if noun == "user" else Q(reference__iexact=text)
    )
    if noun != "user" and text.isascii() and text.isdigit():
        by_number |= Q(uln=text)
    by_name = Q(pk__isnull=False)
    for word in words:
        anywhere = Q()
        for name in NAMES[noun]:
            anywhere |= Q(**{f"{name}__istartswith": word})
        by_name &= anywhere
    if born and noun != "user":
        by_name &= Q(born=born)
    return by_number | by_name


def described(noun: str, record: Any) -> Found:
    name = " ".join(filter(None, (getattr(record, part) for part in NAMES[noun])))
    subject, kind = f"{noun}:{record.pk}", noun.replace("-", " ").capitalize()
    if isinstance(record, User):
        return Found(subject, kind, record.username, name, None, "")
    uln = str(record.uln) if record.uln else ""
    return Found(subject, kind, record.reference, name, record.born, record.organisation.name, uln)
