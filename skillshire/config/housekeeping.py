"""What has to be done now and then while the site runs: publish what is due. A child process does it."""

import contextlib
import logging
import multiprocessing
import multiprocessing.connection
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from skillshire.config import env
from skillshire.core.errors import UserError

_log = logging.getLogger(__name__)
EVERY = 120.0  # seconds; somebody who scheduled for nine o'clock sees it by two minutes past
FIRST = 15.0  # seconds: the first readers do not wait for it
POSTGRESQL_LOCK = 73512022  # any number of its own: the audit is sealed under another


@dataclass(frozen=True)
class Done:
    published: int
    withdrawn: int


def publish_due() -> Done:
    """Publishes what is due and withdraws what has expired; each is whole or not at all. Django is set up.

    UserError where this process has no editor.
    """
    from django.conf import settings

    if settings.FACE == "public":
        raise UserError(
            "A public process has no drafts; run this with SKILLSHIRE_FACE set to office or both."
        )
    from skillshire.content import schedule

    with _one_at_a_time() as alone:
        return Done(*schedule.run()) if alone else Done(0, 0)


def tidy_up() -> None:
    """Also where nobody comes: files that were sent in and not loaded go, the audit's tail is sealed, and
    what an erasure could not clear away, because somebody was reading, goes.
    """
    from skillshire.core import sealing, traces
    from skillshire.web.office import incoming

    for part in (incoming.tidy, sealing.seal_if_due, traces.clear):
        _alone(part)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[bool]:
    """False where another machine is at it. On SQLite the writers wait for one another anyway."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [POSTGRESQL_LOCK])
        (alone,) = cursor.fetchone()
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [POSTGRESQL_LOCK])


@contextlib.contextmanager
def running() -> Iterator[None]:
    """Runs the child while the server serves. A public process needs none."""
    if env.face() == "public":
        yield
        return
    child = multiprocessing.get_context("spawn").Process(target=keep_going, daemon=True)
    child.start()
    try:
        yield
    finally:
        child.terminate()
        child.join(timeout=10)


def keep_going() -> None:
    """Until the server ends, however it ends. A round that fails says so; the next one tries again."""
    from skillshire.config import startup

    with contextlib.suppress(KeyboardInterrupt):
        if _server_ended(FIRST):
            return
        startup.setup()
        _round()
        while not _server_ended(EVERY):
            _round()


def _server_ended(seconds: float) -> bool:
    """Waits that long, or until the process that started this one is gone."""
    parent = multiprocessing.parent_process()
    return parent is None or bool(multiprocessing.connection.wait([parent.sentinel], seconds))


def _round() -> None:
    from django.db import connections

    try:
        _alone(publish_due)
        tidy_up()
    finally:
        connections.close_all()


def _alone(part: Callable[[], object]) -> None:
    """One that fails says so, and keeps no other from its turn."""
    from django.db import close_old_connections

    try:
        part()
    except Exception:
        _log.exception("%s failed; the next round tries again.", part.__name__)
        close_old_connections()
