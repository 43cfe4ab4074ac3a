"""People aged 16 to 64 qualified to level 3 or above."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "qualifications-level-3-or-above"
SERIES = ("Level 3 or above qualifications (Great Britain)",)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
