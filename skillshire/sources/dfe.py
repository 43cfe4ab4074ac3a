"""What the readers of the Department for Education's files share."""

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl

from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA

# The department's symbols: confidential, not available, not applicable, rounds to zero, unreliable.
SYMBOLS = {"c": "c", "x": "x", "z": "z", "low": "low", "u": "u"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Thurrock had 100.2 % of offers in September 2022: the count and the cohort are not of the same day.
MOST_PERCENT = 105
_KEY = ["series", "area_code", "area_name", "area_level", "period", "breakdown"]


def translate(file: Path, frame: pl.DataFrame, column: str, read: Callable[[str], str]) -> pl.Series:
    """The column with `read` applied once to each distinct text; its ValueError becomes a SourceError."""
    known: dict[str | None, str] = {}
    firsts = frame.unique(column, keep="first", maintain_order=True)
    for text, line in firsts.select(column, "line").iter_rows():
        try:
            known[text] = read(text or "")
        except ValueError as error:
            raise SourceError(file, line, f"{error} in the column “{column}”") from None
    return frame[column].replace_strict(known, return_dtype=pl.String)


def slug(text: str) -> str:
    """`25+` is `25-plus`; `Health & social care` is `health-and-social-care`. ValueError otherwise."""
    if not re.fullmatch(r"[A-Za-z0-9 ,.;:&()/+'\-]+", text):
        raise ValueError(f"{csvfile.quoted(text)} is not a plain name")
    plain = text.lower().replace("&", " and ").replace("+", " plus ").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def academic_year(start: int, end: int) -> str:
    """2024, 25 is `2024-08-01/P1Y`. ValueError where the second is not the year after the first."""
    if not 2000 <= start <= 2099 or end != (start + 1) % 100:
        raise ValueError(f"“{start}/{end:02d}” is not an academic year")
    return f"{start}-08-01/P1Y"


def refuse_outside(file: Path, frame: pl.DataFrame, low: float, high: float) -> None:
    """Raises SourceError at the first `value` that is below `low` or above `high`; nulls pass."""
    wrong = frame.filter(~pl.col("value").is_between(low, high))
    if len(wrong):
        value, line = wrong["value"][0], wrong["line"][0]
        raise SourceError(file, line, f"{value:g} is not between {low:g} and {high:g}")


def finish(file: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame as table.SCHEMA, absent columns null; SourceError for doubles and bad periods."""
    absent = [pl.lit(None, dtype).alias(name) for name, dtype in SCHEMA.items() if name not in frame.columns]
    frame = frame.with_columns(absent).select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    csvfile.refuse_bad_periods(file, frame)
    csvfile.refuse_duplicates(file, frame, _KEY)
    return frame
