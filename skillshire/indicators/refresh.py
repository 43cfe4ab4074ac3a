"""Fetch, ingest, verify, switch: what a schedule runs. A fault anywhere leaves the old release serving."""

import json
from collections.abc import Callable, Mapping, Sequence
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
    names: Sequence[str], *, now: datetime, echo: Callable[[str], None] = print, watch: Watch | None = None,
    accept_changes: bool = False,
) -> Refreshed:  # fmt: skip
    """Bring the named sources (all that can be asked, if none is named) up to date.

    Raises UserError at the first fault of a source that is named by its id, and at a fault of a load that is
    no single source's; what served before serves on.
    """
    with fetch.alone():
        faults: list[UserError] = []
        on = clock.day_of(now)
        fetched = list(fetch.each(names, on=on, echo=echo, watch=watch, failed=faults.append))
        loaded = _loaded()
        new = [one for one in fetched if loaded.get(one.source.id) != one.digests]
        if not new:
            return Refreshed(releases.current(), faults=faults)
        before = releases.current() if releases.current_id() else None
        release = _load(new, names, now, echo, faults, accept_changes)
        _note(loaded, new)
    return Refreshed(release, _news(before, release), faults)


def _load(
    new: list[Fetched], names: Sequence[str], now: datetime, echo: Callable[[str], None],
    faults: list[UserError], accept_changes: bool = False,
) -> Release:  # fmt: skip
    """Load what is new. A source whose file cannot be read is taken out of `new`, unless it was named by its
    id, and the rest is loaded: one publisher's changed file must not keep all others' figures out for ever.
    """
    while True:
        try:
            chosen = [one.source.id for one in new]
            return ingest.ingest(
                chosen, fetch.downloads(), now=now, echo=echo, accept_changes=accept_changes
            )[0]
        except UserError as fault:
            culprit = _culprit(fault, new)
            if culprit is None or culprit.source.id in names or len(new) == 1:
                raise
            echo(f"{culprit.source.id}: left out; {fault}")
            faults.append(fault)
            new.remove(culprit)


def _culprit(fault: UserError, new: Sequence[Fetched]) -> Fetched | None:
    """The one source that the fault names, by its id or one of its files; None where it is not one alone."""
    said = str(fault)
    named = [one for one in new if one.source.id in said or any(name in said for name in _files(one))]
    return named[0] if len(named) == 1 else None


def _files(one: Fetched) -> set[str]:
    return {Path(file).name for file in (*one.source.files, *one.digests)}


def _news(before: Release | None, after: Release) -> list[str]:
    """One line an indicator that differs: how much came, was revised or was withdrawn."""
    if before is None:
        return [f"The first figures: {after.rows:,} of {after.indicators:,} indicators."]
    return list(changes.counted(changes.between(before, after))) if before.id != after.id else []


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
