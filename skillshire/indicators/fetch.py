"""Downloads the publishers' files into a folder that `ingest` can read."""

import contextlib
import fcntl
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, harvest
from skillshire.indicators.definitions import SourceDefinition
from skillshire.sources import download, live
from skillshire.sources.live import Order, Planned, Progress

# What a person may say for all sources of one service, and the folder under skillshire/sources that asks it.
FAMILIES = {"nomis": "nomis", "ees": "ees", "ons": "ons_beta", "find-apprenticeship": "find_apprenticeship"}
# Shows how far a source is; handed its name.
Watch = Callable[[str], AbstractContextManager[Progress | None]]


@dataclass(frozen=True)
class Fetched:
    """One source's files as they are now; `digests` are their SHA-256 by name."""

    source: SourceDefinition
    digests: dict[str, str]


def downloads() -> Path:
    """One folder for all days: what is in it tells whether a publisher has something newer."""
    return Path(settings.SKILLSHIRE_HOME) / "downloads"


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One fetch or refresh at a time: two would write the same files.

    The lock goes with the process, even a killed one.
    """
    folder = downloads()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError("Another fetch or refresh is under way; let it finish, then try again.") from None
        yield


def choose(names: Sequence[str]) -> list[SourceDefinition]:
    """The sources with these ids, or of these families; UserError for one that is neither."""
    chosen: dict[str, SourceDefinition] = {}
    for name in names:
        for source in _family(name) or [definitions.source(name)]:
            harvest.refuse_records(source)
            chosen[source.id] = source
    return list(chosen.values())


def fetch(
    names: Sequence[str], *, on: date, echo: Callable[[str], None] = print,
    to: Path | None = None, watch: Watch | None = None,
) -> Path:  # fmt: skip
    """Download the named sources (all that can be asked, if none is named); returns the folder.

    UserError where a publisher does not answer, or answers with anything but the data.
    """
    with alone() if to is None else nullcontext():
        for _ in each(names, on=on, echo=echo, to=to, watch=watch):
            pass
    return to or downloads()


def each(
    names: Sequence[str], *, on: date, echo: Callable[[str], None] = print, to: Path | None = None,
    watch: Watch | None = None, failed: Callable[[UserError], object] | None = None,
) -> Iterator[Fetched]:  # fmt: skip
    """The same, one source after another.

    With `failed`, a source that was not named by its own id is left out when it cannot be fetched: one
    publisher that is down holds up nobody else.
    """
    chosen = choose(names) or definitions.published_sources()
    for place, source in enumerate(chosen, start=1):
        step = f"[{place}/{len(chosen)}] {source.id}"
        if (reason := unready(source)) and source.id not in names:
            echo(f"{step}: left out; {reason}")
            continue
        try:
            if reason:
                raise UserError(reason)
            echo(step)
            with (watch or _unwatched)(source.id) as progress:
                fetched = _one(source, to or downloads(), on, progress)
        except UserError as fault:
            if failed is None or source.id in names:
                raise
            echo(f"{step}: {fault}")
            failed(fault)
            continue
        yield fetched


def plan(names: Sequence[str], *, on: date, to: Path | None = None) -> list[Planned]:
    """Every request that `fetch` would make. Nothing is asked of the network."""
    chosen = choose(names) or [one for one in definitions.published_sources() if not unready(one)]
    return [request for source in chosen for request in _planned(source, to or downloads(), on)]


def unready(source: SourceDefinition) -> str:
    """Why a source cannot be fetched, in a sentence; empty if it can."""
    if source.query:
        return str(getattr(harvest.connector(source), "unready", str)())
    if not source.download:
        return (
            f"Source {source.id} has no stable address; save its files from {source.url} and use --from DIR."
        )
    return ""


def _family(name: str) -> list[SourceDefinition]:
    if name not in FAMILIES:
        return []
    found = [
        one for one in definitions.sources().values() if one.connector.partition(".")[0] == FAMILIES[name]
    ]
    if not found:
        raise UserError(f"No source is fetched from {name} yet; see skillshire sources.")
    return found


def _one(source: SourceDefinition, directory: Path, on: date, progress: Progress | None) -> Fetched:
    module = harvest.connector(source)
    if source.query:
        module.get(_order(source, directory, on), progress)
    else:
        folder = _folder(source, directory)
        folder.mkdir(parents=True, exist_ok=True)
        module.fetch(folder)
    files = harvest.find(source, directory)
    return Fetched(source, {file.name: live.digest(file) or "" for file in files})


def _planned(source: SourceDefinition, directory: Path, on: date) -> list[Planned]:
    if source.query:
        found: list[Planned] = harvest.connector(source).plan(_order(source, directory, on))
        return found
    return download.plan(source.download, _folder(source, directory))


def _order(source: SourceDefinition, directory: Path, on: date) -> Order:
    return Order(source.id, source.query, directory / source.files[0], on)


def _folder(source: SourceDefinition, directory: Path) -> Path:
    return directory / Path(source.files[0]).parent


def _unwatched(name: str) -> AbstractContextManager[Progress | None]:
    return nullcontext()
