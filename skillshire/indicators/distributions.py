"""One indicator whole, as a file: Parquet as the release keeps it, CSV and JSON made at the first request.

A file is made once for each release, packed, as `<home>/cache/indicators/<release>/<indicator>.<kind>.gz`,
and served from there; what older releases left is removed when one of a newer one is made.
"""

import shutil
from functools import partial
from pathlib import Path

from skillshire.core.errors import UserError
from skillshire.indicators import downloads, lines, making, queries, releases
from skillshire.indicators.store import Handle

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
FORMS = {"csv": lines.CSV, "json": lines.JSON}


def file(indicator: str, kind: str, held: bool = False) -> Path:
    """The path of the file, made in this process if need be; UserError for an unknown indicator or kind.

    Waits for another that is being made, unless the caller has making.lock: `held`.
    """
    with queries.one_release() as opened:
        target = _path(opened, indicator, kind)
        if not target.exists():
            with making.turn(held):
                prune(held=True)
                making.make(target, partial(_write, opened, indicator, kind))
        return target


def ready(indicator: str, kind: str) -> Path:
    """The same for a process that serves readers: another one makes the file. making.NotYet: ask again."""
    with queries.one_release() as opened:
        target = _path(opened, indicator, kind)
        if not target.exists():
            making.order(target, kind, indicator)
        return target


def prune(held: bool = False) -> int:
    """Remove the files of all releases but the serving one; returns how many. `held` as for `file`."""
    serving = queries.release().id
    with making.turn(held):
        old = [one for one in _root().glob("*") if one.name != serving]
        count = sum(1 for folder in old for _ in folder.glob("*"))
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)
    return count


def _path(opened: Handle, indicator: str, kind: str) -> Path:
    if kind not in MEDIA:
        raise UserError(f"There is no download “{kind[:20]}” of an indicator; there are: {', '.join(MEDIA)}.")
    opened.held(indicator)  # the name is known, so it may be part of a path
    if kind == "parquet":
        return opened.release.parquet / f"{indicator}.parquet"
    return _root() / opened.release.id / f"{indicator}.{kind}.gz"


def _root() -> Path:
    return Path(releases.home()) / "cache" / "indicators"


def _write(opened: Handle, indicator: str, kind: str, target: Path) -> None:
    form = FORMS[kind]
    with downloads.packed(target) as stream:
        between = form.start
        for block in lines.blocks(opened, indicator, form):
            stream.write((between + block).encode())
            between = form.between
        stream.write(form.end.encode())
