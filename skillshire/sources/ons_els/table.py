"""The one shape in which ONS Explore Local Statistics publishes every dataset: a CSV and a JSON of notes."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.sources import csvfile, download
from skillshire.sources.errors import SourceError
from skillshire.sources.table import SCHEMA

BASE = "https://raw.githubusercontent.com/ONSdigital/explore-local-statistics-data/main"
COLUMNS = (
    "areacd", "areanm", "geography", "indicator", "period", "observation", "unit", "lci_95", "uci_95",
    "status",
)  # fmt: skip
LEVELS = {
    "Local Authority District": "district",
    "County or Unitary Authority": "county",
    "Combined Authority or City Region": "combined-authority",
    "Region": "region",
    "ITL Level 1": "region",
    "Nation": "nation",
    "Country": "nation",
}
# Productivity is published by international territorial level; at level 1 these are the English regions.
ITL = {
    "TLC": "E12000001", "TLD": "E12000002", "TLE": "E12000003", "TLF": "E12000004", "TLG": "E12000005",
    "TLH": "E12000006", "TLI": "E12000007", "TLJ": "E12000008", "TLK": "E12000009",
}  # fmt: skip
# ONS writes x where a figure is not available and u where it is unreliable (a sample or base too small),
# p and f where it is provisional or a forecast. Some u rows have a figure, some have none.
STATUSES = ("", "x", "u", "c", "z", "low", "p", "f")
EMPTY = {"": ""}
# A change of unit would turn every figure into another without changing how it looks.
UNITS = ("%", "£", "mins", "Number of enterprises", "Rate per 100,000 population")
_DAY = r"^\d{4}-\d{2}-\d{2}(/P1D)?$"
# Limits are computed by the publisher from the standard error, so their last binary digits are noise.
TOLERANCE = 1e-6
# Nothing that is published here has more decimals but as noise: 78.19999999999999 is a sum that means 78.2.
DECIMALS = 10


def fetch(name: str, directory: Path) -> list[Path]:
    """Download `<name>.csv` and `<name>.json` as they are today."""
    return download.files([f"{BASE}/{name}/{name}.{kind}" for kind in ("csv", "json")], directory)


def rows(file: Path, series: Sequence[str], *, survey_day: bool = False) -> pl.DataFrame:
    """Every figure in the file. Each of `series` must be there; others the publisher has added are kept.

    `survey_day` says that the periods are single days, those on which a survey asks; elsewhere a day is a
    slip for a year.
    """
    frame = csvfile.read(file, COLUMNS)
    _refuse_other_lengths(file, frame, survey_day)
    csvfile.refuse_unknown(file, frame, "geography", list(LEVELS))
    csvfile.refuse_unknown(file, frame, "status", STATUSES)
    csvfile.refuse_unknown(file, frame, "unit", UNITS)
    _refuse_missing(file, frame, series)
    frame = frame.select(
        pl.col("indicator").alias("series"),
        pl.col("areacd").str.strip_chars().replace(ITL).alias("area_code"),
        pl.col("areanm").str.strip_chars().alias("area_name"),
        _level().alias("area_level"),
        _period().alias("period"),
        pl.lit("").alias("breakdown"),
        csvfile.numbers(file, frame, "observation", EMPTY)["value"].round(DECIMALS),
        csvfile.numbers(file, frame, "lci_95", EMPTY)["value"].round(DECIMALS).alias("lower"),
        csvfile.numbers(file, frame, "uci_95", EMPTY)["value"].round(DECIMALS).alias("upper"),
        "status",
        "unit",
        "line",
    )
    csvfile.refuse_bad_periods(file, frame)
    csvfile.refuse_duplicates(file, frame, ["series", "area_code", "period"])
    _refuse_absurd(file, frame)
    return frame.select(list(SCHEMA))


def notes(file: Path) -> dict[str, dict[str, str]]:
    """What the publisher says of each series: label, description, caveats, source and its date.

    Raises SourceError with the line where the JSON breaks.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8-sig"))["ess-beta-metadata"]
        shared = content.get("shared", {})
        entries = {
            name: each for name, each in content.items() if isinstance(each, dict) and name != "shared"
        }
        # A dataset of one series describes it at the top, and its label is the series' name.
        entries = entries or {content["label"]: content}
        return {name: _note({**shared, **entry}) for name, entry in entries.items()}
    except OSError as error:
        raise SourceError(file, None, f"the file cannot be read ({error.strerror}); fetch it again") from None
    except json.JSONDecodeError as error:
        raise SourceError(file, error.lineno, f"the JSON is broken ({error.msg})") from None
    except (KeyError, AttributeError, TypeError, UnicodeDecodeError):
        reason = "the metadata is not laid out as expected; the publisher may have changed it"
        raise SourceError(file, None, reason) from None
    except ValueError as error:
        raise SourceError(file, None, f"the source date cannot be read ({error})") from None


def _note(entry: dict[str, Any]) -> dict[str, str]:
    return {
        "label": entry["label"],
        "subtitle": entry["subtitle"],
        "description": entry["longDescription"],
        "caveats": entry.get("caveats") or "",
        "source": entry["sourceOrg"],
        "source_url": entry["sourceURL"],
        "source_date": _iso(entry["sourceDate"]),
    }


def _iso(dates: str) -> str:
    """`23/10/2025|23/10/2025`, one date for each of two sources, becomes the later of them."""
    return max(datetime.strptime(day, "%d/%m/%Y").date().isoformat() for day in dates.split("|"))  # noqa: DTZ007


def _level() -> pl.Expr:
    """Unitary authorities are listed with the counties, but they are districts as well."""
    level = pl.col("geography").replace_strict(LEVELS)
    return pl.when(pl.col("areacd").str.starts_with("E06")).then(pl.lit("district")).otherwise(level)


def _refuse_other_lengths(file: Path, frame: pl.DataFrame, survey_day: bool) -> None:
    days = pl.col("period").str.contains(_DAY)
    wrong = frame.filter(~days if survey_day else days)
    if len(wrong):
        text, line = csvfile.quoted(wrong["period"][0]), wrong["line"][0]
        kind = (
            "is not one day, as the others are" if survey_day else "is one day in a series of longer periods"
        )
        raise SourceError(file, line, f"the period {text} {kind}")


def _period() -> pl.Expr:
    """Pay is published for the one April day on which the survey's pay period falls."""
    day = pl.col("period").str.len_chars() == 10
    return pl.when(day).then(pl.col("period") + "/P1D").otherwise(pl.col("period"))


def _refuse_missing(file: Path, frame: pl.DataFrame, series: Sequence[str]) -> None:
    missing = sorted(set(series) - set(frame["indicator"]))
    if missing:
        reason = f"the series {csvfile.quoted(missing[0])} is missing; the publisher may have renamed it"
        raise SourceError(file, None, reason)


def _refuse_absurd(file: Path, frame: pl.DataFrame) -> None:
    value, lower, upper = pl.col("value"), pl.col("lower"), pl.col("upper")
    percentage = pl.col("unit") == "%"
    faults = {
        "the percentage is not between 0 and 100": percentage & ~value.is_between(0, 100),
        "there is no figure and no status that says why": value.is_null() & (pl.col("status") == ""),
        "only one of the two 95% limits is given": lower.is_null() != upper.is_null(),
        "there are 95% limits but no figure": value.is_null() & lower.is_not_null(),
        "the figure is outside its 95% limits": (lower - value > TOLERANCE) | (value - upper > TOLERANCE),
    }
    for reason, fault in faults.items():
        lines = frame.filter(fault)["line"]
        if len(lines):
            raise SourceError(file, int(lines[0]), reason)
