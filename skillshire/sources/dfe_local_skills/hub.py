"""The department's local skills data hub: 26 measures for districts, skills plan areas and England."""

from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile, dfe, parquetfile
from skillshire.sources.dfe_local_skills import period_texts, splits
from skillshire.sources.errors import SourceError

SERIES = {
    "achievements": "FE achievements volume",
    "achievementsAims": "FE achievement aims volume",
    "achievements_rate_per_100000_population": "FE achievement rate per 100,000 population",
    "active": "Enterprises active",
    "all": "Population volume",
    "births": "Enterprise births",
    "deaths": "Enterprise deaths",
    "employmentProjection": "Employment projections",
    "enrolmentsAims": "FE enrolment aims volume",
    "enterpriseCount": "Enterprise count",
    "inactive": "Inactive volume",
    "inemployment": "Employment volume",
    "participation": "FE participation volume",
    "participation_rate_per_100000_population": "FE participation rate per 100,000 population",
    "qualApp": "Trade apprenticeship",
    "qualL1": "NVQ1",
    "qualL2": "NVQ2",
    "qualL3": "NVQ3",
    "qualL4": "NVQ4",
    "qualNone": "No qualification",
    "qualOther": "Other qualification",
    "selfemployed": "Self-employment volume",
    "sustainedPositiveDestinationKS4Rate": "KS4 sustained positive detination rate",
    "sustainedPositiveDestinationKS5Rate": "KS5 sustained positive detination rate",
    "unemployed": "Unemployed volume",
    "vacancies": "Online job adverts",
}
# One measure for each level, all of them parts of the same whole: people by their highest qualification.
QUALIFICATIONS = {
    "qualNone": "none",
    "qualL1": "level-1",
    "qualL2": "level-2",
    "qualApp": "trade-apprenticeship",
    "qualL3": "level-3",
    "qualL4": "level-4-plus",
    "qualOther": "other",
}
SHARES = ("sustainedPositiveDestinationKS4Rate", "sustainedPositiveDestinationKS5Rate")
# The model's last year of data; everything later is its projection.
PROJECTED_FROM = 2021
# Empty: the survey's sample is too small to publish. NaN and Inf: a rate of a group without a population.
SYMBOLS = dfe.SYMBOLS | {"": "x", "NaN": "x", "Inf": "x"}
LEVELS = {"LADU": "district", "LSIP": "lsip", "MCA": "combined-authority", "": "nation"}
_ELSEWHERE = "Outside of an English Devolved Area and unknown MCA"
_COLUMNS = dict.fromkeys(
    ("Area", "metric", "metricNeat", "Breakdown", "Subgroup", "Period", "valueText"), pl.String
)


def fetch(directory: Path) -> list[Path]:
    raise UserError(
        "The local skills data hub has no download address; save its data as Parquet in "
        f"{directory} under the name that its source definition gives."
    )


def rows(file: Path) -> pl.DataFrame:
    """One row per area, period, breakdown and measure, as table.SCHEMA; SourceError for a departure.

    Shares (0 to 1 in the file) become percentages. Adverts get a headline, which the file lacks.
    """
    frame = parquetfile.read(file, _COLUMNS, may_be_empty=["valueText"])
    _refuse_other_series(file, frame)
    frame = frame.filter(pl.col("Area") != _ELSEWHERE)
    figures = csvfile.numbers(
        file, frame.with_columns(pl.col("valueText").fill_null("")), "valueText", SYMBOLS
    )
    frame = frame.with_columns(
        series=pl.col("metric"),
        period=dfe.translate(file, frame, "Period", period_texts.read),
        breakdown=_splits(file, frame),
        value=_scaled(frame["metric"], figures["value"]),
        status=figures["status"],
    )
    dfe.refuse_outside(file, frame, 0, 100_000_000)
    frame = _with_area(file, frame).with_columns(status=_status())
    return dfe.finish(file, pl.concat([frame, _all_adverts(frame)]))


def _refuse_other_series(file: Path, frame: pl.DataFrame) -> None:
    pairs = frame.unique(["metric", "metricNeat"], keep="first").select("metric", "metricNeat", "line").rows()
    for name, label, line in pairs:
        if SERIES.get(name) != label:
            raise SourceError(file, line, f"the measure {csvfile.quoted(name)} ({label}) is not known")
    gone = sorted(set(SERIES) - {name for name, _, _ in pairs})
    if gone:
        raise SourceError(file, None, f"the measure {csvfile.quoted(gone[0])} is missing")


def _scaled(series: pl.Series, value: pl.Series) -> pl.Series:
    """Six decimals keep all that was measured and drop the noise of values such as 778860.999999999."""
    factor = pl.when(series.is_in(list(SHARES))).then(100.0).otherwise(1.0)
    return pl.select((factor * value).round(6)).to_series()


def _splits(file: Path, frame: pl.DataFrame) -> pl.Series:
    words = frame.select("line", Breakdown=pl.concat_str("metric", "Breakdown", "Subgroup", separator="\n"))
    return dfe.translate(file, words, "Breakdown", _split)


def _split(words: str) -> str:
    series, split, group = words.split("\n", 2)
    level = QUALIFICATIONS.get(series)
    return splits.read(split, group, **({"qualification": level} if level else {}))


def _with_area(file: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """`Stevenage LADU` is the district Stevenage; `England` stands alone."""
    level = dfe.translate(file, frame, "Area", _level)
    return frame.with_columns(
        area_level=level, area_name=pl.col("Area").str.replace(r" (LADU|LSIP|MCA)$", "")
    )


def _level(area: str) -> str:
    if area == "England":
        return LEVELS[""]
    kind = area.rsplit(" ", 1)[-1]
    if kind not in LEVELS or " " not in area:
        raise ValueError(f"{csvfile.quoted(area)} does not end in LADU, LSIP or MCA")
    return LEVELS[kind]


def _status() -> pl.Expr:
    projected = (pl.col("series") == "employmentProjection") & (
        pl.col("period").str.slice(0, 4).cast(pl.Int32) >= PROJECTED_FROM
    )
    return pl.when(projected & (pl.col("status") == "")).then(pl.lit("f")).otherwise("status")


def _all_adverts(frame: pl.DataFrame) -> pl.DataFrame:
    """The sum of the major groups, "Unknown" among them: the file has no total of its own."""
    adverts = frame.filter((pl.col("series") == "vacancies") & (pl.col("Breakdown") == splits.MAJOR))
    totals = adverts.group_by("Area", "period", maintain_order=True).agg(
        pl.all().exclude("value", "breakdown").first(),
        pl.when(pl.col("value").is_not_null().all()).then(pl.col("value").sum()).alias("value"),
        pl.lit("").alias("breakdown"),
    )
    return totals.select(frame.columns)
