"""Damage that a file does not show by itself, but does beside what serves now."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.indicators.assemble import Assembled, with_breakdown
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.harvest import Harvest
from skillshire.indicators.plausible import WAY_OUT
from skillshire.places import areas
from skillshire.sources import snapshot
from skillshire.sources.errors import SourceError

# Publishers withdraw a figure here and there and merge some districts; a cut file loses much more.
MOST_GONE = 0.1
# A part of a year that has become the whole year begins on the same day, so that only the start counts.
FIGURE = ["area", "start", "breakdown"]


def refuse_altered(source: str, files: Iterable[Path], served: Iterable[Mapping[str, Any]]) -> None:
    """Raises SourceError for a Parquet file that is as long as the one that serves but has other contents.

    `served` are the records of the snapshots that serve. Publishers' Parquet files carry no checksums, so a
    flipped byte may pass as another number. A new edition has another length. Workbooks have checksums, and a
    correction in a CSV file may well keep its length.
    """
    known = {(record["source"], record["file"], record["bytes"]): record["sha256"] for record in served}
    for file in files:
        expected = known.get((source, file.name, file.stat().st_size))
        if file.suffix == ".parquet" and expected and snapshot.sha256(file) != expected:
            reason = "it is as long as the file that serves but differs in places, so it may be damaged"
            raise SourceError(file, None, f"{reason}; fetch it again ({WAY_OUT})")


def refuse_gone(
    assembled: Sequence[Assembled],
    harvests: Mapping[str, Harvest],
    before: Mapping[str, Mapping[str, pl.DataFrame]],
) -> None:
    """Raises SourceError where a source that was read again has lost too many figures of an indicator.

    `before` gives each indicator's rows in the release that serves, by the source they came from, with the
    `name` of their file. The figures of each file are held against what the source now has, whatever other
    sources have: of a text file whose last line does not end, none may be lost. Periods before the first
    that the source now has do not count, since publishers drop the oldest years.
    """
    for item in assembled:
        for source, rows in before.get(item.definition.id, {}).items():
            if source in harvests:
                _compare(item.definition, harvests[source], rows)


def _compare(definition: IndicatorDefinition, harvest: Harvest, rows: pl.DataFrame) -> None:
    now = _figures(definition, harvest)
    held = _with_start(rows).filter(pl.col("start") >= now["start"].min())
    if harvest.sums:
        published = set(now["area"].unique())
        sums = [code for code in held["area"].unique() if _is_sum(code, harvest, published)]
        held = held.filter(~pl.col("area").is_in(sums))
    allowed = 0.0 if any(_cut(one.file) for one in harvest.snapshots) else MOST_GONE
    for (name,), part in held.group_by("name", maintain_order=True):
        before = part.unique(FIGURE)
        gone = before.join(now, on=FIGURE, how="anti")
        if gone.height > allowed * before.height:
            _refuse(definition.id, harvest, str(name), gone.height, before.height)


def _figures(definition: IndicatorDefinition, harvest: Harvest) -> pl.DataFrame:
    """Which figures of the indicator the source now has."""
    parts = []
    for origin in definition.origins:
        if origin.source == harvest.source.id:
            part = harvest.frame.filter(pl.col("series") == origin.series)
            if origin.breakdown:
                part = part.with_columns(breakdown=with_breakdown(part, origin.breakdown))
            parts.append(_with_start(part).select(FIGURE))
    return pl.concat(parts).unique() if parts else pl.DataFrame(schema=dict.fromkeys(FIGURE, pl.String))


def _with_start(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(start=pl.col("period").str.split("/").list.first())


def _is_sum(code: str, harvest: Harvest, published: set[str]) -> bool:
    """Whether an area's figures are sums of its districts', which no file holds."""
    return code not in published and areas.get(code).level in harvest.sums


def _refuse(indicator: str, harvest: Harvest, name: str, gone: int, held: int) -> None:
    files = [snapshot.file.name for snapshot in harvest.snapshots]
    raise SourceError(
        name if name in files else ", ".join(files), None,
        f"{gone:,} of the {held:,} figures of {indicator} that serve now are not there"
        f" any more; the download may have been cut short ({WAY_OUT})",
    )  # fmt: skip


def _cut(file: Path) -> bool:
    """Whether a text file's last line does not end, as after a download that stopped: `12` of `1250`."""
    with file.open("rb") as opened:
        opened.seek(-1, 2)
        return file.suffix == ".csv" and opened.read(1) not in b"\r\n"
