"""What of a young person's record makes a list of work: the states it can be in, the filters, the orders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least

from skillshire.casework import codes, ease
from skillshire.core.periods import add_months

FAR = date(9999, 12, 31)  # after every day that is due
YEARS = (11, 12, 13, 14)  # school year groups that a list can be narrowed to
LEARNING = ("full-time-education", "apprenticeship", "other-learning")


@dataclass(frozen=True)
class State:
    """A state that a record can be in on a day; some overlap."""

    slug: str
    title: str


STATES = (
    State("not-known", "Not known"),
    State("neet", "Not in education, employment or training"),
    State("lapsing", "Lapsing within a month"),
    State("review", "Review due"),
    State("learning", "In learning"),
    State("other", "Working, gap year and others"),
    State("all", "Everyone followed"),
    State("left", "Left the cohort"),
)
ORDERS = {"easiest": "Easiest to find out first", "due": "Next due first", "name": "Name"}


@dataclass(frozen=True)
class Filters:
    """What a list was narrowed to; an empty text is no narrowing."""

    state: str = "not-known"
    district: str = ""  # GSS code
    year: int = 0  # school year group, 12 or 13; 0 is any
    adviser: str = ""  # username
    search: str = ""  # the beginning of names, or of a reference

    def but(self, **changed: Any) -> "Filters":
        return replace(self, **changed)


def usual_order(state: str) -> str:
    return "easiest" if state == "not-known" else "due"


@lru_cache(maxsize=1)
def _staying() -> tuple[str, ...]:
    """The cohort statuses of whoever has not left; one that was never given among them."""
    return ("", *(code for code, one in codes.named("cohort-statuses").items() if not one.left))


@lru_cache(maxsize=8)
def _in(*groups: str) -> tuple[int, ...]:
    return codes.activities().by_group(*groups)


def states(on: date) -> Mapping[str, Q]:
    """Each state as a condition. A record that has left the cohort is in “left” and nothing else."""
    followed = Q(cohort_status__in=_staying())
    fresh = followed & (Q(lapses__isnull=True) | Q(lapses__gt=on))
    neet, learning, unknown = _in("neet"), _in(*LEARNING), _in("not-known")
    known = tuple(sorted(set(codes.by_code()) - set(unknown)))
    others = tuple(code for code in known if code not in {*neet, *learning})
    lost = Q(activity__isnull=True) | Q(activity__in=unknown) | Q(lapses__lte=on)
    return {
        "not-known": followed & lost,
        "neet": fresh & Q(activity__in=neet),
        "lapsing": followed & Q(lapses__gt=on, lapses__lte=add_months(on, 1), activity__in=known),
        "review": followed & Q(review_on__lte=on),
        "learning": fresh & Q(activity__in=learning),
        "other": fresh & Q(activity__in=others),
        "all": followed,
        "left": ~followed,
    }


@dataclass(frozen=True)
class Tally:
    """How many records with one cohort status and one activity there are, and how many of those are due."""

    status: str
    activity: int | None
    people: int
    lapsed: int
    lapsing: int
    review: int


def tallied(people: QuerySet[Any], on: date) -> list[Tally]:
    """One query that an index answers in its own order, whatever the number of states."""
    grouped = people.order_by().values_list("cohort_status", "activity")
    found = grouped.annotate(
        people=Count("pk"),
        lapsed=Count("pk", filter=Q(lapses__lte=on)),
        lapsing=Count("pk", filter=Q(lapses__gt=on, lapses__lte=add_months(on, 1))),
        review=Count("pk", filter=Q(review_on__lte=on)),
    )
    return [Tally(*one) for one in found]


def summed(tallies: Iterable[Tally]) -> Mapping[str, int]:
    """How many are in each state; the same as asking with states() for each, as a test shows."""
    found = dict.fromkeys((state.slug for state in STATES), 0)
    for one in tallies:
        if one.status not in _staying():
            found["left"] += one.people
            continue
        found["all"] += one.people
        found["review"] += one.review
        group = _group(one.activity)
        if group == "not-known":
            found["not-known"] += one.people
            continue
        found["not-known"] += one.lapsed
        found["lapsing"] += one.lapsing
        found[group] += one.people - one.lapsed
    return found


def _group(activity: int | None) -> str:
    if activity is None or activity in _in("not-known"):
        return "not-known"
    if activity in _in("neet"):
        return "neet"
    return "learning" if activity in _in(*LEARNING) else "other"


def narrowed(filters: Filters, on: date) -> Q:
    """All but the state and the search."""
    found = Q()
    if filters.district:
        found &= Q(area_code=filters.district)
    if filters.year:
        found &= Q(born__range=born_between(filters.year, on))
    if filters.adviser:
        found &= Q(adviser=filters.adviser)
    return found


def searched(text: str) -> Q:
    """Each word begins a name or the reference."""
    found = Q()
    for word in text.split():
        found &= (
            Q(family_name__istartswith=word)
            | Q(given_name__istartswith=word)
            | Q(reference__istartswith=word)
        )
    return found


def school_year(on: date) -> int:
    """The year in which the school year of that day began; it turns on 1 September."""
    return on.year if on.month >= 9 else on.year - 1


def born_between(group: int, on: date) -> tuple[date, date]:
    """The first and last day of birth of a school year group: year 12 turned 16 in the school year before."""
    begins = school_year(on)
    return date(begins - group - 5, 9, 1), date(begins - group - 4, 8, 31)


def year_group(born: date | None, on: date) -> int | None:
    """The school year group that somebody of this date of birth is in, or would be."""
    return None if born is None else school_year(on) - school_year(born) - 5


def ordering(order: str, on: date) -> tuple[Any, ...]:
    if order == "easiest":
        return (ease_points(on).desc(), F("lapses").desc(nulls_last=True), "id")
    if order == "name":
        return ("family_name", "given_name", "id")
    return (next_due(), "id")


def next_due() -> Combinable:
    """The first day on which something is due: the activity lapses or a review; FAR where nothing is."""
    return Least(Coalesce("lapses", Value(FAR)), Coalesce("review_on", Value(FAR)))


def ease_points(on: date) -> Any:
    """ease.score() as SQL, from the same points; a test holds the two together."""
    recent, lately = (on - timedelta(days=days) for days in (ease.RECENT_DAYS, ease.LATELY_DAYS))
    lapsed = Q(lapses__isnull=False, lapses__lte=on)
    terms = [
        _points("telephone", ~Q(telephone="")),
        _points("email", ~Q(email="")),
        _points("address", ~Q(postcode="") & ~Q(activity=no_address())),
        _points("untried", Q(contact_attempts=0)),
        _points("few-tries", Q(contact_attempts__gt=0, contact_attempts__lte=ease.FEW)),
        _points("recent", lapsed & Q(lapses__gt=recent)),
        _points("lately", lapsed & Q(lapses__lte=recent, lapses__gt=lately)),
        _points("place", ~Q(provider_name="")),
        _points("refused", Q(activity=refused())),
    ]
    return sum(terms[1:], terms[0])


def no_address() -> int:
    return 820


def refused() -> int:
    return 830


def _points(factor: str, when: Q) -> Case:
    points = Value(ease.POINTS[factor])
    return Case(When(when, then=points), default=Value(0), output_field=IntegerField())
