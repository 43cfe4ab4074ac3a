"""The September Guarantee: the place in learning that a young person is offered."""

from datetime import date

from django.db import transaction

from skillshire.casework import codes, records
from skillshire.casework.models import Offer, YoungPerson
from skillshire.core.errors import UserError


def statuses() -> list[tuple[str, str]]:
    """The codes that the office gives, with their titles."""
    return [
        (one.code, one.title) for one in codes.named("september-guarantee").values() if one.origin == "ours"
    ]


def title(status: str) -> str:
    known = codes.named("september-guarantee")
    return known[status].title if status in known else status


@transaction.atomic
def record(person: YoungPerson, *, year: int, status: str, place: str, by: str, on: date) -> Offer:
    """`year` is the one of that September. What was recorded for it before is replaced."""
    if status not in codes.named("september-guarantee"):
        raise UserError(f"“{status}” is not a status of an offer; choose one of the list.")
    if not on.year - 2 <= year <= on.year + 1:
        raise UserError(f"An offer for September {year} is too far away; give this year or one beside it.")
    records.held(person)
    kept = {"status": status, "place": place, "on": on}
    offer, _ = Offer.objects.update_or_create(young_person=person, year=year, defaults=kept)
    detail = {"offer": offer.pk, "year": year, "status": status}
    records.changed(person, "record-offer", by=by, detail=detail)
    return offer
