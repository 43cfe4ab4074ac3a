"""Damage that a file does not show by itself, but does beside what serves now."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.indicators.assemble import Assembled
from skillshire.indicators.harvest import Harvest
from skillshire.sources import snapshot
from skillshire.sources.errors import SourceError

# Publishers withdraw a figure here and there and merge some districts; a cut file loses much more.
MOST_GONE = 0.1
PAIR = ["area", "period"]
WAY_OUT = "if the publisher made it so, load it with --accept-changes"


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

    `before` gives each indicator's rows in the release that serves, by the source they came from. Figures
    are counted by area and period; from a text file whose last line does not end, none may be lost. Periods
    before the first that the indicator now has do not count, since publishers drop the oldest years.
    """
    for item in assembled:
        for source, rows in before.get(item.definition.id, {}).items():
            if source in harvests:
                _compare(item, harvests[source], rows)


def _compare(item: Assembled, harvest: Harvest, rows: pl.DataFrame) -> None:
    held = rows.filter(pl.col("period") >= item.frame["period"].min()).unique(PAIR)
    gone = held.join(item.frame, on=PAIR, how="anti")
    allowed = 0.0 if any(_cut(one.file) for one in harvest.snapshots) else MOST_GONE
    if gone.height <= allowed * held.height:
        return
    files = ", ".join(snapshot.file.name for snapshot in harvest.snapshots)
    raise SourceError(
        files, None,
        f"{gone.height:,} of the {held.height:,} figures of {item.definition.id} that serve now are not there"
        f" any more; the download may have been cut short ({WAY_OUT})",
    )  # fmt: skip


def _cut(file: Path) -> bool:
    """Whether a text file's last line does not end, as after a download that stopped: `12` of `1250`."""
    with file.open("rb") as opened:
        opened.seek(-1, 2)
        return file.suffix == ".csv" and opened.read(1) not in b"\r\n"
