"""What an erasure leaves in SQLite's files: nothing of it is to be read there afterwards.

`secure_delete` (config/settings.py) overwrites what is deleted in the database's own pages. The journal
beside it still holds those pages as they were, until its content is moved into the database and it is cut
to nothing. PostgreSQL has no such switch: an erased row's space is used again after a vacuum.
"""

from contextlib import suppress

from django.db import DatabaseError, connection, transaction

PATIENCE = 500  # milliseconds to wait for a reader; housekeeping tries again every two minutes


def clear_soon() -> None:
    """Once the erasure is committed. Somebody who reads meanwhile makes neither it nor the answer fail."""
    transaction.on_commit(clear, robust=True)


def clear() -> bool:
    """Empty the journal; False where somebody still reads from it, so that it must be tried again."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return connection.vendor != "sqlite"
    with connection.cursor() as cursor:
        (before,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        try:
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
            with suppress(DatabaseError):  # a writer in the way
                busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                return not busy
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={before}")
