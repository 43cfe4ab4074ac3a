"""Keeps each publisher's file untouched beside a record of what it is and where it came from."""

import hashlib
import shutil
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from skillshire.sources.errors import SourceError

SUFFIX = ".snapshot.yaml"


@dataclass(frozen=True)
class Snapshot:
    """One kept file: `bytes` is its size, `accessed` the day on which it was fetched.

    `published` is None where nothing says on which day this very file came out.
    """

    producer: str
    title: str
    licence: str
    url: str
    published: date | None
    accessed: date
    sha256: str
    bytes: int
    file: Path


def keep(  # noqa: PLR0913, the record has that many fields
    file: Path,
    *,
    source: str,
    producer: str,
    title: str,
    licence: str,
    url: str,
    published: date | None,
    directory: Path,
    accessed: date,
) -> Snapshot:
    """Copy `file` to `directory/<source>/<first 8 of sha256>/<name>` and write its record beside it.

    `source` is the source's id. A file that is already kept, and sound, is left with the record it has.
    Nothing half-written is ever seen: both are renamed into place, the record last.
    """
    digest = sha256(file)
    target = directory / source / digest[:8] / file.name
    if _kept(target, digest):
        return read(target)
    size = file.stat().st_size
    snapshot = Snapshot(producer, title, licence, url, published, accessed, digest, size, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        copy, record = Path(scratch, "copy"), Path(scratch, "record")
        shutil.copyfile(file, copy)
        record.write_text(_written(snapshot), encoding="utf-8")
        copy.replace(target)
        record.replace(_record(target))
    return snapshot


def read(file: Path) -> Snapshot:
    """The record beside a kept file. Raises SourceError where there is none or it cannot be read."""
    record = _record(file)
    try:
        fields = yaml.safe_load(record.read_text(encoding="utf-8"))
        return _snapshot(fields, file)
    except FileNotFoundError:
        raise SourceError(file, None, "the file has no snapshot record beside it; fetch it again") from None
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, ValueError, OSError):
        raise SourceError(record, None, "the snapshot record cannot be read; fetch the file again") from None


def verify(file: Path) -> Snapshot:
    """The record of a kept file that is still what was fetched; otherwise SourceError."""
    snapshot = read(file)
    if not file.is_file():
        raise SourceError(file, None, "the kept file is gone; fetch it again")
    if sha256(file) != snapshot.sha256:
        raise SourceError(file, None, "the kept file has changed since it was fetched; fetch it again")
    return snapshot


def latest(directory: Path, source: str) -> list[Snapshot]:
    """The newest snapshot of each file of a source, in order of file name; [] where none is kept.

    Newest is the last accessed; two fetched on one day are told apart by when their records were written.
    """
    records = directory.joinpath(source).glob(f"*/*{SUFFIX}")
    kept = [(read(_file(record)), record.stat().st_mtime_ns) for record in records]
    newest: dict[str, Snapshot] = {}
    for snapshot, _ in sorted(kept, key=lambda pair: (pair[0].accessed, pair[1])):
        newest[snapshot.file.name] = snapshot
    return [newest[name] for name in sorted(newest)]


def sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _kept(target: Path, digest: str) -> bool:
    return target.is_file() and _record(target).is_file() and sha256(target) == digest


def _record(file: Path) -> Path:
    return file.with_name(file.name + SUFFIX)


def _file(record: Path) -> Path:
    return record.with_name(record.name.removesuffix(SUFFIX))


def _written(snapshot: Snapshot) -> str:
    fields = asdict(replace(snapshot, file=Path(snapshot.file.name)))
    return yaml.safe_dump({**fields, "file": snapshot.file.name}, sort_keys=False, allow_unicode=True)


def _snapshot(fields: dict[str, Any], file: Path) -> Snapshot:
    snapshot = Snapshot(**{**fields, "file": file})
    if not isinstance(snapshot.published, date | None) or not isinstance(snapshot.accessed, date):
        raise ValueError("dates")
    return snapshot
