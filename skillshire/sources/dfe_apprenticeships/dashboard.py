"""What the files of the apprenticeships provider dashboard have in common."""

import re
from pathlib import Path

import polars as pl

from skillshire.sources import dfe
from skillshire.sources.csvfile import quoted
from skillshire.sources.errors import SourceError

_REPOSITORY = "https://raw.githubusercontent.com/dfe-analytical-services/apprenticeships-provider-dashboard"
# Learners whose home, or providers whose place of delivery, is abroad or not recorded: no area of ours.
ELSEWHERE = "Outside of England and unknown"
ALL_PROVIDERS = "Total (All providers)"
ENGLAND = {"area_code": "E92000001", "area_name": "England", "area_level": "nation"}
LEVELS = {
    "Intermediate Apprenticeship": "intermediate",
    "Advanced Apprenticeship": "advanced",
    "Higher Apprenticeship": "higher",
}
AGES = {"Under 19": "under-19", "19-24": "19-24", "25+": "25-plus"}


def url(name: str) -> str:
    return f"{_REPOSITORY}/HEAD/data/{name}"


def read_year(text: str) -> str:
    """`2024/25` is `2024-08-01/P1Y`, `2025/26 (Aug to Apr)` is `2025-08-01/P9M`; ValueError for others."""
    match = re.fullmatch(r"(\d{4})/(\d\d)(?: \(Aug to ([A-Z][a-z]{2})\))?", text, re.ASCII)
    if not match or match[3] not in (None, *dfe.MONTHS):
        raise ValueError(f"{quoted(text)} is not an academic year")
    whole = dfe.academic_year(int(match[1]), int(match[2]))
    months = (dfe.MONTHS.index(match[3]) - 7) % 12 + 1 if match[3] else 12
    return whole if months == 12 else whole.replace("P1Y", f"P{months}M")


def status() -> pl.Expr:
    """A year that is still running is provisional: providers go on sending returns for it."""
    return pl.when(pl.col("period").str.ends_with("P1Y")).then(pl.lit("")).otherwise(pl.lit("p"))


def refuse_bad_counts(file: Path, frame: pl.DataFrame, columns: list[str]) -> None:
    """Raises SourceError at the first row where one of the counts is below zero."""
    wrong = frame.filter(pl.any_horizontal(pl.col(columns) < 0))
    if len(wrong):
        row = wrong.row(0, named=True)
        shown = ", ".join(f"{name} {row[name]}" for name in columns)
        raise SourceError(file, row["line"], f"a count is below zero ({shown})")


def long(frame: pl.DataFrame, by: list[str], counts: list[str]) -> pl.DataFrame:
    """Sums of the counts for each combination of `by`, one row each, with the first line that went in."""
    sums = frame.group_by(by, maintain_order=True).agg(
        pl.col(counts).cast(pl.Float64).sum(), pl.col("line").min()
    )
    return sums.unpivot(counts, index=[*by, "line"], variable_name="series", value_name="value")
