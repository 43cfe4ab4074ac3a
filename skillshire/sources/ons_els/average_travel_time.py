"""Minutes to the nearest employment centre by car, bicycle, and public transport or foot."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "average-travel-time"
SERIES = ("Drive to work", "Cycle to work", "Public transport or walk to work")
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
