"""Figures that came to the project as figures, not as a publisher's file: small tables of its own.

They stand in definitions/figures, one CSV file a source, and are read as strictly as any published file.
Their publishers no longer offer the file, or it holds one county only; the source definition says which.
"""

from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA, STATUSES

COLUMNS = ("series", "area", "period", "breakdown", "value", "lower", "upper", "status")
_KEY = ["series", "area_code", "period", "breakdown"]
_EMPTY = {"": ""}


def fetch(directory: Path) -> list[Path]:
    raise UserError(
        "These figures come with Skillshire and have no address to fetch from; load them with"
        " --from and the folder skillshire/definitions."
    )


def rows(file: Path) -> pl.DataFrame:
    """Every figure of the table; SourceError for a departure from its layout."""
    frame = csvfile.read(file, COLUMNS)
    csvfile.refuse_unknown(file, frame, "status", STATUSES)
    wrong = frame.filter(~pl.col("area").str.contains(r"^E\d{8}$"))
    if len(wrong):
        text, line = wrong.select("area", "line").row(0)
        raise SourceError(file, line, f"{csvfile.quoted(text)} is not the code of an area in England")
    numbers = {
        name: csvfile.numbers(file, frame, name, _EMPTY)["value"] for name in ("value", "lower", "upper")
    }
    none = pl.lit(None, pl.String)
    found = frame.with_columns(area_code="area", area_name=none, area_level=none, **numbers)
    _refuse_absurd(file, found)
    csvfile.refuse_bad_periods(file, found)
    csvfile.refuse_duplicates(file, found, _KEY)
    return found.select(list(SCHEMA))


def _refuse_absurd(file: Path, frame: pl.DataFrame) -> None:
    value, lower, upper = pl.col("value"), pl.col("lower"), pl.col("upper")
    faults = {
        "there is no figure and no status that says why": value.is_null() & (pl.col("status") == ""),
        "only one of the two 95% limits is given": lower.is_null() != upper.is_null(),
        "the figure is outside its 95% limits": (lower > value) | (value > upper),
        "the series has no name": pl.col("series") == "",
    }
    for reason, fault in faults.items():
        lines = frame.filter(fault)["line"]
        if len(lines):
            raise SourceError(file, int(lines[0]), reason)
