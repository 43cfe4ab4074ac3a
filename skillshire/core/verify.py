"""Proves the audit's chain: each digest, each link, each event in the seal it says or in the open tail."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef

from skillshire.core import audit, chain, guard
from skillshire.core.models import AuditEvent, AuditSeal, AuditSubject

SEALS = 20  # read at once: some 10,000 events
TAIL = 5000
LISTS = 200
FIELDS = ("id", "event", "subject", "by", "at", "detail", "digest", "seal")


@dataclass
class Proof:
    """`fault` is the first thing found wrong, in a sentence; `event` the broken event, where it is one."""

    events: int = 0
    sealed: int = 0
    seals: int = 0
    head: str = chain.FIRST  # hash of the last seal: who keeps it elsewhere can prove nothing was cut off
    fault: str = ""
    event: int | None = None
    unguarded: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return not self.fault and not self.unguarded

    @property
    def open(self) -> int:
        return self.events - self.sealed


class Broken(Exception):
    def __init__(self, fault: str, event: int | None = None) -> None:
        super().__init__(fault)
        self.event = event


def verify(expected: Mapping[int, str] | None = None) -> Proof:
    """Reads everything once, a few thousand events at a time, while others go on writing.

    `expected` are hashes of seals that somebody kept elsewhere, by number: a chain that was cut short or made
    anew does not have them.
    """
    proof = Proof(unguarded=guard.missing(connection))
    try:
        _chain(proof, expected or {})
        _tail(proof)
        _nobody_else()
        _no_index_of_one()
    except Broken as broken:
        proof.fault, proof.event = str(broken), broken.event
    return proof


def _chain(proof: Proof, expected: Mapping[int, str]) -> None:
    while seals := list(AuditSeal.objects.filter(number__gt=proof.seals).order_by("number")[:SEALS]):
        for one, events in _with_events(seals):
            _link(one, proof)
            _contents(one, events)
            _expected(one.number, one.hash, expected)
            proof.seals, proof.head = one.number, one.hash
            proof.events += len(events)
            proof.sealed += len(events)
    if short := [number for number in expected if number > proof.seals]:
        raise Broken(f"Seal {min(short)} was there once and is not now: the chain was cut short.")


Row = dict[str, Any]


def _with_events(seals: Sequence[AuditSeal]) -> Iterator[tuple[AuditSeal, dict[int, Row]]]:
    first, last = seals[0].number, seals[-1].number
    found: dict[int, dict[int, Row]] = {one.number: {} for one in seals}
    for row in (
        AuditEvent.objects.filter(seal__gte=first, seal__lte=last).order_by("seal", "id").values(*FIELDS)
    ):
        found.setdefault(row["seal"], {})[row["id"]] = row
    for one in seals:
        yield one, found[one.number]


def _link(one: AuditSeal, proof: Proof) -> None:
    if one.number != proof.seals + 1:
        raise Broken(f"Seal {proof.seals + 1} is missing.")
    if one.previous != proof.head:
        raise Broken(f"Seal {one.number} does not follow the seal before it.")


def _contents(one: AuditSeal, events: Mapping[int, Row]) -> None:
    entries = _entries(one)
    for number, said in entries:
        if number not in events:
            raise Broken(f"Event {number} of seal {one.number} is missing.", number)
        _event(events[number])
        if events[number]["digest"] != said:
            raise Broken(f"Event {number} is not what seal {one.number} has of it.", number)
    if more := sorted(set(events) - {number for number, _ in entries}):
        raise Broken(f"Event {more[0]} says it is in seal {one.number}, which does not have it.", more[0])
    if chain.seal_hash(one.number, one.previous, entries, one.sealed_at) != one.hash:
        raise Broken(f"Seal {one.number} was changed: its hash is not that of its content.")


def _entries(one: AuditSeal) -> list[chain.Entry]:
    try:
        return [(int(number), str(said)) for number, said in one.events]
    except (TypeError, ValueError):
        raise Broken(f"Seal {one.number} was changed: it does not list its events.") from None


def _expected(number: int, found: str, expected: Mapping[int, str]) -> None:
    if expected.get(number, found) != found:
        raise Broken(f"Seal {number} is not the one that was there: the chain was made anew.")


def _event(row: Row) -> None:
    try:
        own = chain.digest(row["event"], row["subject"], row["by"], row["at"], row["detail"])
    except (TypeError, ValueError, AttributeError):
        own = ""
    if own != row["digest"]:
        raise Broken(f"Event {row['id']} was changed: its digest is not that of its content.", row["id"])


def _tail(proof: Proof) -> None:
    """Events in no seal yet, or sealed since we read the seals: they were the tail then."""
    last = 0
    while rows := _open(proof.seals, last):
        for row in rows:
            _event(row)
        proof.events += len(rows)
        last = rows[-1]["id"]
    highest = AuditSeal.objects.order_by("-number").values_list("number", flat=True).first() or 0
    lost = AuditEvent.objects.filter(seal__gt=max(highest, proof.seals)).order_by("id").first()
    lost = lost or AuditEvent.objects.filter(seal__lt=1).order_by("id").first()
    if lost:
        raise Broken(f"Event {lost.pk} says it is in seal {lost.seal}, which is not there.", lost.pk)


def _open(seals: int, after: int) -> list[Row]:
    newer = AuditEvent.objects.filter(seal__gt=seals) | AuditEvent.objects.filter(seal=None)
    return [dict(row) for row in newer.filter(pk__gt=after).order_by("id").values(*FIELDS)[:TAIL]]


def _nobody_else() -> None:
    """The index of events about several records has each of them, and no more."""
    last = 0
    while rows := _several(last):
        last = rows[-1]["id"]
        indexed = AuditSubject.objects.filter(event__in=[row["id"] for row in rows])
        found = Counter(indexed.values_list("event", "subject"))
        wanted = Counter(
            (row["id"], one) for row in rows for one in audit.listed(row["subject"], row["detail"])
        )
        for event, _ in sorted((found - wanted) + (wanted - found)):
            raise Broken(f"Event {event} is not found under just the records it is about.", event)


def _no_index_of_one() -> None:
    """An event about one record is found by its own subject: a row of the index for it was put there."""
    several = AuditEvent.objects.filter(pk=OuterRef("event"), subject__endswith=f":{audit.LIST}")
    put = AuditSubject.objects.filter(~Exists(several)).order_by("event").first()
    if put is not None:
        raise Broken(f"Event {put.event} is not found under just the records it is about.", put.event)


def _several(after: int) -> list[Row]:
    several = AuditEvent.objects.filter(subject__endswith=f":{audit.LIST}", pk__gt=after).order_by("id")
    return [dict(row) for row in several.values("id", "subject", "detail")[:LISTS]]
