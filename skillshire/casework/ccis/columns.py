"""The columns of the young people's return, in its order, and how a file's headings are matched to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from skillshire.core.errors import UserError

# In the order of the return. The XML nests characteristics; here they stand in one cell, “110; 140”.
RETURN = (
    "DatabaseId", "LEACode", "DateOfSend", "PeriodEnd", "SupplierName", "SupplierXMLVersion",
    "XMLSchemaVersion", "YoungPersonsID", "CohortStatus", "GivenName", "MiddleName", "FamilyName",
    "AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "Town", "County", "Postcode", "Gender",
    "DOB", "Ethnicity", "LeadLEA", "EducatedLEA", "UniqueLearnerNo", "UniquePupilNumber",
    "PreviousYPIDIdentifier", "GuaranteeStatusIndicator", "LEACodeAtYear11", "TransferredToLACode",
    "LevelOfNeedCode", "SENDFlag", "SENSupportFlag", "CharacteristicCode", "ActivityCode", "StartDate",
    "DateAscertained", "DateVerified", "DueToLapseDate", "CurrencyLapsed", "EstablishmentNumber",
    "EstablishmentName", "UKProviderReferenceNumber", "PredictedEndDate", "ReviewDate", "NEETStartDate",
    "IntendedDestinationYr11",
)  # fmt: skip
EXTRA = ("Telephone", "Email")  # not in the return, but a council's lists have them
KNOWN = (*RETURN, *EXTRA)
NEEDED = ("YoungPersonsID", "GivenName", "FamilyName", "DOB")
TOGETHER = ("ActivityCode", "StartDate")
# Other headings that councils' systems give the same columns.
ALIASES = {
    "dateofbirth": "DOB", "birthdate": "DOB", "monthyearofbirth": "DOB", "ypid": "YoungPersonsID",
    "youngpersonid": "YoungPersonsID", "firstname": "GivenName", "forename": "GivenName",
    "surname": "FamilyName", "lastname": "FamilyName", "postcode": "Postcode", "uln": "UniqueLearnerNo",
    "upn": "UniquePupilNumber", "ukprn": "UKProviderReferenceNumber", "phone": "Telephone",
    "telephonenumber": "Telephone", "emailaddress": "Email", "activity": "ActivityCode",
    "lea": "LEACode", "sendsupportflag": "SENSupportFlag",
}  # fmt: skip
MOST_COLUMNS = 300
_BY_KEY = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in KNOWN} | ALIASES


@dataclass(frozen=True)
class Header:
    """`places` are column → position in a row; `unknown` are headings that mean nothing here."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]
    width: int


def match(headings: Sequence[str], needed: Sequence[str] = NEEDED) -> Header:
    """Tell the columns by their headings, in any order, case and spacing. UserError if one cannot be.

    `needed` are those that must be there.
    """
    if len(headings) > MOST_COLUMNS:
        raise UserError(f"The first row has {len(headings)} columns; there may be at most {MOST_COLUMNS}.")
    places: dict[str, int] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings):
        name = _BY_KEY.get(key(heading))
        if name is None:
            unknown += [heading.strip()] if heading.strip() else []
        elif name in places:
            raise UserError(f"The column {name} stands in the first row twice; keep one of them.")
        else:
            places[name] = place
    _refuse_misspelt(unknown, places)
    _refuse_incomplete(places, needed)
    return Header(places, tuple(unknown), len(headings))


def key(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def _refuse_misspelt(unknown: Sequence[str], places: Mapping[str, int]) -> None:
    """A column of another system is left out and named; one that is nearly ours would be lost by mistake."""
    missing = [name for name in KNOWN if name not in places]
    for heading in unknown:
        near = [name for name in missing if OSA.distance(key(heading), name.lower()) <= 2]
        if near and len(key(heading)) > 4:
            raise UserError(f"The heading “{heading[:40]}” is nearly {near[0]}; write it as {near[0]}.")


def _refuse_incomplete(places: Mapping[str, int], needed: Sequence[str]) -> None:
    missing = [name for name in needed if name not in places]
    if missing:
        raise UserError(
            f"The first row has no column {', '.join(missing)}; it must hold the headings of the return, "
            f"and always {', '.join(needed)}."
        )
    present = [name for name in TOGETHER if name in places]
    if len(present) == 1:
        raise UserError(
            f"{TOGETHER[0]} and {TOGETHER[1]} go together, and only {present[0]} is there; add the other."
        )
