"""Ways to keep observations and ask for 60 of them. Each is built from a release's Parquet files."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Question = tuple[str, tuple[str, ...], str]  # indicator, areas, breakdown
Answer = list[tuple[Any, ...]]  # (area, period, value, lower, upper, status), by area and period
COLUMNS = "area, period, value, lower, upper, status"


@dataclass(frozen=True)
class Reader:
    """`ask` is what is timed; `plain` makes its answer comparable, outside the timing."""

    ask: Callable[[Question], Any]
    plain: Callable[[Any], Answer] = sorted
    patience: int = 400  # questions a round: fewer of the slow


def skillshire(home: Path) -> Reader:
    """As pages ask: one call an area, and objects with real periods come back."""
    from bench import ours
    from skillshire.indicators import queries
    from skillshire.indicators.observations import parse_breakdown

    def ask(question: Question) -> list[Any]:
        indicator, areas, breakdown = question
        parsed = parse_breakdown(breakdown)
        return [queries.series(indicator, area, parsed) for area in areas]

    def plain(answer: list[Any]) -> Answer:
        return sorted(
            (o.area, o.period.iso, o.value, o.lower, o.upper, o.status)
            for series in answer
            for o in series.observations
        )

    ours.use(home)
    return Reader(ask, plain)


def skillshire_bare(home: Path) -> Reader:
    """The same figures as bare tuples, without the objects and their periods."""
    from bench import ours
    from skillshire.indicators import queries
    from skillshire.indicators.observations import parse_breakdown

    ours.use(home)

    def ask(question: Question) -> Any:
        indicator, areas, breakdown = question
        pairs = parse_breakdown(breakdown)
        return [
            (one.area, one.period.iso, one.value, one.lower, one.upper, one.status)
            for area in areas for one in queries.series(indicator, area, pairs).observations
        ]  # fmt: skip

    return Reader(ask)


def sqlite_heap(parquet: Path, file: Path) -> Reader:
    """An ordinary table with text codes and an index on what is asked, analysed; prepared statements."""
    if not file.exists():
        _fill_sqlite(parquet, file)
    connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    statement = (
        f"SELECT {COLUMNS} FROM observation WHERE indicator = ? AND breakdown = ? AND area IN (?, ?, ?)"
    )

    def ask(question: Question) -> Any:
        indicator, areas, breakdown = question
        return connection.execute(statement, (indicator, breakdown, *areas)).fetchall()

    return Reader(ask)


def _fill_sqlite(parquet: Path, file: Path) -> None:
    import polars as pl

    aside = file.with_suffix(".part")
    aside.unlink(missing_ok=True)
    connection = sqlite3.connect(aside, isolation_level=None)
    connection.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE observation (id INTEGER PRIMARY KEY, indicator TEXT, area TEXT, breakdown TEXT,"
        " period TEXT, value REAL, lower REAL, upper REAL, status TEXT, snapshot INTEGER);"
    )
    names = "indicator, area, breakdown, period, value, lower, upper, status, snapshot"
    insert = f"INSERT INTO observation ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    connection.execute("BEGIN")
    for one in sorted(parquet.glob("*.parquet")):
        frame = pl.read_parquet(one)
        connection.executemany(insert, ((one.stem, *row) for row in frame.iter_rows()))
    connection.execute("COMMIT")
    connection.executescript(
        "CREATE INDEX asked ON observation (indicator, breakdown, area, period); ANALYZE;"
    )
    connection.close()
    aside.rename(file)


def duckdb_sorted(parquet: Path, file: Path) -> Reader:
    """Its own file, sorted by what is asked so that whole blocks are skipped; one thread is quickest here."""
    import duckdb

    if not file.exists():
        aside = file.with_suffix(".part")
        aside.unlink(missing_ok=True)
        with duckdb.connect(str(aside)) as connection:
            connection.execute(
                "CREATE TABLE observation AS SELECT parse_filename(filename, true) AS indicator,"
                " * EXCLUDE (filename) FROM read_parquet(?, filename = true)"
                " ORDER BY indicator, breakdown, area, period",
                [str(parquet / "*.parquet")],
            )
        aside.rename(file)
    opened = duckdb.connect(str(file), read_only=True, config={"threads": "1"})
    statement = (
        f"SELECT {COLUMNS} FROM observation WHERE indicator = ? AND breakdown = ? AND area IN (?, ?, ?)"
    )

    def ask(question: Question) -> Any:
        indicator, areas, breakdown = question
        return opened.execute(statement, [indicator, breakdown, *areas]).fetchall()

    return Reader(ask, patience=60)


def polars_parquet(parquet: Path, folder: Path) -> Reader:
    """One Parquet file an indicator, sorted, in small row groups whose statistics let a scan skip most."""
    import polars as pl

    if not (folder / ".done").exists():
        folder.mkdir(exist_ok=True)
        for one in sorted(parquet.glob("*.parquet")):
            frame = pl.read_parquet(one).sort("breakdown", "area", "period")
            frame.write_parquet(folder / one.name, compression="lz4", row_group_size=8000, statistics=True)
        (folder / ".done").touch()

    def ask(question: Question) -> Any:
        indicator, areas, breakdown = question
        asked = (pl.col("breakdown") == breakdown) & pl.col("area").is_in(areas)
        return (
            pl.scan_parquet(folder / f"{indicator}.parquet")
            .filter(asked)
            .select(*COLUMNS.split(", "))
            .collect()
        )

    return Reader(ask, lambda frame: sorted(frame.rows()), patience=60)


def same(answers: Sequence[Answer]) -> bool:
    return all(one == answers[0] for one in answers[1:])
