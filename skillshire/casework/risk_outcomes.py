"""What became of young people who were scored: whether they were NEET for three months by 18.

Counted: days in spells whose activity is grouped as NEET (the default scheme), from 1 September after year
11 to the day before the 18th birthday, summed over spells; 91 days or more. Days not known are
neither: somebody of whom nothing was known for more than half of that time has no outcome and is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from skillshire.accounts.models import Organisation
from skillshire.casework import codes
from skillshire.casework.models import ActivitySpell, RiskFactors, YoungPerson

LONG = 91  # days: three months
SAID = "NEET for 91 days or more between 1 September after year 11 and the 18th birthday"


@dataclass(frozen=True)
class Case:
    """One person of whom it is known how it went. Groups are only for publishing how well a list works."""

    factors: RiskFactors
    neet: bool
    area: str
    groups: Mapping[str, str]  # such as gender → F


@dataclass(frozen=True)
class Span:
    code: int
    starts: date
    ends: date | None
    lapses: date | None


def cases(on: date, organisation: Organisation, came_of_age_after: date | None = None) -> list[Case]:
    """Everybody of the organisation with factors of year 11 who was 18 by that day, and was not yet by the
    other, and whose outcome is known."""
    grown = YoungPerson.objects.filter(
        organisation=organisation, erased_at__isnull=True, born__lte=_years_before(on, 18)
    )
    if came_of_age_after:
        grown = grown.filter(born__gt=_years_before(came_of_age_after, 18))
    people = {one.pk: one for one in grown.iterator(2000)}
    spells = _spells(people)
    found = []
    for factors in RiskFactors.objects.filter(young_person__in=grown).order_by("pk").iterator(2000):
        person = people[factors.young_person_id]
        neet = outcome(person.born, factors.school_year, spells.get(person.pk, []))
        if neet is not None:
            found.append(Case(factors, neet, person.area_code, _groups(person, factors)))
    return found


def outcome(born: date | None, school_year: int, spells: Iterable[Span]) -> bool | None:
    """None where it is not known. `school_year` is the one in which year 11 ended."""
    if born is None:
        return None
    first, last = date(school_year, 9, 1), _birthday(born, 18) - timedelta(days=1)
    whole = (last - first).days + 1
    if whole < LONG:
        return None
    neet = known = 0
    for spell in spells:
        days = _days(spell, first, last)
        group = codes.group(spell.code)
        known += days if group != "not-known" else 0
        neet += days if group == "neet" else 0
    if neet >= LONG:
        return True
    return False if 2 * known >= whole else None


def _days(spell: Span, first: date, last: date) -> int:
    """Days of the spell within both days, as long as it counted as known."""
    ends = min(spell.ends or last, last)
    if spell.lapses is not None:
        ends = min(ends, spell.lapses - timedelta(days=1))
    return max(0, (ends - max(spell.starts, first)).days + 1)


def _spells(people: Mapping[int, YoungPerson]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    rows = ActivitySpell.objects.values_list("young_person_id", "code", "starts", "ends", "lapses")
    for person, code, starts, ends, lapses in rows.order_by("pk").iterator(5000):
        if person in people:
            found.setdefault(person, []).append(Span(code, starts, ends, lapses))
    return found


def _groups(person: YoungPerson, factors: RiskFactors) -> dict[str, str]:
    meals = {True: "yes", False: "no", None: "not known"}[factors.free_meals]
    return {
        "gender": {"F": "female", "M": "male"}.get(person.gender, "other or not known"),
        "ethnicity": _broad(person.ethnicity),
        "special educational needs": {"": "not known", "support": "SEN support", "ehcp": "plan"}.get(
            person.send, person.send
        ),
        "free school meals": meals,
    }


def _broad(code: str) -> str:
    """The census's five groups, by the first letter of the return's code."""
    if code in ("", "REFU", "NOBT"):
        return "not known"
    return {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "C": "Asian"}.get(code[0], "Other")


def _birthday(born: date, years: int) -> date:
    day = 28 if (born.month, born.day) == (2, 29) else born.day
    return date(born.year + years, born.month, day)


def _years_before(on: date, years: int) -> date:
    """The last day on which somebody was born whose birthday, as above, has come by then."""
    if on.month == 2 and on.day >= 28:  # noqa: PLR2004
        return date(on.year - years, 3, 1) - timedelta(days=1)
    return on.replace(year=on.year - years)
