"""Writes a release: Parquet files, cubes, contents, changes, manifest; verifies it; puts it in its place."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.core.errors import UserError
from skillshire.indicators import changes, cubes, releases
from skillshire.indicators import contents as contents_file
from skillshire.indicators.assemble import COLUMNS, KEY
from skillshire.indicators.contents import Entry, Record
from skillshire.indicators.cubes import Damaged
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.releases import Release

# Packing harder saves a fifth of the room and takes twenty times as long: worth it only for what is shipped.
QUICKLY, AS_SMALL_AS_CAN_BE = 3, 19


@dataclass(frozen=True)
class Contents:
    """All that a release holds, by indicator. Snapshot number n of a table is the indicator's nth record.

    An indicator without a table did not change: its files are those of the release `kept`.
    """

    definitions: Mapping[str, IndicatorDefinition]
    lags: Mapping[str, int]
    tables: Mapping[str, pl.DataFrame]
    snapshots: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    kept: Release | None = None


def write(contents: Contents, *, built: str, previous: str | None, report: Mapping[str, Any]) -> Release:
    """Build the release aside, verify it and move it into place. It does not serve until it is switched
    to.
    """
    with started() as folder:
        entries = prepare(folder, contents, report)
        identifier = _identifier(built, contents_file.digest(entries)[:8])
        return _finish(folder, entries, identifier, built, previous)


def prepare(folder: Path, contents: Contents, report: Mapping[str, Any]) -> dict[str, Entry]:
    """Write all files into `folder` but those that name the release and the one before it."""
    before = contents_file.read(contents.kept.folder) if contents.kept else {}
    entries = {}
    for name in sorted(contents.definitions):
        if name in contents.tables:
            entries[name] = _write_indicator(folder, name, contents)
        elif contents.kept:
            entry = _link(folder, name, before[name], contents.kept)
            entries[name] = replace(
                entry, written=_json(contents.definitions[name]), lag_months=contents.lags[name]
            )
    text = json.dumps(report, indent=1, default=str)
    contents_file.save(folder / "report.json", text + "\n")
    contents_file.write(folder, entries)
    return entries


@contextlib.contextmanager
def started() -> Iterator[Path]:
    """A folder to write a release in, aside from those that are; gone again where the writing fails."""
    with releases.start_building() as folder:
        for name in ("observations", "cubes"):
            (folder / name).mkdir()
        yield folder


def _identifier(built: str, digest: str) -> str:
    """The day and the digest; the same contents on a later day are the release there already is."""
    same = [release.id for release in releases.every() if release.id.endswith(f"-{digest}")]
    return same[0] if same else f"{built[:10].replace('-', '')}-{digest}"


def _finish(
    folder: Path, entries: Mapping[str, Entry], identifier: str, built: str, previous: str | None
) -> Release:
    known = {release.id: release for release in releases.every()}
    before = known.get(previous) if previous and previous != identifier else None
    changes.write(folder, entries, before)
    opened = {
        name: cubes.read(folder / "cubes" / f"{name}.cube", one.figures) for name, one in entries.items()
    }
    release = Release(
        id=identifier, built=built, rows=sum(entry.rows for entry in entries.values()),
        indicators=len(entries), areas=len({area for cube in opened.values() for area in cube.areas}),
        sources=tuple(sorted({str(one["source"]) for entry in entries.values() for one in entry.snapshots})),
        previous=before.id if before else None, folder=folder,
    )  # fmt: skip
    releases.write_manifest(release)
    return releases.place(folder, identifier)


# --- One indicator ---------------------------------------------------------------------------------------


def _write_indicator(folder: Path, name: str, contents: Contents) -> Entry:
    frame = contents.tables[name].sort(KEY).select(COLUMNS)
    file = folder / "observations" / f"{name}.parquet"
    parquet = _write_parquet(frame, file, QUICKLY)
    # From what was written, not from what was meant to be: so the check below is one of both files.
    figures = cubes.write(name, pl.read_parquet(file), folder / "cubes" / f"{name}.cube")
    verify(folder, name, figures, frame)
    ends = cubes.in_order(frame["period"].unique().to_list())
    return Entry(
        written=_json(contents.definitions[name]), lag_months=contents.lags[name],
        snapshots=tuple(contents.snapshots[name]), rows=frame.height, areas=frame["area"].n_unique(),
        without_a_number=frame["value"].null_count(), first_period=ends[0].iso, last_period=ends[-1].iso,
        figures=figures, parquet=parquet,
    )  # fmt: skip


def renumbered(table: pl.DataFrame, records: Mapping[int, Record]) -> tuple[pl.DataFrame, Sequence[Record]]:
    """Number the snapshots that the figures do come from among themselves, that of most figures first.

    By what they are, not by when they came in: the same figures make the same release, however loaded.
    """
    counts = dict(table["snapshot"].value_counts().iter_rows())

    def order(number: int) -> tuple[int, str, str, str]:
        record = records[number]
        return -counts[number], record["source"], record["file"], record["sha256"]

    used = sorted(counts, key=order)
    numbers = {old: new for new, old in enumerate(used, start=1)}
    snapshot = pl.col("snapshot").replace_strict(numbers, return_dtype=pl.Int64)
    return table.with_columns(snapshot), [records[number] for number in used]


def _json(definition: IndicatorDefinition) -> dict[str, Any]:
    return definition.model_dump(mode="json", by_alias=True)


def _write_parquet(frame: pl.DataFrame, file: Path, level: int) -> str:
    """Returns the digest of the file's bytes."""
    frame.write_parquet(file, compression="zstd", compression_level=level)
    return _settled(file)


