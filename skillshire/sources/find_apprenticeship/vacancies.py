"""Apprenticeships that employers advertise, as they stand on one day, and how many stood there before.

The service keeps no history, so each file carries the counts of the files before it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import Field, ValidationError

from skillshire.core.definitions import Definition, explain
from skillshire.core.errors import UserError
from skillshire.sources import check, csvfile, dfe, http, jsonlines, live
from skillshire.sources.errors import SourceError
from skillshire.sources.find_apprenticeship import service
from skillshire.sources.postcodes_io import lookup
from skillshire.sources.table import SCHEMA, breakdown

VACANCIES, POSITIONS = "vacancies", "positions"
ENGLAND = "E92000001"
LEVELS = {"Intermediate": "intermediate", "Advanced": "advanced", "Higher": "higher", "Degree": "degree"}
# What is kept of an advert: nothing by which a person could be written to.
FIELDS = (
    "vacancyReference", "title", "description", "numberOfPositions", "postedDate", "closingDate", "startDate",
    "wage", "hoursPerWeek", "expectedDuration", "addresses", "employerName", "course", "apprenticeshipLevel",
    "providerName", "ukprn", "isDisabilityConfident", "vacancyUrl", "isNationalVacancy",
)  # fmt: skip
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
_LEVELS_OF = {"E92": "nation", "E10": "county"}
_KEYS = ("series", "area_code", "period", "breakdown", "value")

unready = service.unready


class Query(Definition):
    """Adverts within `miles` of a point; the whole of England where nothing is said."""

    latitude: float | None = Field(default=None, ge=49, le=61)
    longitude: float | None = Field(default=None, ge=-9, le=3)
    miles: int | None = Field(default=None, ge=1, le=500)

    def params(self) -> dict[str, Any]:
        if None in (self.latitude, self.longitude, self.miles):
            return {}
        return {"Lat": str(self.latitude), "Lon": str(self.longitude), "DistanceInMiles": self.miles}


def _asked(order: live.Order) -> dict[str, Any]:
    """The parameters for the place. UserError for a query that is not one, or half of one."""
    given = {key: value for key, value in order.query.items() if key != "everywhere"}
    try:
        params = Query.model_validate(given).params()
    except ValidationError as error:
        raise UserError(f"definitions/sources/{order.source}.yaml: query → {explain(error)}") from None
    if given and not params:
        raise UserError(
            f"definitions/sources/{order.source}.yaml: query: give latitude, longitude and miles, all three."
        )
    return params


def plan(order: live.Order) -> list[live.Planned]:
    """What would be asked; how many pages there are is known only once the service has answered."""
    query = "&".join(f"{name}={value}" for name, value in service.params(_asked(order), 1).items())
    where = http.base(lookup.ADDRESS, lookup.HOME)
    return [
        live.Planned("GET", f"{service.base()}/vacancy?{query}", order.file),
        live.Planned("POST", f"{where}/postcodes", order.file, {"postcodes": ["of the adverts"]}),
    ]


def get(order: live.Order, progress: live.Progress | None) -> live.Saved:
    """Writes `order.file` anew, with the counts of the days before.

    UserError in one sentence for whatever is not as expected; the file that was there stays.
    """
    asked, earlier = _asked(order), _earlier(order)
    with service.client() as client, check.laid_out(service.base()):
        found = service.vacancies(client, asked, progress)
        adverts = [{name: each.get(name) for name in FIELDS} for each in found]
        postcodes = {postcode for each in adverts for postcode in _postcodes(each)}
    places = lookup.find_many(sorted(postcodes))
    head = {
        "source": order.source, "day": order.day.isoformat(), "whole": not asked, "query": dict(order.query),
        "places": {text: [place["district"], place["county"]] for text, place in places.items() if place},
    }  # fmt: skip
    jsonlines.write(
        order.file, head, [*({"count": each} for each in earlier), *({"advert": each} for each in adverts)]
    )
    live.note(order.file, order.day)
    return live.Saved(order.file, changed=True)


def _earlier(order: live.Order) -> list[dict[str, Any]]:
    """The counts of earlier days in the file that is there, for the same place."""
    try:
        if jsonlines.head(order.file).get("query") != dict(order.query):
            return []
        frame = rows(order.file)
    except SourceError:
        return []
    before = frame.filter(pl.col("period") != f"{order.day.isoformat()}/P1D")
    return before.select(_KEYS).to_dicts()


def rows(file: Path) -> pl.DataFrame:
    """Adverts and positions by area and level, as table.SCHEMA.

    SourceError with the line for any departure.
    """
    head = jsonlines.head(file)
    try:
        period = f"{date.fromisoformat(head['day']).isoformat()}/P1D"
        places, whole = head["places"], bool(head["whole"])
    except (KeyError, TypeError, ValueError):
        raise SourceError(file, 1, "the first line does not say which day it is of; fetch it again") from None
    counts: Counter[tuple[str, str, str]] = Counter()
    firsts: dict[tuple[str, str, str], int] = {}
    table: list[dict[str, Any]] = []
    for line, record in jsonlines.records(file):
        if "count" in record:
            table.append(_carried(file, line, record["count"]))
            continue
        for key, number in _counted(file, line, record, places, whole):
            counts[key] += number
            firsts.setdefault(key, line)
    for (series, code, split), number in counts.items():
        cells = {"series": series, "area_code": code, "period": period, "breakdown": split, "value": number}
        table.append({**cells, "line": firsts[series, code, split]})
    return dfe.finish(file, _frame(table))


def _frame(table: list[dict[str, Any]]) -> pl.DataFrame:
    schema = {name: SCHEMA[name] for name in (*_KEYS, "line")}
    levels = pl.col("area_code").str.slice(0, 3).replace_strict(_LEVELS_OF, default="district")
    return pl.DataFrame(table, schema=schema).with_columns(area_level=levels, status=pl.lit(""))


def _carried(file: Path, line: int, count: Any) -> dict[str, Any]:
    if not isinstance(count, dict) or set(count) != set(_KEYS) or not isinstance(count["value"], int | float):
        raise SourceError(file, line, "the count of an earlier day is not laid out as expected")
    return {**count, "value": float(count["value"]), "line": line}


def _counted(
    file: Path, line: int, record: Mapping[str, Any], places: Mapping[str, Any], whole: bool
) -> Iterator[tuple[tuple[str, str, str], int]]:
    """What one advert adds: to its district, its county and England, in all and at its level."""
    try:
        advert = record["advert"]
        level, positions = _level(advert), advert["numberOfPositions"]
        if type(positions) is not int or not 0 <= positions <= 100_000:
            raise ValueError(f"{csvfile.quoted(positions)} is not a number of positions")
        for code in _areas(advert, places, whole):
            for split in ("", breakdown(level=level)):
                yield (VACANCIES, code, split), 1
                yield (POSITIONS, code, split), positions
    except ValueError as error:
        raise SourceError(file, line, str(error)) from None
    except (KeyError, TypeError, AttributeError):
        raise SourceError(file, line, "the advert is not laid out as expected") from None


def _level(advert: Mapping[str, Any]) -> str:
    if advert["apprenticeshipLevel"] not in LEVELS:
        raise ValueError(f"{csvfile.quoted(advert['apprenticeshipLevel'])} is not a level of apprenticeship")
    return LEVELS[advert["apprenticeshipLevel"]]


def _areas(advert: Mapping[str, Any], places: Mapping[str, Any], whole: bool) -> list[str]:
    """Each area once, however many addresses an advert has in it; one for anywhere is England's only."""
    found = [ENGLAND] if whole else []
    if not advert["isNationalVacancy"]:
        found += [code for postcode in _postcodes(advert) for code in places.get(postcode, []) if code]
    return list(dict.fromkeys(code for code in found if code.startswith("E")))


def _postcodes(advert: Mapping[str, Any]) -> list[str]:
    """The postcodes of an advert's addresses as they are usually written; an odd one has no place."""
    given = [str(each.get("postcode") or "") for each in advert.get("addresses") or []]
    plain = [" ".join(text.upper().split()) for text in given]
    return [text for text in plain if _POSTCODE.fullmatch(text)]
