"""Children under 16 in relative low-income families, before and after housing costs."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "children-in-relative-poverty"
SERIES = (
    "Children in relative poverty before housing costs",
    "Children in relative poverty after housing costs",
)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
