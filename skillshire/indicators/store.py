"""The read-only SQLite file that serves a release. Its layout, and how it is written and opened."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

# Clustered on the question that pages ask (one indicator, one area, one breakdown, all periods), so that a
# series is one seek and a short scan. See docs/adr/0002.
LAYOUT = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE snapshot (id INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE indicator (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, definition TEXT NOT NULL, lag_months INTEGER NOT NULL,
  snapshots TEXT NOT NULL
);
CREATE TABLE observation (
  indicator INTEGER NOT NULL REFERENCES indicator(number),
  area TEXT NOT NULL, breakdown TEXT NOT NULL, period TEXT NOT NULL,
  value REAL, lower REAL, upper REAL, status TEXT NOT NULL, snapshot INTEGER NOT NULL REFERENCES snapshot(id),
  PRIMARY KEY (indicator, area, breakdown, period)
) WITHOUT ROWID;
"""
INSERT = "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def create(file: Path) -> sqlite3.Connection:
    """A new, empty store. It is built aside and only ever read once it is in place, so no journal is kept."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;")
    connection.executescript(LAYOUT)
    return connection


def write(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    """`rows` in key order: number, area, breakdown, period, value, lower, upper, status, snapshot."""
    connection.execute("BEGIN")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")


def describe(
    connection: sqlite3.Connection, meta: Mapping[str, str], snapshots: Mapping[int, object]
) -> None:
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.executemany(
        "INSERT INTO snapshot VALUES (?, ?)",
        [(number, json.dumps(record, default=str)) for number, record in snapshots.items()],
    )


def open_read_only(file: Path) -> sqlite3.Connection:
    """`immutable` spares every lock and look at the file: a release never changes once it is in place."""
    uri = f"file:{file.resolve().as_posix()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)
