"""Invented young people by the tens of thousands, straight into the records' tables. Nobody is real."""

import random
from datetime import date, timedelta

from django.utils import timezone

from skillshire.accounts.models import Organisation
from skillshire.casework import caseload
from skillshire.casework.models import ActivitySpell, YoungPerson
from skillshire.places import areas

SEED = 20260101
GIVEN = [
    "Ada",
    "Ben",
    "Cara",
    "Dev",
    "Ella",
    "Finn",
    "Grace",
    "Hari",
    "Isla",
    "Jack",
    "Kira",
    "Liam",
    "Maya",
    "Noah",
    "Orla",
    "Priya",
    "Quinn",
    "Rosa",
    "Sam",
    "Tia",
]
FAMILY = [
    "Archer",
    "Brook",
    "Carter",
    "Dale",
    "Evans",
    "Field",
    "Green",
    "Hill",
    "Irwin",
    "Jones",
    "Khan",
    "Lane",
    "Marsh",
    "Nolan",
    "Osei",
    "Patel",
]
# Code, share in percent, whether a place of learning stands beside it.
CODES = ((210, 34, True), (220, 12, True), (230, 33, True), (310, 6, True), (330, 4, True), (260, 1, False),
         (530, 1, True), (619, 2, False), (616, 1, False), (640, 1, False), (810, 4, False),
         (820, 1, False))  # fmt: skip
CHUNK = 5_000


def make(count: int, organisation: Organisation, on: date) -> None:
    rng = random.Random(SEED)
    districts = [area.code for area in areas.children(organisation.area_code)]
    for start in range(0, count, CHUNK):
        made = [
            _person(rng, number, organisation, districts, on)
            for number in range(start, min(start + CHUNK, count))
        ]
        YoungPerson.objects.bulk_create(made, batch_size=500)
        ActivitySpell.objects.bulk_create([_spell(one) for one in made if one.activity], batch_size=500)


def _person(
    rng: random.Random, number: int, organisation: Organisation, districts: list[str], on: date
) -> YoungPerson:
    first, last = caseload.born_between(13, on)[0], caseload.born_between(12, on)[1]
    code, _, place = rng.choices(CODES, [share for _, share, _ in CODES])[0]
    since = on - timedelta(days=rng.randrange(10, 400))
    known = code < 810
    return YoungPerson(
        organisation=organisation, reference=f"YP{number:06d}",
        given_name=rng.choice(GIVEN), family_name=f"{rng.choice(FAMILY)}{rng.choice(['', '', 'son', 'ley'])}",
        born=first + timedelta(days=rng.randrange((last - first).days + 1)), gender=rng.choice("MFUW"),
        address=f"{rng.randrange(1, 200)} Invented Road\nExample Town", postcode="SG1 1AA",
        telephone="01632 960000" if rng.random() < 0.8 else "",
        email="someone@example.org" if rng.random() < 0.5 else "",
        area_code=rng.choice(districts), cohort_status="P" if rng.random() < 0.97 else "A",
        activity=code, activity_since=since,
        lapses=since + timedelta(days=rng.randrange(300, 600)) if known else None,
        review_on=on + timedelta(days=rng.randrange(-30, 300)) if rng.random() < 0.2 else None,
        provider_name=f"Example College {rng.randrange(60)}" if place else "",
        contact_attempts=rng.randrange(5) if not known else 0, adviser=rng.choice(["", "", "worker"]),
        lead_authority="919", updated_at=timezone.now(),
    )  # fmt: skip


def _spell(person: YoungPerson) -> ActivitySpell:
    assert person.activity and person.activity_since
    return ActivitySpell(
        young_person=person, code=person.activity, starts=person.activity_since,
        ascertained=person.activity_since, lapses=person.lapses, review_on=person.review_on,
        establishment_name=person.provider_name,
    )  # fmt: skip
