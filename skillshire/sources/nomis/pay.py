"""Annual Survey of Hours and Earnings by place of work (dataset NM_99_1): median gross weekly pay.

Nomis gives the coefficient of variation in place of limits; 1.96 times as much to either side is the 95%
interval.
"""

from pathlib import Path

import polars as pl

from skillshire.sources.nomis import dates, service, table
from skillshire.sources.table import breakdown

SERIES = "Median gross weekly pay at the workplace"
# 7 is everyone, 8 the full-time workers.
WORKERS = {"7": "", "8": breakdown(hours="full-time")}
DIMENSIONS = {"SEX": tuple(WORKERS), "ITEM": ("2",), "PAY": ("1",)}
LIMITS = table.Limits("20701", relative=True)
plan, get = service.plan, service.get


def rows(file: Path) -> pl.DataFrame:
    """Pounds a week in April; the headline is full-time and part-time together."""
    frame = table.read(file, DIMENSIONS, "20100", LIMITS)
    workers = pl.col("SEX").replace_strict(WORKERS, return_dtype=pl.String)
    return table.tidy(file, frame, series=pl.lit(SERIES), period=dates.april, breakdown=workers)
