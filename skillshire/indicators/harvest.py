"""From published files to tidy rows: finds a source's files, keeps snapshots, reads, resolves the areas."""

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl

from skillshire.core import definitions as yamlfile
from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.indicators.definitions import SourceDefinition
from skillshire.places import areas
from skillshire.sources import live, snapshot
from skillshire.sources.errors import SourceError
from skillshire.sources.snapshot import Snapshot

KEY = ["series", "area", "period", "breakdown"]
# A recoded area may stand in a file under both of its codes; that is one observation if they agree.
COLUMNS = ["series", "area", "period", "breakdown", "value", "lower", "upper", "status", "line"]


@dataclass(frozen=True)
class Harvest:
    """One source's rows. `frame` has COLUMNS and `file` (index into `snapshots`)."""

    source: SourceDefinition
    frame: pl.DataFrame
    snapshots: tuple[Snapshot, ...]
    rows_read: int
    rows_elsewhere: int  # of areas that Skillshire does not serve, such as Wales
    sums: tuple[str, ...] = field(default=())  # levels of area that are the sum of their districts
    not_summed: tuple[str, ...] = field(default=())  # series of which no area is the sum of its districts


def refuse_records(source: SourceDefinition) -> None:
    """UserError for a source that nobody publishes as files."""
    if source.kind == "casework":
        raise UserError(
            f"Source {source.id} is counted from the records kept here, so there is no file of it; publish "
            "its figures with: skillshire counts publish."
        )


def find(source: SourceDefinition, directory: Path) -> list[Path]:
    """The source's data files in `directory`; empty if none of its files is there, UserError if only some
    are.
    """
    found = {pattern: _match(pattern, directory) for pattern in source.files + source.companions}
    missing = [pattern for pattern, files in found.items() if not files]
    if len(missing) == len(found):
        return []
    if missing:
        raise UserError(
            f"{directory / missing[0]}: this file of source {source.id} is not there; add it, or ingest "
            f"the other "
            f"sources by name."
        )
    return [file for pattern in source.files for file in found[pattern]]


def _match(pattern: str, directory: Path) -> list[Path]:
    """Files at the pattern's place, or directly in the directory, as a person may have saved them."""
    return sorted(directory.glob(pattern)) or sorted(directory.glob(Path(pattern).name))


def connector(source: SourceDefinition) -> ModuleType:
    return importlib.import_module(f"skillshire.sources.{source.connector}")


def read(source: SourceDefinition, directory: Path, kept: Path, accessed: date) -> Harvest:
    """Read every file of `source` in `directory`, keeping an untouched copy under `kept`.

    Raises SourceError (file, line, reason) at the first thing that is not as the reader expects.
    """
    files, module = find(source, directory), connector(source)
    said = {
        file: module.notes(file)
        for companion in source.companions for file in _match(companion, directory)
    }  # fmt: skip
    frames = [module.rows(file).with_columns(pl.lit(index).alias("file")) for index, file in enumerate(files)]
    elsewhere, tidy = 0, []
    for file, frame in zip(files, frames, strict=True):
        resolved = resolve(frame, file)
        elsewhere += frame.height - resolved.height
        refuse_future(resolved, file, accessed)
        tidy.append(provisional(without_duplicates(resolved, file), source, said))
    snapshots = tuple(_keep(source, file, kept, accessed, published(source, file)) for file in files)
    rows_read = sum(frame.height for frame in frames)
    sums = tuple(getattr(module, "SUM_TO_PARENTS", ()))
    not_summed = tuple(getattr(module, "NOT_SUMMED", ()))
    return Harvest(source, pl.concat(tidy), snapshots, rows_read, elsewhere, sums, not_summed)


def published(source: SourceDefinition, file: Path) -> date | None:
    """The day on which this very file came out: by the source's editions, or as the file itself says.

    None for a file that is neither: the definition's own day is that of another edition.
    """
    stated: Callable[[Path], date | None] | None = getattr(connector(source), "published", None)
    return source.published_of(snapshot.sha256(file)) or (stated(file) if stated else live.published(file))


def _keep(
    source: SourceDefinition, file: Path, kept: Path, accessed: date, published: date | None
) -> Snapshot:
    return snapshot.keep(
        file, source=source.id, producer=source.producer, title=source.title, licence=source.licence,
        url=source.url, published=published, directory=kept, accessed=accessed,
    )  # fmt: skip


def resolve(frame: pl.DataFrame, file: Path) -> pl.DataFrame:
    """Give every row its current area code; rows of areas not served are left out.

    Raises SourceError with the line of the first row whose area nobody knows.
    """
    published = ["area_code", "area_name", "area_level"]
    distinct = frame.group_by(published).agg(pl.col("line").min()).sort("line")
    codes = [_code(file, *row) for row in distinct.iter_rows()]
    known = distinct.drop("line").with_columns(pl.Series("area", codes, dtype=pl.String))
    joined = frame.join(known, on=published, how="left", nulls_equal=True)
    return joined.filter(pl.col("area").is_not_null()).select([*COLUMNS, "file"])


