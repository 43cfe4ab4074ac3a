"""A Find an apprenticeship with invented adverts, and the rules that its guide sets for what is asked.

The publisher's description of version 2 is not at hand, so `wrong` checks what its guide says of parameters.
"""

import copy
from typing import Any

from tests.standins.server import Asked, Service

KEY = "a-key-of-nobody"
NAMED = {
    "PageNumber", "PageSize", "Lat", "Lon", "DistanceInMiles", "Sort", "Routes", "StandardLarsCode",
    "PostedInLastNumberOfDays", "Ukprn", "EmployerName", "ExcludeRecruitingNationally", "IncludeDetails",
}  # fmt: skip
SORTS = {
    "AgeDesc", "AgeAsc", "DistanceDesc", "DistanceAsc", "ExpectedStartDateDesc", "ExpectedStartDateAsc",
}  # fmt: skip
PLACES = {
    "SG1 1AA": ("E07000243", "E10000015"),
    "AL1 3JE": ("E07000240", "E10000015"),
    "LU1 2LT": ("E06000032", "E99999999"),
}


def wrong(asked: Asked) -> str | None:
    """What is wrong with a request, or None."""
    if asked.path != "/vacancy":
        return "there is no such address"
    if asked.headers.get("ocp-apim-subscription-key") != KEY:
        return "there is no key in the header"
    if asked.headers.get("x-version") != "2":
        return "the header does not ask for version 2"
    return _wrong_params(asked)


def _wrong_params(asked: Asked) -> str | None:
    if unknown := set(asked.params) - NAMED:
        return f"there is no parameter {sorted(unknown)[0]}"
    if asked.param("Sort") not in SORTS:
        return "Sort has no such order"
    if not 1 <= int(asked.param("PageSize")) <= 100:
        return "PageSize is not between 1 and 100"
    circle = {"Lat", "Lon", "DistanceInMiles"} & set(asked.params)
    return "a circle wants Lat, Lon and DistanceInMiles" if len(circle) in (1, 2) else None


def advert(reference: str, postcodes: tuple[str, ...] = ("SG1 1AA",), **changes: Any) -> dict[str, Any]:
    found = {
        "title": "Invented apprentice", "description": "Invented work.", "numberOfPositions": 2,
        "postedDate": "2026-11-01T09:00:00Z", "closingDate": "2026-12-31T23:59:59Z",
        "startDate": "2027-01-11T00:00:00Z", "hoursPerWeek": 37.5, "expectedDuration": "18 months",
        "wage": {"wageType": "Custom", "wageAmount": 300.0, "wageUnit": "Weekly"},
        "addresses": [{"addressLine1": "1 Invented Street", "postcode": each} for each in postcodes],
        "distance": None, "employerName": "Invented Ltd", "employerContactEmail": "nobody@example.org",
        "course": {"larsCode": 1, "title": "Invented course", "level": 3, "route": "Digital"},
        "apprenticeshipLevel": "Advanced", "providerName": "Invented College", "ukprn": 10000000,
        "isDisabilityConfident": False, "vacancyUrl": "https://example.org/1", "vacancyReference": reference,
        "isNationalVacancy": False,
    }  # fmt: skip
    return {**found, **changes}


class Standin:
    """Adverts, and the postcodes that the look-up beside it knows."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.adverts = [
            advert("VAC1"),
            advert("VAC2", ("SG1 1AA", "al13je", "AL1 3JE"), apprenticeshipLevel="Higher"),
            advert("VAC3", ("LU1 2LT",)),
            advert("VAC4", (), isNationalVacancy=True, numberOfPositions=40),
            advert("VAC5", ("ZZ99 9ZZ", "somewhere")),
        ]
        service.route("GET", "/vacancy", self._page)

    def _page(self, asked: Asked) -> dict[str, Any]:
        page, size = int(asked.param("PageNumber")), int(asked.param("PageSize"))
        return {
            "vacancies": copy.deepcopy(self.adverts[(page - 1) * size : page * size]),
            "total": len(self.adverts), "totalFiltered": len(self.adverts),
            "totalPages": -(-len(self.adverts) // size),
        }  # fmt: skip


def look_up(asked: Asked) -> dict[str, Any]:
    """postcodes.io's answer to a bulk question."""
    return {"status": 200, "result": [_looked_up(text) for text in asked.json["postcodes"]]}


def _looked_up(text: str) -> dict[str, Any]:
    known = {postcode.replace(" ", ""): (postcode, codes) for postcode, codes in PLACES.items()}
    found = known.get(text.replace(" ", ""))
    if found is None:
        return {"query": text, "result": None}
    postcode, (district, county) = found
    codes = {"admin_district": district, "admin_county": county, "admin_ward": "E05000001"}
    return {"query": text, "result": {"postcode": postcode, "codes": codes}}
