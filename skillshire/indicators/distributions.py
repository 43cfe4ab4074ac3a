"""One indicator whole, as a file: Parquet as the release keeps it, CSV and JSON made at the first request.

A file is made once for each release, under `<home>/cache/indicators/<release>/`, and served from there; what
older releases left is removed when a newer one is asked for.
"""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings

from skillshire.core.errors import UserError
from skillshire.indicators import export, queries

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def file(indicator: str, kind: str) -> Path:
    """The path of the file; UserError for an unknown indicator or kind."""
    if kind not in MEDIA:
        raise UserError(f"There is no download “{kind[:20]}” of an indicator; there are: {', '.join(MEDIA)}.")
    queries.held(indicator)  # the name is known, so it may be part of a path
    release = queries.release()
    if kind == "parquet":
        return release.parquet / f"{indicator}.parquet"
    target = _folder(release.id) / f"{indicator}.{kind}"
    if not target.exists():
        _make(indicator, kind, target)
    return target


def _folder(release: str) -> Path:
    root = Path(settings.SKILLSHIRE_HOME) / "cache" / "indicators"
    folder = root / release
    if not folder.exists():
        for old in root.glob("*"):
            shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _make(indicator: str, kind: str, target: Path) -> None:
    """Written beside its final name and moved there whole: nobody reads half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".making-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            (_write_csv if kind == "csv" else _write_json)(stream, _rows(indicator))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _rows(indicator: str) -> Iterator[dict[str, Any]]:
    """Every observation, by area, breakdown and period, with export.COLUMNS."""
    release, unit = queries.release().id, queries.indicator(indicator).unit
    for area in queries.area_codes(indicator):
        for one in queries.observations(indicator, area):
            yield export.row(one, release, unit)


def _write_csv(stream: TextIO, rows: Iterator[Mapping[str, Any]]) -> None:
    writer = csv.DictWriter(stream, export.COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(export.flat(row) for row in rows)


def _write_json(stream: TextIO, rows: Iterator[Mapping[str, Any]]) -> None:
    """An array with one object a line."""
    for number, row in enumerate(rows):
        stream.write(",\n" if number else "[\n")
        json.dump(row, stream, ensure_ascii=False)
    stream.write("\n]\n")
