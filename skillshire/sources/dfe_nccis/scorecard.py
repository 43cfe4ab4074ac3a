"""Participation, NEET and not known at 16 and 17, from the department's local authority scorecard.

One file a year. The winter figures are means of December, January and February, because young people move
most in autumn; participation is a count in March; the September Guarantee is that of the autumn before.
"""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe, download
from skillshire.sources.errors import SourceError
from skillshire.sources.table import breakdown

_REPOSITORY = "https://raw.githubusercontent.com/dfe-analytical-services/nccis_localauthority_dashboard"
URLS = (
    f"{_REPOSITORY}/HEAD/data/UD_NEETNK_LA_dashboard_2021_vg_removed.csv",
    f"{_REPOSITORY}/HEAD/data/UD_NEETNK_LA_dashboard_2022_final.csv",
    f"{_REPOSITORY}/HEAD/data/UD_NEETNK_LA_dashboard_2023_final.csv",
    # The publisher has since renamed this one, so the address names the version that still has it.
    f"{_REPOSITORY}/f72d7ccc61bf4f2c49f209b83af3ca58e31d3267/data/UD_NEETNK_LA_dashboard_2025.csv",
)
WINTER, MARCH, SEPTEMBER = "winter", "march", "september"
HEADLINE = breakdown()
NO_SEN, PLAN, SUPPORT = breakdown(send="none"), breakdown(send="ehcp"), breakdown(send="sen-support")
VULNERABLE = breakdown(group="vulnerable")
SERIES = {
    "Cohort_DJFavg": (WINTER, HEADLINE),
    "NEET_not_known_percent": (WINTER, HEADLINE),
    "NEET_percent": (WINTER, HEADLINE),
    "Notknown_percent": (WINTER, HEADLINE),
    "cohort_March": (MARCH, HEADLINE),
    "TOTAL_participating_in_education_and_training_percent": (MARCH, HEADLINE),
    "Full_time_education_percent": (MARCH, breakdown(route="full-time-education")),
    "Apprenticeship_percent": (MARCH, breakdown(route="apprenticeship")),
    "Other_education_and_training_percent": (MARCH, breakdown(route="other")),
    "September_guarantee_Offer_made_percent": (SEPTEMBER, HEADLINE),
    "cohort_noSEN_percent": (WINTER, NO_SEN),
    "NEET_NK_noSEN_percent": (WINTER, NO_SEN),
    "cohort_EHCP_percent": (WINTER, PLAN),
    "NEET_NK_EHCP_percent": (WINTER, PLAN),
    "cohort_SENDsupport_percent": (WINTER, SUPPORT),
    "NEET_NK_SENDsupport_percent": (WINTER, SUPPORT),
    "VG_cohort_DJF_avg": (WINTER, VULNERABLE),
    "VG_cohort_percentage": (WINTER, VULNERABLE),
    "VG_NEET_NK_percentage": (WINTER, VULNERABLE),
}
LEVELS = {"National": "nation", "Regional": "region", "Local authority": "county"}
_COLUMNS = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"),
}
_KEYS = ("time_period", "time_identifier", "geographic_level", "Age", *sum(_COLUMNS.values(), ()))


def fetch(directory: Path) -> list[Path]:
    return download.files(URLS, directory)


def rows(file: Path) -> pl.DataFrame:
    """One row per area and series, in the shape of table.SCHEMA. SourceError for any departure."""
    frame = csvfile.read(file, [*_KEYS, *SERIES])
    csvfile.refuse_unknown(file, frame, "time_identifier", ["Calendar year"])
    csvfile.refuse_unknown(file, frame, "geographic_level", list(LEVELS))
    csvfile.refuse_unknown(file, frame, "Age", ["16-17"])
    frame = _with_area(file, frame.filter(pl.col("region_name") != "Region demo"))
    published = [series for series in SERIES if _is_published(frame, series)]
    return dfe.finish(file, pl.concat([_series(file, frame, series) for series in published]))


def _with_area(file: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """The 2021 file ends with invented rows for "Region demo", which the caller has taken out."""
    code, name = pl.lit(None, pl.String), pl.lit(None, pl.String)
    for level, (code_column, name_column) in _COLUMNS.items():
        here = pl.col("geographic_level") == level
        code = pl.when(here).then(pl.col(code_column)).otherwise(code)
        name = pl.when(here).then(pl.col(name_column)).otherwise(name)
    levels = pl.col("geographic_level").replace_strict(LEVELS, return_dtype=pl.String)
    frame = frame.with_columns(area_code=code, area_name=name, area_level=levels)
    wrong = frame.filter(~pl.col("area_code").str.contains(r"^E\d{8}$"))
    if len(wrong):
        text, line = wrong["area_code"][0], wrong["line"][0]
        raise SourceError(file, line, f"{csvfile.quoted(text)} is not an area code")
    return frame


def _is_published(frame: pl.DataFrame, series: str) -> bool:
    """Whether any local authority has a cell, for a split of the young people.

    The 2021 file has its splits removed, but the England row still shows those of 2022.
    """
    if SERIES[series][1] not in (NO_SEN, PLAN, SUPPORT, VULNERABLE):
        return True
    cells = frame.filter(pl.col("geographic_level") == "Local authority")[series]
    return bool((cells.str.strip_chars() != "").any())


def _series(file: Path, frame: pl.DataFrame, series: str) -> pl.DataFrame:
    kind, split = SERIES[series]
    figures = csvfile.numbers(file, frame, series, dfe.SYMBOLS)
    result = frame.select(
        "area_code", "area_name", "area_level", "line",
        period=dfe.translate(file, frame, "time_period", lambda year: period(year, kind)),
        series=pl.lit(series), breakdown=pl.lit(split), value=figures["value"], status=figures["status"],
    )  # fmt: skip
    dfe.refuse_outside(file, result, 0, dfe.MOST_PERCENT if "percent" in series else 10_000_000)
    return result


def period(year: str, kind: str) -> str:
    """The stretch of time that a figure of the published `year` describes. ValueError for an odd year."""
    if not (year.isascii() and year.isdigit() and 2016 <= int(year) <= 2099):
        raise ValueError(f"{csvfile.quoted(year)} is not a year")
    if kind == WINTER:
        return f"{int(year) - 1}-12-01/P3M"
    return f"{year}-03-01/P1M" if kind == MARCH else f"{int(year) - 1}-09-01/P1M"
