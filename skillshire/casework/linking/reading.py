"""Reads a school's or college's list: the return's columns, without the council's own numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from skillshire.casework import codes
from skillshire.casework.ccis import reading, records
from skillshire.casework.ccis.columns import Header
from skillshire.casework.ccis.records import Read, Record
from skillshire.casework.linking.weights import Told, plain
from skillshire.core.errors import UserError

NUMBER = "YoungPersonsID"
NEEDED = ("GivenName", "FamilyName", "DOB")
SAID = ("ActivityCode", "StartDate")


@dataclass(frozen=True)
class Standing:
    """What holds for a whole list; the day is the one it describes. Empty where the list says it by row."""

    day: date
    code: int | None = None
    starts: date | None = None
    establishment: str = ""

    @property
    def cells(self) -> dict[str, str]:
        found = {
            "ActivityCode": str(self.code or ""),
            "StartDate": self.starts.isoformat() if self.starts else "",
            "EstablishmentName": self.establishment,
        }
        return {column: text for column, text in found.items() if text}


def read(
    data: bytes, name: str, authority: str, said: Standing, on: date
) -> tuple[Read, dict[int, dict[str, str]]]:
    """The rows as records, each under a number of its own, and what stood in each: row → column → text.

    UserError where the file cannot be read as such a list at all; faults of rows are in the first.
    """
    header, rows = reading.table(reading.text(data), NEEDED)
    _refuse(header, name, said)
    kept: dict[int, dict[str, str]] = {}
    found = records.read(*_completed(header, rows, said.cells, kept), authority, on)
    if not found.records and not found.faults.count:
        raise UserError(f"{name} has headings but no rows; there is nothing to link.")
    for one in found.records:
        _check(one, found)
    return found, kept


def again(cells: Mapping[str, str], row: int, authority: str, on: date) -> Record:
    """A row that was kept, as a record. UserError where it would no longer be taken."""
    places = {column: place for place, column in enumerate(cells)}
    header = Header({**places, NUMBER: len(cells)}, (), len(cells) + 1)
    found = records.read(header, [(row, [*cells.values(), _number(row)])], authority, on)
    if not found.records:
        raise UserError(f"This row can no longer be linked: {found.faults.kept[0]}")
    return found.records[0]


def told(person: Mapping[str, Any]) -> Told:
    """Of a row or a record: what it is compared by."""
    return Told(
        plain(person.get("given_name") or ""), plain(person.get("family_name") or ""), person.get("born"),
        (person.get("postcode") or "").replace(" ", ""), str(person.get("uln") or ""),
        str(person.get("upn") or ""), (person.get("gender") or "").replace("U", ""),
    )  # fmt: skip


def _refuse(header: Header, name: str, said: Standing) -> None:
    if NUMBER in header.places:
        raise UserError(
            f"{name} has the council's own numbers ({NUMBER}), so nothing in it needs linking; load it as a "
            "list of young people."
        )
    missing = [column for column in SAID if column not in header.places and column not in said.cells]
    if missing:
        raise UserError(
            f"{name} does not say what the young people do: add the columns {' and '.join(SAID)}, or say for "
            "the whole list what they do and since when."
        )


def _completed(
    header: Header,
    rows: Iterator[tuple[int, list[str]]],
    cells: Mapping[str, str],
    kept: dict[int, dict[str, str]],
) -> tuple[Header, Iterator[tuple[int, list[str]]]]:
    """With what holds for the whole list, where the list has no such column, and a number for each row."""
    more = {column: text for column, text in cells.items() if column not in header.places}
    columns = [*more, NUMBER]
    places = {**header.places, **{column: header.width + place for place, column in enumerate(columns)}}

    def complete() -> Iterator[tuple[int, list[str]]]:
        for number, row in rows:
            if len(row) < header.width or any(row[header.width :]):
                yield number, row  # whose fault is then told
                continue
            row = [*row[: header.width], *more.values(), _number(number)]
            kept[number] = {column: row[place] for column, place in places.items() if row[place].strip()}
            kept[number].pop(NUMBER)
            yield number, row

    return Header(places, header.unknown, header.width + len(columns)), complete()


def _number(row: int) -> str:
    return f"row-{row}"


def _check(one: Record, found: Read) -> None:
    code = one.spell.get("code")
    if code is None:
        found.faults.say(
            one.row, SAID[0], "", "is empty", "say what the young person does, or take the row out"
        )
    elif codes.group(code) == "not-known":
        found.faults.say(one.row, SAID[0], code, "says that nobody knows", "take the row out")
