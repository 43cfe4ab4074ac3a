"""A list as an invented college would send it, to try linking: the county's young people, with mistakes."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.db.models import Q

from skillshire.casework import codes
from skillshire.casework.demo import names, staff
from skillshire.casework.models import YoungPerson

NAME = "college-list.csv"
COLUMNS = (
    "GivenName", "FamilyName", "DOB", "Postcode", "Gender", "ActivityCode", "StartDate", "EstablishmentName",
)  # fmt: skip
COLLEGE = "Example College"
FULL_TIME = 220  # further education
MOST, STRANGERS = 40, 4
Row = tuple[str, ...]


def write(on: date) -> bytes:
    """CSV of up to 40 young people, first those not known on that day, and four of whom nobody ever heard.

    The same county gives the same list on the same day. Everybody in it is invented.
    """
    draw = Random(f"college:{on}")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([*_enrolled(draw, on), *_strangers(draw, on)])
    return stream.getvalue().encode("utf-8-sig")


def _enrolled(draw: Random, on: date) -> Iterator[Row]:
    for number, one in enumerate(_chosen(on)):
        given, family, born = one.given_name, one.family_name, one.born or on
        if number % 8 == 1:
            family = _misspelt(draw, family)
        elif number % 8 == 3:
            given = given[:3]
        elif number % 8 == 5:
            born += timedelta(days=draw.randint(1, 3))
        postcode = "" if number % 8 == 7 else one.postcode
        since = one.activity_since if one.activity == FULL_TIME and one.activity_since else None
        yield _row(given, family, born, postcode, one.gender, since or on - timedelta(days=20))


def _chosen(on: date) -> list[YoungPerson]:
    """First those who are not known, then those whom the council knows to be at college already.

    Of the people that the demo made: whom somebody loaded since stays out of a list open to all.
    """
    made = YoungPerson.objects.filter(
        organisation__slug=staff.COUNCIL, upload=None, erased_at=None, left_on=None
    ).exclude(postcode="")
    unknown = Q(lapses__lte=on) | Q(activity=None) | Q(activity__in=codes.activities().by_group("not-known"))
    lost = list(made.filter(unknown).order_by("reference")[:MOST])
    there = made.filter(activity=FULL_TIME).exclude(unknown).order_by("reference")
    return [*lost, *there[: MOST - len(lost)]]


def _strangers(draw: Random, on: date) -> Iterator[Row]:
    for _ in range(STRANGERS):
        gender = draw.choice("FM")
        given, born = names.given(draw, gender), date(on.year - 17, draw.randint(1, 12), draw.randint(1, 28))
        yield _row(given, names.family(draw) + "-Fern", born, "", gender, on - timedelta(days=20))


def _row(given: str, family: str, born: date, postcode: str, gender: str, since: date) -> Row:
    return given, family, f"{born:%d/%m/%Y}", postcode, gender, str(FULL_TIME), f"{since:%d/%m/%Y}", COLLEGE


def _misspelt(draw: Random, name: str) -> str:
    """Two letters in each other's place, as they are typed."""
    at = draw.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
