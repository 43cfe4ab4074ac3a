"""Education and training figures by local authority, from the Local Authority Interactive Tool (LAIT)."""

import re
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe, download, parquetfile
from skillshire.sources.dfe_lait.areas import AREAS
from skillshire.sources.errors import SourceError
from skillshire.sources.table import breakdown

_REPOSITORY = (
    "https://raw.githubusercontent.com/dfe-analytical-services/local-authority-interactive-tool/HEAD"
)
URLS = (
    f"{_REPOSITORY}/01_data/02_prod/bds_long_0.parquet",
    f"{_REPOSITORY}/01_data/02_prod/lait_data_dictionary.csv",
)
WINTER, MARCH, SEPTEMBER, ACADEMIC, FINANCIAL = "winter", "march", "september", "academic", "financial"
HEADLINE = breakdown()
_NO_SEN, _PLAN, _SUPPORT = breakdown(send="none"), breakdown(send="ehcp"), breakdown(send="sen-support")
_MEALS, _NO_MEALS = breakdown(fsm="eligible"), breakdown(fsm="not-eligible")
_LOOKED_AFTER = breakdown(group="looked-after")
# LAIT holds 434 measures; these are the ones that an indicator uses.
SERIES = {
    "16-17_not known_NEET": (WINTER, HEADLINE),
    "16-17 NEET": (WINTER, HEADLINE),
    "16-17_not known": (WINTER, HEADLINE),
    "16-17Ed&Training": (MARCH, HEADLINE),
    "16-17YroldSEN_ET": (MARCH, breakdown(send="any")),
    "Sept_Guarantee": (SEPTEMBER, HEADLINE),
    "Level2Age19": (ACADEMIC, HEADLINE),
    "Level2_FMS_Attain": (ACADEMIC, _MEALS),
    "Level2Age19_NON_FSM": (ACADEMIC, _NO_MEALS),
    "Age19_NoNSEN": (ACADEMIC, _NO_SEN),
    "Age19_SENwoS": (ACADEMIC, _SUPPORT),
    "Age19_SEN-S": (ACADEMIC, _PLAN),
    "Level2Age19_E&M": (ACADEMIC, HEADLINE),
    "Level2Age19_E&M_FSM": (ACADEMIC, _MEALS),
    "Level2Age19_E&M_NON_FSM": (ACADEMIC, _NO_MEALS),
    "Age19_NoNSEN_L2EM": (ACADEMIC, _NO_SEN),
    "Age19_SENwoS_L2EM": (ACADEMIC, _SUPPORT),
    "Age19_SEN-S_L2EM": (ACADEMIC, _PLAN),
    "L2Age19_E&M_not16": (ACADEMIC, HEADLINE),
    "Level3Age19": (ACADEMIC, HEADLINE),
    "Level3_FMS_Attain": (ACADEMIC, _MEALS),
    "NonFSM_L3_aged19": (ACADEMIC, _NO_MEALS),
    "Age19_NoNSEN_L3": (ACADEMIC, _NO_SEN),
    "Age19_SENwoS_L3": (ACADEMIC, _SUPPORT),
    "Age19_SEN-S_L3": (ACADEMIC, _PLAN),
    "L2Age19Gap": (ACADEMIC, HEADLINE),
    "L3Age19Gap": (ACADEMIC, HEADLINE),
    "EngMaths9-4": (ACADEMIC, HEADLINE),
    "LAC_EngMaths9-4": (ACADEMIC, _LOOKED_AFTER),
    "EngMaths9-5": (ACADEMIC, HEADLINE),
    "EngBac9-4": (ACADEMIC, HEADLINE),
    "EngBac9-5": (ACADEMIC, HEADLINE),
    "AVG_Attain8_Score": (ACADEMIC, HEADLINE),
    "AVG_Attain8_Score_Asian": (ACADEMIC, breakdown(ethnicity="asian")),
    "AVG_Attain8_Score_Black": (ACADEMIC, breakdown(ethnicity="black")),
    "AVG_Attain8_Score_Chine": (ACADEMIC, breakdown(ethnicity="chinese")),
    "AVG_Attain8_Score_Mixed": (ACADEMIC, breakdown(ethnicity="mixed")),
    "AVG_Attain8_Score_White": (ACADEMIC, breakdown(ethnicity="white")),
    "FSM_AVG_Attain8_Score": (ACADEMIC, _MEALS),
    "NonFSM_AVG_Attain8_Score": (ACADEMIC, _NO_MEALS),
    "SEN_NoID_AVG_Attain8_Score": (ACADEMIC, _NO_SEN),
    "SEN_WoStat_AVG_Attain8_Score": (ACADEMIC, _SUPPORT),
    "SEN_Stat_AVG_Attain8_Score": (ACADEMIC, _PLAN),
    "DAP_KS4_ATT8": (ACADEMIC, breakdown(disadvantage="disadvantaged")),
    "NonDAP_KS4_ATT8": (ACADEMIC, breakdown(disadvantage="not-disadvantaged")),
    "LAC_KS4_AVG_Attain8": (ACADEMIC, _LOOKED_AFTER),
    "APSE_Alevel": (ACADEMIC, HEADLINE),
    "APSE_Best_3ALevels": (ACADEMIC, HEADLINE),
    "A3A": (ACADEMIC, HEADLINE),
    "Alevel_AAB": (ACADEMIC, HEADLINE),
    "Alevel_2FacilSubs": (ACADEMIC, breakdown(subjects="two-facilitating")),
    "KS4_DES_NotSus": (ACADEMIC, HEADLINE),
    "KS4_DES_Apprentice": (ACADEMIC, HEADLINE),
    "KS4_SEN_Des_incSpec": (ACADEMIC, HEADLINE),
    "CareLeaverEET": (FINANCIAL, HEADLINE),
    "CareLeaversNEET": (FINANCIAL, HEADLINE),
    "LAC_19_HE": (FINANCIAL, HEADLINE),
    "NoCareLeavers": (FINANCIAL, HEADLINE),
    "CareLeaverEETNum": (FINANCIAL, breakdown(activity="education-employment-or-training")),
    "LAC_19_HE_Num": (FINANCIAL, breakdown(activity="higher-education")),
}
COUNTS = ("NoCareLeavers", "CareLeaverEETNum", "LAC_19_HE_Num")
MOST_PEOPLE = 1_000_000
GAPS = ("L2Age19Gap", "L3Age19Gap")
SYMBOLS = dfe.SYMBOLS | {"-": "x"}  # LAIT writes "-" where it has no figure, whatever the reason
_COLUMNS = {
    "Short Desc": pl.String, "Years": pl.String, "LA and Regions": pl.String,
    "Values": pl.String, "LA Number": pl.Float64, "Region": pl.String,
}  # fmt: skip
_NOTES = (
    "Measure_short", "Chart_title", "Description", "Methodology",
    "Last Update", "Next Update", "Hyperlink(s)", "Year_Type",
)  # fmt: skip


