"""`contents.json` of a release: what it holds of each indicator, and the digests of its files."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from skillshire.core.errors import UserError
from skillshire.indicators.definitions import IndicatorDefinition

Record = dict[str, Any]  # of a snapshot, JSON-ready: source, producer, title, licence, url, published, …
NAME = "contents.json"
DAMAGE = (OSError, ValueError, KeyError, TypeError)  # what reading a damaged file of a release may raise


class NoRelease(UserError):
    """There are no figures to serve, or they cannot be trusted: not the reader's mistake."""


@dataclass(frozen=True)
class Entry:
    """One indicator of a release. Snapshot number n of its observations is `snapshots[n - 1]`.

    `figures` is the digest of its observations (that of its cube), `parquet` that of a file's bytes.
    """

    written: Mapping[str, Any]  # the definition, as JSON has it
    lag_months: int
    snapshots: tuple[Record, ...]
    rows: int
    areas: int
    without_a_number: int
    first_period: str
    last_period: str
    figures: str
    parquet: str

    @cached_property
    def definition(self) -> IndicatorDefinition:
        return IndicatorDefinition.model_validate(self.written)

    def as_json(self) -> dict[str, Any]:
        rest = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "written"}
        return {"definition": dict(self.written), **rest, "snapshots": list(self.snapshots)}


def read(folder: Path) -> dict[str, Entry]:
    """Every indicator of the release in `folder`, by id. Raises DAMAGE where the file cannot be read."""
    found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return {identifier: _entry(item) for identifier, item in sorted(found["indicators"].items())}


def _entry(item: dict[str, Any]) -> Entry:
    return Entry(item.pop("definition"), **{**item, "snapshots": tuple(item["snapshots"])})


def write(folder: Path, entries: Mapping[str, Entry]) -> None:
    described = {"indicators": {name: entries[name].as_json() for name in sorted(entries)}}
    text = json.dumps(described, indent=1, default=str, ensure_ascii=False)
    save(folder / NAME, text + "\n")


def save(file: Path, text: str) -> None:
    """Write a text file whole or not at all, and have it on the disk when this returns."""
    aside = file.with_name(f".{file.name}.new")
    with aside.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    os.replace(aside, file)


def digest(entries: Mapping[str, Entry]) -> str:
    """Changes whenever a figure, a definition or a snapshot does; not with how Parquet files are packed."""
    meant = {name: {**entries[name].as_json(), "parquet": ""} for name in sorted(entries)}
    text = json.dumps(meant, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
