"""Writes the invented young people down as records, in bulk: what the import would have made of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from django.db.models import Model

from skillshire.accounts.models import Organisation
from skillshire.casework import activities, young_people_file
from skillshire.casework.demo import names, stories
from skillshire.casework.demo.people import Person, academic_year
from skillshire.casework.demo.places import BY_ACTIVITY, SCHOOLS
from skillshire.casework.models import (
    ActivitySpell,
    Characteristic,
    Destination,
    Note,
    Offer,
    PlanStep,
    RiskFactors,
    YoungPerson,
)

BATCH = 2000  # rows in one statement
# Which code of definitions/codes/characteristics.yaml each factor is recorded as.
CHARACTERISTICS = {
    "looked_after": 110, "carer": 140, "youth_justice": 170, "pregnant_or_parent": 180,
    "alternative_provision": 200,
}  # fmt: skip
DESTINATIONS = {"SIXT": 48, "COLL": 30, "APPR": 10, "TRAI": 3, "WORK": 2, "UNDE": 5, "OTHE": 2}
OFFERS = {"OFFR": 965, "NONE": 20, "REFU": 10, "NOTA": 5}
CALLS = (
    "Rang in the afternoon; nobody answered.",
    "Left a message asking to ring back.",
    "The number is no longer in use.",
    "A relative answered and will pass it on.",
)
STEPS = (
    ("Visit the college's open evening", "Young person"),
    ("Send the list of apprenticeships nearby", "Officer"),
    ("Practise for an interview", "Officer"),
    ("Finish the application for a place", "Young person"),
)


def write(people: Sequence[Person], council: Organisation, seed: int, on: date) -> None:
    told = {person.number: stories.tell(person, seed, on, BY_ACTIVITY) for person in people}
    authority = young_people_file.authority_of(council)  # so that its return can be loaded again
    made = [_record(person, council, authority, on) for person in people]
    YoungPerson.objects.bulk_create(made, BATCH)
    pairs = list(zip(people, made, strict=True))
    _save(ActivitySpell, (row for person, record in pairs for row in _spells(told[person.number], record)))
    _save(Characteristic, (row for person, record in pairs for row in _characteristics(person, record)))
    _save(RiskFactors, (_factors(person, record) for person, record in pairs))
    draw = Random(f"{seed}:plans")
    _save(Offer, (row for person, record in pairs for row in _offers(person, record, draw, on)))
    _save(Destination, (row for person, record in pairs for row in _destinations(person, record, draw, on)))
    _follow_up(pairs, told, Random(f"{seed}:contacts"), on)
    activities.refresh_now([record.pk for record in made])


def _save(model: type[Model], rows: Iterable[Model]) -> None:
    model._default_manager.bulk_create(list(rows), BATCH)


def at(day: date) -> datetime:
    """A time of that day: records of the same county are the same whenever it is made."""
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)


def _record(person: Person, council: Organisation, authority: str, on: date) -> YoungPerson:
    age_out = date(person.cohort + 2, 9, 1)
    left = age_out <= on
    return YoungPerson(
        organisation=council, reference=person.reference, given_name=person.given, family_name=person.family,
        born=person.born, gender=person.gender, ethnicity=person.ethnicity,
        address=f"{person.address}\nExampleton", postcode=person.postcode, area_code=person.district,
        telephone=names.telephone(person.number), email=f"yp{person.number}@example.org",
        uln=str(names.uln(person.number)), upn=names.upn(person.number), lead_authority=authority,
        educated_authority=authority, authority_at_16=authority, cohort_status="A" if left else "P",
        left_on=age_out if left else None, send=person.send,
        level_of_need="1" if person.disadvantage > 2 else "2" if person.disadvantage > 1 else "3",
        adviser=("officer", "officer2")[person.number % 2], updated_at=at(on),
    )  # fmt: skip


def _spells(told: Sequence[stories.Spell], record: YoungPerson) -> Iterator[ActivitySpell]:
    for one in told:
        place = one.place
        yield ActivitySpell(
            young_person=record, code=one.code, starts=one.starts, ends=one.ends, ascertained=one.ascertained,
            verified=one.verified, lapses=one.lapses, neet_since=one.neet_since, review_on=one.review_on,
            predicted_end=one.predicted_end,
            establishment_number=place.number if place else "",
            establishment_name=place.name if place else "",
            ukprn=place.ukprn if place else None,
        )  # fmt: skip


def _characteristics(person: Person, record: YoungPerson) -> Iterator[Characteristic]:
    for factor, code in CHARACTERISTICS.items():
        if person.factors[factor]:
            yield Characteristic(young_person=record, code=code)


def _factors(person: Person, record: YoungPerson) -> RiskFactors:
    """Of year 11, which ends in the calendar year in which they are 16 on 31 August."""
    return RiskFactors(young_person=record, school_year=person.cohort, **person.factors)


def _offers(person: Person, record: YoungPerson, draw: Random, on: date) -> Iterator[Offer]:
    """For the Septembers after years 11 and 12."""
    for year in (person.cohort, person.cohort + 1):
        status = draw.choices(list(OFFERS), list(OFFERS.values()))[0]
        if date(year, 6, 1) <= on:
            place = draw.choice(SCHOOLS).name if status == "OFFR" else ""
            yield Offer(young_person=record, year=year, status=status, place=place, on=date(year, 6, 1))


def _destinations(person: Person, record: YoungPerson, draw: Random, on: date) -> Iterator[Destination]:
    asked = date(person.cohort - 1, 10, 15)
    code = draw.choices(list(DESTINATIONS), list(DESTINATIONS.values()))[0]
    if asked <= on:
        yield Destination(young_person=record, school_year=11, code=code, on=asked)


# --- Contacts and plans of those whom somebody looks for now -----------------------------------------------

Pairs = Sequence[tuple[Person, YoungPerson]]
LOST, OUT = (810, 820, 830), range(610, 690)


def _follow_up(pairs: Pairs, told: dict[int, list[stories.Spell]], draw: Random, on: date) -> None:
    now = academic_year(on)
    notes: list[Note] = []
    steps: list[PlanStep] = []
    for person, record in pairs:
        spell = told[person.number][-1] if told[person.number] else None
        if spell is None or person.cohort < now - 1:
            continue
        if spell.code in LOST or (spell.lapses and spell.lapses <= on):
            notes += _tries(record, spell, draw, on)
        elif spell.code in OUT:
            steps += _plan(record, draw, on)
    _save(Note, notes)
    _save(PlanStep, steps)
    tried = [record for _, record in pairs if record.contact_attempts]
    YoungPerson.objects.bulk_update(tried, ["contact_attempts"], 500)


def _tries(record: YoungPerson, spell: stories.Spell, draw: Random, on: date) -> list[Note]:
    lost = spell.lapses if spell.lapses and spell.lapses <= on else spell.starts
    days = (on - lost).days
    tries = draw.randint(0, 3)
    record.contact_attempts = tries
    when = sorted(on - timedelta(days=draw.randrange(days + 1)) for _ in range(tries))
    return [
        Note(
            young_person=record, on=day, way="call", reached=False, text=draw.choice(CALLS),
            by=record.adviser, at=at(day),
        )
        for day in when
    ]  # fmt: skip


def _plan(record: YoungPerson, draw: Random, on: date) -> list[PlanStep]:
    agreed = on - timedelta(days=draw.randrange(1, 40))
    return [
        PlanStep(
            young_person=record, text=text, who=who, due=agreed + timedelta(days=14 * (number + 1)),
            by=record.adviser, at=at(agreed),
        )
        for number, (text, who) in enumerate(draw.sample(STEPS, 2))
    ]  # fmt: skip
