"""Apprenticeships by level and age for England and its regions, by the learner's home."""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe, download, parquetfile
from skillshire.sources.dfe_apprenticeships import dashboard

URLS = (dashboard.url("provider_breakdowns_0.parquet"),)
COUNTS = ["starts", "enrolments", "achievements"]
REGIONS = (
    "East Midlands", "East of England", "London", "North East", "North West",
    "South East", "South West", "West Midlands", "Yorkshire and The Humber",
)  # fmt: skip
_KEY = [
    "year", "provider_name", "provider_type", "apps_Level", "age_group",
    "delivery_region", "learner_home_region",
]  # fmt: skip
_COLUMNS = dict.fromkeys(_KEY, pl.String) | dict.fromkeys(COUNTS, pl.Int32)
# Each set of columns gives one family of breakdowns. The headline is the districts' to give.
_SPLITS = (["level"], ["age"], ["age", "level"])
EVERYONE = ", all learners"
_COLUMNS_OUT = (
    "period", "breakdown", "line", "series", "value", "area_code", "area_name", "area_level", "status",
)  # fmt: skip


def fetch(directory: Path) -> list[Path]:
    return download.files(URLS, directory)


def rows(file: Path) -> pl.DataFrame:
    """Regions and England by year, count, level and age, as table.SCHEMA; SourceError for a departure.

    England is the sum of its regions, so that it counts residents as the districts do. Series that end in
    EVERYONE are of all learners in England, wherever they live.
    """
    frame = parquetfile.read(file, _COLUMNS)
    dashboard.refuse_bad_counts(file, frame, COUNTS)
    csvfile.refuse_unknown(file, frame, "apps_Level", list(dashboard.LEVELS))
    csvfile.refuse_unknown(file, frame, "age_group", list(dashboard.AGES))
    for column in ("delivery_region", "learner_home_region"):
        csvfile.refuse_unknown(file, frame, column, [*REGIONS, dashboard.ELSEWHERE])
    csvfile.refuse_duplicates(file, frame, _KEY)
    frame = frame.with_columns(
        period=dfe.translate(file, frame, "year", dashboard.read_year),
        level=pl.col("apps_Level").replace_strict(dashboard.LEVELS),
        age=pl.col("age_group").replace_strict(dashboard.AGES),
        region=pl.col("learner_home_region"),
    )
    residents = frame.filter(pl.col("region") != dashboard.ELSEWHERE)
    parts = [_split(residents, keys) for keys in _SPLITS] + [_everyone(frame, keys) for keys in _SPLITS]
    return dfe.finish(file, pl.concat(parts))


def _split(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    frame = _with_breakdown(frame, keys)
    regions = dashboard.long(frame, ["period", "region", "breakdown"], COUNTS).select(
        "period", "breakdown", "line", "series", "value",
        area_code=pl.lit(None, pl.String), area_name="region", area_level=pl.lit("region"),
    )  # fmt: skip
    both = pl.concat([regions, _nation(frame).select(regions.columns)])
    return both.with_columns(status=dashboard.status())


def _everyone(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    nation = _nation(_with_breakdown(frame, keys)).with_columns(series=pl.col("series") + EVERYONE)
    return nation.with_columns(status=dashboard.status()).select(_COLUMNS_OUT)


def _with_breakdown(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    split = pl.concat_str([pl.format("{}={}", pl.lit(key), pl.col(key)) for key in keys], separator=";")
    return frame.with_columns(split.alias("breakdown"))


def _nation(frame: pl.DataFrame) -> pl.DataFrame:
    return dashboard.long(frame, ["period", "breakdown"], COUNTS).with_columns(
        **{name: pl.lit(value) for name, value in dashboard.ENGLAND.items()}
    )
