"""Snapshots in, a release out. Anything unexpected stops the load and the old release keeps serving."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from skillshire.core.errors import UserError
from skillshire.indicators import build, completeness, definitions, harvest, releases, report
from skillshire.indicators.assemble import Assembled, assemble
from skillshire.indicators.build import Contents
from skillshire.indicators.definitions import SourceDefinition
from skillshire.indicators.harvest import Harvest
from skillshire.indicators.releases import Release


@dataclass
class Earlier:
    """What the release that serves now hands on: tables, and its snapshots by number."""

    release: Release | None = None
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    snapshots: Mapping[int, dict[str, Any]] = field(default_factory=dict)

    def of(self, indicator: str) -> dict[str, pl.DataFrame]:
        """An indicator's earlier rows by the source they came from."""
        frame = self.tables.get(indicator)
        if frame is None:
            return {}
        by_source: dict[str, pl.DataFrame] = {}
        for (number,), part in frame.group_by("snapshot"):
            name = str(self.snapshots[int(str(number))]["source"])
            by_source[name] = pl.concat([by_source[name], part]) if name in by_source else part
        return by_source


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
            return _load(chosen, directory, now, echo, accept_changes)
    except OSError as error:
        reason = error.strerror or "the disk refused"
        raise UserError(
            f"Skillshire cannot write {error.filename or 'the release'} ({reason}); see that there is room on"
            f" the disk and that {settings.SKILLSHIRE_HOME} is a folder it may use."
        ) from None


def _load(
    chosen: Sequence[SourceDefinition],
    directory: Path,
    now: datetime,
    echo: Callable[[str], None],
    accept_changes: bool,
) -> tuple[Release, dict[str, Any]]:
    earlier, harvests = _earlier(), {}
    for place, source in enumerate(chosen, start=1):
        echo(f"[{place}/{len(chosen)}] {source.id}")
        if not accept_changes:
            files = harvest.find(source, directory)
            completeness.refuse_altered(source.id, files, earlier.snapshots.values())
        harvests[source.id] = harvest.read(source, directory, kept(), now.date())
    assembled, snapshots = _assemble(harvests, earlier)
    if not accept_changes:
        before = {item.definition.id: earlier.of(item.definition.id) for item in assembled}
        completeness.refuse_gone(assembled, harvests, before)
    found = _report(harvests, assembled, earlier, directory)
    release = build.write(
        _contents(assembled, snapshots), built=now.isoformat(timespec="seconds"),
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
            if not harvest.find(source, directory):
                raise UserError(
                    f"{directory} has none of the files of source {source.id}: {', '.join(source.files)}."
                )
        return chosen
    chosen = [source for source in definitions.sources().values() if harvest.find(source, directory)]
    if not chosen:
        raise UserError(f"{directory} holds no file that a source is named for; see definitions/sources.")
    return chosen


def _earlier() -> Earlier:
    if releases.current_id() is None:
        return Earlier()
    contents = build.read(releases.current())
    return Earlier(releases.current(), contents.tables, contents.snapshots)


def _assemble(
    harvests: Mapping[str, Harvest], earlier: Earlier
) -> tuple[list[Assembled], dict[int, dict[str, Any]]]:
    """Every indicator's table, and the records of the snapshots that those tables point to."""
    numbers, records = _number(harvests)
    offset, assembled = len(records), []
    for definition in definitions.indicators().values():
        carried = {
            source: part.with_columns(pl.col("snapshot") + offset)
            for source, part in earlier.of(definition.id).items() if source not in harvests
        }  # fmt: skip
        made = assemble(definition, harvests, numbers, carried)
        if made is not None:
            assembled.append(made)
    records.update({number + offset: record for number, record in earlier.snapshots.items()})
    used = {n for item in assembled for n in item.frame["snapshot"].unique()}
    # By name, not by when they came in: the same figures make the same release, however they were loaded.
    ordered = sorted(used, key=lambda n: (records[n]["source"], records[n]["file"], records[n]["sha256"]))
    renumber = {old: new for new, old in enumerate(ordered, start=1)}
    return (
        [_renumbered(item, renumber) for item in assembled],
        {renumber[old]: records[old] for old in ordered},
    )


def _number(harvests: Mapping[str, Harvest]) -> tuple[dict[tuple[str, int], int], dict[int, dict[str, Any]]]:
    numbers: dict[tuple[str, int], int] = {}
    records: dict[int, dict[str, Any]] = {}
    for source, item in harvests.items():
        for index, kept_file in enumerate(item.snapshots):
            number = len(records) + 1
            numbers[source, index] = number
            records[number] = _record(item.source, asdict(kept_file))
    return numbers, records


def _record(source: SourceDefinition, record: dict[str, Any]) -> dict[str, Any]:
    """A snapshot's record as the release keeps it: no path of this machine, dates as text."""
    plain = {key: value if isinstance(value, int) else str(value) for key, value in record.items()}
    return {**plain, "file": Path(str(record["file"])).name, "source": source.id, "quality": source.quality}


def _renumbered(item: Assembled, numbers: Mapping[int, int]) -> Assembled:
    frame = item.frame.with_columns(pl.col("snapshot").replace_strict(numbers, return_dtype=pl.Int64))
    return Assembled(item.definition, frame, item.disagreements)


def _contents(assembled: Sequence[Assembled], snapshots: Mapping[int, dict[str, Any]]) -> Contents:
    sources = definitions.sources()
    return Contents(
        definitions={item.definition.id: item.definition for item in assembled},
        lags={item.definition.id: item.definition.lag_months(sources) for item in assembled},
        tables={item.definition.id: item.frame for item in assembled},
        snapshots=snapshots,
    )


def _report(
    harvests: Mapping[str, Harvest], assembled: Sequence[Assembled], earlier: Earlier, directory: Path
) -> dict[str, Any]:
    return {
        "previous": earlier.release.id if earlier.release else None,
        "sources": report.source_lines(harvests.values()),
        "indicators": [
            report.indicator_line(item, earlier.tables.get(item.definition.id)) for item in assembled
        ],
        "unread": harvest.unread(directory, list(definitions.sources().values())),
    }
