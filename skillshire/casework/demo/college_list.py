"""A list as an invented college would send it, to try linking: the county's young people, with mistakes."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

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
    """CSV of up to 40 young people who are not known on that day, and four of whom the council never heard.

    The same county gives the same list on the same day. Everybody in it is invented.
    """
    draw = Random(f"college:{on}")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([*_enrolled(draw, on), *_strangers(draw, on)])
    return stream.getvalue().encode("utf-8-sig")


def _enrolled(draw: Random, on: date) -> Iterator[Row]:
    """Of the people that the demo made: whom somebody loaded since stays out of a list open to all."""
    made = YoungPerson.objects.filter(
        organisation__slug=staff.COUNCIL, upload=None, erased_at=None, left_on=None
    )
    lost = made.filter(lapses__lte=on).exclude(postcode="").order_by("reference")[:MOST]
    for number, one in enumerate(lost):
        given, family, born = one.given_name, one.family_name, one.born or on
        if number % 8 == 1:
            family = _misspelt(draw, family)
        elif number % 8 == 3:
            given = given[:3]
        elif number % 8 == 5:
            born += timedelta(days=draw.randint(1, 3))
        postcode = "" if number % 8 == 7 else one.postcode
        yield _row(given, family, born, postcode, one.gender, on)


def _strangers(draw: Random, on: date) -> Iterator[Row]:
    for _ in range(STRANGERS):
        gender = draw.choice("FM")
        born = date(on.year - 17, draw.randint(1, 12), draw.randint(1, 28))
        yield _row(names.given(draw, gender), names.family(draw) + "-Fern", born, "", gender, on)


def _row(given: str, family: str, born: date, postcode: str, gender: str, on: date) -> Row:
    since = on - timedelta(days=20)
    return given, family, f"{born:%d/%m/%Y}", postcode, gender, str(FULL_TIME), f"{since:%d/%m/%Y}", COLLEGE


def _misspelt(draw: Random, name: str) -> str:
    """Two letters in each other's place, as they are typed."""
    at = draw.randrange(1, len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
