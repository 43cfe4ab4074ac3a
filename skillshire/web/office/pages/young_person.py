"""What the page of one young person shows, in words: what is due on top, then each part of the record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from skillshire.accounts.standing import Standing
from skillshire.casework import activities, caseload, codes, destinations, ease, offers, young_people
from skillshire.casework.models import ActivitySpell, PlanStep, Transfer, YoungPerson
from skillshire.core.errors import UserError
from skillshire.core.periods import add_months
from skillshire.core.permissions import Permission
from skillshire.places import areas
from skillshire.web.office.forms.fields import words
from skillshire.web.office.pages import risk_card, trail

GENDERS = {"M": "Male", "F": "Female", "U": "Not recorded", "W": "Not said"}


@dataclass(frozen=True)
class Head:
    """Who this is, above every page about them."""

    name: str
    line: str  # reference, age, school year, district
    state: str  # in a word or two
    late: bool  # nobody knows what they do


@dataclass(frozen=True)
class Due:
    """One thing to do: what, why, and the page that does it (`name` of its address)."""

    text: str
    late: bool
    action: str = ""
    name: str = ""
    arguments: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Record:
    dues: list[Due]
    known: bool
    left: bool
    may_edit: bool
    may_note: bool
    may_decide: bool
    risk: risk_card.Card | None
    now: list[tuple[str, str]]
    about: list[tuple[str, str]]
    contact: list[tuple[str, str]]
    reasons: list[ease.Reason]
    spells: list[tuple[str, ...]]
    characteristics: list[str] | None  # None: not for this person to see
    steps: list[tuple[PlanStep, str, str]]
    notes: list[tuple[str, str, str, str, str]]
    offers: list[tuple[str, str, str, str]]
    destinations: list[tuple[str, str, str]]
    transfers: list[tuple[Transfer, str]]
    trail: list[trail.Line]


def head(person: YoungPerson, on: date) -> Head:
    known = young_people.is_known(person, on)
    group = caseload.year_group(person.born, on)
    parts = [
        person.reference,
        _age(person.born, on),
        f"year {group}" if group in caseload.YEARS else "",
        _area(person.area_code),
    ]
    late = not known and not young_people.has_left(person)
    return Head(full_name(person), " · ".join(part for part in parts if part), state(person, on), late)


def full_name(person: YoungPerson) -> str:
    return f"{person.given_name} {person.family_name}".strip() or f"Record {person.reference}"


def state(person: YoungPerson, on: date) -> str:
    """In a few words: how this record stands on the day."""
    if young_people.has_left(person):
        return "Left the cohort"
    if not young_people.is_known(person, on):
        return "Not known"
    return activities.group_title(activities.group(person.activity))


def record(person: YoungPerson, standing: Standing, on: date) -> Record:
    """As many queries whatever the record holds; tests/web/office/test_young_people.py says how many."""
    may_edit = _may(person, standing, Permission.EDIT_YOUNG_PEOPLE)
    may_decide = _may(person, standing, Permission.DECIDE_RISK)
    known, left = young_people.is_known(person, on), young_people.has_left(person)
    steps, transfers = list(person.plan.all()), list(person.transfers.all())
    notes = list(person.notes.all())
    names = _names({note.by for note in notes} | {person.adviser})
    return Record(
        dues=[] if left else dues(person, steps, transfers, on),
        known=known, left=left, may_edit=may_edit,
        may_note=_may(person, standing, Permission.NOTE_YOUNG_PEOPLE),
        may_decide=may_decide, risk=risk_card.card(person) if may_decide else None,
        now=_now(person, on), about=_about(person, names), contact=_contact(person),
        reasons=[] if known or left else ease.reasons(young_people.facts(person, on), on),
        spells=[_spell(one, on) for one in person.spells.order_by("-starts")],
        characteristics=_characteristics(person, on) if may_edit else None,
        steps=[(one, words(one.due), _step(one, on)) for one in steps],
        notes=[(words(n.on), n.get_way_display(), "Reached" if n.reached else "Not reached",
                names.get(n.by, n.by), n.text) for n in notes],
        offers=[(f"September {o.year}", offers.title(o.status), o.place, words(o.on))
                for o in person.offers.all()],
        destinations=[(f"Year {d.school_year}", destinations.title(d.code), words(d.on))
                      for d in person.destinations.all()],
        transfers=[(one, transfer_words(one)) for one in transfers],
        trail=trail.trail(f"young-person:{person.pk}"),
    )  # fmt: skip


def dues(
    person: YoungPerson, steps: Iterable[PlanStep], transfers: Iterable[Transfer], on: date
) -> list[Due]:
    """What waits to be done, the latest first."""
    found = [*_activity_due(person, on)]
    if person.review_on and person.review_on <= on:
        found.append(Due(f"The review was due on {words(person.review_on)}.", True, "Add a note", "note"))
    for step in steps:
        if step.done_on is None and step.due <= on:
            found.append(Due(f"“{step.text}” of the plan was due on {words(step.due)}.", True))
    for one in transfers:
        if one.status == Transfer.Status.ASKED:
            answer = {"transfer": one.pk}
            found.append(Due(transfer_words(one), False, "Record the answer", "transfer-answer", answer))
    return found


def _activity_due(person: YoungPerson, on: date) -> list[Due]:
    if not young_people.is_known(person, on):
        since = person.lapses if person.lapses and person.lapses <= on else person.activity_since
        text = "Nobody knows what they are doing" + (f" since {words(since)}." if since else ".")
        return [Due(text, True, "Record what they are doing", "activity")]
    if person.lapses and person.lapses <= add_months(on, 1):
        text = f"What they are doing must be confirmed before {words(person.lapses)}."
        return [Due(text, False, "Confirm it", "confirm")]
    return []


def activity_answers(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was answered about an activity, to be checked before it is saved."""
    answers = [
        ("What they are doing", activities.title(given["code"])),
        ("It counts as", activities.group_title(activities.group(given["code"]))),
        ("Began", words(given["starts"])),
        ("Where", given["establishment_name"] or "Not given"),
    ]
    for name, text in (("predicted_end", "Should end"), ("review_on", "Look at again")):
        answers.append((text, words(given[name]) if given.get(name) else "Not given"))
    return answers


