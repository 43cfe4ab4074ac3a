"""Questions to the release that serves. Read-only, and a fraction of a millisecond each."""

import contextlib
import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.indicators import releases, store
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Breakdown, Observation, Series, join_breakdown, parse_breakdown
from skillshire.indicators.releases import Release

SERIES = (
    "SELECT area, breakdown, period, value, lower, upper, status, snapshot FROM observation"
    " WHERE indicator = ? AND area = ? AND breakdown = ? ORDER BY period"
)
AREAS = (
    "SELECT area, breakdown, period, value, lower, upper, status, snapshot FROM observation"
    " WHERE indicator = ? AND area IN ({marks}) AND breakdown = ? AND period = ?"
)


@dataclass(frozen=True, slots=True)
class Across:
    """One period and breakdown of an indicator in many areas, column by column; columns are equally long.

    `values`, `lower` and `upper` hold None where there is no number, and then `statuses` says why.
    """

    indicator: str
    period: periods.Period
    breakdown: Breakdown
    areas: tuple[str, ...]
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    statuses: tuple[str, ...]
    snapshots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """An indicator's headline in one area, oldest first: enough for a sparkline or a row of a table."""

    indicator: str
    area: str
    periods: tuple[periods.Period, ...]
    values: tuple[float | None, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """An indicator as the release holds it."""

    number: int
    definition: IndicatorDefinition
    lag_months: int
    snapshots: tuple[int, ...]


@dataclass(frozen=True)
class Handle:
    """An open release: what is small is read once, observations are read when asked for."""

    release: Release
    indicators: dict[str, Held]
    snapshots: dict[int, dict[str, Any]]
    local: threading.local

    def connection(self) -> sqlite3.Connection:
        """A connection of this thread's own, since SQLite cursors are not shared."""
        if not hasattr(self.local, "connection"):
            self.local.connection = store.open_read_only(self.release.store)
        connection: sqlite3.Connection = self.local.connection
        return connection


_lock = threading.Lock()
_pinned: ContextVar[Handle | None] = ContextVar("pinned", default=None)
_open: dict[str, tuple[tuple[int, int], Handle]] = {}


def handle() -> Handle:
    """The release that serves now. A switch by another process is seen at the next call: one `stat`."""
    pinned = _pinned.get()
    return pinned if pinned else _serving()


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


def _serving() -> Handle:
    pointer = str(releases.pointer())
    try:
        stat = os.stat(pointer)
        stamp = (stat.st_mtime_ns, stat.st_ino)
    except FileNotFoundError:
        stamp = (0, 0)
    held = _open.get(pointer)
    if held and held[0] == stamp:
        return held[1]
    with _lock:
        opened = _read_handle(releases.current())
        _open[pointer] = (stamp, opened)
        return opened


def _read_handle(release: Release) -> Handle:
    connection = store.open_read_only(release.store)
    rows = connection.execute(
        "SELECT id, number, definition, lag_months, snapshots FROM indicator ORDER BY id"
    )
    indicators = {
        identifier: Held(number, IndicatorDefinition.model_validate_json(text), lag, tuple(json.loads(used)))
        for identifier, number, text, lag, used in rows
    }
    snapshots = {n: json.loads(text) for n, text in connection.execute("SELECT id, record FROM snapshot")}
    connection.close()
    return Handle(release, indicators, snapshots, threading.local())


def release() -> Release:
    return handle().release


def indicators() -> list[IndicatorDefinition]:
    """Every indicator that has figures in this release, in the order of their ids."""
    return [held.definition for held in handle().indicators.values()]


def held(indicator: str) -> Held:
    return _held(handle(), indicator)


def _held(opened: Handle, indicator: str) -> Held:
    """Of the same handle as what is asked next: another release may number its indicators otherwise."""
    try:
        return opened.indicators[indicator]
    except KeyError:
        raise UserError(
            f"There is no indicator “{indicator[:60]}”; list them with: skillshire indicators."
        ) from None


def indicator(identifier: str) -> IndicatorDefinition:
    return held(identifier).definition


def has(identifier: str) -> bool:
    return identifier in handle().indicators


def series(indicator: str, area: str, breakdown: Breakdown = ()) -> Series:
    """All observations of `indicator` for the area code, oldest first; empty where there are none."""
    opened = handle()
    known = _held(opened, indicator)
    key = join_breakdown(breakdown)
    rows = opened.connection().execute(SERIES, (known.number, area, key)).fetchall()
    ordered = _in_order(_observation(indicator, row) for row in rows)
    return Series(indicator, area, breakdown, opened.release.id, known.lag_months, ordered)


def _in_order(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """By when their periods end: as texts, nine months (P9M) would stand after the year (P1Y) they begin."""
    return tuple(sorted(observations, key=lambda o: (o.period.end, o.period.start)))


def compare(
    indicator: str, areas: Sequence[str], period: str, breakdown: Breakdown = ()
) -> list[Observation]:
    """The observations of one period for several area codes, in the order asked for; those missing left
    out.
    """
    opened = handle()
    number = _held(opened, indicator).number
    statement = AREAS.format(marks=",".join("?" * len(areas)))
    values = (number, *areas, join_breakdown(breakdown), period)
    rows = {row[0]: row for row in opened.connection().execute(statement, values)}
    return [_observation(indicator, rows[area]) for area in areas if area in rows]


def breakdowns(indicator: str, area: str | None = None) -> list[Breakdown]:
    """The breakdowns that `indicator` has for the area, or for any; the headline is the empty one."""
    where, values = ("", ()) if area is None else (" AND area = ?", (area,))
    statement = f"SELECT DISTINCT breakdown FROM observation WHERE indicator = ?{where} ORDER BY breakdown"  # noqa: S608
    opened = handle()
    rows = opened.connection().execute(statement, (_held(opened, indicator).number, *values))
    return [parse_breakdown(text) for (text,) in rows]


def area_codes(indicator: str) -> tuple[str, ...]:
    """The codes of all areas that the indicator has observations for, in code order."""
    statement = "SELECT DISTINCT area FROM observation WHERE indicator = ? ORDER BY area"
    opened = handle()
    rows = opened.connection().execute(statement, (_held(opened, indicator).number,))
    return tuple(code for (code,) in rows)


def periods_of(indicator: str) -> tuple[periods.Period, ...]:
    """The indicator's periods, in the order of when they end."""
    statement = "SELECT DISTINCT period FROM observation WHERE indicator = ?"
    opened = handle()
    rows = opened.connection().execute(statement, (_held(opened, indicator).number,))
    return tuple(sorted((periods.parse(text) for (text,) in rows), key=lambda p: (p.end, p.start)))


def across(indicator: str, period: str, breakdown: Breakdown = ()) -> Across:
    """One period of the indicator in every area that has an observation then: a map, a ranking."""
    statement = (
        "SELECT area, value, lower, upper, status, snapshot FROM observation"
        " WHERE indicator = ? AND breakdown = ? AND period = ? ORDER BY area"
    )
    opened = handle()
    number = _held(opened, indicator).number
    rows = opened.connection().execute(statement, (number, join_breakdown(breakdown), period)).fetchall()
    columns = list(zip(*rows, strict=True)) or [()] * 6
    return Across(indicator, periods.parse(period), breakdown, *columns)


def strips(area: str, indicators: Iterable[str] | None = None) -> dict[str, Strip]:
    """The headline of many indicators (None: of all) for one area; those without figures left out."""
    opened = handle()
    wanted = opened.indicators if indicators is None else list(indicators)
    found = {name: series(name, area).observations for name in wanted}
    return {
        name: Strip(
            name, area, tuple(o.period for o in rows), tuple(o.value for o in rows),
            tuple(o.status for o in rows),
        )
        for name, rows in found.items() if rows
    }  # fmt: skip


def observations(indicator: str, area: str) -> list[Observation]:
    """Every observation of the indicator for the area, of every breakdown: by breakdown, then period."""
    return [
        one for pairs in breakdowns(indicator, area) for one in series(indicator, area, pairs).observations
    ]


def coverage(indicator: str) -> dict[str, object]:
    """How many observations and areas an indicator has, and its first and last period."""
    statement = "SELECT count(*), count(DISTINCT area) FROM observation WHERE indicator = ?"
    opened = handle()
    number = _held(opened, indicator).number
    rows, areas = opened.connection().execute(statement, (number,)).fetchone()
    found = opened.connection().execute(
        "SELECT DISTINCT period FROM observation WHERE indicator = ?", (number,)
    )
    ends = sorted((periods.parse(text) for (text,) in found), key=lambda period: period.end)
    return {
        "observations": rows, "areas": areas, "first_period": ends[0].iso, "last_period": ends[-1].iso,
    }  # fmt: skip


def headline_series(indicator: str) -> list[Series]:
    """The headline series of every area; for back-testing, not for pages."""
    statement = (
        "SELECT area, breakdown, period, value, lower, upper, status, snapshot FROM observation"
        " WHERE indicator = ? AND breakdown = '' ORDER BY area, period"
    )
    opened = handle()
    known = _held(opened, indicator)
    by_area: dict[str, list[Observation]] = {}
    for row in opened.connection().execute(statement, (known.number,)):
        by_area.setdefault(row[0], []).append(_observation(indicator, row))
    return [
        Series(indicator, area, (), opened.release.id, known.lag_months, _in_order(found))
        for area, found in by_area.items()
    ]


def snapshots(indicator: str) -> list[dict[str, Any]]:
    """The records of the snapshots that an indicator's figures come from, main source first."""
    opened = handle()
    return [opened.snapshots[number] for number in _held(opened, indicator).snapshots]


def snapshot(number: int) -> dict[str, Any]:
    return handle().snapshots[number]


def areas_of(indicator: str, among: Iterable[str]) -> set[str]:
    """Those of the area codes for which the indicator has a headline observation."""
    wanted = list(among)
    marks = ",".join("?" * len(wanted))
    statement = f"SELECT DISTINCT area FROM observation WHERE indicator = ? AND area IN ({marks})"  # noqa: S608
    opened = handle()
    rows = opened.connection().execute(statement, (_held(opened, indicator).number, *wanted))
    return {area for (area,) in rows}


def _observation(indicator: str, row: tuple[Any, ...]) -> Observation:
    area, breakdown, period, value, lower, upper, status, snapshot = row
    return Observation(
        indicator,
        area,
        periods.parse(period),
        parse_breakdown(breakdown),
        value,
        lower,
        upper,
        status,
        snapshot,
    )
