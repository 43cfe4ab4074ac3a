"""Fetch, ingest, verify, switch: what a schedule runs. A fault anywhere leaves the old release serving."""

import contextlib
import fcntl
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.indicators import changes, fetch, ingest, releases
from skillshire.indicators.fetch import Fetched, Watch
from skillshire.indicators.releases import Release
from skillshire.sources import live


@dataclass(frozen=True)
class Refreshed:
    """`release` serves now; `news` says what changed, and is empty where nothing was new.

    `faults` are those of publishers that could not be asked; their figures are as they were.
    """

    release: Release
    news: list[str] = field(default_factory=list)
    faults: list[UserError] = field(default_factory=list)


def refresh(
    names: Sequence[str], *, now: datetime, echo: Callable[[str], None] = print, watch: Watch | None = None
) -> Refreshed:
    """Bring the named sources (all that can be asked, if none is named) up to date.

    Raises UserError at the first fault of a source that is named by its id, and at any fault of a load; what
    served before serves on.
    """
    with _alone():
        faults: list[UserError] = []
        on = now.astimezone(clock.LONDON).date()
        fetched = list(fetch.each(names, on=on, echo=echo, watch=watch, failed=faults.append))
        loaded = _loaded()
        new = [one for one in fetched if loaded.get(one.source.id) != one.digests]
        if not new:
            return Refreshed(releases.current(), faults=faults)
        before = releases.current() if releases.current_id() else None
        release, _ = ingest.ingest([one.source.id for one in new], fetch.downloads(), now=now, echo=echo)
        _note(loaded, new)
    return Refreshed(release, _news(before, release), faults)


def _news(before: Release | None, after: Release) -> list[str]:
    """One line an indicator that differs: how much came, was revised or was withdrawn."""
    if before is None:
        return [f"The first figures: {after.rows:,} of {after.indicators:,} indicators."]
    return list(changes.counted(changes.between(before, after))) if before.id != after.id else []


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One refresh at a time: two would write the same files. The lock goes with the process, even a killed
    one.
    """
    folder = fetch.downloads()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError("Another refresh is under way; let it finish, then try again.") from None
        yield


def _loaded() -> dict[str, dict[str, str]]:
    """The files that were last loaded from each source. Noted after the load, so that one that failed is
    tried again although the publisher has nothing newer.
    """
    try:
        content = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _note(loaded: Mapping[str, dict[str, str]], new: Sequence[Fetched]) -> None:
    content = {**loaded, **{one.source.id: one.digests for one in new}}
    live.write_aside(_file(), json.dumps(content, indent=1, sort_keys=True).encode())


def _file() -> Path:
    return fetch.downloads() / ".loaded.json"
