"""Median gross weekly pay by where employees live."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "gross-median-weekly-pay"
SERIES = ("Gross median weekly pay",)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES, survey_day=True)