def transfer_words(one: Transfer) -> str:
    side = _authority(one.authority)
    way = f"to {side}" if one.direction == Transfer.Direction.OUT else f"from {side}"
    asked = f"A transfer {way} was asked for on {words(one.asked_on)}"
    if one.status == Transfer.Status.ASKED:
        return f"{asked} and waits for an answer."
    outcome = "accepted" if one.status == Transfer.Status.ACCEPTED else "refused"
    return f"{asked} and {outcome} on {words(one.answered_on)}." if one.answered_on else f"{asked}."


def _may(person: YoungPerson, standing: Standing, permission: Permission) -> bool:
    """Asked of the scopes, as access.young_people asks it of the database."""
    return any(
        scope.organisation.pk == person.organisation_id
        and (not scope.areas or person.area_code in scope.areas)
        for scope in standing.where(permission)
    )


def _now(person: YoungPerson, on: date) -> list[tuple[str, str]]:
    rows = [("Activity", activities.title(person.activity)), ("Since", _day(person.activity_since))]
    if person.provider_name:
        rows.append(("Where", person.provider_name))
    if person.verified:
        rows.append(("Last confirmed", _day(person.verified)))
    if person.lapses:
        over = person.lapses <= on
        rows.append(("Counted as known until" if over else "Counts as known until", _day(person.lapses)))
    if person.review_on:
        rows.append(("Review", _day(person.review_on)))
    return rows


def _about(person: YoungPerson, names: Mapping[str, str]) -> list[tuple[str, str]]:
    status = codes.named("cohort-statuses").get(person.cohort_status)
    need = codes.named("levels-of-need").get(person.level_of_need)
    rows = [
        ("Born", _day(person.born)),
        ("Gender", GENDERS.get(person.gender, "Not recorded")),
        ("Cohort", status.title if status else "Not recorded"),
        ("Level of need", need.title if need else "Not recorded"),
        ("Adviser", names.get(person.adviser, person.adviser) or "Nobody"),
    ]
    return rows


def _contact(person: YoungPerson) -> list[tuple[str, str]]:
    tries = person.contact_attempts
    return [
        ("Telephone", person.telephone or "None"),
        ("E-mail", person.email or "None"),
        ("Address", ", ".join([*person.address.splitlines(), person.postcode]).strip(", ") or "None"),
        ("Last reached", _day(person.last_contact)),
        ("Tries since then", f"{tries} without an answer" if tries else "None"),
    ]


def _spell(one: ActivitySpell, on: date) -> tuple[str, ...]:
    until = words(one.ends) if one.ends else "still going on"
    if one.ends is None and one.lapses and one.lapses <= on:
        until = f"known until {words(one.lapses)}"
    return words(one.starts), until, activities.title(one.code), one.establishment_name, str(one.code)


def _characteristics(person: YoungPerson, on: date) -> list[str]:
    known = codes.named("characteristics")
    held = [one for one in person.characteristics.all() if one.ends is None or one.ends > on]
    return [known[str(one.code)].title if str(one.code) in known else str(one.code) for one in held]


def _step(step: PlanStep, on: date) -> str:
    if step.done_on:
        return f"Done on {words(step.done_on)}"
    return "Overdue" if step.due < on else "Due today" if step.due == on else "To do"


def _names(usernames: set[str]) -> dict[str, str]:
    users = get_user_model().objects.filter(username__in=[name for name in usernames if name])
    return {user.get_username(): user.get_full_name() or user.get_username() for user in users}


def _age(born: date | None, on: date) -> str:
    if born is None:
        return ""
    return f"aged {on.year - born.year - ((on.month, on.day) < (born.month, born.day))}"


def _area(code: str) -> str:
    return areas.get(code).name if code else ""


def _authority(number: str) -> str:
    try:
        return f"{areas.numbered(number).name} ({number})"
    except UserError:  # the return has numbers for outside England too
        return f"authority {number}"


def _day(day: date | None) -> str:
    return words(day) if day else "Not recorded"
