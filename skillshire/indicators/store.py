"""The release that serves, opened: its small parts in memory, its cubes mapped when first asked for."""

import contextlib
import os
import threading
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from skillshire.core.errors import UserError
from skillshire.indicators import contents, cubes, releases
from skillshire.indicators.contents import Entry, Record
from skillshire.indicators.cubes import Cube
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import days_published
from skillshire.indicators.releases import Release


@dataclass(frozen=True)
class Held:
    """An indicator as the release holds it. `snapshots` are handle-wide numbers, the main source's first;
    `published` says on which day each came out, where that is known.
    """

    entry: Entry
    snapshots: tuple[int, ...]
    published: Mapping[int, date]

    @property
    def definition(self) -> IndicatorDefinition:
        return self.entry.definition

    @property
    def lag_months(self) -> int:
        return self.entry.lag_months


@dataclass(frozen=True)
class Handle:
    """An open release. Threads share it: nothing in it changes but for cubes that are opened."""

    release: Release
    indicators: dict[str, Held]
    snapshots: dict[int, Record]
    opened: dict[str, Cube] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def held(self, indicator: str) -> Held:
        """UserError for an indicator that the release does not have."""
        try:
            return self.indicators[indicator]
        except KeyError:
            raise UserError(
                f"There is no indicator “{indicator[:60]}”; list them with: skillshire indicators."
            ) from None

    def cube(self, indicator: str) -> Cube:
        """The indicator's cube. cubes.Damaged, a UserError, where it cannot be trusted."""
        cube = self.opened.get(indicator)
        if cube is None:
            with self.lock:
                cube = self.opened.get(indicator) or self._open(indicator)
        return cube

    def _open(self, indicator: str) -> Cube:
        cube = cubes.read(self.release.cube(indicator), self.held(indicator).entry.figures)
        cubes.verify(cube)  # once, at its first reader: a flipped bit must not pass for a figure
        self.opened[indicator] = cube
        return cube


_lock = threading.Lock()
_pinned: ContextVar[Handle | None] = ContextVar("pinned", default=None)
_serving: dict[str, tuple[tuple[int, int], Handle]] = {}
_pointers: dict[Any, str] = {}


def handle() -> Handle:
    """The release that serves now. A switch by another process is seen at the next call: one `stat`."""
    pinned = _pinned.get()
    return pinned if pinned else _current()


@contextlib.contextmanager
def one_release() -> Iterator[Handle]:
    """Within it every question of this thread or task goes to one release, even if another is switched to.

    For a page or a table that asks several questions and must not mix the answers of two releases.
    """
    token = _pinned.set(handle())
    try:
        yield handle()
    finally:
        _pinned.reset(token)


def _current() -> Handle:
    pointer = _pointer(releases.home())
    try:
        stat = os.stat(pointer)
        stamp = (stat.st_mtime_ns, stat.st_ino)
    except FileNotFoundError:
        stamp = (0, 0)
    held = _serving.get(pointer)
    if held and held[0] == stamp:
        return held[1]
    with _lock:
        held = _serving.get(pointer)
        if held and held[0] == stamp:  # by a thread that held the lock
            return held[1]
        opened = open_release(releases.current(), held[1] if held else None)
        _serving[pointer] = (stamp, opened)
        return opened


def stamp() -> tuple[int, int]:
    """Changes whenever what serves is switched to, even to the same release made again."""
    _current()
    return _serving[_pointer(releases.home())][0]


def _pointer(home: str | Path) -> str:
    """The pointer's path as text: it is asked for at every question, and making it anew costs as much as
    the answer.
    """
    known = _pointers.get(home)
    if known is None:
        known = _pointers[home] = str(releases.pointer())
    return known


def open_release(release: Release, before: Handle | None = None) -> Handle:
    """Open a release. Cubes that `before` has open and that are the same here are not opened again."""
    try:
        entries = contents.read(release.folder)
    except contents.DAMAGE:
        raise releases.unreadable(release.id) from None
    numbers: dict[str, int] = {}
    records: dict[int, Record] = {}
    indicators = {}
    for name, entry in entries.items():
        own = tuple(_number(one, numbers, records) for one in entry.snapshots)
        indicators[name] = Held(entry, own, days_published({number: records[number] for number in own}))
    open_already = before.opened if before else {}
    same = {
        name: cube for name, cube in list(open_already.items())
        if name in entries and entries[name].figures == cube.digest and _same_file(cube, release, name)
    }  # fmt: skip
    return Handle(release, indicators, records, same)


def _same_file(cube: Cube, release: Release, indicator: str) -> bool:
    """Whether what is open is the very file of the release, and not one that was made again in its place."""
    try:
        return os.stat(release.cube(indicator)).st_ino == cube.inode
    except OSError:
        return False


def _number(record: Record, numbers: dict[str, int], records: dict[int, Record]) -> int:
    """One number for one snapshot, however many indicators come from it."""
    key = repr(sorted(record.items()))
    if key not in numbers:
        numbers[key] = len(numbers) + 1
        records[numbers[key]] = record
    return numbers[key]