def _settled(file: Path) -> str:
    """The digest of a file that is on the disk when this returns."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _link(folder: Path, name: str, entry: Entry, kept: Release) -> Entry:
    """The very files of the release before: no room, no time. Its cube is made anew if it was damaged."""
    _share(kept.parquet / f"{name}.parquet", folder / "observations")
    try:
        cubes.read(kept.cube(name), entry.figures)
    except Damaged:
        return _make_cube(folder, name, entry)
    _share(kept.cube(name), folder / "cubes")
    return entry


def _share(file: Path, folder: Path) -> None:
    try:
        os.link(file, folder / file.name)
    except OSError:  # some disks know no links, and a link may not cross from one disk to another
        shutil.copyfile(file, folder / file.name)
        _settled(folder / file.name)


def verify(folder: Path, name: str, figures: str, frame: pl.DataFrame) -> None:
    """Read a cube back, whole, and hold it against the table it was made from, cell by cell."""
    cube = cubes.read(folder / "cubes" / f"{name}.cube", figures)
    cubes.verify(cube)
    if not cube.frame().equals(frame):
        raise UserError(f"{cube.file}: {name} did not arrive whole; try again, and check the disk's space.")


def _make_cube(folder: Path, name: str, entry: Entry) -> Entry:
    """The cube of an indicator from its Parquet file, and the entry with its digest, which differs from what
    was noted only if cubes were laid out otherwise then. UserError where the Parquet file is damaged too.
    """
    file = folder / "observations" / f"{name}.parquet"
    if not file.exists() or _settled(file) != entry.parquet:
        raise UserError(
            f"{file} is missing or damaged; load the figures again with: skillshire ingest --from FOLDER."
        )
    aside = folder / "cubes" / f".{name}.new"
    figures = cubes.write(name, pl.read_parquet(file), aside)
    os.replace(aside, folder / "cubes" / f"{name}.cube")
    return replace(entry, figures=figures)


# --- Whole releases --------------------------------------------------------------------------------------


def read(release: Release) -> Contents:
    """A release's contents back from its Parquet files."""
    entries = contents_file.read(release.folder)
    return Contents(
        definitions={name: entry.definition for name, entry in entries.items()},
        lags={name: entry.lag_months for name, entry in entries.items()},
        tables={name: table(release, name) for name in entries},
        snapshots={name: entry.snapshots for name, entry in entries.items()},
    )


def table(release: Release, indicator: str) -> pl.DataFrame:
    return pl.read_parquet(release.parquet / f"{indicator}.parquet")


def from_parquet(bundle: Path) -> Release:
    """Install a release that came as Parquet only, such as the bundled one."""
    described, entries = releases.read(bundle), contents_file.read(bundle)
    with started() as folder:
        for name, entry in entries.items():
            _share(bundle / "observations" / f"{name}.parquet", folder / "observations")
            entries[name] = _make_cube(folder, name, entry)
        contents_file.write(folder, entries)
        contents_file.save(folder / "report.json", (bundle / "report.json").read_text(encoding="utf-8"))
        return _finish(folder, entries, described.id, described.built, releases.current_id())


def bundle(release: Release, folder: Path) -> None:
    """A copy of the release that can be shipped: Parquet only, as small as can be, with the same id."""
    (folder / "observations").mkdir(parents=True)
    entries = {
        name: replace(
            entry,
            parquet=_write_parquet(
                table(release, name), folder / "observations" / f"{name}.parquet", AS_SMALL_AS_CAN_BE
            ),
        )
        for name, entry in contents_file.read(release.folder).items()
    }
    contents_file.write(folder, entries)
    shutil.copyfile(release.folder / "report.json", folder / "report.json")
    releases.write_manifest(replace(release, previous=None, folder=folder))


def rebuild(release: Release) -> list[str]:
    """Make again every cube of the release that is damaged or missing; returns their indicators."""
    made: dict[str, Entry] = {}
    release.cubes.mkdir(exist_ok=True)
    entries = contents_file.read(release.folder)
    for name, entry in entries.items():
        try:
            cubes.verify(cubes.read(release.cube(name), entry.figures))
        except Damaged:
            made[name] = _make_cube(release.folder, name, entry)
    if any(entry.figures != entries[name].figures for name, entry in made.items()):
        contents_file.write(release.folder, {**entries, **made})
    releases.sync(release.folder)
    if made and releases.current_id() == release.id:
        releases.switch(release)  # those who serve look again, and drop what they had open and kept
    return list(made)
