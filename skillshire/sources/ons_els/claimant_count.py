"""People claiming unemployment-related benefits as a percentage of people aged 16 to 64."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "claimant-count"
SERIES = ("Claimant Count",)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
