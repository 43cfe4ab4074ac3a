"""Apprenticeship starts, enrolments and achievements by district: the learner's home, or where it is taught.

The file has a row for each provider, home district and delivery district; providers are summed over here.
"""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe, download, parquetfile
from skillshire.sources.dfe_apprenticeships import dashboard
from skillshire.sources.table import breakdown

# Counts are exact at source, so that a county is the sum of its districts.
SUM_TO_PARENTS = ("county", "lsip", "region", "nation", "combined-authority")
URLS = (dashboard.url("lad_map_data_0.parquet"),)
COUNTS = ["starts", "enrolments", "achievements"]
# The headline counts an area's residents, wherever they learn.
BASES = {"learner_home_lad": breakdown(), "delivery_lad": breakdown(basis="delivery")}
_KEY = ["year", "provider_name", *BASES]
_COLUMNS = dict.fromkeys(_KEY, pl.String) | dict.fromkeys(COUNTS, pl.Int32)


def fetch(directory: Path) -> list[Path]:
    return download.files(URLS, directory)


def rows(file: Path) -> pl.DataFrame:
    """Districts by year, count and basis, as table.SCHEMA; SourceError for a departure."""
    frame = parquetfile.read(file, _COLUMNS)
    dashboard.refuse_bad_counts(file, frame, COUNTS)
    csvfile.refuse_duplicates(file, frame, _KEY)
    frame = frame.with_columns(period=dfe.translate(file, frame, "year", dashboard.read_year))
    return dfe.finish(file, pl.concat([_on(file, frame, column) for column in BASES]))


def _on(file: Path, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    dfe.translate(file, frame, column, dfe.slug)  # a name that cannot be a place's is damage
    sums = dashboard.long(frame.filter(pl.col(column) != dashboard.ELSEWHERE), ["period", column], COUNTS)
    return sums.rename({column: "area_name"}).with_columns(
        area_level=pl.lit("district"), breakdown=pl.lit(BASES[column]), status=dashboard.status()
    )
