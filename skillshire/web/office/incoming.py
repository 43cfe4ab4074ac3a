"""A file between its check and its loading: kept for an hour at most, in a folder only this program may read.

Whoever sent it has its key in their session; a key of somebody else opens nothing.
"""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from skillshire.core import clock

LONGEST_SECONDS = 3600
KEY = "incoming"


@dataclass(frozen=True)
class Incoming:
    """`said` is what was answered about the file when it was sent."""

    name: str
    data: bytes
    said: Mapping[str, str] = field(default_factory=dict)


def keep(session: object, name: str, data: bytes, said: Mapping[str, str] | None = None) -> None:
    """In place of a file that was kept for this session before."""
    drop(session)
    tidy()
    key = secrets.token_urlsafe(24)
    about = json.dumps({"name": name, "said": dict(said or {})}).encode()
    for suffix, content in ((".file", data), (".json", about)):
        _write(_folder() / f"{key}{suffix}", content)
    session[KEY] = key  # type: ignore[index]


def kept(session: object) -> Incoming | None:
    """None where there is none any more: taken, too old, or kept by another machine."""
    tidy()
    key = session.get(KEY, "")  # type: ignore[attr-defined]
    if not key:
        return None
    try:
        about = json.loads((_folder() / f"{key}.json").read_text(encoding="utf-8"))
        return Incoming(about["name"], (_folder() / f"{key}.file").read_bytes(), about.get("said", {}))
    except FileNotFoundError:
        return None


def keep_pieces(session: object, name: str, pieces: Iterable[bytes]) -> Path:
    """As `keep`, of a file too large to be held in memory; where it now is."""
    drop(session)
    tidy()
    key = secrets.token_urlsafe(24)
    file = _folder() / f"{key}.file"
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.writelines(pieces)
    _write(_folder() / f"{key}.json", json.dumps({"name": name}).encode())
    session[KEY] = key  # type: ignore[index]
    return file


def where(session: object) -> tuple[Path, str] | None:
    """The kept file and what it was called; None as for `kept`."""
    tidy()
    key = session.get(KEY, "")  # type: ignore[attr-defined]
    file = _folder() / f"{key}.file"
    if not key or not file.is_file():
        return None
    return file, json.loads((_folder() / f"{key}.json").read_text(encoding="utf-8"))["name"]


def drop(session: object) -> None:
    key = session.pop(KEY, "")  # type: ignore[attr-defined]
    if key:
        for suffix in (".file", ".json"):
            (_folder() / f"{key}{suffix}").unlink(missing_ok=True)


def tidy() -> None:
    """Removes what nobody came back for."""
    oldest = clock.now().timestamp() - LONGEST_SECONDS  # of files, whose times are the machine's own
    for file in _folder().iterdir():
        try:
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)
        except FileNotFoundError:  # another process was quicker
            continue


def _folder() -> Path:
    folder: Path = settings.SKILLSHIRE_HOME / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(file: Path, data: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
