"""Puts many rows into a table at once, in the way that is quickest for the database in use."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """`columns` are of the table. Values are plain: days as ISO text, JSON as text, None for nothing.

    Within the caller's transaction. Nothing of the model runs (defaults, checks in Python): the table's own
    constraints do.
    """
    if connection.vendor == "postgresql":
        copy(model._meta.db_table, columns, rows)
        return
    table, names = _quoted(model._meta.db_table), ", ".join(map(_quoted, columns))
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # type: ignore[arg-type]  # noqa: S608


def copy(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """PostgreSQL only: all rows in one stream."""
    names = ", ".join(map(_quoted, columns))
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY {_quoted(table)} ({names}) FROM STDIN") as stream,
    ):
        for row in rows:
            stream.write_row(row)


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Numbers for rows that are about to be inserted; none was ever a row's before."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [int(row[0]) for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = (last[0] if last else 0) + 1
    return list(range(first, first + count))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
