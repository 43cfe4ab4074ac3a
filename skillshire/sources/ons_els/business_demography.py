"""Births, deaths, high growth and survival of businesses as percentages, and active businesses."""

from pathlib import Path

import polars as pl

from skillshire.sources.ons_els import table

NAME = "business-demography"
SERIES = (
    "Active businesses",
    "Business births",
    "Business deaths",
    "High growth businesses",
    "One-year survival rate",
    "Two-year survival rate",
    "Three-year survival rate",
    "Four-year survival rate",
    "Five-year survival rate",
)
notes = table.notes


def fetch(directory: Path) -> list[Path]:
    return table.fetch(NAME, directory)


def rows(file: Path) -> pl.DataFrame:
    return table.rows(file, SERIES)
