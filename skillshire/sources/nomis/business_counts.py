"""UK Business Counts (dataset NM_142_1): enterprises on the register in March, by size.

Figures are rounded to the nearest 5, and so a published 0 may be 1 or 2; it stays the 0 that was published.
"""

from pathlib import Path

import polars as pl

from skillshire.sources.nomis import dates, service, table
from skillshire.sources.table import breakdown

SERIES = "Enterprises"
ALL_INDUSTRIES = "37748736"
SIZES = {
    "0": "",
    "10": breakdown(size="micro"),
    "20": breakdown(size="small"),
    "30": breakdown(size="medium"),
    "40": breakdown(size="large"),
}
DIMENSIONS = {"INDUSTRY": (ALL_INDUSTRIES,), "EMPLOYMENT_SIZEBAND": tuple(SIZES), "LEGAL_STATUS": ("0",)}
plan, get = service.plan, service.get


def rows(file: Path) -> pl.DataFrame:
    """Enterprises in March by size band; the headline is the published total."""
    frame = table.read(file, DIMENSIONS, value="20100")
    sizes = pl.col("EMPLOYMENT_SIZEBAND").replace_strict(SIZES, return_dtype=pl.String)
    return table.tidy(file, frame, series=pl.lit(SERIES), period=dates.march, breakdown=sizes)
