"""What pupils did after key stage 4 or 16 to 18 study: counts as published, and the shares they make.

The files give districts by where the school or college is, not by where pupils live.
"""

from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, dfe
from skillshire.sources.dfe_local_skills import period_texts
from skillshire.sources.errors import SourceError
from skillshire.sources.table import breakdown

COUNTS = ("cohort", "education", "appren", "all_work", "all_notsust", "all_unknown")
# Our own names for the shares, which the publisher's files leave to be worked out.
SUSTAINED = "sustained"
SHARES = {
    "sustained": (("education", "appren", "all_work"), {}),
    "sustained education": (("education",), {"outcome": "education"}),
    "sustained apprenticeship": (("appren",), {"outcome": "apprenticeships"}),
    "sustained employment": (("all_work",), {"outcome": "employment"}),
}


def rows(file: Path, frame: pl.DataFrame, split: pl.Expr | None = None) -> pl.DataFrame:
    """`frame` has area_code, area_name, time_period, line and COUNTS as text; `split` adds a breakdown."""
    period = dfe.translate(file, frame, "time_period", period_texts.read_academic)
    numbers = {name: csvfile.numbers(file, frame, name, dfe.SYMBOLS) for name in COUNTS}
    frame = frame.with_columns(
        period=period, split=pl.lit("") if split is None else split, area_level=pl.lit("district"),
        **{name: figures["value"] for name, figures in numbers.items()},
        **{f"{name} status": figures["status"] for name, figures in numbers.items()},
    )  # fmt: skip
    _refuse_wrong_sums(file, frame)
    counts = [_count(frame, name) for name in COUNTS]
    shares = [_share(frame, name) for name in SHARES]
    return dfe.finish(file, pl.concat(counts + shares))


def _refuse_wrong_sums(file: Path, frame: pl.DataFrame) -> None:
    wrong = frame.filter(pl.sum_horizontal(pl.col(COUNTS[1:]), ignore_nulls=False) != pl.col("cohort"))
    if len(wrong):
        raise SourceError(file, wrong["line"][0], "the destinations do not add up to the cohort")


def _count(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    return frame.select(*_KEY, series=pl.lit(name), breakdown="split", value=name, status=f"{name} status")


def _share(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    parts, pairs = SHARES[name]
    share = 100 * pl.sum_horizontal(pl.col(parts), ignore_nulls=False) / pl.col("cohort")
    value = pl.when(pl.col("cohort") > 0).then(share.round(6))
    own = pl.lit(breakdown(**pairs))
    both = pl.when((own != "") & (pl.col("split") != "")).then(pl.col("split") + ";" + own)
    return frame.select(
        *_KEY, series=pl.lit(name), breakdown=both.otherwise(pl.col("split") + own), value=value,
        # A district without pupils has no share: not applicable rather than missing.
        status=pl.when(value.is_null()).then(pl.lit("z")).otherwise(pl.lit("")),
    )  # fmt: skip


_KEY = ("area_code", "area_name", "area_level", "period", "line")
