"""Reads a kept data set: one result of the service a line, under a head that says what its ids mean."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.core.errors import UserError
from skillshire.core.periods import parse
from skillshire.sources import csvfile, dfe, jsonlines
from skillshire.sources.ees import periods
from skillshire.sources.ees.query import LEVELS, Query
from skillshire.sources.ees.resolve import Resolved
from skillshire.sources.errors import SourceError
from skillshire.sources.stretch import Stretch
from skillshire.sources.table import breakdown

# The department's symbols, and `k`, which its older data sets write where a figure rounds to nothing.
SYMBOLS = {**dfe.SYMBOLS, "k": "low"}
# What stands in place of an area code for "outside of England and unknown": no area to show.
PLACEHOLDERS = ("", "z", "x", "c")
_PERCENT = "%"


def described(asked: Query, resolved: Resolved, meta: Mapping[str, Any]) -> dict[str, Any]:
    """What a reader needs to know of a version's ids, for the head of the file."""
    known = {each["id"]: each for each in meta["indicators"]}
    stretches = {series: each.period for series, each in asked.indicators.items()}
    return {
        "indicators": {
            identifier: {
                "series": series, "label": known[identifier]["label"], "unit": known[identifier].get("unit"),
                "period": stretch.model_dump() if (stretch := stretches[series]) else None,
            }
            for series, identifier in resolved.indicators.items()
        },
        "filters": {each.id: {"key": each.key, "options": dict(each.options)} for each in resolved.filters},
        "locations": {
            group["level"]["code"]: {each["id"]: _location(each) for each in group["options"]}
            for group in meta["locations"] if group["level"]["code"] in asked.levels
        },
    }  # fmt: skip


def _location(option: Mapping[str, Any]) -> dict[str, str]:
    return {"code": option.get("code") or "", "name": option["label"]}


def rows(file: Path) -> pl.DataFrame:
    """One row per result and indicator, as table.SCHEMA. SourceError with the line for any departure."""
    head = jsonlines.head(file)
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    try:
        indicators = [_Indicator(identifier, each) for identifier, each in head["indicators"].items()]
        filters, locations = head["filters"], head["locations"]
        published = date.fromisoformat(head["published"][:10])
    except (KeyError, TypeError, AttributeError, ValueError):
        raise SourceError(file, 1, "the first line does not say what the ids mean; fetch it again") from None
    for line, record in jsonlines.records(file):
        for row in _rows(file, line, record, indicators, filters, locations):
            if _is_running(file, line, row[4], published):
                continue
            for name, cell in zip(_COLUMNS, row, strict=True):
                columns[name].append(cell)
    frame = pl.DataFrame(columns, schema=_COLUMNS)
    frame = frame.with_columns(**csvfile.numbers(file, frame, "text", SYMBOLS).to_dict())
    dfe.refuse_outside(file, frame.filter(pl.col("unit") == _PERCENT), 0, dfe.MOST_PERCENT)
    dfe.refuse_outside(file, frame.filter(pl.col("unit") != _PERCENT), 0, 1e12)
    return dfe.finish(file, frame)


_COLUMNS = {
    "series": pl.String, "area_code": pl.String, "area_name": pl.String, "area_level": pl.String,
    "period": pl.String, "breakdown": pl.String, "text": pl.String, "unit": pl.String, "line": pl.Int64,
}  # fmt: skip


class _Indicator:
    """A column of figures: its id in the results, our series, and the stretch of time that it describes."""

    def __init__(self, identifier: str, described: Mapping[str, Any]) -> None:
        self.id, self.series, self.unit = identifier, described["series"], described["unit"] or ""
        self.stretch = Stretch.model_validate(described["period"]) if described["period"] else None

    def period(self, given: Mapping[str, str]) -> str:
        return (
            self.stretch.iso(given["period"]) if self.stretch else periods.iso(given["code"], given["period"])
        )


def _rows(
    file: Path, line: int, record: Mapping[str, Any],
    indicators: list[_Indicator], filters: Mapping[str, Any], locations: Mapping[str, Any],
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    try:
        area = _area(record, locations)
        if area is None:
            return
        split = _breakdown(record["filters"], filters)
        for each in indicators:
            if each.id not in record["values"]:
                raise ValueError(f"the figure of {csvfile.quoted(each.series)} is missing")
            text = record["values"][each.id]
            yield each.series, *area, each.period(record["timePeriod"]), split, text, each.unit, line
    except ValueError as error:
        raise SourceError(file, line, str(error)) from None
    except (KeyError, TypeError, AttributeError):
        reason = "the result is not laid out as expected; the publisher may have changed it"
        raise SourceError(file, line, reason) from None


def _is_running(file: Path, line: int, period: str, published: date) -> bool:
    """Whether the period was not over when the version came out.

    Of a running year the department publishes the months so far under the whole year's name, which would
    look like a fall beside whole years, so that those figures are left out.
    """
    try:
        return parse(period).end > published
    except UserError as error:
        raise SourceError(file, line, str(error).rstrip(".")) from None


def _area(record: Mapping[str, Any], locations: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Code, name and level; None for what is no area, such as learners from outside England."""
    level = record["geographicLevel"]
    if level not in LEVELS or level not in locations:
        raise ValueError(f"{csvfile.quoted(level)} is not a geographic level that was asked for")
    known = locations[level].get(record["locations"][level])
    if known is None:
        raise ValueError(
            f"the location {csvfile.quoted(record['locations'][level])} is not in the data set's list"
        )
    code, name = known["code"].strip(), known["name"].strip()
    if code.lower() in PLACEHOLDERS:
        return None
    if len(code) != 9 or not code[1:].isdigit():
        raise ValueError(f"{csvfile.quoted(code)} is not an area code")
    return code, name, LEVELS[level]


def _breakdown(given: Mapping[str, str], filters: Mapping[str, Any]) -> str:
    if set(given) != set(filters):
        raise ValueError("the result has other filters than the data set's list")
    pairs = {}
    for identifier, option in given.items():
        known = filters[identifier]
        if option not in known["options"]:
            raise ValueError(f"the option {csvfile.quoted(option)} was not asked for")
        if known["key"] and known["options"][option]:
            pairs[known["key"]] = known["options"][option]
    return breakdown(**pairs)
