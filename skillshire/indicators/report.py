"""The load report: what came in, and what is different from the release before."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from skillshire.core import periods
from skillshire.indicators import changes
from skillshire.indicators.assemble import KEY, Assembled
from skillshire.indicators.contents import Entry
from skillshire.indicators.harvest import Harvest


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
        "superseded": assembled.superseded,
        **differences(before, frame),
    }


def unchanged_line(indicator: str, entry: Entry, before: Mapping[str, Any]) -> dict[str, Any]:
    """The line of an indicator of which nothing was loaded. `before` is its line in the report before."""
    return {
        "indicator": indicator,
        "rows": entry.rows,
        "areas": entry.areas,
        "first_period": entry.first_period,
        "last_period": entry.last_period,
        "without_a_number": entry.without_a_number,
        "disagreements": before.get("disagreements", []),
        "superseded": before.get("superseded", []),
        "added": 0,
        "removed": 0,
        "changed": 0,
        "largest_changes": [],
    }


def differences(before: pl.DataFrame | None, after: pl.DataFrame) -> dict[str, Any]:
    """Counts of figures added, removed and changed, and the ten largest changes."""
    if before is None:
        return {"added": after.height, "removed": 0, "changed": 0, "largest_changes": []}
    found = changes.differing(before, after)
    kinds = dict(found["kind"].value_counts().iter_rows())
    largest = found.filter(pl.col("kind") == "revised").head(10)
    return {
        "added": kinds.get("added", 0),
        "removed": kinds.get("withdrawn", 0),
        "changed": kinds.get("revised", 0),
        "largest_changes": largest.select(*KEY, "value", "value_after", "status", "status_after").to_dicts(),
    }


def plain(previous: str | None, *entries: Mapping[str, Entry]) -> dict[str, Any]:
    """The report of a release of which nothing was loaded: every indicator as it stands."""
    held = {name: entry for some in entries for name, entry in some.items()}
    lines = [unchanged_line(name, entry, {}) for name, entry in sorted(held.items())]
    return {"previous": previous, "sources": [], "indicators": lines, "unread": []}