def fetch(directory: Path) -> list[Path]:
    data, dictionary = download.files(URLS, directory)
    return [data, dictionary.replace(directory / "dict.csv")]


def rows(file: Path) -> pl.DataFrame:
    """One row per area, year and measure in use, as table.SCHEMA; SourceError for a departure."""
    frame = parquetfile.read(file, _COLUMNS)
    # The whole file is read for wrong numbers and areas, so that damage in a measure not in use shows too.
    figures = csvfile.numbers(file, frame, "Values", SYMBOLS)
    # Values such as 66.192999999999998 are noise of the publisher's own storage; nobody measures that finely.
    frame = frame.with_columns(value=figures["value"].round(6), status=figures["status"])
    frame = _with_area(file, frame)
    used = frame.filter(pl.col("Short Desc").is_in(list(SERIES)))
    _refuse_vanished(file, used)
    result = pl.concat([_series(file, part) for part in used.partition_by("Short Desc", maintain_order=True)])
    return dfe.finish(file, result)


def _with_area(file: Path, frame: pl.DataFrame) -> pl.DataFrame:
    known = pl.DataFrame(
        [(float(number), *area) for number, area in AREAS.items()],
        schema={"LA Number": pl.Float64, "LA and Regions": pl.String, "area_code": pl.String},
        orient="row",
    )
    frame = frame.join(
        known.with_columns(known=True), on=["LA Number", "LA and Regions"], how="left", maintain_order="left"
    )
    wrong = frame.filter(pl.col("known").is_null())
    if len(wrong):
        name, number, line = wrong.select("LA and Regions", "LA Number", "line").row(0)
        raise SourceError(file, line, f"there is no area {csvfile.quoted(name)} numbered {number}")
    return frame.with_columns(area_level=_level())


