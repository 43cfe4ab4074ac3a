"""A migrated database, made once and copied: the editor alone brings 84 migrations, 15 seconds of them.

The migrations do run, for the first process that needs them; others, and later runs, copy what came of it.
The copy is named by a digest of every migration there is, so a changed one runs again.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.apps import apps
from django.core import management
from django.db import connections

_call_command = management.call_command


def folder() -> Path:
    """Ours alone: what is in it is read as a database."""
    found = Path(tempfile.gettempdir()) / f"skillshire-tests-{os.getuid()}"
    found.mkdir(mode=0o700, exist_ok=True)
    if found.stat().st_uid != os.getuid():
        raise PermissionError(f"{found} is somebody else's")
    return found


def digest() -> str:
    total = hashlib.sha256()
    for room in sorted(apps.get_app_configs(), key=lambda room: room.name):
        total.update(room.name.encode())
        for file in sorted((Path(room.path) / "migrations").glob("*.py")):
            total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()[:20]


def call(command: str, *arguments: object, **options: object) -> object:
    """Django's call_command while it makes a test database, which alone asks for `run_syncdb`."""
    if command != "migrate" or not options.get("run_syncdb"):
        return _call_command(command, *arguments, **options)
    connection = connections[str(options.get("database", "default"))]
    copies = Files(connection) if connection.vendor == "sqlite" else Templates(connection)
    with copies.alone():
        if copies.restore():
            return None
        done = _call_command(command, *arguments, **options)
        copies.keep()
        return done


class Files:
    """SQLite: a file, copied into the test database, which is in memory."""

    def __init__(self, connection):
        self.connection, self.file = connection, folder() / f"{digest()}.sqlite3"

    def alone(self):
        return _alone(self.file)

    def restore(self) -> bool:
        if not self.file.exists():
            return False
        self.connection.ensure_connection()
        with closing(sqlite3.connect(self.file)) as source:
            source.backup(self.connection.connection)
        return True

    def keep(self) -> None:
        aside = self.file.with_suffix(".new")
        aside.unlink(missing_ok=True)
        with closing(sqlite3.connect(aside)) as target:
            self.connection.connection.backup(target)
        aside.replace(self.file)


class Templates:
    """PostgreSQL: a database of the same server, from which it makes others as fast as it copies files."""

    def __init__(self, connection):
        self.connection, self.name = connection, f"skillshire_{digest()}"

    def alone(self):
        return _alone(folder() / f"{self.name}.postgresql")

    def restore(self) -> bool:
        test = self.connection.settings_dict["NAME"]
        if not self._ask("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]):
            return False
        self.connection.close()
        self._ask(f'DROP DATABASE "{test}"')
        self._ask(f'CREATE DATABASE "{test}" TEMPLATE "{self.name}"')
        return True

    def keep(self) -> None:
        self.connection.close()  # a database that somebody is in is not copied
        self._ask(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.connection.settings_dict["NAME"]}"')

    def _ask(self, statement: str, values: Sequence[str] = ()) -> list[tuple]:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []


def give(home: Path) -> None:
    """A home that a site of its own will prepare begins with the kept copy, where there is one."""
    kept = Files(connections["default"]).file
    if kept.exists() and not home.exists():
        aside = Path(tempfile.mkdtemp(dir=home.parent))
        shutil.copy(kept, aside / "skillshire.sqlite3")
        with suppress(OSError):  # another worker's is there by now
            aside.rename(home)


@contextmanager
def _alone(kept: Path):
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def use() -> None:
    management.call_command = call
