"""Builds files of young people like those that councils' systems write. Everybody in them is invented."""

import csv
import io
from datetime import date

from skillshire.casework.ccis import columns

TODAY = date(2026, 3, 10)
GIVEN = ("Ada", "Ben", "Chloë", "Dan", "Eve", "Finn", "Grace", "Hugo")
FAMILY = ("Adams", "Brown", "Clarke", "O'Neil", "Evans", "Ford", "Gray", "Hill")
CODES = (210, 210, 210, 230, 230, 220, 310, 320, 619, 810)


def row(number=1, **changes):
    """A row of the return without a fault, as column → text. `changes` replace cells; None takes one out."""
    code = CODES[number % len(CODES)]
    made = {
        "DatabaseId": "919", "LEACode": "919", "DateOfSend": "05/03/2026", "PeriodEnd": "28/02/2026",
        "SupplierName": "Test", "SupplierXMLVersion": "1", "XMLSchemaVersion": "1",
        "YoungPersonsID": f"919{number:010d}", "CohortStatus": "P",
        "GivenName": GIVEN[number % 8], "MiddleName": "", "FamilyName": FAMILY[number // 8 % 8],
        "AddressLine1": f"{number} High Street", "Town": "Stevenage", "County": "Hertfordshire",
        "Postcode": "SG1 1EH", "Gender": "FMU"[number % 3],
        "DOB": f"{number % 28 + 1:02d}/{number % 12 + 1:02d}/2009",
        "Ethnicity": "WBRI", "LeadLEA": "919", "EducatedLEA": "919",
        "UniqueLearnerNo": f"{1000000000 + number}",
        "LevelOfNeedCode": "3", "SENDFlag": "N", "SENSupportFlag": "Y" if number % 9 == 0 else "N",
        "CharacteristicCode": "110; 140" if number % 7 == 0 else "",
        "ActivityCode": str(code), "StartDate": "01/09/2025", "DateAscertained": "15/09/2025",
        "DateVerified": "20/01/2026", "CurrencyLapsed": "N",
        "NEETStartDate": "01/09/2025" if code == 619 else "",
        "EstablishmentName": "Test School" if code < 300 else "",
    }  # fmt: skip
    made |= {name: text for name, text in changes.items() if text is not None}
    return {name: text for name, text in made.items() if changes.get(name, "") is not None}


def text(rows, headings=None):
    """The rows as CSV; headings are all that any of them has, in the return's order."""
    found = headings or [name for name in columns.KNOWN if any(name in one for one in rows)]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, found, restval="", lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def file(*rows, encoding="utf-8", headings=None):
    return text(rows or [row()], headings).encode(encoding)


def many(people, **changes):
    """A file of so many rows, made by repeating text: the making must not be what a test times."""
    return file(*(row(number, **changes) for number in range(1, people + 1)))
