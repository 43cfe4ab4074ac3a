"""What live services have in common: what is asked of one, and what is kept beside each file it gave."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from skillshire.core import clock

Progress = Callable[[int, int | None], None]  # how much has arrived, and of how much where that is known


@dataclass(frozen=True)
class Saved:
    """A file that is there now; `changed` is False where it is the same as the one before."""

    file: Path
    changed: bool


@dataclass(frozen=True)
class Order:
    """What a source's definition asks of a live service, and where the one file that results is to go."""

    source: str
    query: Mapping[str, Any]
    file: Path
    day: date


@dataclass(frozen=True)
class Planned:
    """One request that would be made. `rows` is how many rows it should bring, where that is known."""

    method: str
    address: str
    file: Path
    body: Any = None
    rows: int | None = None


class Journal:
    """What has arrived in a run, kept in the folder, so that a run that broke off goes on where it was.

    It holds for one day: tomorrow a publisher may have another edition, and pages of two do not fit together.
    """

    def __init__(self, folder: Path, day: date) -> None:
        self._file, self._day = folder / ".journal.json", day.isoformat()
        self._mine: set[str] = set()

    def find(self, key: str) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self._read().get(key)
        if found is not None:
            self._mine.add(key)
        return found

    def add(self, key: str, entry: Mapping[str, Any]) -> None:
        self._mine.add(key)
        self._write({**self._read(), key: dict(entry)})

    def finish(self) -> None:
        """Everything asked for through this journal is there: the next run asks for all of it anew."""
        self._write({key: entry for key, entry in self._read().items() if key not in self._mine})

    def _read(self) -> dict[str, Any]:
        content = _read(self._file)
        arrived = content.get("arrived")
        return arrived if content.get("day") == self._day and isinstance(arrived, dict) else {}

    def _write(self, arrived: Mapping[str, Any]) -> None:
        if arrived:
            write_aside(self._file, json.dumps({"day": self._day, "arrived": arrived}, indent=1).encode())
        else:
            self._file.unlink(missing_ok=True)


def write_aside(file: Path, content: bytes) -> None:
    """Written beside and moved into place, so that nobody ever reads half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with aside(file) as part:
        part.write_bytes(content)
        part.replace(file)


@contextlib.contextmanager
def aside(file: Path) -> Iterator[Path]:
    """Where to write what is to become `file`: always the same place, so that no killed run leaves litter."""
    part = file.with_name(f".{file.name}.part")
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def digest(file: Path) -> str | None:
    """The file's SHA-256, or None where there is no file."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def remember(file: Path, key: str, headers: Mapping[str, str]) -> None:
    """Note beside a download what will tell next time whether the publisher has a newer one."""
    validators = {name: headers[name] for name in ("ETag", "Last-Modified") if headers.get(name)}
    note(file, _day(headers.get("Last-Modified", "")), {"key": key, **validators})


def note(file: Path, published: date, more: Mapping[str, str] | None = None) -> None:
    """Note beside a file when its edition came out."""
    record = {"sha256": digest(file), "published": published.isoformat(), **(more or {})}
    write_aside(_note(file), json.dumps(record, indent=1).encode())


def published(file: Path) -> date | None:
    """When the edition in `file` came out: the publisher's date, else the day on which it was new here.

    None for a file that was not fetched from a service, or has changed since.
    """
    record = _read(_note(file))
    if not record or record.get("sha256") != digest(file):
        return None
    return date.fromisoformat(record["published"])


def conditions(file: Path, key: str) -> dict[str, str]:
    """The headers that ask for `file` only if it is no longer the newest; {} where it is not as it came."""
    record = _read(_note(file))
    if record.get("key") != key or record.get("sha256") != digest(file):
        return {}
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
    return {header: record[name] for name, header in asked.items() if record.get(name)}


def _note(file: Path) -> Path:
    return file.with_name(f".{file.name}.http.json")


def _read(file: Path) -> dict[str, Any]:
    """A note that is missing or damaged is worth nothing, and costs no more than asking again."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _day(text: str) -> date:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError):
        return clock.today()
