"""A whole release as one file to keep: the Parquet files, one CSV, or one SQLite database.

Made when first asked for, or ahead of time by `skillshire release downloads`, in the release's own folder
`downloads/`. Read from the cubes, so that a web process need not load what reads Parquet.
"""

import contextlib
import gzip
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from skillshire.core.errors import UserError
from skillshire.indicators import lines, making, queries, releases
from skillshire.indicators.store import Handle
from skillshire.places import areas

FOLDER = "downloads"  # in the release's own
LEVEL = 6  # of packing: more costs time and saves little
FIXED = (1980, 1, 1, 0, 0, 0)  # the date of files in a zip, so that the same release makes the same bytes
LAYOUT = """
CREATE TABLE release (id TEXT PRIMARY KEY, built TEXT NOT NULL);
CREATE TABLE indicator (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, question TEXT NOT NULL, unit TEXT NOT NULL, better TEXT NOT NULL,
  theme TEXT NOT NULL, numerator TEXT, denominator TEXT, caveats TEXT NOT NULL
);
CREATE TABLE area (code TEXT PRIMARY KEY, name TEXT NOT NULL, level TEXT NOT NULL);
CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, producer TEXT NOT NULL, title TEXT NOT NULL,
  licence TEXT NOT NULL, url TEXT NOT NULL, published TEXT NOT NULL, accessed TEXT NOT NULL,
  file TEXT NOT NULL, sha256 TEXT NOT NULL
);
CREATE TABLE observation (
  indicator TEXT NOT NULL REFERENCES indicator(id), area TEXT NOT NULL REFERENCES area(code),
  breakdown TEXT NOT NULL, period TEXT NOT NULL, value REAL, lower REAL, upper REAL, status TEXT NOT NULL,
  snapshot INTEGER NOT NULL REFERENCES snapshot(id),
  PRIMARY KEY (indicator, area, breakdown, period)
) WITHOUT ROWID;
"""
RECORD = ("source", "producer", "title", "licence", "url", "published", "accessed", "file", "sha256")
DEFINED = ("id", "title", "question", "unit", "better", "theme", "numerator", "denominator")
ABOUT = """\
Official statistics on skills and work, release {release}, built {built}.

A missing value is no number, never nought; its status says why: c confidential, x not available, z not
applicable, low rounds to nought, u unreliable. p is provisional, f a forecast. lower and upper are limits of
95 %. Percentages are in percentage points, money in pounds. A period is its first day and its length, as ISO
8601 writes them. A breakdown is pairs of key=value; the headline has none.

Each figure's source is in contents.json (Parquet), in its own row (CSV) or by its snapshot (SQLite). Most are
published under the Open Government Licence v3.0, https://www.nationalarchives.gov.uk/doc/open-government-licence/
version/3/, which asks you to name the source:

{sources}
"""


def path(kind: str) -> Path:
    """Where the file is, or will be. UserError for a kind not in KINDS."""
    return _path(queries.handle(), kind)


def file(kind: str, held: bool = False) -> Path:
    """The serving release as one file, made in this process if need be. UserError for a kind not in KINDS.

    Waits for another that is being made, unless the caller has making.lock: `held`.
    """
    with queries.one_release() as opened:
        target = _path(opened, kind)
        if not target.exists():
            with making.turn(held):
                making.make(target, partial(KINDS[kind][1], opened))
        return target


def ready(kind: str) -> Path:
    """The same for a process that serves readers: another one makes the file. making.NotYet: ask again."""
    with queries.one_release() as opened:
        target = _path(opened, kind)
        if not target.exists():
            making.order(target, kind)
        return target


def made() -> list[Path]:
    """Those of the serving release's downloads that are there already."""
    folder = queries.release().folder / FOLDER
    return sorted(one for one in folder.glob("skillshire-*")) if folder.is_dir() else []


def prune() -> int:
    """Remove the files of all releases but the serving one; returns how many."""
    serving = queries.release().id
    with making.lock():
        old = [one.folder / FOLDER for one in releases.every() if one.id != serving]
        count = sum(1 for folder in old for _ in folder.glob("skillshire-*"))
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)
    return count


