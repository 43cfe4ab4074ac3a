"""The load report: what came in, and what is different from the release before."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from skillshire.core import periods
from skillshire.indicators.assemble import KEY, Assembled
from skillshire.indicators.harvest import Harvest

SAME = 1e-9  # a figure that moved less than this did not change: it is the same text read twice


def source_lines(harvests: Iterable[Harvest]) -> list[dict[str, Any]]:
    """A line a source: its files and how many rows were read, kept, and left out as areas not served."""
    return [
        {
            "source": harvest.source.id,
            "files": [item.file.name for item in harvest.snapshots],
            "rows_read": harvest.rows_read,
            "rows_kept": harvest.frame.height,
            "rows_of_areas_not_served": harvest.rows_elsewhere,
        }
        for harvest in harvests
    ]


def indicator_line(assembled: Assembled, before: pl.DataFrame | None) -> dict[str, Any]:
    """Rows, areas, first and last period of an indicator, and its differences from the last release."""
    frame = assembled.frame
    ends = sorted(frame["period"].unique(), key=lambda text: periods.parse(text).end)
    return {
        "indicator": assembled.definition.id,
        "rows": frame.height,
        "areas": frame["area"].n_unique(),
        "first_period": ends[0],
        "last_period": ends[-1],
        "without_a_number": frame["value"].null_count(),
        "disagreements": assembled.disagreements,
        **differences(before, frame),
    }


def differences(before: pl.DataFrame | None, after: pl.DataFrame) -> dict[str, Any]:
    """Counts of figures added, removed and changed, and the ten largest changes."""
    if before is None:
        return {"added": after.height, "removed": 0, "changed": 0, "largest_changes": []}
    both = before.join(after, on=KEY, suffix="_after")
    moved = both.filter(
        ~pl.col("value").eq_missing(pl.col("value_after")) | (pl.col("status") != pl.col("status_after"))
    ).with_columns(gap=(pl.col("value_after") - pl.col("value")).abs())
    changed = moved.filter(
        (pl.col("gap") > SAME) | pl.col("gap").is_null() | (pl.col("status") != pl.col("status_after"))
    )
    largest = changed.sort("gap", descending=True, nulls_last=True).head(10)
    return {
        "added": after.join(before, on=KEY, how="anti").height,
        "removed": before.join(after, on=KEY, how="anti").height,
        "changed": changed.height,
        "largest_changes": largest.select(*KEY, "value", "value_after", "status", "status_after").to_dicts(),
    }


def compare(old: Mapping[str, pl.DataFrame], new: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, Any]]:
    """The differences between two releases, indicator by indicator; those without any are left out."""
    found = {}
    for identifier in sorted(set(old) | set(new)):
        if identifier not in new:
            found[identifier] = {
                "added": 0,
                "removed": old[identifier].height,
                "changed": 0,
                "largest_changes": [],
            }
        else:
            found[identifier] = differences(old.get(identifier), new[identifier])
    return {name: item for name, item in found.items() if item["added"] or item["removed"] or item["changed"]}
