"""Model-based unemployment rates of people aged 16 and over."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "modelled-unemployment"
SERIES = ("Modelled unemployment rate",)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
