"""From Nomis's columns to the one shape of all readers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError
from skillshire.sources.nomis import pages
from skillshire.sources.table import SCHEMA

# OBS_STATUS is SDMX's. A normal; B a break in the series, D another definition, E an estimate: all numbers;
# P provisional, F a forecast, U of low reliability; M, L, O, H missing for some reason. Q is Nomis's for a
# figure that is not given; only its name says why.
STATUSES = {
    "A": "", "B": "", "D": "", "E": "", "P": "p", "F": "f", "U": "u", "M": "x", "L": "x", "O": "x", "H": "x",
}  # fmt: skip
NOT_GIVEN = "Q"
# What the name of a figure that is not given may say, the first that fits.
REASONS = {"unreliable": "u", "disclos": "c", "confidential": "c", "not applicable": "z"}
# OBS_CONF is SDMX's too. F free for publication; C confidential, D hidden to keep another one hidden, N not
# for publication: none of these has a number.
CONFIDENTIALITY = {"F": "", "C": "c", "D": "c", "N": "c"}
KEY = ["area_code", "date"]


@dataclass(frozen=True)
class Limits:
    """Which measure holds the confidence of which value, and how to read it.

    `measure` is half the width of the 95% interval or, if `relative`, the coefficient of variation in per
    cent. `most` is what a figure cannot pass.
    """

    measure: str
    relative: bool = False
    most: float | None = None


def read(
    file: Path, dimensions: Mapping[str, Sequence[str]], value: str, limits: Limits | None = None
) -> pl.DataFrame:
    """Figures of the measure `value` with area_code, area_name, date, each dimension's code (as text, under
    its name) and name (NAME_NAME), value, lower, upper, status and line.

    `dimensions` gives the codes that a dimension may have. Rows said twice to the letter are there once: an
    area that is district and county at once comes under both. Raises SourceError for anything else.
    """
    frame = _read(file, dimensions)
    known = [value, *([limits.measure] if limits else [])]
    csvfile.refuse_unknown(file, frame, "MEASURES", known)
    frame = frame.with_columns(_figures(file, frame))
    key = [*KEY, *dimensions]
    names = ["area_name", *(f"{name}_NAME" for name in dimensions)]
    plain = frame.unique([*key, "MEASURES", "value", "status"], keep="first", maintain_order=True)
    csvfile.refuse_duplicates(file, plain, [*key, "MEASURES"])
    figures = plain.filter(pl.col("MEASURES") == value).select(*key, *names, "value", "status", "line")
    if limits is None:
        none = pl.lit(None, dtype=pl.Float64)
        return figures.with_columns(lower=none, upper=none)
    reach = plain.filter(pl.col("MEASURES") == limits.measure).select(*key, pl.col("value").alias("reach"))
    return _limited(file, figures.join(reach, on=key, how="left", maintain_order="left"), limits)


def tidy(
    file: Path, frame: pl.DataFrame, *,
    series: pl.Expr, period: Callable[[str], str], breakdown: pl.Expr | None = None,
) -> pl.DataFrame:  # fmt: skip
    """`read`'s frame as table.SCHEMA wants it; `period` turns a date into a period or raises ValueError."""
    frame = frame.with_columns(period=_periods(file, frame, period)).with_columns(
        series=series, breakdown=pl.lit("") if breakdown is None else breakdown,
        area_level=pl.lit(None, dtype=pl.String),
    )  # fmt: skip
    csvfile.refuse_bad_periods(file, frame)
    csvfile.refuse_duplicates(file, frame, ["series", "area_code", "period", "breakdown"])
    return frame.select(list(SCHEMA)).cast(SCHEMA)  # type: ignore[arg-type]


