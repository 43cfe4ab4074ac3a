"""Snapshots in, a release out. Anything unexpected stops the load and the old release keeps serving."""

import errno
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from skillshire.core.errors import UserError
from skillshire.indicators import (
    build,
    completeness,
    contents,
    definitions,
    harvest,
    plausible,
    releases,
    report,
)  # fmt: skip
from skillshire.indicators.assemble import Assembled, assemble
from skillshire.indicators.build import Contents
from skillshire.indicators.contents import Entry, Record
from skillshire.indicators.definitions import IndicatorDefinition, SourceDefinition
from skillshire.indicators.harvest import Harvest
from skillshire.indicators.releases import Release

NOT_STATED = "not stated"  # instead of the day on which a file came out


class Earlier:
    """What the release that serves now hands on; its tables are read when they are asked for."""

    def __init__(self, release: Release | None = None):
        self.release = release
        self.entries: dict[str, Entry] = contents.read(release.folder) if release else {}
        self._tables: dict[str, pl.DataFrame] = {}

    def table(self, indicator: str) -> pl.DataFrame | None:
        if self.release is None or indicator not in self.entries:
            return None
        if indicator not in self._tables:
            self._tables[indicator] = build.table(self.release, indicator)
        return self._tables[indicator]

    def of(self, indicator: str) -> dict[str, pl.DataFrame]:
        """An indicator's earlier rows by the source they came from; `name` is the file's."""
        frame = self.table(indicator)
        if frame is None:
            return {}
        records = self.entries[indicator].snapshots
        by_source: dict[str, pl.DataFrame] = {}
        for (number,), rows in frame.group_by("snapshot", maintain_order=True):
            record = records[int(str(number)) - 1]
            name, part = str(record["source"]), rows.with_columns(name=pl.lit(str(record["file"])))
            by_source[name] = pl.concat([by_source[name], part]) if name in by_source else part
        return by_source

    def records(self) -> list[Record]:
        return [record for entry in self.entries.values() for record in entry.snapshots]

    def stands(self, definition: IndicatorDefinition, harvests: Mapping[str, Harvest]) -> bool:
        """Whether nothing that the indicator's figures are made from was loaded or defined anew."""
        entry = self.entries.get(definition.id)
        if entry is None or any(origin.source in harvests for origin in definition.origins):
            return False
        return entry.definition.origins == definition.origins


def kept() -> Path:
    return Path(settings.SKILLSHIRE_HOME) / "snapshots"


def ingest(
    names: Sequence[str],
    directory: Path,
    *,
    now: datetime,
    echo: Callable[[str], None] = print,
    accept_changes: bool = False,
) -> tuple[Release, dict[str, Any]]:
    """Read the named sources (all that are there, if none is named) from `directory` into a new release
    and switch.

    Returns the release and its load report. Raises UserError (SourceError with file, line and reason) at the
    first fault; nothing that serves has changed then. With `accept_changes` a file that looks
    damaged beside the release that serves is loaded all the same (see completeness.py).
    """
    chosen = _choose(names, directory)
    try:
        with releases.building():
            releases.clear_leftovers()  # first of all: what a killed load left may be what fills the disk
            return _load(chosen, directory, now, echo, accept_changes, not names)
    except OSError as error:
        reason = error.strerror or "the disk refused"
        raise UserError(
            f"Skillshire cannot write {_where(error)} ({reason}); see that there is room on"
            f" the disk and that {settings.SKILLSHIRE_HOME} is a folder it may use."
        ) from None


def _where(error: OSError) -> str:
    """What could not be written. A failed copy names the file that it was read from first, or that alone."""
    home = Path(settings.SKILLSHIRE_HOME).resolve()
    names = [str(name) for name in (error.filename2, error.filename) if name]
    written = [name for name in names if Path(name).resolve().is_relative_to(home)]
    if written or not names or error.errno in (errno.ENOSPC, errno.EDQUOT):
        return written[0] if written else f"to {home}"
    return names[-1]


def _load(
    chosen: Sequence[SourceDefinition],
    directory: Path,
    now: datetime,
    echo: Callable[[str], None],
    accept_changes: bool,
    all_of_it: bool,
) -> tuple[Release, dict[str, Any]]:
    earlier = _earlier(all_of_it)
    harvests: dict[str, Harvest] = {}
    for place, source in enumerate(chosen, start=1):
        echo(f"[{place}/{len(chosen)}] {source.id}")
        if not accept_changes:
            completeness.refuse_altered(source.id, harvest.find(source, directory), earlier.records())
        harvests[source.id] = harvest.read(source, directory, kept(), now.date())
    assembled, snapshots = _assemble(harvests, earlier)
    if not accept_changes:
        before = {item.definition.id: earlier.of(item.definition.id) for item in assembled}
        completeness.refuse_gone(assembled, harvests, before)
        for item in assembled:
            name = item.definition.id
            plausible.refuse_wholesale(
                item.definition, item.frame, snapshots[name], earlier.table(name), harvests
            )
    found = _report(harvests, assembled, earlier, directory)
    release = build.write(
        _contents(assembled, snapshots, earlier), built=now.isoformat(timespec="seconds"),
        previous=earlier.release.id if earlier.release else None, report=found,
    )  # fmt: skip
    if release.id != releases.current_id():
        releases.switch(release)
    return release, found


