"""Makes the home folder ready: folders, tables, the bundled release, strategies, style sheets.

Runs at every start, so a start with nothing to do must cost almost nothing: HOME/prepared.json keeps a digest
of all that preparing depends on, and while that stands Django is not even loaded.

A public process has no right to make tables or to write records: it checks that they are there, and prepares
only what is its own, in its folder.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from skillshire.config import env, startup
from skillshire.core.errors import UserError

Echo = Callable[[str], None]
Steps = Sequence[tuple[str, Callable[[Path, Echo], None]]]
POSTGRESQL_LOCK = 73512020  # any number, the same on every machine
# What preparing reads. A change of any file's name, size or time prepares again.
WATCHED = ("definitions", "indicators/bundled", "web/static", "content/static", "config/prepare.py")
VARIABLES = ("DATABASE_URL", "SKILLSHIRE_AREA", "SKILLSHIRE_DEBUG", "SKILLSHIRE_FACE", "SKILLSHIRE_HOSTS")


def to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def prepare(echo: Echo = to_stderr) -> None:
    """Idempotent. UserError where a setting is wrong or the folder cannot be written."""
    home = env.home()
    keep_private(home / "skillshire.sqlite3")
    if is_prepared(home):
        return
    with locked(home, echo):
        if is_prepared(home):  # by the process that held the lock
            return
        steps = PUBLIC_STEPS if env.face() == "public" else STEPS
        for name in ("releases", "snapshots", "cache", "static"):
            (home / name).mkdir(exist_ok=True)
        started = perf_counter()
        echo(f"Making {home} ready…")
        startup.setup()
        with one_machine():
            _take_steps(steps, home, echo)
        _write_marker(home)
        echo(f"It is ready ({perf_counter() - started:.0f} s).")


def _take_steps(steps: Steps, home: Path, echo: Echo) -> None:
    """Each is named when it begins: on a slow machine one may take a minute."""
    for what, step in steps:
        echo(f"{what}…")
        step(home, echo)


def keep_private(records: Path) -> None:
    """Also at a start with nothing else to do: a copy put back may have come with rights for everybody."""
    for suffix in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):  # not there; or another account's, whose affair it is
            Path(f"{records}{suffix}").chmod(0o600)


# --- Is there anything to do? ------------------------------------------------------------------------------


def is_prepared(home: Path) -> bool:
    try:
        marker = json.loads(_marker(home).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    needed = (home / "static" / "staticfiles.json", home / "releases" / "current")
    there = all(file.exists() for file in needed) and _database_is_there(home)
    return there and isinstance(marker, dict) and marker.get("digest") == digest()


def _database_is_there(home: Path) -> bool:
    """Whether the records' database has been prepared: one put in its place under the same name has not."""
    url = env.database_url("")
    if not url.startswith(("postgres:", "postgresql:")):
        return bool(url) or (home / "skillshire.sqlite3").exists()
    import psycopg  # a start on SQLite does not need it

    with contextlib.suppress(psycopg.Error), psycopg.connect(url, connect_timeout=10) as connection:
        return connection.execute("SELECT to_regclass('django_migrations')").fetchone() != (None,)
    return False  # the steps say what is wrong with it


def digest() -> str:
    """One text for the files that preparing reads and the variables that steer it (hashed, so no secret)."""
    total = hashlib.sha256()
    for name in VARIABLES:
        total.update(f"{name}={os.environ.get(name, '')}\n".encode())
    for file in sorted(_watched()):
        found = file.stat()
        total.update(f"{file} {found.st_mtime_ns} {found.st_size}\n".encode())
    return total.hexdigest()


def _watched() -> Iterator[Path]:
    for name in WATCHED:
        path = env.PACKAGE / name
        yield from _files(path) if path.is_dir() else ([path] if path.exists() else [])
    yield from env.PACKAGE.glob("*/migrations/*.py")


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(Path(entry.path))
            elif entry.is_file():
                yield Path(entry.path)


def _write_marker(home: Path) -> None:
    marker = _marker(home)
    aside = marker.with_name(f"{marker.name}.new")
    aside.write_text(json.dumps({"digest": digest()}) + "\n", encoding="utf-8")
    aside.replace(marker)


def _marker(home: Path) -> Path:
    """A public process in the same folder has one of its own, since it prepares less."""
    return home / ("prepared-public.json" if env.face() == "public" else "prepared.json")


@contextlib.contextmanager
def locked(home: Path, echo: Echo) -> Iterator[None]:
    """One process at a time; the second waits and then finds the work done."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)  # the rights of one that is there stay
        lock = (home / "prepare.lock").open("w")
    except OSError as error:
        reason = error.strerror or "the disk refused"
        raise UserError(
            f"Skillshire cannot write to {home} ({reason}); set SKILLSHIRE_HOME to a folder it may use."
        ) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            echo("Another Skillshire process is preparing this folder; waiting for it…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def one_machine() -> Iterator[None]:
    """Machines that share a PostgreSQL prepare it one after another; the folder's lock is each one's own."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [POSTGRESQL_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [POSTGRESQL_LOCK])


# --- Steps -------------------------------------------------------------------------------------------------


def check_settings(home: Path, echo: Echo) -> None:
    from django.core import checks

    for fault in checks.run_checks():
        if fault.is_serious():
            raise UserError(f"{fault.msg} {fault.hint or ''}".strip())


def migrate(home: Path, echo: Echo) -> None:
    """The file of the records, with people's names in it, is for nobody else on the machine; SQLite gives its
    journal the same rights.
    """
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        file = Path(connection.settings_dict["NAME"])
        os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o600))
        keep_private(file)
    call_command("migrate", verbosity=0, interactive=False)


def check_records(home: Path, echo: Echo) -> None:
    """That the office has made the tables and brought them up to date."""
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection) if _database_is_there(home) else None
        waiting = executor is None or executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:  # no right to read them, which only the office gives
        waiting = True
    if waiting:
        raise UserError(
            "The records that public pages read are not there or not up to date; start the office first, "
            "then run `skillshire public-role` for this process's database user."
        )


def install_release(home: Path, echo: Echo) -> None:
    from skillshire.indicators import older, releases

    releases.install_bundled(echo=echo)
    older.upgrade(echo)


def load_strategies(home: Path, echo: Echo) -> None:
    from skillshire.strategy import loading

    loading.load_all()


def prepare_editor(home: Path, echo: Echo) -> None:
    """The groups and the review that the strategy's editor asks for."""
    from skillshire.content import rights

    rights.prepare()


def collect_static(home: Path, echo: Echo) -> None:
    from django.core.management import call_command

    if not (env.PACKAGE / "web" / "static" / "built").is_dir():
        echo("The style sheets are not built, so pages will look bare; run script/setup to build them.")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


STEPS: Steps = (
    ("Checking settings", check_settings),
    ("Bringing records up to date", migrate),
    ("Putting statistics in place", install_release),
    ("Loading strategies", load_strategies),
    ("Setting up the editor's rights", prepare_editor),
    ("Putting style sheets and scripts in place", collect_static),
)
PUBLIC_STEPS: Steps = (
    ("Looking for records", check_records),
    ("Checking settings", check_settings),
    ("Putting statistics in place", install_release),
    ("Putting style sheets and scripts in place", collect_static),
)
