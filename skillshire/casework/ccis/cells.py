"""What one cell may hold, column by column. Where it may not, Bad says what is wrong and how to mend it."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from skillshire.casework import codes
from skillshire.casework.ccis.reading import MOST_IN_CELL
from skillshire.core.errors import UserError
from skillshire.places import areas, postcodes

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_MONTH = re.compile(r"(?:(\d{1,2})/(\d{4})|(\d{4})-(\d{2}))", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Bad(Exception):
    """`what` is wrong with a cell, and what to write to `mend` it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


Parse = Callable[[str], Any]


@lru_cache(maxsize=8192)
def day(text: str) -> date:
    """`28/02/2026` or `2026-02-28`."""
    british, iso = _DAY.fullmatch(text), _ISO.fullmatch(text)
    if british:
        return _date(int(british[3]), int(british[2]), int(british[1]))
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    raise Bad("is not a date", "write it as day/month/year, such as 28/02/2026, or as 2026-02-28")


@lru_cache(maxsize=8192)
def day_or_month(text: str) -> date:
    """A day, or a month alone as the return may give it: then its first day stands for it."""
    month = _MONTH.fullmatch(text)
    if not month:
        return day(text)
    return _date(int(month[2] or month[3]), int(month[1] or month[4]), 1)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Bad("is not a day that a calendar has", "check its day, month and year") from None


def words(most: int) -> Parse:
    """Text on one line, of at most so many characters."""

    def parse(text: str) -> str:
        if len(text) > min(most, MOST_IN_CELL):
            raise Bad(f"is longer than {most} characters", "shorten it")
        if _CONTROL.search(text):
            raise Bad("has characters that cannot be shown", "type it again")
        return " ".join(text.split())

    return parse


def like(pattern: str, what: str, mend: str) -> Parse:
    compiled = re.compile(pattern, re.ASCII)

    def parse(text: str) -> str:
        found = text.replace(" ", "")
        if not compiled.fullmatch(found):
            raise Bad(what, mend)
        return found

    return parse


def one_of(name: str, column: str) -> Parse:
    """A code of one of the lists in definitions/codes."""

    def parse(text: str) -> str:
        found = text.upper()
        if found not in codes.named(name):
            raise Bad(f"is not a code for {column}", f"use one of {', '.join(codes.named(name))}")
        return found

    return parse


def gender(text: str) -> str:
    found = text.upper()
    if found not in {"M", "F", "U", "W"}:
        raise Bad("is not a code for Gender", "use M, F, U or W")
    return found


def yes_no(text: str) -> bool:
    found = text.upper()
    if found not in {"Y", "N", "YES", "NO"}:
        raise Bad("is neither yes nor no", "use Y or N")
    return found.startswith("Y")


@lru_cache(maxsize=1024)
def authority(text: str) -> str:
    """The number of a local authority, or one of the return's for outside England."""
    if text in codes.ELSEWHERE:
        return text
    try:
        areas.numbered(text)
    except UserError:
        raise Bad("is not the number of a local authority", "use its three digits, such as 919") from None
    return text


@lru_cache(maxsize=1024)
def activity(text: str) -> int:
    known = codes.by_code().get(int(text)) if text.isascii() and text.isdigit() and len(text) == 3 else None
    if known is None:
        raise Bad("is not an activity code", "use a code of the return, such as 210 or 810")
    if not known.in_return:
        raise Bad("is an activity code that is no longer used", "use the present code for the activity")
    return known.code


def characteristics(text: str) -> tuple[int, ...]:
    """One code or several in the cell, with a semicolon, comma or space between them."""
    found = [part for part in re.split(r"[;,\s|]+", text) if part]
    wrong = [part for part in found if part not in codes.named("characteristics")]
    if wrong:
        raise Bad(f"has {wrong[0][:10]}, which is not a characteristic code", "use codes such as 110; 140")
    return tuple(sorted({int(part) for part in found}))


@lru_cache(maxsize=65536)
def postcode(text: str) -> str:
    try:
        return postcodes.normalise(text)
    except UserError:
        raise Bad("is not a postcode", "write it like AL1 3JE, or leave it empty") from None


@lru_cache(maxsize=65536)
def district(postcode: str) -> str:
    """The GSS code of the postcode's district; empty where the directory does not have it."""
    try:
        return postcodes.find(postcode).area.code
    except UserError:
        return ""


def email(text: str) -> str:
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise Bad("is not an e-mail address", "write it like name@example.org, or leave it empty")
    return text


PARSE: dict[str, Parse] = {
    "DatabaseId": words(40), "SupplierName": words(100), "SupplierXMLVersion": words(40),
    "XMLSchemaVersion": words(40),
    "LEACode": authority, "LeadLEA": authority, "EducatedLEA": authority, "LEACodeAtYear11": authority,
    "TransferredToLACode": authority,
    "DateOfSend": day, "PeriodEnd": day, "DOB": day_or_month, "StartDate": day, "DateAscertained": day,
    "DateVerified": day, "DueToLapseDate": day, "PredictedEndDate": day, "ReviewDate": day,
    "NEETStartDate": day,
    "YoungPersonsID": like(r"[A-Za-z0-9/._-]{1,40}", "is not a reference number",
                           "use at most 40 letters, digits, dots, dashes and slashes"),
    "PreviousYPIDIdentifier": like(r"[A-Za-z0-9/._-]{1,40}", "is not a reference number",
                                   "use at most 40 letters, digits, dots, dashes and slashes"),
    "CohortStatus": one_of("cohort-statuses", "CohortStatus"),
    "GivenName": words(100), "MiddleName": words(100), "FamilyName": words(100),
    "AddressLine1": words(100), "AddressLine2": words(100), "AddressLine3": words(100),
    "AddressLine4": words(100), "Town": words(100), "County": words(100), "Postcode": postcode,
    "Gender": gender, "Ethnicity": one_of("young-people-ethnicities", "Ethnicity"),
    "UniqueLearnerNo": like(r"[1-9]\d{9}", "is not a unique learner number", "it has ten digits"),
    "UniquePupilNumber": like(r"[A-Za-z]\d{11}[0-9A-Za-z]", "is not a unique pupil number",
                              "it has a letter and twelve digits, of which the last may be a letter"),
    "GuaranteeStatusIndicator": one_of("september-guarantee", "the September Guarantee"),
    "LevelOfNeedCode": one_of("levels-of-need", "the level of need"),
    "SENDFlag": yes_no, "SENSupportFlag": yes_no, "CurrencyLapsed": yes_no,
    "CharacteristicCode": characteristics, "ActivityCode": activity,
    "EstablishmentNumber": like(r"\d{4,10}", "is not an establishment number", "use its digits alone"),
    "EstablishmentName": words(200),
    "UKProviderReferenceNumber": like(r"(?:1\d|99)\d{6}", "is not a provider's reference number",
                                      "it has eight digits and begins with 1, or 99 if it is invented"),
    "IntendedDestinationYr11": one_of("intended-destinations", "the intended destination"),
    "Telephone": like(r"\+?[\d()/-]{5,29}", "is not a telephone number", "use digits, such as 01992 555555"),
    "Email": email,
}  # fmt: skip
