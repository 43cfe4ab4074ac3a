"""Many rows inserted or updated in one go. Django builds each statement from Python objects, which for 50,000
people takes most of the time of a load. Here it is built once, from the model: SQLite's driver repeats it,
PostgreSQL gets all rows in one stream, aside, and takes them from there in one statement.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from skillshire.casework import bulk

_ASIDE = "upserts_aside"  # a table of this connection alone, for as long as one upsert takes


def upsert(
    model: type[Model], rows: Sequence[Mapping[str, Any]], unique: Sequence[str], update: Sequence[str]
) -> None:
    """Insert the rows, or where one with the same `unique` columns is there, set its `update` columns.

    Names are those of columns (`young_person_id`); no two rows have the same `unique` ones. What a row does
    not say has the field's default. Models' own `save` is not called. In the caller's transaction.
    """
    if not rows:
        return
    fields: list[Field[Any, Any]] = [one for one in model._meta.concrete_fields if not one.primary_key]
    names = [str(one.column) for one in fields]
    defaults = {str(one.column): one.get_default() for one in fields}
    values = [[_value(row.get(name, defaults[name])) for name in names] for row in rows]
    table, conflict = model._meta.db_table, _conflict(unique, update)
    if connection.vendor == "postgresql":
        _from_aside(table, names, values, conflict)
        return
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"{_into(table, names)} VALUES ({marks}) {conflict}", values)


# Every name below is one of a model's, quoted; nothing of it comes from a person.


def _from_aside(table: str, names: Sequence[str], values: Sequence[Sequence[Any]], conflict: str) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, names))
    like = f"CREATE TEMP TABLE {_ASIDE} ON COMMIT DROP AS SELECT {columns} FROM {quote(table)} WITH NO DATA"
    with connection.cursor() as cursor:
        cursor.execute(like)
        bulk.copy(_ASIDE, names, values)
        cursor.execute(f"{_into(table, names)} SELECT {columns} FROM {_ASIDE} {conflict}")  # noqa: S608
        cursor.execute(f"DROP TABLE {_ASIDE}")


def _into(table: str, names: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    return f"INSERT INTO {quote(table)} ({', '.join(map(quote, names))})"


def _conflict(unique: Sequence[str], update: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    keys = ", ".join(map(quote, unique))
    sets = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in update)
    return f"ON CONFLICT ({keys}) DO UPDATE SET {sets}"


def _value(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
