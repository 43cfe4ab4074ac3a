"""What the list of young people shows: the filters as they stand, one line a record, the way to more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from skillshire.casework import activities, caseload, ease, young_people
from skillshire.casework.caseload import Filters
from skillshire.casework.models import YoungPerson
from skillshire.casework.young_people import Caseload
from skillshire.places import areas
from skillshire.web.office import searches
from skillshire.web.office.forms.fields import words
from skillshire.web.office.pages import young_person

SOON_DAYS = 31
STATES = {state.slug: state.title for state in caseload.STATES}


@dataclass(frozen=True)
class Asked:
    """What the address asks for, read kindly: what cannot be is left out."""

    filters: Filters
    order: str
    page: int
    search: searches.Search = searches.Search()

    def query(self, **changed: object) -> str:
        """The address of the same list with something else; without what is usual anyway."""
        state = str(changed.get("state", self.filters.state))
        usual = {"state": "not-known", "order": caseload.usual_order(state), "page": 1, "year": 0}
        now = {
            "state": self.filters.state, "district": self.filters.district, "year": self.filters.year,
            "adviser": self.filters.adviser, searches.NAMED: self.search.word if self.search.text else "",
            "order": self.order,
        }  # fmt: skip
        if "state" in changed:
            now.pop("order")
        given = {**now, **changed}
        if given.get(searches.NAMED) and given["state"] == "not-known":
            usual.pop("state")
        kept = {key: value for key, value in given.items() if value and value != usual.get(key)}
        return f"?{urlencode(kept)}" if kept else "?"


@dataclass(frozen=True)
class Line:
    number: int
    name: str
    reference: str
    about: str  # school year and district
    state: str
    late: bool
    activity: str
    due: str
    reasons: tuple[ease.Reason, ...]
    score: int | None
    contact: str


def asked(given: Mapping[str, Any], search: searches.Search) -> Asked:
    state = given.get("state", "")
    state = state if state in STATES else ("all" if search.text else "not-known")
    year, page = _whole(given.get("year", "")), _whole(given.get("page", ""))
    district = given.get("district", "")
    filters = Filters(
        state=state,
        district=district if district in dict(districts()) else "",
        year=year if year in caseload.YEARS else 0,
        adviser=str(given.get("adviser", ""))[:150].replace("\x00", ""),
        search=search.text,
    )
    order = given.get("order", "")
    fits = order in caseload.ORDERS and (order != "easiest" or state == "not-known")
    return Asked(filters, order if fits else caseload.usual_order(state), max(page, 1), search)


def districts() -> list[tuple[str, str]]:
    return [(area.code, area.name) for area in areas.children(settings.SKILLSHIRE_AREA)]


def tabs(question: Asked, counts: Mapping[str, int]) -> list[tuple[str, str, int, bool]]:
    """Each state with its address and how many are in it; one that is empty stays, saying 0."""
    return [
        (title, question.query(state=slug, page=1), counts[slug], slug == question.filters.state)
        for slug, title in STATES.items()
    ]


def orders(question: Asked) -> list[tuple[str, str, bool]]:
    possible = [key for key in caseload.ORDERS if key != "easiest" or question.filters.state == "not-known"]
    return [
        (caseload.ORDERS[key], question.query(order=key, page=1), key == question.order) for key in possible
    ]


def title(question: Asked, found: Caseload) -> str:
    """The answer, as the page's heading and title: without a name, since browsers keep titles."""
    filters, many = question.filters, f"{found.total:,}"
    people = "young person" if found.total == 1 else "young people"
    if filters.search:
        return f"{many} {people} found"
    said = {
        "not-known": f"{many} {people} not known now",
        "neet": f"{many} {people} not in education, employment or training",
        "lapsing": f"{many} {people} to confirm within a month",
        "review": f"{many} {people} due a review",
        "learning": f"{many} {people} in learning",
        "other": f"{many} {people} working, on a gap year or other",
        "all": f"{many} {people} followed",
        "left": f"{many} {people} who left the cohort",
    }
    return said[filters.state]


def narrowing(question: Asked, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What narrows the list besides state and search, each with the address of the list without it."""
    filters = question.filters
    found = []
    if filters.district:
        found.append((dict(districts())[filters.district], question.query(district="", page=1)))
    if filters.year:
        found.append((f"Year {filters.year}", question.query(year=0, page=1)))
    if filters.adviser:
        who = names.get(filters.adviser, filters.adviser)
        found.append((f"Adviser {who}", question.query(adviser="", page=1)))
    return found


def line(person: YoungPerson, on: date) -> Line:
    known, left = young_people.is_known(person, on), young_people.has_left(person)
    reasons = () if known or left else tuple(ease.reasons(young_people.facts(person, on), on))
    group = caseload.year_group(person.born, on)
    about = [
        f"Year {group}" if group in caseload.YEARS else "",
        areas.get(person.area_code).name if person.area_code else "",
    ]
    return Line(
        number=person.pk,
        name=f"{person.family_name}, {person.given_name}".strip(", ") or "Name not recorded",
        reference=person.reference,
        about=", ".join(part for part in about if part),
        state=young_person.state(person, on),
        late=not known and not left,
        activity=_activity(person, known),
        due="" if left else due(person, on),
        reasons=reasons,
        score=sum(one.points for one in reasons) if not known and not left else None,
        contact=_contact(person),
    )


def due(person: YoungPerson, on: date) -> str:
    """The next thing that is due, in words that say whether it is late."""
    days = [(day, what) for day, what in ((person.lapses, "lapses"), (person.review_on, "review")) if day]
    if not days:
        return ""
    day, what = min(days)
    if what == "review":
        return f"Review was due {words(day)}" if day < on else f"Review {words(day)}"
    if day <= on:
        return f"Lapsed {words(day)}"
    return f"Lapses {words(day)}" + (": confirm soon" if day <= on + timedelta(days=SOON_DAYS) else "")


def _activity(person: YoungPerson, known: bool) -> str:
    where = f", {person.provider_name}" if person.provider_name else ""
    said = f"{activities.title(person.activity)}{where}"
    return said if known or activities.group(person.activity) == "not-known" else f"Last known: {said}"


def _contact(person: YoungPerson) -> str:
    tries = person.contact_attempts
    reached = f"Reached {words(person.last_contact)}" if person.last_contact else ""
    tried = f"{tries} {'tries' if tries > 1 else 'try'}" if tries else ""
    return "; ".join(part for part in (reached, tried) if part)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
