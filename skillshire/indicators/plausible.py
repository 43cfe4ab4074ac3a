"""Figures that cannot be, and changes that no publisher makes: a slip of units, columns or decimals."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

import polars as pl

from skillshire.indicators.changes import SAME
from skillshire.indicators.contents import Record
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.harvest import Harvest
from skillshire.sources.errors import SourceError

# What a figure of the unit lies between unless its definition has a `range`; a score may be any number.
RANGES: Mapping[str, tuple[float | None, float | None]] = {
    "percent": (0, 100), "count": (0, None), "pounds": (0, None), "pounds per hour": (0, None),
    "per 100,000": (0, 100_000), "minutes": (0, 1440), "score": (None, None),
}  # fmt: skip
# Revisions move a few figures by much or many by little. Fewer than FEWEST may all be revised by chance.
FEWEST, FACTOR, MOST_MOVED = 50, 5.0, 0.5
POWERS, NEAR = (1, 2, 3), 0.02  # of ten; how far from one the median's logarithm may lie
KEY = ["area", "breakdown", "period"]
WAY_OUT = "if the publisher made it so, load it with --accept-changes"


def refuse_impossible(definition: IndicatorDefinition, harvest: Harvest, frame: pl.DataFrame) -> None:
    """Raises SourceError at the first figure or limit outside what its unit, or its definition, allows.

    `frame` has value, lower, upper, file, line and KEY.
    """
    least, most = definition.bounds or RANGES[definition.unit]
    low, high = -math.inf if least is None else least, math.inf if most is None else most
    outside = [~pl.col(name).is_between(low, high).fill_null(True) for name in ("value", "lower", "upper")]
    # What is no number at all is refused later, by the check of the whole table.
    wrong = frame.filter(pl.any_horizontal(outside) & pl.col("value").is_finite())
    if wrong.height:
        row = wrong.sort("file", "line").row(0, named=True)
        figures = [row[name] for name in ("value", "lower", "upper")]
        shown = next(one for one in figures if one is not None and not low <= one <= high)
        raise SourceError(
            f"{harvest.source.id}: {harvest.snapshots[row['file']].file.name}", row["line"],
            f"{shown:,.10g} for {row['area']}, {row['period']} cannot be a figure of {definition.id}, in "
            f"{definition.unit}, which lies {_between(least, most)} ({wrong.height:,} such figures); fetch "
            f"the file again, or write what may be under `range` in its definition",
        )  # fmt: skip


def _between(least: float | None, most: float | None) -> str:
    if least is None:
        return f"at {most:g} or below"
    return f"at {least:g} or above" if most is None else f"between {least:g} and {most:g}"


def refuse_wholesale(
    definition: IndicatorDefinition,
    after: pl.DataFrame,
    records: Sequence[Record],
    before: pl.DataFrame | None,
    loaded: Collection[str],
) -> None:
    """Raises SourceError where most figures that serve would be multiplied or divided by much.

    `before` and `after` are the indicator's tables; snapshot n of `after` is the nth of `records`. Only what
    comes from a source in `loaded` is looked at, source by source.
    """
    if before is None:
        return
    sources = {number: str(record["source"]) for number, record in enumerate(records, start=1)}
    both = after.join(before.select(*KEY, was="value"), on=KEY).with_columns(
        source=pl.col("snapshot").replace_strict(sources, return_dtype=pl.String),
        ratio=pl.col("value") / pl.col("was"),
    )
    told = both.filter(
        (pl.col("was") != 0) & pl.col("value").is_not_null() & pl.col("source").is_in(list(loaded))
    )
    for (source,), rows in told.group_by("source", maintain_order=True):
        if _wholesale(rows["ratio"]):
            _refuse(definition, str(source), rows)


def _wholesale(ratios: pl.Series) -> bool:
    moved = ratios.filter((ratios - 1).abs() > SAME)
    if len(moved) < FEWEST:
        return False
    far = ((moved > FACTOR) | (moved < 1 / FACTOR)).sum()
    return far > MOST_MOVED * len(ratios) or _power_of_ten(moved)


def _power_of_ten(ratios: Iterable[float]) -> bool:
    """Whether the middle revision shifts the decimal point by one to three places."""
    middle = float(pl.Series(ratios).median() or 0)  # type: ignore[arg-type]
    return middle > 0 and any(abs(abs(math.log10(middle)) - power) < NEAR for power in POWERS)


def _refuse(definition: IndicatorDefinition, source: str, rows: pl.DataFrame) -> None:
    moved = rows.filter((pl.col("ratio") - 1).abs() > SAME)
    middle = float(moved["ratio"].median())  # type: ignore[arg-type]
    shown = moved.sort((pl.col("ratio") - middle).abs(), *KEY).row(0, named=True)
    raise SourceError(
        source, None,
        f"{moved.height:,} of the {rows.height:,} figures of {definition.id} that serve would be revised, "
        f"most by far more than a revision is, such as {shown['was']:,.10g} → {shown['value']:,.10g} for "
        f"{shown['area']}, {shown['period']}; the unit or the columns may have changed ({WAY_OUT})",
    )  # fmt: skip
