"""Chains the audit's events in small batches, after they are committed, so that no writer waits for another.

A seal lists exactly its events, by number and digest. PostgreSQL hands out numbers before it commits, so a
lower number may appear after a higher one was sealed: it simply goes into a later seal. What is not sealed
yet is the open tail; a process that dies leaves its tail to the next seal.
"""

import threading
import time
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection, transaction

from skillshire.core import chain, clock
from skillshire.core.models import AuditEvent, AuditSeal

ENOUGH = 64  # events that are worth a seal of their own
OLD = timedelta(seconds=60)  # or one event that has waited so long
MOST = 500  # events in one seal
EVERY = 5.0  # seconds between two tries of one process, unless it wrote enough by itself
POSTGRESQL_LOCK = 73512021  # any number, the same on every machine


class _Due:
    """What this process remembers, so that most writes ask the database nothing about seals."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.written = 0
        self.tried = time.monotonic()

    def add(self) -> bool:
        with self.lock:
            self.written += 1
            due = self.written >= ENOUGH or time.monotonic() - self.tried >= EVERY
            if due:
                self.written, self.tried = 0, time.monotonic()
            return due


_due = _Due()
_sealing = threading.Lock()


def soon() -> None:
    """Once the event is committed, seal if that is due. A seal that fails harms nothing but itself."""
    transaction.on_commit(_if_due, robust=True)


def _if_due() -> None:
    if _due.add() and _sealing.acquire(blocking=False):
        try:
            seal_if_due()
        finally:
            _sealing.release()


def seal_if_due() -> None:
    """For what runs now and then: events of a quiet night are not left open until somebody comes."""
    if _is_due():
        seal(wait=False)


def _is_due() -> bool:
    waiting = list(AuditEvent.objects.filter(seal=None).order_by("id").values_list("at", flat=True)[:ENOUGH])
    return len(waiting) >= ENOUGH or bool(waiting and min(waiting) <= clock.now() - OLD)


def seal(*, wait: bool = True) -> int:
    """Seal the whole open tail; how many seals were made. Without `wait`: none where somebody else seals."""
    made = last = 0
    while last := _seal_one(last, wait):
        made += 1
    return made


def _seal_one(after: int, wait: bool) -> int:
    """The last event of the seal made, 0 where none was: of events with a greater number than `after`.

    On SQLite it queues for the write lock like any write: to give up would raise an error, whose leftovers
    Python may clear away in another thread that holds the lock, and then both wait for each other.
    """
    with transaction.atomic():
        return _write(after) if _alone(wait) else 0


def _alone(wait: bool) -> bool:
    """On PostgreSQL one seals at a time, on all machines; on SQLite the write lock says the same."""
    if connection.vendor != "postgresql":
        return True
    name = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s)", [POSTGRESQL_LOCK])
        answer = cursor.fetchone()
    return wait or bool(answer and answer[0])


def _write(after: int) -> int:
    """Each seal of a run begins after the one before. From the tail's start PostgreSQL would walk all that
    the run has sealed already: what is no longer in the tail stays in its index until a vacuum.
    """
    tail = AuditEvent.objects.filter(seal=None, pk__gt=after).order_by("id").values_list("id", "digest")
    entries: Sequence[chain.Entry] = list(tail[:MOST])
    if not entries:
        return 0
    last = AuditSeal.objects.order_by("-number").first()
    number, previous = (last.number + 1, last.hash) if last else (1, chain.FIRST)
    at = clock.now()
    AuditSeal.objects.create(
        number=number, previous=previous, sealed_at=at, events=[list(entry) for entry in entries],
        hash=chain.seal_hash(number, previous, entries, at),
    )  # fmt: skip
    AuditEvent.objects.filter(pk__in=[event for event, _ in entries], seal=None).mark(number)
    return entries[-1][0]
