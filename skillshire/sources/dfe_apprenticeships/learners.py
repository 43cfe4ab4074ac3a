"""Learners in further education and skills in England, by kind of provision and characteristic."""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe, download, parquetfile
from skillshire.sources.dfe_apprenticeships import dashboard
from skillshire.sources.table import breakdown

URLS = (dashboard.url("national_provider_summary_0.parquet"),)
PROVISION = {
    "Apprenticeships": "apprenticeships",
    "Education and Training": "education-and-training",
    # Tailored learning took over from community learning in August 2024; each is "z" in the other's years.
    "Tailored Learning": "tailored-learning",
    "Community Learning": "community-learning",
}
CHARACTERISTICS: dict[str, dict[str, str]] = {
    "Total": {},
    "Sex - Female": {"sex": "female"},
    "Sex - Male": {"sex": "male"},
    "LLDD - With learning difficulty / disability": {"lldd": "yes"},
    "LLDD - No learning difficulty / disability": {"lldd": "no"},
    "LLDD - Unknown": {"lldd": "unknown"},
    "IMD - One (most deprived)": {"deprivation": "1-most-deprived"},
    "IMD - Two": {"deprivation": "2"},
    "IMD - Three": {"deprivation": "3"},
    "IMD - Four": {"deprivation": "4"},
    "IMD - Five (least deprived)": {"deprivation": "5-least-deprived"},
    "IMD - Unknown": {"deprivation": "unknown"},
    "Ethnicity - White": {"ethnicity": "white"},
    "Ethnic minorities (excluding white minorities)": {"ethnicity": "minorities-excluding-white"},
    "Ethnicity - Unknown": {"ethnicity": "unknown"},
}
_KEY = ["Academic Year", "Provider name", "UKPRN", "Learner characteristic"]
_COLUMNS = {
    "Academic Year": pl.String, "Provider name": pl.String, "UKPRN": pl.Int32,
    "Learner characteristic": pl.String, **dict.fromkeys(PROVISION, pl.String),
}  # fmt: skip


def fetch(directory: Path) -> list[Path]:
    return download.files(URLS, directory)


def rows(file: Path) -> pl.DataFrame:
    """England by year, provision and characteristic, rounded to ten; as table.SCHEMA, or a SourceError."""
    frame = parquetfile.read(file, _COLUMNS, may_be_empty=["UKPRN"])
    csvfile.refuse_unknown(file, frame, "Learner characteristic", list(CHARACTERISTICS))
    csvfile.refuse_duplicates(file, frame, _KEY)
    frame = frame.with_columns(period=dfe.translate(file, frame, "Academic Year", dashboard.read_year))
    return dfe.finish(file, pl.concat([_series(file, frame, name) for name in PROVISION]))


def _series(file: Path, frame: pl.DataFrame, name: str) -> pl.DataFrame:
    figures = csvfile.numbers(file, frame, name, dfe.SYMBOLS)
    splits = {text: breakdown(provision=PROVISION[name], **pairs) for text, pairs in CHARACTERISTICS.items()}
    result = frame.with_columns(
        series=pl.lit(name), value=figures["value"], symbol=figures["status"],
        breakdown=pl.col("Learner characteristic").replace_strict(splits),
        **{key: pl.lit(text) for key, text in dashboard.ENGLAND.items()},
    )  # fmt: skip
    dfe.refuse_outside(file, result, 0, 10_000_000)
    symbol = pl.when(pl.col("symbol") != "").then("symbol").otherwise(dashboard.status())
    return result.filter(pl.col("Provider name") == dashboard.ALL_PROVIDERS).with_columns(status=symbol)
