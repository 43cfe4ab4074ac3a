"""A council's young people and colleges' lists of them. Everybody in them is invented."""

import csv
import io
from datetime import date

from skillshire.casework.linking import lists
from skillshire.casework.linking.reading import Standing
from skillshire.casework.models import ActivitySpell, YoungPerson
from tests import people
from tests.casework import files
from tests.casework.test_young_people_file import load as load_people

TODAY = date(2026, 3, 10)
DAY = date(2026, 3, 2)
ENROLLED = Standing(DAY, 220, date(2026, 2, 2), "Example College")
HEADINGS = ("First name", "Surname", "Date of birth", "Postcode")


def register(number=30):
    """So many young people in their first activities, as of 28 February 2026."""
    load_people(files.many(number))
    return people.council()


def person(number):
    return YoungPerson.objects.get(reference=f"919{number:010d}")


def now(number):
    one = person(number)
    return ActivitySpell.objects.filter(young_person=one).order_by("-starts").values_list("code", "starts")[0]


def line(number, **wrong):
    """The row of a college's list for that young person, with mistakes."""
    row = files.row(number)
    cells = dict(
        zip(HEADINGS, (row["GivenName"], row["FamilyName"], row["DOB"], row["Postcode"]), strict=True)
    )
    return cells | wrong


def college(*rows):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def check(data, said=ENROLLED):
    return lists.check(data, organisation=people.council(), name="college.csv", said=said, on=TODAY)


def link(data, said=ENROLLED, on=TODAY):
    return lists.load(data, organisation=people.council(), name="college.csv", said=said, by="alice", on=on)
