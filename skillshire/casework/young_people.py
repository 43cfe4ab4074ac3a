"""Young people as lists of work: who is due what, counted and a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from skillshire.accounts.standing import Standing
from skillshire.casework import access, caseload, codes, currency, ease
from skillshire.casework.caseload import Filters
from skillshire.casework.models import YoungPerson
from skillshire.core.permissions import Permission

PAGE = 50  # records on a page
MOST_FOUND = 500  # by a search: who gets more writes more of the name
# What a list shows and its rules ask; addresses and the like stay in the database.
SHOWN = (
    "id", "reference", "given_name", "family_name", "born", "postcode", "telephone", "email", "area_code",
    "cohort_status", "activity", "activity_since", "lapses", "review_on", "provider_name", "last_contact",
    "contact_attempts", "adviser", "organisation_id",
)  # fmt: skip


@dataclass(frozen=True)
class Caseload:
    """One page of a list. `counts` has every state under the other filters; `total` is of the chosen one."""

    rows: Sequence[YoungPerson]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int
    cut: bool = False  # a search found more than MOST_FOUND: these are the first by name


def caseload_page(standing: Standing, filters: Filters, order: str, page: int, on: date) -> Caseload:
    """Three queries, and one more for a search. `page` counts from 1; one after the last is the last."""
    people, cut = _searched(_narrowed(standing, filters, on), filters)
    counts = count(people, on)
    total = counts[filters.state]
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    chosen = people.filter(caseload.states(on)[filters.state]).order_by(*caseload.ordering(order, on))
    rows = _rows(chosen, (page - 1) * PAGE, PAGE) if total else []
    return Caseload(rows, counts, total, page, pages, cut)


def count(people: QuerySet[YoungPerson], on: date) -> Mapping[str, int]:
    """How many are in each state: one query, answered from an index."""
    return caseload.summed(caseload.tallied(people, on))


def due_now(standing: Standing, on: date) -> Mapping[str, int]:
    """The counts of everybody this person may see, for the office's first page."""
    return count(access.young_people(standing), on)


def everyone(standing: Standing, filters: Filters, order: str, on: date) -> QuerySet[YoungPerson]:
    """The whole list as one query, for a file: only for whom it may leave the office."""
    people = _narrowed(standing, filters, on, Permission.EXPORT_YOUNG_PEOPLE)
    chosen, _ = _searched(people, filters)
    chosen = chosen.filter(caseload.states(on)[filters.state])
    return chosen.order_by(*caseload.ordering(order, on)).only(*SHOWN)


def facts(person: YoungPerson, on: date) -> ease.Facts:
    """What the rule “easiest first” knows of a record."""
    return ease.Facts(
        telephone=bool(person.telephone),
        email=bool(person.email),
        address=bool(person.postcode) and person.activity != caseload.no_address(),
        attempts=person.contact_attempts,
        lapsed=person.lapses if person.lapses and person.lapses <= on else None,
        place=person.provider_name,
        refused=person.activity == caseload.refused(),
    )


def is_known(person: YoungPerson, on: date) -> bool:
    """Whether somebody knows what this person does, on that day."""
    return codes.group(currency.counted(person.activity, person.lapses, on)) != "not-known"


def has_left(person: YoungPerson) -> bool:
    status = codes.named("cohort-statuses").get(person.cohort_status)
    return status is not None and status.left


def _narrowed(
    standing: Standing, filters: Filters, on: date, permission: Permission = Permission.SEE_YOUNG_PEOPLE
) -> QuerySet[YoungPerson]:
    return access.young_people(standing, permission).filter(caseload.narrowed(filters, on))


def _searched(people: QuerySet[YoungPerson], filters: Filters) -> tuple[QuerySet[YoungPerson], bool]:
    """Only those that a search finds, by number: what follows then has a few hundred to look at."""
    if not filters.search.split():
        return people, False
    found = people.filter(caseload.searched(filters.search)).order_by("family_name", "given_name", "id")
    ids = list(found.values_list("pk", flat=True)[: MOST_FOUND + 1])
    return YoungPerson.objects.filter(pk__in=ids[:MOST_FOUND]), len(ids) > MOST_FOUND


def _rows(chosen: QuerySet[YoungPerson], start: int, most: int) -> list[YoungPerson]:
    """In two steps: the numbers come from an index alone, then only the page's records are read."""
    ids = list(chosen.values_list("pk", flat=True)[start : start + most])
    read = YoungPerson.objects.only(*SHOWN).in_bulk(ids)
    return [read[pk] for pk in ids if pk in read]
