"""Gross value added per hour worked and per filled job."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "gross-value-added"
SERIES = ("Gross value added per hour worked", "Gross value added per filled job")
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
