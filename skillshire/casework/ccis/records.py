"""From rows of text to checked records, with every fault on the way. Plain Python; nothing is loaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from skillshire.casework import codes
from skillshire.casework.ccis.cells import PARSE, Bad, district
from skillshire.casework.ccis.columns import Header

MOST_KEPT = 10_000  # faults; beyond that they are only counted
YOUNGEST, OLDEST = 13, 25
PERSON = {
    "YoungPersonsID": "reference", "PreviousYPIDIdentifier": "previous_reference", "GivenName": "given_name",
    "MiddleName": "middle_name", "FamilyName": "family_name", "DOB": "born", "Gender": "gender",
    "Ethnicity": "ethnicity", "Postcode": "postcode", "Telephone": "telephone", "Email": "email",
    "UniqueLearnerNo": "uln", "UniquePupilNumber": "upn", "LeadLEA": "lead_authority",
    "EducatedLEA": "educated_authority", "LEACodeAtYear11": "authority_at_16",
    "CohortStatus": "cohort_status", "LevelOfNeedCode": "level_of_need",
}  # fmt: skip
SPELL = {
    "ActivityCode": "code", "StartDate": "starts", "DateAscertained": "ascertained",
    "DateVerified": "verified", "DueToLapseDate": "lapses", "PredictedEndDate": "predicted_end",
    "ReviewDate": "review_on", "NEETStartDate": "neet_since", "EstablishmentNumber": "establishment_number",
    "EstablishmentName": "establishment_name", "UKProviderReferenceNumber": "ukprn",
}  # fmt: skip
ADDRESS = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "Town", "County")
NOT_TO_COME = ("DOB", "StartDate", "DateAscertained", "DateVerified", "NEETStartDate", "DateOfSend")
# (the earlier column, the later one): the return refuses them the other way round.
ORDER = (
    ("DOB", "StartDate"), ("StartDate", "PredictedEndDate"), ("DateAscertained", "DateVerified"),
    ("NEETStartDate", "StartDate"), ("StartDate", "DueToLapseDate"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which row and column, what stands there, why that is wrong, what to do."""

    row: int
    column: str
    value: str
    what: str
    mend: str

    def __str__(self) -> str:
        there = f"“{self.value}” " if self.value else ""
        return f"Row {self.row}, {self.column}: {there}{self.what}; {self.mend}."


@dataclass(frozen=True, slots=True)
class Record:
    """One row. `person` and `spell` are fields of the models, only those that the row says something of."""

    row: int
    reference: str
    person: dict[str, Any]
    spell: dict[str, Any]
    characteristics: tuple[int, ...] | None
    guarantee: str | None
    destination: str | None
    transferred_to: str | None
    lapsed: bool


