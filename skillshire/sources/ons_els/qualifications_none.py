"""People aged 16 to 64 without qualifications."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "qualifications-none-gb"
SERIES = ("No qualifications",)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
