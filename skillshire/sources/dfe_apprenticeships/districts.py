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
# A flow from a county to each district of training would be some hundred rows more; districts have them.
NOT_SUMMED = ("starts by place of training",)
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
    bases = [_on(file, frame, column) for column in BASES]
    return dfe.finish(file, pl.concat([*bases, _flows(frame).select(bases[0].columns)]))


def _on(file: Path, frame: pl.DataFrame, column: str) -> pl.DataFrame:
    dfe.translate(file, frame, column, dfe.slug)  # a name that cannot be a place's is damage
    sums = dashboard.long(frame.filter(pl.col(column) != dashboard.ELSEWHERE), ["period", column], COUNTS)
    return sums.rename({column: "area_name"}).with_columns(
        area_level=pl.lit("district"), breakdown=pl.lit(BASES[column]), status=dashboard.status()
    )


def _flows(frame: pl.DataFrame) -> pl.DataFrame:
    """Starts from each home district to each district of training, where anybody is an apprentice at all.

    A flow of 0 is a published one: people go on, or finish there, and nobody began in that year.
    """
    by = ["period", "learner_home_lad", "delivery_lad"]
    known = pl.col("learner_home_lad") != dashboard.ELSEWHERE
    sums = frame.filter(known).group_by(by, maintain_order=True).agg(
        value=pl.col("starts").cast(pl.Float64).sum(), line=pl.col("line").min()
    )  # fmt: skip
    names = {name: breakdown(delivery=dfe.slug(name)) for name in sums["delivery_lad"].unique()}
    return sums.select(
        "period", "value", "line", area_name="learner_home_lad", area_level=pl.lit("district"),
        series=pl.lit(NOT_SUMMED[0]), breakdown=pl.col("delivery_lad").replace_strict(names),
        status=dashboard.status(),
    )  # fmt: skip
