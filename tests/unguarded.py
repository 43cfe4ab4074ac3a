"""A test that commits empties the tables after itself; for that alone the audit's triggers step aside."""

from django.db.backends.base.operations import BaseDatabaseOperations

from skillshire.core import guard

_execute = BaseDatabaseOperations.execute_sql_flush


def flush(operations, statements):
    guard.remove(operations.connection)
    try:
        _execute(operations, statements)
    finally:
        guard.install(operations.connection)


def use() -> None:
    BaseDatabaseOperations.execute_sql_flush = flush