def _level() -> pl.Expr:
    """Inner and Outer London have no code of their own and no level: nobody plans skills for them."""
    code = pl.col("area_code")
    return (
        pl.when(code.str.starts_with("E92")).then(pl.lit("nation"))
        .when(code.str.starts_with("E12")).then(pl.lit("region"))
        .when(code.is_not_null()).then(pl.lit("county"))
    )  # fmt: skip


def _refuse_vanished(file: Path, used: pl.DataFrame) -> None:
    gone = sorted(set(SERIES) - set(used["Short Desc"].unique()))
    if gone:
        raise SourceError(
            file, None, f"the measure {csvfile.quoted(gone[0])} is missing; the publisher may have renamed it"
        )


def _series(file: Path, part: pl.DataFrame) -> pl.DataFrame:
    series = part["Short Desc"][0]
    kind, split = SERIES[series]
    result = part.select(
        "area_code", "area_level", "value", "status", "line",
        area_name=pl.col("LA and Regions"), series=pl.lit(series), breakdown=pl.lit(split),
        period=dfe.translate(file, part, "Years", lambda year: period(year, kind)),
    )  # fmt: skip
    most = MOST_PEOPLE if series in COUNTS else dfe.MOST_PERCENT  # scores stay below a hundred too
    dfe.refuse_outside(file, result, -100 if series in GAPS else 0, most)
    return result


def period(year: str, kind: str) -> str:
    """The stretch of time that a figure labelled `year` describes. ValueError for anything but a year.

    A level results say which edition they are from: `2024 (Rev)` is revised, `2021 (Final)` final. Unlike the
    scorecard, LAIT labels the September Guarantee with the year of that September.
    """
    year = re.sub(r" \((Rev|Final)\)$", "", year)
    if not (len(year) == 4 and year.isascii() and year.isdigit() and 2010 <= int(year) <= 2099):
        raise ValueError(f"{csvfile.quoted(year)} is not a year")
    before = int(year) - 1
    return {
        WINTER: f"{before}-12-01/P3M",
        MARCH: f"{year}-03-01/P1M",
        SEPTEMBER: f"{year}-09-01/P1M",
        ACADEMIC: f"{before}-09-01/P1Y",
        FINANCIAL: f"{before}-04-01/P1Y",
    }[kind]


def notes(file: Path) -> dict[str, dict[str, str]]:
    """What the tool's dictionary says of each measure in use: label, description, caveats, dates, url."""
    frame = csvfile.read(file, _NOTES)
    found = {row["Measure_short"]: row for row in frame.iter_rows(named=True)}
    return {series: _note(found[series]) for series in SERIES if series in found}


def _note(row: dict[str, str]) -> dict[str, str]:
    return {
        "label": row["Chart_title"],
        "description": _tidy(row["Description"]),
        "caveats": _tidy(row["Methodology"]),
        "source_date": _day(row["Last Update"]),
        "next_release": _day(row["Next Update"]),
        "url": row["Hyperlink(s)"],
        "year_type": row["Year_Type"],
    }


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _day(text: str) -> str:
    """The dictionary gives days as spreadsheets count them: 45839 is 2025-07-01. Other text stays."""
    if text.isascii() and text.isdigit() and len(text) == 5:
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return text
