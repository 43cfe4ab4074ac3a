"""Apprenticeship starts and achievements in England by sex, ethnicity and learning difficulty."""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe, download, parquetfile
from skillshire.sources.dfe_apprenticeships import dashboard
from skillshire.sources.table import breakdown

URLS = (dashboard.url("apprenticeships_demographics_0.parquet"),)
MEASURES = ("Starts", "Achievements")
_DIFFICULTY = "Learner with learning difficulties or disabilities (LLDD)"
SPLITS = {
    ("Age", "Under 19"): breakdown(age="under-19"),
    ("Age", "19-24"): breakdown(age="19-24"),
    ("Age", "25+"): breakdown(age="25-plus"),
    ("Sex", "Female"): breakdown(sex="female"),
    ("Sex", "Male"): breakdown(sex="male"),
    ("Ethnicity", "Asian / Asian British"): breakdown(ethnicity="asian"),
    ("Ethnicity", "Black / African / Caribbean / Black British"): breakdown(ethnicity="black"),
    ("Ethnicity", "Mixed / Multiple ethnic groups"): breakdown(ethnicity="mixed"),
    ("Ethnicity", "Other ethnic group"): breakdown(ethnicity="other"),
    ("Ethnicity", "White"): breakdown(ethnicity="white"),
    ("Ethnicity", "Unknown"): breakdown(ethnicity="unknown"),
    (_DIFFICULTY, "With learning difficulty / disability"): breakdown(lldd="yes"),
    (_DIFFICULTY, "No learning difficulty / disability"): breakdown(lldd="no"),
    (_DIFFICULTY, "LLDD - Unknown"): breakdown(lldd="unknown"),
}
_KEY = ["year", "provider_name", "characteristic_type", "characteristic", "measure"]
_COLUMNS = dict.fromkeys([*_KEY, "count"], pl.String)


def fetch(directory: Path) -> list[Path]:
    return download.files(URLS, directory)


def rows(file: Path) -> pl.DataFrame:
    """England by year, measure and characteristic, rounded to ten, as table.SCHEMA; SourceError otherwise."""
    frame = parquetfile.read(file, _COLUMNS)
    csvfile.refuse_unknown(file, frame, "measure", MEASURES)
    csvfile.refuse_duplicates(file, frame, _KEY)
    # Providers' rows are read as well, so that a wrong number or group anywhere in the file shows.
    figures = csvfile.numbers(file, frame, "count", dfe.SYMBOLS)
    frame = frame.with_columns(
        period=dfe.translate(file, frame, "year", dashboard.read_year),
        breakdown=_splits(file, frame), value=figures["value"], symbol=figures["status"],
        series="measure", **{name: pl.lit(value) for name, value in dashboard.ENGLAND.items()},
    )  # fmt: skip
    dfe.refuse_outside(file, frame, 0, 10_000_000)
    totals = frame.filter(
        # Each characteristic repeats the total, which the subjects file gives unrounded.
        (pl.col("provider_name") == dashboard.ALL_PROVIDERS) & (pl.col("characteristic") != "Total")
    )
    symbol = pl.when(pl.col("symbol") != "").then("symbol").otherwise(dashboard.status())
    return dfe.finish(file, totals.with_columns(status=symbol))


def _splits(file: Path, frame: pl.DataFrame) -> pl.Series:
    both = frame.select("line", pair=pl.concat_str("characteristic_type", "characteristic", separator="\n"))
    return dfe.translate(file, both, "pair", _split)


def _split(pair: str) -> str:
    kind, _, group = pair.partition("\n")
    if group == "Total":
        return breakdown()
    if (kind, group) not in SPLITS:
        raise ValueError(f"{csvfile.quoted(f'{kind}: {group}')} is not a known characteristic")
    return SPLITS[kind, group]
