"""Young people with English and maths at GCSE or equivalent by age 19."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "gcses-in-english-and-maths"
SERIES = ("GCSEs in English and Maths",)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
