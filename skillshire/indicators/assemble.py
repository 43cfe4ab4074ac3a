"""From tidy rows to each indicator's table: which source stands where several have a figure, and the
checks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

import dataframely as dy
import polars as pl

from skillshire.core.errors import UserError
from skillshire.indicators import plausible
from skillshire.indicators.changes import SAME
from skillshire.indicators.definitions import IndicatorDefinition, Origin
from skillshire.indicators.harvest import Harvest, later_files_win
from skillshire.indicators.observations import join_breakdown, parse_breakdown
from skillshire.places import areas
from skillshire.sources.table import STATUSES

KEY = ["area", "breakdown", "period"]
FIGURES = ["value", "lower", "upper", "status"]
COLUMNS = [*KEY, *FIGURES, "snapshot"]
# Two publishers may round one figure differently; a larger gap than this is worth a line in the report.
ROUNDING = 0.06


class ObservationTable(dy.Schema):
    """What every indicator's table must be before it may become part of a release."""

    area = dy.String(primary_key=True, regex=r"^[A-Z]\d{8}$")
    breakdown = dy.String(primary_key=True, regex=r"^([a-z0-9-]+=[^;=]+(;[a-z0-9-]+=[^;=]+)*)?$")
    period = dy.String(primary_key=True, regex=r"^\d{4}-\d{2}-\d{2}/P\d+[YMD]$")
    value = dy.Float64(nullable=True)
    lower = dy.Float64(nullable=True)
    upper = dy.Float64(nullable=True)
    status = dy.String(check=lambda column: column.is_in(STATUSES))
    snapshot = dy.Int64(min=1)

    @dy.rule()
    def limits_have_a_value(cls) -> pl.Expr:
        return pl.col("value").is_not_null() | (pl.col("lower").is_null() & pl.col("upper").is_null())

    @dy.rule()
    def limits_are_in_order(cls) -> pl.Expr:
        return (pl.col("lower") <= pl.col("upper")).fill_null(True)


@dataclass(frozen=True)
class Assembled:
    """One indicator's checked table. Beside it, where its sources disagreed by more than rounding, and which
    figures of an earlier file of a source gave way to those of a later one.
    """

    definition: IndicatorDefinition
    frame: pl.DataFrame
    disagreements: list[dict[str, object]] = field(default_factory=list)
    superseded: list[dict[str, object]] = field(default_factory=list)


def assemble(
    definition: IndicatorDefinition,
    harvests: Mapping[str, Harvest],
    numbers: Mapping[tuple[str, int], int],
    carried: Mapping[str, pl.DataFrame],
) -> Assembled | None:
    """The indicator's table from `harvests`; for a source not harvested now, from the last release
    (`carried`).

    `numbers` gives the snapshot number of (source id, file index). None if no source has the indicator.
    """
    parts, superseded = [], []
    for rank, origin in enumerate(definition.origins):
        if origin.source in harvests:
            part, gave_way = _from_harvest(definition, origin, harvests[origin.source], numbers)
            superseded += gave_way
        elif origin.source in carried:
            part = carried[origin.source]
        else:
            continue
        parts.append(part.select(COLUMNS).with_columns(pl.lit(rank).alias("rank")))
    if not parts:
        return None
    every = pl.concat(parts)
    # A number from a later-listed source is worth more than a symbol from the first.
    ordered = every.sort(pl.col("value").is_null(), "rank", *KEY)
    chosen = ordered.unique(subset=KEY, keep="first").sort(KEY)
    _refuse_odd_days(definition, chosen)
    table = checked(definition, chosen.select(COLUMNS))
    return Assembled(definition, table, _disagreements(chosen, every), superseded)


def _refuse_odd_days(definition: IndicatorDefinition, frame: pl.DataFrame) -> None:
    """A single day among longer periods is a slip, unless the definition says that a survey asks on a day."""
    days = frame.filter(pl.col("period").str.ends_with("/P1D"))
    if days.height and not definition.survey_day:
        area, period = days.select("area", "period").row(0)
        raise UserError(
            f"{definition.id}: the period {period} of area {area} is a single day; mend the file or the"
            f" reader, or write survey_day: true in its definition."
        )