@dataclass
class Faults:
    """All faults of a file. Beyond MOST_KEPT they are counted, no longer kept."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, fault: Fault) -> None:
        self.count += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(fault)

    def say(self, row: int, column: str, value: object, what: str, mend: str) -> None:
        self.add(Fault(row, column, str(value)[:60], what, mend))


@dataclass
class Read:
    """What a file says. `day` is the one it describes: the end of its period, else when it was sent."""

    records: list[Record]
    faults: Faults
    day: date | None
    nowhere: list[int]  # rows whose postcode the directory does not have
    unknown: tuple[str, ...]  # headings that mean nothing here and are left out


def read(header: Header, rows: Iterable[tuple[int, list[str]]], authority: str, on: date) -> Read:
    """Every row checked on its own and against those before it. `authority` is whose file it must be."""
    found = Read([], Faults(), None, [], header.unknown)
    seen: dict[str, int] = {}
    for number, row in rows:
        before = found.faults.count
        values = _values(number, row, header, found.faults)
        _check(number, values, authority, on, found.faults)
        _once(number, values, seen, found.faults)
        day = values.get("PeriodEnd") or values.get("DateOfSend")
        found.day = max(found.day or day, day) if day else found.day
        if found.faults.count == before:
            found.records.append(_record(number, values, found.nowhere))
    return found


def _values(number: int, row: list[str], header: Header, faults: Faults) -> dict[str, Any]:
    """Column → what its cell says; an empty cell says nothing and is left out."""
    if len(row) != header.width and any(row[header.width :]) or len(row) < header.width:
        faults.say(
            number, "the row", "", f"has {len(row)} cells where the first row has {header.width}",
            "look for a comma too many or a quotation mark without its pair",
        )  # fmt: skip
        return {}
    values: dict[str, Any] = {}
    for column, place in header.places.items():
        text = row[place].strip()
        if not text:
            continue
        try:
            values[column] = PARSE[column](text)
        except Bad as bad:
            faults.say(number, column, text, bad.what, bad.mend)
            values[column] = None
    return values


def _check(number: int, values: Mapping[str, Any], authority: str, on: date, faults: Faults) -> None:
    if not values:
        return
    for column in ("YoungPersonsID", "GivenName", "FamilyName", "DOB"):
        if column not in values:
            faults.say(number, column, "", "is empty", "every row needs it")
    _check_days(number, values, on, faults)
    _check_age(number, values, on, faults)
    _check_activity(number, values, faults)
    _check_lapse(number, values, on, faults)
    _check_authority(number, values, authority, faults)


def _check_days(number: int, values: Mapping[str, Any], on: date, faults: Faults) -> None:
    for column in NOT_TO_COME:
        value = values.get(column)
        if value is not None and value > on:
            faults.say(number, column, _shown(value), "is still to come", f"give a day up to {_shown(on)}")
    for early, late in ORDER:
        first, last = values.get(early), values.get(late)
        if first is not None and last is not None and first > last:
            what = f"is before {early}, {_shown(first)}"
            faults.say(number, late, _shown(last), what, "check both dates")


def _check_age(number: int, values: Mapping[str, Any], on: date, faults: Faults) -> None:
    born = values.get("DOB")
    if born is None or born > on:
        return
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if not YOUNGEST <= age <= OLDEST:
        what = f"makes the young person {age}"
        mend = f"records are kept from {YOUNGEST} to {OLDEST} years: correct the date or take the row out"
        faults.say(number, "DOB", _shown(born), what, mend)


def _check_activity(number: int, values: Mapping[str, Any], faults: Faults) -> None:
    if "ActivityCode" in values and "StartDate" not in values:
        faults.say(number, "StartDate", "", "is empty", "say since when the activity has gone on")
    if "StartDate" in values and "ActivityCode" not in values:
        faults.say(number, "ActivityCode", "", "is empty", "say which activity began then")
    code = values.get("ActivityCode")
    if code and values.get("NEETStartDate") and codes.group(code) != "neet":
        what = f"goes with an activity outside education, employment and training, and {code} is not"
        faults.say(number, "NEETStartDate", _shown(values["NEETStartDate"]), what, "leave it empty")


def _check_lapse(number: int, values: Mapping[str, Any], on: date, faults: Faults) -> None:
    """Lapsed by now and due to lapse later cannot both be: whether the activity is known hangs on it."""
    due, day = values.get("DueToLapseDate"), values.get("PeriodEnd") or values.get("DateOfSend") or on
    if values.get("CurrencyLapsed") and due is not None and due > day:
        what = f"is after {_shown(day)}, which the row is of, and CurrencyLapsed says that it has lapsed"
        faults.say(number, "DueToLapseDate", _shown(due), what, "correct one of the two, or leave one empty")


def _check_authority(number: int, values: Mapping[str, Any], authority: str, faults: Faults) -> None:
    for column in ("LEACode", "LeadLEA"):
        value = values.get(column)
        if value is not None and value != authority:
            what = f"is another authority; this file is loaded for {authority}"
            faults.say(number, column, value, what, "take the row out, or send it to that authority")
    if values.get("TransferredToLACode") == authority:
        what = "is the authority whose file this is"
        faults.say(number, "TransferredToLACode", authority, what, "name the other one, or leave it empty")


def _once(number: int, values: Mapping[str, Any], seen: dict[str, int], faults: Faults) -> None:
    reference = values.get("YoungPersonsID")
    if reference is None:
        return
    if reference in seen:
        what = f"stands in row {seen[reference]} already"
        faults.say(number, "YoungPersonsID", reference, what, "keep one row for each young person")
    seen.setdefault(reference, number)


def _record(number: int, values: Mapping[str, Any], nowhere: list[int]) -> Record:
    person = {name: values[column] for column, name in PERSON.items() if column in values}
    lines = [values[column] for column in ADDRESS if column in values]
    if lines:
        person["address"] = "\n".join(lines)
    if "postcode" in person:
        person["area_code"] = district(person["postcode"])
        if not person["area_code"]:
            nowhere.append(number)
    if send := _send(values):
        person["send"] = send
    spell = {name: values[column] for column, name in SPELL.items() if column in values}
    if "ukprn" in spell:
        spell["ukprn"] = int(spell["ukprn"])
    return Record(
        number, values["YoungPersonsID"], person, spell, values.get("CharacteristicCode"),
        values.get("GuaranteeStatusIndicator"), values.get("IntendedDestinationYr11"),
        values.get("TransferredToLACode"), bool(values.get("CurrencyLapsed")),
    )  # fmt: skip


def _send(values: Mapping[str, Any]) -> str:
    """A plan goes before support; both flags must be there to say that there is neither."""
    if values.get("SENDFlag"):
        return "ehcp"
    if values.get("SENSupportFlag"):
        return "support"
    return "none" if {"SENDFlag", "SENSupportFlag"} <= set(values) else ""


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
