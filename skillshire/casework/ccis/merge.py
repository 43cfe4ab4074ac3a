"""What a file would change: its records held against those on record. Plain Python; nothing is written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from skillshire.casework import currency
from skillshire.casework.ccis.records import Faults, Record

# Fields from which a spell's lapse follows.
DECIDE_LAPSE = ("code", "ascertained", "verified", "predicted_end")


@dataclass
class Held:
    """One young person on record: fields, their latest spell, and the rest that a file may speak of."""

    pk: int
    person: dict[str, Any]
    erased: bool = False
    spell: dict[str, Any] | None = None
    characteristics: dict[int, bool] = field(default_factory=dict)  # code → whether it still holds
    guarantees: dict[int, str] = field(default_factory=dict)  # year → status
    destination: str | None = None
    transferred_to: frozenset[str] = frozenset()


@dataclass
class Change:
    """What one row changes; `held` is None for somebody new. Empty parts change nothing."""

    record: Record
    held: Held | None
    person: dict[str, Any]
    spell: dict[str, Any] | None = None  # a whole spell, new or in place of the one that starts that day
    close: dict[str, Any] | None = None  # the spell before it, with its end
    characteristics: dict[int, bool] = field(default_factory=dict)
    guarantee: str | None = None
    destination: str | None = None
    transferred_to: str | None = None

    @property
    def any(self) -> bool:
        parts = (self.spell, self.close, self.characteristics, self.guarantee, self.destination)
        return self.held is None or bool(self.person) or any(parts) or self.transferred_to is not None


@dataclass
class Plan:
    """`changes` hold only rows that change something."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    erased: list[int] = field(default_factory=list)  # rows of people whose record was erased: left out

    @property
    def added(self) -> int:
        return sum(change.held is None for change in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.added


def plan(
    records: Iterable[Record], held: Mapping[str, Held], day: date, left: Callable[..., date | None],
    faults: Faults, remnant: Callable[[str], str] = str,
) -> Plan:  # fmt: skip
    """`day` is the one the file describes; `left` says when somebody with a cohort status left; `remnant`
    under which reference somebody is held who was erased."""
    found = Plan()
    for record in records:
        known = held.get(record.reference) or held.get(remnant(record.reference))
        if known is not None and known.erased:
            found.erased.append(record.row)
            continue
        change = _change(record, known, day, left, faults)
        if change.any:
            found.changes.append(change)
        else:
            found.unchanged += 1
    return found


def _change(
    record: Record, held: Held | None, day: date, left: Callable[..., date | None], faults: Faults
) -> Change:
    before = held.person if held else {}
    wanted = dict(record.person)
    if "cohort_status" in wanted:
        wanted["left_on"] = left(wanted["cohort_status"], before.get("left_on"), day)
    change = Change(
        record, held, {name: value for name, value in wanted.items() if before.get(name) != value}
    )
    _spell(change, held.spell if held else None, day, faults)
    change.characteristics = _characteristics(record, held)
    if record.guarantee and (held is None or held.guarantees.get(day.year) != record.guarantee):
        change.guarantee = record.guarantee
    if record.destination and (held is None or held.destination != record.destination):
        change.destination = record.destination
    if record.transferred_to and (held is None or record.transferred_to not in held.transferred_to):
        change.transferred_to = record.transferred_to
    return change


def _spell(change: Change, last: dict[str, Any] | None, day: date, faults: Faults) -> None:
    given = change.record.spell
    if "starts" not in given:
        return
    if last is not None and given["starts"] < last["starts"]:
        faults.say(
            change.record.row, "StartDate", f"{given['starts']:%d/%m/%Y}",
            f"is before {last['starts']:%d/%m/%Y}, when the activity on record began",
            "correct the date, or take the row out if it is of an older state",
        )  # fmt: skip
        return
    same = last is not None and given["starts"] == last["starts"]
    made = _made(given, last if same and last else {}, change.record.lapsed, day)
    if not (same and made == last):
        change.spell = made
    if last is not None and not same and (last["ends"] is None or last["ends"] >= given["starts"]):
        change.close = {**last, "ends": given["starts"] - timedelta(days=1)}


def _made(given: Mapping[str, Any], before: Mapping[str, Any], lapsed: bool, day: date) -> dict[str, Any]:
    made = {"ends": None, **before, **given}
    if "lapses" not in given and (
        not before or any(made.get(name) != before.get(name) for name in DECIDE_LAPSE)
    ):
        known: dict[str, Any] = {
            name: made.get(name) for name in ("starts", "ascertained", "verified", "predicted_end")
        }
        made["lapses"] = currency.lapses(made["code"], **known)
    if lapsed and "lapses" not in given and (made.get("lapses") is None or made["lapses"] > day):
        made["lapses"] = max(day, made["starts"])
    return made


def _characteristics(record: Record, held: Held | None) -> dict[int, bool]:
    """Codes that begin (True) or are over (False). A row without any says nothing of them."""
    if record.characteristics is None:
        return {}
    before = held.characteristics if held else {}
    begun = {code: True for code in record.characteristics if not before.get(code, False)}
    over = {code: False for code, holds in before.items() if holds and code not in record.characteristics}
    return begun | over
