"""The four questions of a dashboard, asked of four ways to keep the same observations.

Each answers with a set of rows that can be compared: numbers and None, in no order.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.peers import stores

LIMITED = "area, period, value, lower, upper, status"
PLAIN = "indicator, area, period, value, status"
# What is asked: an area's series; a map of one period; an area's headlines; several areas' and indicators'.
KINDS = ("series", "map", "profile", "compare")
Ask = Callable[..., Any]
Rows = set[tuple[Any, ...]]


@dataclass(frozen=True)
class Peer:
    """`asks` are timed; `plain` makes an answer comparable, outside the timing."""

    asks: dict[str, Ask]
    plain: Callable[[str, Any], Rows] = lambda kind, answer: set(answer)
    patience: int = 200  # questions a round: fewer of the slow


def skillshire(home: Path) -> Peer:
    """As pages ask, with objects and real periods in the answers."""
    from skillshire.indicators import queries
    from skillshire.indicators.observations import parse_breakdown

    def compare(areas: tuple[str, ...], indicators: tuple[str, ...]) -> list[Any]:
        return [queries.strips(area, indicators) for area in areas]

    asks: dict[str, Ask] = {
        "series": lambda name, area, part: queries.series(name, area, parse_breakdown(part)),
        "map": lambda name, period, part: queries.across(name, period, parse_breakdown(part)),
        "profile": queries.strips,
        "compare": compare,
    }
    return Peer(asks, _plain)


def _plain(kind: str, answer: Any) -> Rows:
    if kind == "series":
        return {(o.area, o.period.iso, o.value, o.lower, o.upper, o.status) for o in answer.observations}
    if kind == "map":
        columns = (answer.areas, answer.values, answer.lower, answer.upper, answer.statuses)
        return {
            (area, answer.period.iso, *rest) for area, *rest in zip(*columns, strict=True)
        }  # fmt: skip
    strips = [strip for one in (answer if kind == "compare" else [answer]) for strip in one.values()]
    return {
        (strip.indicator, strip.area, period.iso, value, status)
        for strip in strips
        for period, value, status in zip(strip.periods, strip.values, strip.statuses, strict=True)
    }


def _statements(names: int) -> dict[str, str]:
    """SQL for all who speak it; `names` is how many indicators there are."""
    every, ten = ",".join("?" * names), ",".join("?" * 10)
    return {
        "series": f"SELECT {LIMITED} FROM observation WHERE indicator = ? AND area = ? AND breakdown = ?",
        "map": f"SELECT {LIMITED} FROM observation WHERE indicator = ? AND period = ? AND breakdown = ?",
        "profile": f"SELECT {PLAIN} FROM observation WHERE indicator IN ({every}) AND area = ?"
        " AND breakdown = ''",
        "compare": f"SELECT {PLAIN} FROM observation WHERE indicator IN ({ten}) AND area IN ({ten})"
        " AND breakdown = ''",
    }


def _spoken(fetch: Callable[[str, list[Any]], Any], names: list[str]) -> dict[str, Ask]:
    """The four questions through a function that runs a statement."""
    said = _statements(len(names))
    return {
        "series": lambda *asked: fetch(said["series"], list(asked)),
        "map": lambda *asked: fetch(said["map"], list(asked)),
        "profile": lambda area: fetch(said["profile"], [*names, area]),
        "compare": lambda areas, indicators: fetch(said["compare"], [*indicators, *areas]),
    }


def sqlite_clustered(parquet: Path, file: Path) -> Peer:
    """A table without row ids, kept in the order of its key, and an index for maps; statements prepared."""
    if not file.exists():
        _fill_sqlite(parquet, file)
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)

    def fetch(statement: str, values: list[Any]) -> Any:
        return connection.execute(statement, values).fetchall()

    return Peer(_spoken(fetch, _names(parquet)))


def _names(parquet: Path) -> list[str]:
    return sorted(file.stem for file in parquet.glob("*.parquet"))


def _fill_sqlite(parquet: Path, file: Path) -> None:
    import polars as pl

    aside = file.with_suffix(".part")
    aside.unlink(missing_ok=True)
    connection = sqlite3.connect(aside, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;"
        "CREATE TABLE observation (indicator TEXT, area TEXT, breakdown TEXT, period TEXT, value REAL,"
        " lower REAL, upper REAL, status TEXT, snapshot INTEGER,"
        " PRIMARY KEY (indicator, area, breakdown, period)) WITHOUT ROWID; BEGIN;"
    )
    for name in _names(parquet):
        frame = pl.read_parquet(parquet / f"{name}.parquet")
        rows = ((name, *row) for row in frame.iter_rows())
        connection.executemany("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.executescript(
        "CREATE INDEX map ON observation (indicator, period, breakdown, area, value, lower, upper,"
        " status); ANALYZE;"
    )
    connection.close()
    aside.rename(file)


def duckdb_sorted(parquet: Path, folder: Path) -> Peer:
    """The file that `series` uses too: sorted, so that whole blocks are skipped; one thread is quickest."""
    import duckdb

    stores.duckdb_sorted(parquet, folder / "duck.db")
    opened = duckdb.connect(str(folder / "duck.db"), read_only=True, config={"threads": "1"})

    def fetch(statement: str, values: list[Any]) -> Any:
        return opened.execute(statement, values).fetchall()

    return Peer(_spoken(fetch, _names(parquet)), patience=40)


def polars_parquet(parquet: Path, folder: Path) -> Peer:
    """A Parquet file an indicator, sorted, in small row groups whose statistics let a scan skip most."""
    import polars as pl

    stores.polars_parquet(parquet, folder)
    limited, plain = LIMITED.split(", "), PLAIN.split(", ")[1:]

    def one(name: str, asked: Any, columns: list[str]) -> Any:
        return pl.scan_parquet(folder / f"{name}.parquet").filter(asked).select(columns)

    def line(column: str, name: str, key: str, part: str) -> Any:
        asked = (pl.col("breakdown") == part) & (pl.col(column) == key)
        return one(name, asked, limited).collect().rows()

    def many(names: list[str] | tuple[str, ...], areas: tuple[str, ...]) -> Any:
        asked = (pl.col("breakdown") == "") & pl.col("area").is_in(areas)
        found = pl.collect_all([one(name, asked, plain) for name in names])
        return [(name, *row) for name, frame in zip(names, found, strict=True) for row in frame.rows()]

    names = _names(parquet)
    asks: dict[str, Ask] = {
        "series": partial(line, "area"),
        "map": partial(line, "period"),
        "profile": lambda area: many(names, (area,)),
        "compare": lambda areas, indicators: many(indicators, areas),
    }
    return Peer(asks, patience=20)