def _choose(names: Sequence[str], directory: Path) -> list[SourceDefinition]:
    if directory.is_file():
        raise UserError(f"{directory} is a file; give the folder that it is in with --from DIR.")
    if not directory.is_dir():
        raise UserError(f"There is no folder {directory}; say where the files are with --from DIR.")
    if names:
        chosen = [definitions.source(name) for name in dict.fromkeys(names)]
        for source in chosen:
            harvest.refuse_records(source)
            if not harvest.find(source, directory):
                raise UserError(
                    f"{directory} has none of the files of source {source.id}: {', '.join(source.files)}."
                )
        return chosen
    chosen = [source for source in definitions.published_sources() if harvest.find(source, directory)]
    if not chosen:
        raise UserError(f"{directory} holds no file that a source is named for; see definitions/sources.")
    return chosen


def _earlier(all_of_it: bool) -> Earlier:
    """Where what serves cannot be read, all there is may still be loaded as for the first time."""
    serving = releases.current_id()
    try:
        return Earlier(releases.current() if serving else None)
    except (releases.NoRelease, *contents.DAMAGE):
        if all_of_it:
            return Earlier()
        raise UserError(
            f"Release {serving} should serve but cannot be read, so what is not loaded now would be lost; "
            "load every source, with no name, or go back with: skillshire release rollback RELEASE."
        ) from None


def _assemble(
    harvests: Mapping[str, Harvest], earlier: Earlier
) -> tuple[list[Assembled], dict[str, Sequence[Record]]]:
    """The table of every indicator of which something was loaded, and the records of its snapshots."""
    numbers, loaded = _number(harvests)
    assembled: list[Assembled] = []
    snapshots: dict[str, Sequence[Record]] = {}
    for definition in definitions.indicators().values():
        if earlier.stands(definition, harvests):
            continue
        carried = {
            source: part.with_columns(pl.col("snapshot") + len(loaded))
            for source, part in earlier.of(definition.id).items() if source not in harvests
        }  # fmt: skip
        made = assemble(definition, harvests, numbers, carried)
        if made is not None:
            entry = earlier.entries.get(definition.id)
            records = [*loaded, *(entry.snapshots if entry else ())]
            frame, snapshots[definition.id] = build.renumbered(made.frame, dict(enumerate(records, start=1)))
            assembled.append(replace(made, frame=frame))
    return assembled, snapshots


def _number(harvests: Mapping[str, Harvest]) -> tuple[dict[tuple[str, int], int], list[Record]]:
    """A number, from 1, for each file loaded now, and their records in that order."""
    numbers: dict[tuple[str, int], int] = {}
    records: list[Record] = []
    for source, item in harvests.items():
        for index, kept_file in enumerate(item.snapshots):
            records.append(_record(item.source, asdict(kept_file)))
            numbers[source, index] = len(records)
    return numbers, records


def _record(source: SourceDefinition, record: dict[str, Any]) -> dict[str, Any]:
    """A snapshot's record as the release keeps it: no path of this machine, dates as text."""
    record = {**record, "published": record["published"] or NOT_STATED}
    plain = {key: value if isinstance(value, int) else str(value) for key, value in record.items()}
    return {**plain, "file": Path(str(record["file"])).name, "source": source.id, "quality": source.quality}


def _contents(
    assembled: Sequence[Assembled], snapshots: Mapping[str, Sequence[Record]], earlier: Earlier
) -> Contents:
    """What was made anew, and of the release before what stands and is still defined."""
    sources, known = definitions.sources(), definitions.indicators()
    made = {item.definition.id: item.frame for item in assembled}
    every = {name: known[name] for name in known if name in made or name in earlier.entries}
    return Contents(
        definitions=every,
        lags={name: definition.lag_months(sources) for name, definition in every.items()},
        tables=made, snapshots=snapshots, kept=earlier.release,
    )  # fmt: skip


def _report(
    harvests: Mapping[str, Harvest], assembled: Sequence[Assembled], earlier: Earlier, directory: Path
) -> dict[str, Any]:
    made = {
        item.definition.id: report.indicator_line(item, earlier.table(item.definition.id))
        for item in assembled
    }
    lines = _lines_before(earlier)
    stand = {
        name: report.unchanged_line(name, earlier.entries[name], lines.get(name, {}))
        for name in definitions.indicators() if name in earlier.entries and name not in made
    }  # fmt: skip
    return {
        "previous": earlier.release.id if earlier.release else None,
        "sources": report.source_lines(harvests.values()),
        "indicators": [line for _, line in sorted({**made, **stand}.items())],
        "unread": harvest.unread(directory, definitions.published_sources()),
    }


def _lines_before(earlier: Earlier) -> dict[str, Any]:
    """The earlier report's lines, for what they say of figures that stand; none where it cannot be read."""
    if earlier.release is None:
        return {}
    try:
        found = json.loads((earlier.release.folder / "report.json").read_text(encoding="utf-8"))
        return {line["indicator"]: line for line in found["indicators"]}
    except contents.DAMAGE:
        return {}