def _path(opened: Handle, kind: str) -> Path:
    if kind not in KINDS:
        raise UserError(
            f"There is no download “{kind[:20]}” of the whole release; there are: {', '.join(KINDS)}."
        )
    return opened.release.folder / FOLDER / f"skillshire-{opened.release.id}{KINDS[kind][0]}"


def about(opened: Handle) -> str:
    """What goes with the figures: what symbols mean, licence, sources."""
    records = {record["source"]: record for record in opened.snapshots.values()}
    lines = [
        f"- {one['producer']}: {one['title']} ({one['licence']}), published {one['published']}, {one['url']}"
        for _, one in sorted(records.items())
    ]
    found = opened.release
    return ABOUT.format(release=found.id, built=found.built[:10], sources="\n".join(lines))


# --- Parquet ---------------------------------------------------------------------------------------------


def _parquet(opened: Handle, target: Path) -> None:
    folder = opened.release.folder
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr(_named("README.txt"), about(opened), compress_type=zipfile.ZIP_DEFLATED)
        content = (folder / "contents.json").read_bytes()
        whole.writestr(_named("contents.json"), content, compress_type=zipfile.ZIP_DEFLATED)
        for name in opened.indicators:
            one = opened.release.parquet / f"{name}.parquet"
            whole.writestr(_named(f"observations/{one.name}"), one.read_bytes())  # packed as it is


def _named(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, FIXED)


# --- CSV -------------------------------------------------------------------------------------------------


def _csv(opened: Handle, target: Path) -> None:
    with packed(target) as stream:
        stream.write(lines.CSV.start.encode())
        for name in opened.indicators:
            for block in lines.blocks(opened, name, lines.CSV):
                stream.write(block.encode())


@contextlib.contextmanager
def packed(target: Path) -> Iterator[gzip.GzipFile]:
    """Without a time or a name within it, so that the same figures make the same bytes."""
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=LEVEL, fileobj=raw, mtime=0) as stream,
    ):
        yield stream


# --- SQLite ----------------------------------------------------------------------------------------------


def _sqlite(opened: Handle, target: Path) -> None:
    plain = target.with_suffix("")
    with contextlib.closing(sqlite3.connect(plain, isolation_level=None)) as database:
        database.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {LAYOUT} BEGIN")
        for table, rows in _tables(opened):
            database.executemany(f"INSERT INTO {table} VALUES ({_marks(table)})", rows)  # noqa: S608
        database.execute("COMMIT")
    with plain.open("rb") as source, packed(target) as stream:
        shutil.copyfileobj(source, stream, 1 << 20)


def _marks(table: str) -> str:
    return ",".join("?" * {"release": 2, "indicator": 9, "area": 3, "snapshot": 10, "observation": 9}[table])


def _tables(opened: Handle) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    """Each table's rows, those that others point to first."""
    yield "release", [(opened.release.id, opened.release.built)]
    yield "indicator", [_defined(opened, name) for name in opened.indicators]
    codes = sorted({code for name in opened.indicators for code in opened.cube(name).areas})
    yield "area", [(one.code, one.name, one.level) for one in map(areas.get, codes)]
    yield "snapshot", [(n, *(one[name] for name in RECORD)) for n, one in opened.snapshots.items()]
    for name in opened.indicators:
        yield "observation", ((name, *row) for row in _rows(opened, name))


def _rows(opened: Handle, indicator: str) -> Iterator[tuple[Any, ...]]:
    """The indicator's observations: area, breakdown and period as texts, figures, status, snapshot."""
    numbers = opened.held(indicator).snapshots
    for *rest, snapshot in opened.cube(indicator).rows_in_order():
        yield (*rest, numbers[snapshot - 1])


def _defined(opened: Handle, indicator: str) -> tuple[Any, ...]:
    definition = opened.held(indicator).definition
    return (*(getattr(definition, name) for name in DEFINED), "\n".join(definition.caveats))


KINDS: dict[str, tuple[str, Callable[[Handle, Path], None]]] = {
    "parquet": ("-parquet.zip", _parquet),
    "csv": (".csv.gz", _csv),
    "sqlite": (".sqlite.gz", _sqlite),
}
