"""Writes a release: Parquet files, the SQLite store, the manifest; verifies it; puts it in its place."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from skillshire.core.errors import UserError
from skillshire.indicators import releases, store
from skillshire.indicators.assemble import COLUMNS, FIGURES
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.releases import Release


@dataclass(frozen=True)
class Contents:
    """All that a release holds. `snapshots` maps snapshot number to its record, JSON-ready."""

    definitions: Mapping[str, IndicatorDefinition]
    lags: Mapping[str, int]
    tables: Mapping[str, pl.DataFrame]
    snapshots: Mapping[int, dict[str, Any]]


def write(contents: Contents, *, built: str, previous: str | None, report: Mapping[str, Any]) -> Release:
    """Build the release aside, verify it and move it into place. It does not serve until it is switched
    to.
    """
    folder = releases.start_building()
    _write_parquet(contents, folder)
    (folder / "report.json").write_text(json.dumps(report, indent=1, default=str) + "\n", encoding="utf-8")
    identifier = _identifier(built, _digest(folder)[:8])
    return _finish(contents, folder, identifier, built, previous)


def _identifier(built: str, digest: str) -> str:
    """The day and the digest; the same contents on a later day are the release there already is."""
    same = [release.id for release in releases.every() if release.id.endswith(f"-{digest}")]
    return same[0] if same else f"{built[:10].replace('-', '')}-{digest}"


def from_parquet(bundle: Path) -> Release:
    """Install a release that came as Parquet only, such as the bundled one."""
    described = releases.read(bundle)
    contents = read(described)
    folder = releases.start_building()
    # Copied, not written anew: these very files are what the id was made from.
    shutil.copytree(bundle / "observations", folder / "observations")
    for name in ("contents.json", "report.json"):
        shutil.copyfile(bundle / name, folder / name)
    return _finish(contents, folder, described.id, described.built, None)


def read(release: Release) -> Contents:
    """A release's contents back from its Parquet files."""
    text = (release.folder / "contents.json").read_text(encoding="utf-8")
    described = json.loads(text)
    definitions = {
        identifier: IndicatorDefinition.model_validate(item["definition"])
        for identifier, item in described["indicators"].items()
    }
    lags = {identifier: item["lag_months"] for identifier, item in described["indicators"].items()}
    tables = {
        identifier: pl.read_parquet(release.parquet / f"{identifier}.parquet") for identifier in definitions
    }
    snapshots = {int(number): record for number, record in described["snapshots"].items()}
    return Contents(definitions, lags, tables, snapshots)


def _write_parquet(contents: Contents, folder: Path) -> None:
    (folder / "observations").mkdir()
    for identifier, frame in contents.tables.items():
        file = folder / "observations" / f"{identifier}.parquet"
        frame.sort(COLUMNS[:3]).select(COLUMNS).write_parquet(file, compression="zstd", compression_level=19)
    described = {
        "indicators": {
            identifier: {
                "definition": contents.definitions[identifier].model_dump(mode="json", by_alias=True),
                "lag_months": contents.lags[identifier],
            }
            for identifier in contents.tables
        },
        "snapshots": contents.snapshots,
    }
    text = json.dumps(described, indent=1, default=str, ensure_ascii=False)
    (folder / "contents.json").write_text(text + "\n", encoding="utf-8")


def _digest(folder: Path) -> str:
    """Changes whenever a figure, a definition or a snapshot does."""
    digest = hashlib.sha256()
    for file in [folder / "contents.json", *sorted((folder / "observations").glob("*.parquet"))]:
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _finish(contents: Contents, folder: Path, identifier: str, built: str, previous: str | None) -> Release:
    _write_store(contents, folder / "release.sqlite", identifier, built)
    verify(contents, folder / "release.sqlite")
    release = Release(
        id=identifier, built=built, rows=sum(frame.height for frame in contents.tables.values()),
        indicators=len(contents.tables), areas=len(_areas(contents)),
        sources=tuple(sorted({str(record["source"]) for record in contents.snapshots.values()})),
        previous=previous, folder=folder,
    )  # fmt: skip
    releases.write_manifest(release)
    return releases.place(folder, identifier)


def _areas(contents: Contents) -> set[str]:
    return {area for frame in contents.tables.values() for area in frame["area"].unique()}


def _write_store(contents: Contents, file: Path, identifier: str, built: str) -> None:
    connection = store.create(file)
    store.describe(connection, {"id": identifier, "built": built}, contents.snapshots)
    for number, (name, frame) in enumerate(sorted(contents.tables.items()), start=1):
        text = contents.definitions[name].model_dump_json(by_alias=True)
        used = json.dumps(frame["snapshot"].value_counts(sort=True)["snapshot"].to_list())
        values = (number, name, text, contents.lags[name], used)
        connection.execute("INSERT INTO indicator VALUES (?, ?, ?, ?, ?)", values)
        store.write(connection, _rows(number, frame))
    connection.close()


def _rows(number: int, frame: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    for row in frame.sort(COLUMNS[:3]).select(COLUMNS).iter_rows():
        yield (number, *row)


def verify(contents: Contents, file: Path) -> None:
    """Read the store back and hold it against the tables: rows, sums and symbols of every indicator."""
    connection = store.open_read_only(file)
    found = connection.execute(
        "SELECT i.id, count(*), total(value), total(lower), total(upper), sum(o.status <> '')"
        " FROM observation o JOIN indicator i ON i.number = o.indicator GROUP BY i.id"
    )
    held = {row[0]: row[1:] for row in found}
    connection.close()
    for identifier, frame in contents.tables.items():
        sums = [float(frame[name].sum() or 0.0) for name in FIGURES[:3]]
        expected = (frame.height, *sums, frame.filter(pl.col("status") != "").height)
        if not _close(expected, held.get(identifier, (0, 0, 0, 0, 0))):
            raise UserError(
                f"{file}: {identifier} did not arrive whole; try again, and check the disk's space."
            )


def _close(expected: tuple[float, ...], found: tuple[float, ...]) -> bool:
    return all(abs(a - b) <= 1e-9 * max(1.0, abs(a)) for a, b in zip(expected, found, strict=True))
