"""The return: young people as CSV in the columns of the national return, as they stood at the end of a month.

To load it again changes nothing. Cells are written as they are: a reader that is a program must get a name
that begins with a dash as that name. What would run as a formula in a spreadsheet gets a space in front,
which loading takes away again.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Min, Prefetch, Q

from skillshire.accounts.models import Organisation
from skillshire.casework.ccis import columns
from skillshire.casework.ccis.records import PERSON, SPELL
from skillshire.casework.models import (
    ActivitySpell,
    Characteristic,
    Destination,
    Offer,
    Transfer,
    YoungPerson,
)
from skillshire.casework.young_people_file import authority_of
from skillshire.core import audit, clock
from skillshire.core.tabular import FORMULA

SUPPLIER = {"SupplierName": "Skillshire", "SupplierXMLVersion": "", "XMLSchemaVersion": "CSV"}


def write(organisation: Organisation, *, day: date, by: str, purpose: str) -> bytes:
    """Everybody in the cohort on that day, and who left it in its month. That they were read is recorded, and
    the purpose.
    """
    people = _people(organisation, day)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns.RETURN, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(organisation, people, day))
    audit.look("young-person", [one.pk for one in people], by=by, at=clock.now(), purpose=purpose)
    return text.getvalue().encode()


def _people(organisation: Organisation, day: date) -> list[YoungPerson]:
    found = YoungPerson.objects.filter(organisation=organisation, erased_at__isnull=True)
    running = ActivitySpell.objects.filter(starts__lte=day).order_by("starts")
    here = Q(left_on__isnull=True) | Q(left_on__gte=day.replace(day=1))  # leavers stand in their last return
    # As they are counted (extract.py): from the month in which their first activity had begun.
    joined = Q(cohort_from__isnull=True) | Q(cohort_from__lte=day)
    chosen = found.annotate(cohort_from=Min("spells__starts")).filter(here, joined)
    return list(chosen.order_by("reference").prefetch_related(Prefetch("spells", running, "begun")))


def _rows(organisation: Organisation, people: list[YoungPerson], day: date) -> Iterator[dict[str, str]]:
    number = authority_of(organisation)
    head = {
        "DatabaseId": number,
        "LEACode": number,
        "DateOfSend": _day(day),
        "PeriodEnd": _day(day),
        **SUPPLIER,
    }
    others = _others(organisation, day)
    for person in people:
        row = head | _person(person) | others[person.pk]
        begun: list[ActivitySpell] = person.begun  # type: ignore[attr-defined]  # by the prefetch
        if begun:
            row |= _spell(begun[-1], day)
        yield {name: _safe(value) for name, value in row.items()}


def _person(person: YoungPerson) -> dict[str, str]:
    row = {
        column: _cell(getattr(person, name)) for column, name in PERSON.items() if column in columns.RETURN
    }
    lines = person.address.split("\n") if person.address else []
    address = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "Town", "County")
    row |= dict(zip(address, lines, strict=False))
    flags = {"ehcp": ("Y", "N"), "support": ("N", "Y"), "none": ("N", "N")}.get(person.send, ("", ""))
    return row | dict(zip(("SENDFlag", "SENSupportFlag"), flags, strict=True))


def _spell(spell: ActivitySpell, day: date) -> dict[str, str]:
    row = {column: _cell(getattr(spell, name)) for column, name in SPELL.items()}
    return row | {"CurrencyLapsed": "Y" if spell.lapses is not None and spell.lapses <= day else "N"}


def _others(organisation: Organisation, day: date) -> "defaultdict[int, dict[str, str]]":
    """What stands in other tables, for each young person. Four queries."""
    mine: dict[str, Any] = {"young_person__organisation": organisation}
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    holding = Characteristic.objects.filter(**mine).filter(Q(ends__isnull=True) | Q(ends__gt=day))
    for pk, code in holding.order_by("code").values_list("young_person_id", "code"):
        _add(found[pk], "CharacteristicCode", str(code))
    _set(found, "GuaranteeStatusIndicator", Offer.objects.filter(**mine, year=day.year).values_list(
        "young_person_id", "status"))  # fmt: skip
    _set(found, "IntendedDestinationYr11", Destination.objects.filter(**mine, school_year=11).values_list(
        "young_person_id", "code"))  # fmt: skip
    gone = Transfer.objects.filter(**mine, direction=Transfer.Direction.OUT, status=Transfer.Status.ACCEPTED)
    _set(found, "TransferredToLACode", gone.order_by("asked_on", "pk").values_list(
        "young_person_id", "authority"))  # fmt: skip
    return found


def _add(row: dict[str, str], column: str, code: str) -> None:
    row[column] = f"{row[column]}; {code}" if column in row else code


def _set(found: "defaultdict[int, dict[str, str]]", column: str, pairs: Iterable[tuple[int, str]]) -> None:
    for pk, value in pairs:
        found[pk][column] = value


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return _day(value)
    return "" if value is None else str(value)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _safe(text: str) -> str:
    return f" {text}" if text.startswith(FORMULA) else text