def _read(file: Path, dimensions: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    asked = [column for name in dimensions for column in (name, f"{name}_NAME")]
    frame = csvfile.read(file, ["DATE", "GEOGRAPHY_CODE", "GEOGRAPHY_NAME", *asked, *pages.FIGURE])
    for name, codes in dimensions.items():
        csvfile.refuse_unknown(file, frame, name, codes)
    csvfile.refuse_unknown(file, frame, "OBS_STATUS", [*STATUSES, NOT_GIVEN])
    csvfile.refuse_unknown(file, frame, "OBS_CONF", list(CONFIDENTIALITY))
    wrong = (frame["RECORD_COUNT"] != str(frame.height)).arg_true()
    if len(wrong):
        said, line = frame["RECORD_COUNT"][wrong[0]], frame["line"][wrong[0]]
        reason = (
            f"there are {frame.height:,} rows where {csvfile.quoted(said)} were announced; fetch it again"
        )
        raise SourceError(file, line, reason)
    nowhere = (frame["GEOGRAPHY_CODE"] == "").arg_true()
    if len(nowhere):
        raise SourceError(file, frame["line"][nowhere[0]], "there is no code in the column “GEOGRAPHY_CODE”")
    return frame.rename({"DATE": "date", "GEOGRAPHY_CODE": "area_code", "GEOGRAPHY_NAME": "area_name"})


def _figures(file: Path, frame: pl.DataFrame) -> list[pl.Series]:
    """`value` and `status` of every row."""
    value = csvfile.numbers(file, frame, "OBS_VALUE", {"": ""})["value"]
    reason = pl.lit("x")
    for words, symbol in reversed(REASONS.items()):
        named = pl.col("OBS_STATUS_NAME").str.to_lowercase().str.contains(words, literal=True)
        reason = pl.when(named).then(pl.lit(symbol)).otherwise(reason)
    hidden = pl.col("OBS_CONF").replace_strict(CONFIDENTIALITY)
    said = pl.col("OBS_STATUS").replace_strict(STATUSES, default="", return_dtype=pl.String)
    status = frame.select(
        pl.when(hidden != "").then(hidden)
        .when(pl.col("OBS_STATUS") == NOT_GIVEN).then(reason)
        .otherwise(said).alias("status")
    )["status"]  # fmt: skip
    _refuse_contradictions(file, frame["line"], value, status)
    return [value.alias("value"), status]


def _refuse_contradictions(file: Path, lines: pl.Series, value: pl.Series, status: pl.Series) -> None:
    faults = {
        "there is no figure and nothing that says why": value.is_null() & status.is_in(["", "p", "f"]),
        "there is a figure that is said to be withheld": value.is_not_null() & status.is_in(["c", "x", "z"]),
    }
    for reason, fault in faults.items():
        wrong = fault.arg_true()
        if len(wrong):
            raise SourceError(file, lines[wrong[0]], reason)


def _limited(file: Path, frame: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """A figure whose confidence is withheld rests on few people: it stays, marked as unreliable."""
    negative = (frame["reach"] < 0).fill_null(False).arg_true()
    if len(negative):
        raise SourceError(file, frame["line"][negative[0]], "its confidence is less than nothing")
    value = pl.col("value")
    # 1.96 standard errors to either side is the 95% interval.
    reach = value * pl.col("reach") * 1.96 / 100 if limits.relative else pl.col("reach")
    lower, upper = (value - reach).clip(lower_bound=0), value + reach
    unsure = value.is_not_null() & pl.col("reach").is_null() & (pl.col("status") == "")
    return frame.with_columns(
        lower=lower.round(4),
        upper=(upper if limits.most is None else upper.clip(upper_bound=limits.most)).round(4),
        status=pl.when(unsure).then(pl.lit("u")).otherwise(pl.col("status")),
    ).drop("reach")


def _periods(file: Path, frame: pl.DataFrame, period: Callable[[str], str]) -> pl.Series:
    found = {}
    for text, line in (
        frame.unique("date", keep="first", maintain_order=True).select("date", "line").iter_rows()
    ):
        try:
            found[text] = period(text)
        except ValueError:
            raise SourceError(
                file, line, f"{csvfile.quoted(text)} is not a date as Nomis writes them"
            ) from None
    return frame["date"].replace_strict(found, return_dtype=pl.String)
