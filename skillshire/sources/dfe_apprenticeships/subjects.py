"""Apprenticeships in England by sector subject area and level, wherever the learner's home is.

Which subject areas count as STEM is a list that people may change: definitions/codes/stem-subjects.yaml.
"""

from pathlib import Path

import polars as pl

from skillshire.core import definitions
from skillshire.sources import csvfile, dfe, download, parquetfile
from skillshire.sources.dfe_apprenticeships import dashboard

URLS = (dashboard.url("subjects_and_standards_0.parquet"),)
MEASURES = ("Starts", "Enrolments", "Achievements")
_KEY = [
    "year", "apps_Level", "std_fwk_name", "ssa_t1_desc", "ssa_t2_desc", "std_fwk_flag",
    "provider_type", "provider_name", "measure",
]  # fmt: skip
_COLUMNS = dict.fromkeys(_KEY, pl.String) | {"values": pl.Int32}
_SPLITS: tuple[list[str], ...] = ([], ["subject"], ["level", "subject"], ["stem"], ["level", "stem"])
STEM_SUBJECTS = definitions.ROOT / "codes" / "stem-subjects.yaml"


def fetch(directory: Path) -> list[Path]:
    return download.files(URLS, directory)


def rows(file: Path) -> pl.DataFrame:
    """England by year, measure, subject and level, as table.SCHEMA; SourceError for a departure."""
    frame = parquetfile.read(file, _COLUMNS)
    dashboard.refuse_bad_counts(file, frame, ["values"])
    csvfile.refuse_unknown(file, frame, "apps_Level", list(dashboard.LEVELS))
    csvfile.refuse_unknown(file, frame, "std_fwk_flag", ["Standard", "Framework"])
    csvfile.refuse_unknown(file, frame, "measure", MEASURES)
    csvfile.refuse_duplicates(file, frame, _KEY)
    frame = frame.with_columns(
        period=dfe.translate(file, frame, "year", dashboard.read_year),
        level=pl.col("apps_Level").replace_strict(dashboard.LEVELS),
        subject=dfe.translate(file, frame, "ssa_t1_desc", dfe.slug),
    )
    stem = pl.col("subject").is_in(list(definitions.load(STEM_SUBJECTS)["values"]))
    frame = frame.with_columns(stem=pl.when(stem).then(pl.lit("yes")).otherwise(pl.lit("no")))
    return dfe.finish(file, pl.concat([_split(frame, keys) for keys in _SPLITS]))


def _split(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    pairs = [pl.format("{}={}", pl.lit(key), pl.col(key)) for key in keys]
    sums = (
        frame.with_columns(breakdown=pl.concat_str(pairs, separator=";") if pairs else pl.lit(""))
        .group_by("period", "measure", "breakdown", maintain_order=True)
        .agg(value=pl.col("values").cast(pl.Float64).sum(), line=pl.col("line").min())
    )
    return sums.rename({"measure": "series"}).with_columns(
        status=dashboard.status(), **{name: pl.lit(value) for name, value in dashboard.ENGLAND.items()}
    )
