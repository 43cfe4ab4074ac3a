"""Invented young people for tests, one at a time."""

from datetime import date

from skillshire.casework.models import ActivitySpell, YoungPerson
from skillshire.core import clock
from tests import people

TODAY = date(2026, 11, 22)


def young_person(organisation=None, **fields):
    """Somebody in year 12 on TODAY, in Stevenage, in the cohort, of whom nothing else is known."""
    organisation = organisation or people.council()
    number = YoungPerson.objects.count() + 1
    given = {
        "reference": f"YP{number}", "given_name": "Ada", "family_name": "Archer", "born": date(2010, 1, 5),
        "area_code": "E07000243", "cohort_status": "P", "updated_at": clock.now(),
    }  # fmt: skip
    return YoungPerson.objects.create(organisation=organisation, **{**given, **fields})


def with_activity(organisation=None, *, code=210, since=date(2026, 9, 1), lapses=None, **fields):
    """Somebody whose latest activity is this one, as a file or an officer would have left them."""
    now = {"activity": code, "activity_since": since, "lapses": lapses}
    person = young_person(organisation, **now, **fields)
    ActivitySpell.objects.create(young_person=person, code=code, starts=since, lapses=lapses)
    return person
