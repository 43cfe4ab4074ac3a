"""Claimant count (dataset NM_162_1): people on unemployment-related benefits, every month."""

from pathlib import Path

import polars as pl

from skillshire.sources.nomis import dates, service, table

SERIES = {"1": "Claimants", "2": "Claimants as a share of residents aged 16 to 64"}
DIMENSIONS = {"GENDER": ("0",), "AGE": ("0",), "MEASURE": tuple(SERIES)}
plan, get = service.plan, service.get


def rows(file: Path) -> pl.DataFrame:
    """Two series by month: how many claim, and what per cent of residents aged 16 to 64 they are."""
    frame = table.read(file, DIMENSIONS, value="20100")
    return table.tidy(
        file,
        frame,
        series=pl.col("MEASURE").replace_strict(SERIES, return_dtype=pl.String),
        period=dates.month,
    )
