"""The test's own database, as other processes reach it: how they are killed in the midst of writing it."""

import time
from contextlib import contextmanager
from urllib.parse import quote

from django.db import connection

OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
LONGEST = 30  # seconds for PostgreSQL to notice that they are dead


def url(folder) -> str:
    """Its address for DATABASE_URL; on SQLite of a copy in `folder`, for the test's own is in memory."""
    held = connection.settings_dict
    if connection.vendor == "postgresql":
        password = f":{quote(held['PASSWORD'], safe='')}" if held["PASSWORD"] else ""
        host, port = quote(held["HOST"] or "localhost", safe=""), held["PORT"] or 5432
        return f"postgres://{held['USER']}{password}@{host}:{port}/{held['NAME']}"
    file = folder / "elsewhere.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    return f"sqlite:///{file}"


@contextmanager
def reading(where):
    """The test reads what they left: on SQLite that is another file than its own."""
    if connection.vendor == "postgresql":
        _alone()
        yield
        return
    kept, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection, connection.settings_dict["NAME"] = None, where.removeprefix("sqlite:///")
    try:
        yield
    finally:
        connection.connection.close()
        connection.connection, connection.settings_dict["NAME"] = kept, name


def _alone():
    """A server process whose client was killed still finishes what it was at, its commit included."""
    deadline = time.monotonic() + LONGEST
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(OTHERS)
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.02)
    raise AssertionError("somebody else is still at the database")