def _from_harvest(
    definition: IndicatorDefinition, origin: Origin, harvest: Harvest, numbers: Mapping[tuple[str, int], int]
) -> tuple[pl.DataFrame, list[dict[str, object]]]:
    """The origin's rows, and which of its figures a later file of the source has revised."""
    frame = harvest.frame.filter(pl.col("series") == origin.series)
    if frame.is_empty():
        raise UserError(
            f"definitions/indicators/{definition.id}.yaml: source {origin.source} has no series "
            f"“{origin.series}”; the publisher may have renamed it."
        )
    plausible.refuse_impossible(definition, harvest, frame)
    order = by_publication(harvest)
    frame = frame.with_columns(file=pl.col("file").replace_strict(order, return_dtype=pl.Int32))
    stands = later_files_win(frame)
    superseded = _superseded(frame, stands) if len(order) > 1 else []
    for level in () if origin.series in harvest.not_summed else harvest.sums:
        stands = pl.concat([stands, totals(stands, level)])
    snapshot = {place: numbers[origin.source, file] for file, place in order.items()}
    joined = stands.with_columns(snapshot=pl.col("file").replace_strict(snapshot, return_dtype=pl.Int64))
    if origin.breakdown:
        joined = joined.with_columns(breakdown=with_breakdown(joined, origin.breakdown))
    return joined, superseded


def by_publication(harvest: Harvest) -> dict[int, int]:
    """Each file's place in the order of publication; where a day is unknown, in that of names."""
    days = [snapshot.published for snapshot in harvest.snapshots]
    ordered = sorted(range(len(days)), key=lambda index: (days[index] or date.min, index))
    return {index: place for place, index in enumerate(range(len(days)) if None in days else ordered)}


def _superseded(frame: pl.DataFrame, stands: pl.DataFrame) -> list[dict[str, object]]:
    """Figures that an earlier file gives otherwise than the one that stands; the 20 largest gaps."""
    both = frame.join(stands.select(*KEY, "series", "file", "value"), on=[*KEY, "series"], suffix="_stands")
    gaps = both.filter(pl.col("file") != pl.col("file_stands")).with_columns(
        gap=(pl.col("value_stands") - pl.col("value")).abs()
    )
    worst = gaps.filter(pl.col("gap") > SAME).sort("gap", *KEY, descending=[True, False, False, False])
    return worst.head(20).select(*KEY, "value", "value_stands").to_dicts()


def with_breakdown(frame: pl.DataFrame, extra: str) -> pl.Series:
    """The rows' breakdowns with the origin's pairs added, in the order of keys that queries look for."""
    added = {text: _merged(text, extra) for text in frame["breakdown"].unique()}
    return frame["breakdown"].replace_strict(added, return_dtype=pl.String)


def _merged(text: str, extra: str) -> str:
    return join_breakdown(parse_breakdown(text) + parse_breakdown(extra))


def totals(frame: pl.DataFrame, level: str) -> pl.DataFrame:
    """Sums over districts for every area of `level`, only where each of its districts has a number.

    Areas of that level that the frame already holds are left to the publisher's own figure.
    """
    held = set(frame["area"].unique())
    parents = [area for area in areas.all(level) if area.code not in held]
    pairs = [(parent.code, child.code) for parent in parents for child in areas.children(parent, "district")]
    schema = {"parent": pl.String, "area": pl.String}
    needed = pl.DataFrame(pairs, schema=schema, orient="row")
    sizes = needed.group_by("parent").len("districts")
    key = ["parent", "series", "breakdown", "period"]
    summed = (
        needed.join(frame.filter(pl.col("value").is_not_null()), on="area")
        .group_by(key)
        .agg(pl.col("value").sum(), pl.len().alias("found"), pl.col("line").min(), pl.col("file").max(),
             pl.col("status").filter(pl.col("status") != "").first().fill_null("").alias("status"))
        .join(sizes, on="parent")
        .filter(pl.col("found") == pl.col("districts"))
    )  # fmt: skip
    none = pl.lit(None, dtype=pl.Float64)
    return summed.rename({"parent": "area"}).with_columns(lower=none, upper=none).select(frame.columns)


def checked(definition: IndicatorDefinition, frame: pl.DataFrame) -> pl.DataFrame:
    good, failures = ObservationTable.filter(frame)
    if not len(failures):
        return cast(pl.DataFrame, good)
    rule, count = max(failures.counts().items(), key=lambda item: item[1])
    first = failures.invalid().row(0, named=True)
    raise UserError(
        f"{definition.id}: {len(failures)} figures fail the check “{rule}” ({count}), the first for area "
        f"{first['area']}, period {first['period']}, value {first['value']}; mend the reader or the "
        f"definition."
    )


def _disagreements(chosen: pl.DataFrame, every: pl.DataFrame) -> list[dict[str, object]]:
    """Figures that another source of the indicator gives differently, largest gap first, at most 20."""
    both = every.join(chosen.select(*KEY, "rank", "value"), on=KEY, suffix="_chosen")
    gaps = both.filter(pl.col("rank") != pl.col("rank_chosen")).with_columns(
        gap=(pl.col("value") - pl.col("value_chosen")).abs()
    )
    worst = gaps.filter(pl.col("gap") > ROUNDING).sort("gap", descending=True).head(20)
    return worst.select(*KEY, "value_chosen", "value").to_dicts()
