"""Reads kept rows of ONS's “V4” files: a figure, its markings, then a code and a label for each dimension."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.sources import csvfile, dfe, jsonlines
from skillshire.sources.errors import SourceError
from skillshire.sources.ons_beta import query
from skillshire.sources.ons_beta.query import Query
from skillshire.sources.table import breakdown

_FIGURE = re.compile(r"v4_\d+", re.IGNORECASE)
_MARKING = re.compile(r"data marking", re.IGNORECASE)
_AREA = re.compile(r"[EWSNKJ]\d{8}")
_95 = 1.96  # standard errors to either side of a 95% interval
_COLUMNS = {
    "series": pl.String, "area_code": pl.String, "area_name": pl.String, "period": pl.String,
    "breakdown": pl.String, "text": pl.String, "variation": pl.String, "line": pl.Int64,
}  # fmt: skip


def refuse_columns(file: Path, header: Sequence[str], asked: Query) -> None:
    """Raises SourceError where a column that the definition needs is not in the header, or there twice."""
    if not header or not _FIGURE.fullmatch(header[0]):
        raise SourceError(
            file, 1, "the first column is not the figure (V4_…); the publisher may have changed it"
        )
    needed = [asked.area, asked.time, *asked.wanted(), *([asked.variation] if asked.variation else [])]
    for name in needed:
        if header.count(name) != 1:
            found = "missing" if name not in header else f"there {header.count(name)} times"
            raise SourceError(
                file, 1, f"the column {csvfile.quoted(name)} is {found}; it may have been renamed"
            )


def rows(file: Path) -> pl.DataFrame:
    """One row per record, as table.SCHEMA. SourceError with the line for any departure."""
    head = jsonlines.head(file)
    if not isinstance(head.get("query"), dict):
        raise SourceError(file, 1, "the first line does not say what was asked; fetch it again")
    asked = query.read(str(head.get("source")), head["query"])
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for line, record in jsonlines.records(file):
        for name, cell in zip(_COLUMNS, _row(file, line, record, asked), strict=True):
            columns[name].append(cell)
    frame = pl.DataFrame(columns, schema=_COLUMNS)
    frame = frame.with_columns(**csvfile.numbers(file, frame, "text", asked.marks).to_dict())
    dfe.refuse_outside(file, frame, -1e12, 1e12)
    return dfe.finish(file, _with_limits(file, frame, asked))


def _row(file: Path, line: int, record: Mapping[str, Any], asked: Query) -> tuple[Any, ...]:
    try:
        refuse_columns(file, list(record), asked)
        code = record[asked.area].strip()
        if not _AREA.fullmatch(code):
            raise ValueError(f"{csvfile.quoted(code)} is not an area code")
        pairs = {key: each.values[record[each.column]] for key, each in asked.breakdowns.items()}
        split = breakdown(**{key: value for key, value in pairs.items() if value})
        period = asked.period.iso(record[asked.time])
        series = asked.series.values[record[asked.series.column]]
        variation = record[asked.variation] if asked.variation else ""
        return series, code, None, period, split, _figure(record), variation, line
    except KeyError as error:
        raise SourceError(file, line, f"the code {error} is not one that the definition names") from None
    except ValueError as error:
        raise SourceError(file, line, str(error)) from None
    except (TypeError, AttributeError):
        raise SourceError(file, line, "the record is not laid out as expected") from None


def _figure(record: Mapping[str, str]) -> str:
    """The figure's cell; where that is empty, the marking that says why."""
    figure = next(iter(record.values())).strip()
    marking = next((text for name, text in record.items() if _MARKING.fullmatch(name)), "")
    return figure or marking.strip()


def _with_limits(file: Path, frame: pl.DataFrame, asked: Query) -> pl.DataFrame:
    """95% limits from the coefficient of variation, where the file has one and the figure is a number."""
    if asked.variation is None:
        return frame
    marks = {"": "", **asked.marks}
    share = csvfile.numbers(file, frame, "variation", marks)["value"]
    dfe.refuse_outside(file, pl.DataFrame({"value": share, "line": frame["line"]}), 0, 1000)
    reach = frame["value"] * share / 100 * _95
    # The figure and its coefficient have at most two decimals, and 1.96 two more: from the fifth on the
    # limits are noise, and less than nothing is no limit of pay.
    lower, upper = (frame["value"] - reach).clip(lower_bound=0), frame["value"] + reach
    return frame.with_columns(lower=lower.round(4), upper=upper.round(4))
