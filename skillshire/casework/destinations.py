"""What a young person in year 11 or 12 means to do next."""

from datetime import date

from django.db import transaction

from skillshire.casework import codes, records
from skillshire.casework.models import Destination, YoungPerson
from skillshire.core.errors import UserError

SCHOOL_YEARS = (11, 12)


def choices() -> list[tuple[str, str]]:
    """The codes that the office gives, with their titles."""
    known = codes.named("intended-destinations").values()
    return [(one.code, one.title) for one in known if one.origin == "ours"]


def title(code: str) -> str:
    known = codes.named("intended-destinations")
    return known[code].title if code in known else code


@transaction.atomic
def record(person: YoungPerson, *, school_year: int, code: str, by: str, on: date) -> Destination:
    """What was recorded for that school year before is replaced."""
    if school_year not in SCHOOL_YEARS:
        raise UserError("Destinations are recorded for year 11 and year 12; choose one of them.")
    if code not in codes.named("intended-destinations"):
        raise UserError(f"“{code}” is not a destination; choose one of the list.")
    records.held(person)
    kept = {"code": code, "on": on}
    made, _ = Destination.objects.update_or_create(
        young_person=person, school_year=school_year, defaults=kept
    )
    detail = {"destination": made.pk, "school_year": school_year, "code": code}
    records.changed(person, "record-destination", by=by, detail=detail)
    return made