def _code(file: Path, code: str | None, name: str | None, level: str | None, line: int) -> str | None:
    if level == "lep":
        return _lep(file, name, line)
    if areas.ignored(code or name or "", level):
        return None
    try:
        return areas.get(code).code if code else areas.named(name or "", level).code
    except UserError:
        raise SourceError(
            file, line,
            f"the area “{code or name}” is not known; if it is new, add it to the places "
            f"(docs/how-to/add-a-county.md)",
        ) from None  # fmt: skip


def refuse_future(frame: pl.DataFrame, file: Path, on: date) -> None:
    """Raises SourceError at the first figure, no forecast, of a period not over `on` the day of reading.

    A count taken on that very day is of that day, though it is not over.
    """
    today = f"{on.isoformat()}/P1D"
    known = frame.filter(pl.col("value").is_not_null() & (pl.col("status") != "f"))
    for text, line in known.group_by("period").agg(pl.col("line").min()).sort("line").iter_rows():
        if periods.parse(text).end > on and text != today:
            reason = f"there is a figure for {periods.parse(text).label}, which is not over yet"
            raise SourceError(file, line, reason)


def _lep(file: Path, name: str | None, line: int) -> str | None:
    """Local enterprise partnerships are gone; those with an area of the very same boundary stand for it."""
    table = _leps()
    if name in table["map"]:
        return str(table["map"][name])
    if name in table["no_area"]:
        return None
    raise SourceError(
        file, line, f"the local enterprise partnership “{name}” is not in definitions/places/leps.yaml"
    )


@cache
def _leps() -> dict[str, Any]:
    table: dict[str, Any] = yamlfile.load(yamlfile.ROOT / "places" / "leps.yaml")
    return table


def provisional(
    frame: pl.DataFrame, source: SourceDefinition, said: Mapping[Path, Mapping[str, Mapping[str, str]]]
) -> pl.DataFrame:
    """Mark the figures of the source's `provisional` years, which its files do not mark.

    `said` are the notes in each companion. Raises SourceError where they do not say it of a year that there
    are figures of: the year has been revised, and the next may be the provisional one.
    """
    for year in source.provisional:
        mine = pl.col("period").str.starts_with(year)
        if not frame.filter(mine).height:
            continue
        words = " ".join(text for notes in said.values() for note in notes.values() for text in note.values())
        if not re.search(rf"\b{year} (estimates are provisional|\(provisional\))", words):
            raise SourceError(
                ", ".join(file.name for file in said), None,
                f"it does not say any more that {year} is provisional; change `provisional` in "
                f"definitions/sources/{source.id}.yaml",
            )  # fmt: skip
        marked = pl.when(mine & (pl.col("status") == "")).then(pl.lit("p")).otherwise("status")
        frame = frame.with_columns(status=marked)
    return frame


def without_duplicates(frame: pl.DataFrame, file: Path) -> pl.DataFrame:
    """Drop a row that repeats another to the letter; SourceError where two rows of one key disagree."""
    figures = ["value", "lower", "upper", "status"]
    unique = frame.unique(subset=[*KEY, *figures], keep="first", maintain_order=True)
    clash = unique.filter(pl.struct(KEY).is_duplicated())
    if clash.is_empty():
        return unique
    second = clash.sort("line").filter(pl.struct(KEY).is_first_distinct().not_()).row(0, named=True)
    raise SourceError(
        file, second["line"],
        f"a second figure for {second['series']}, {second['area']}, {second['period']}"
        f"{', ' + second['breakdown'] if second['breakdown'] else ''}; each may stand in the file once",
    )  # fmt: skip


def later_files_win(frame: pl.DataFrame) -> pl.DataFrame:
    """Where several files of a source hold one key, the last file's figure stands."""
    return frame.sort("file", "line").unique(subset=KEY, keep="last", maintain_order=True)


def unread(directory: Path, sources: Sequence[SourceDefinition]) -> list[str]:
    """Files in the directory that no source names, for the load report."""
    named = {
        file for source in sources for pattern in source.files + source.companions
        for file in _match(pattern, directory)
    }  # fmt: skip
    every = (
        file for file in directory.rglob("*") if file.is_file() and not file.name.endswith(".snapshot.yaml")
        and not any(part.startswith(".") for part in file.relative_to(directory).parts)  # kept by fetching
    )  # fmt: skip
    return sorted(str(file.relative_to(directory)) for file in every if file not in named)
