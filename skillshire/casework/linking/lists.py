"""Schools' and colleges' lists: each row is linked with somebody on record, asked about, or left out.

What a linked row says of an activity is then recorded as if it stood in the council's own list. Nothing else
of the record changes but a learner or pupil number that it lacked.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from skillshire.accounts.models import Organisation
from skillshire.casework import codes, cohort, young_people_file, young_people_store
from skillshire.casework.ccis import merge
from skillshire.casework.ccis.merge import Held, Plan
from skillshire.casework.ccis.records import Faults, Read, Record
from skillshire.casework.linking import news, reading
from skillshire.casework.linking.reading import Standing
from skillshire.casework.linking.register import Found, Register, Verdict, settle
from skillshire.casework.models import Match, Upload
from skillshire.core import audit, clock
from skillshire.core.errors import UserError

KIND = Upload.Kind.ENROLMENTS
STATES = {
    Verdict.LINKED: Match.State.LINKED, Verdict.ASK: Match.State.ASK, Verdict.NOBODY: Match.State.NOBODY,
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A row of the list and who was found for it. `cells` are column → text as they stood there."""

    record: Record
    cells: Mapping[str, str]
    found: Found


@dataclass(frozen=True)
class Checked:
    """What a list would do. Nothing where there are faults."""

    name: str
    said: Standing
    faults: Faults
    lines: tuple[Line, ...] = ()
    plan: Plan = field(default_factory=Plan)
    newer: int = 0  # linked rows of people of whom something newer is on record
    warnings: tuple[str, ...] = ()

    def rows(self, verdict: Verdict) -> list[int]:
        return [line.record.row for line in self.lines if line.found.verdict == verdict]

    @property
    def counts(self) -> dict[str, int]:
        return {verdict.value: len(self.rows(verdict)) for verdict in Verdict}


@dataclass(frozen=True)
class Loaded:
    """`already`: the same list of the same day was loaded before as `upload`, and nothing changed; then
    `checked` is None."""

    upload: Upload
    checked: Checked | None = None
    already: bool = False


@dataclass(frozen=True)
class _Compared:
    """The rows of a list, what stood in each, and who was found for it before anything was locked."""

    read: Read
    cells: Mapping[int, Mapping[str, str]]
    found: tuple[Found, ...]


def check(data: bytes, *, organisation: Organisation, name: str, said: Standing, on: date) -> Checked:
    """Everything that is wrong with a list, or whom its rows mean; nothing is written.

    UserError where it cannot be read as such a list at all.
    """
    compared = _compared(data, organisation, name, said, on)
    return _settled(compared, _people(organisation), name, said)


def load(data: bytes, *, organisation: Organisation, name: str, said: Standing, by: str, on: date) -> Loaded:
    """Link the list, all of it or nothing; young_people_file.Refused has the faults.

    The rows are compared before anything is locked: of many rows that takes longer than others can wait.
    """
    before = _before(data, organisation, said)
    if before is not None:
        return Loaded(before, already=True)
    compared = _compared(data, organisation, name, said, on)
    if compared.read.faults.count:
        raise young_people_file.Refused(name, compared.read.faults)
    return _load(data, compared, organisation, name, said, by)


@transaction.atomic
def _load(
    data: bytes, compared: _Compared, organisation: Organisation, name: str, said: Standing, by: str
) -> Loaded:
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    before = _before(data, held, said)
    if before is not None:  # somebody else was quicker
        return Loaded(before, already=True)
    checked = _settled(compared, _people(held, lock=True), name, said)
    upload = _upload(held, checked, _digest(data, said), len(data), by)
    young_people_store.write(held, checked.plan.changes, upload, by=by, day=said.day, at=upload.at)
    Match.objects.bulk_create((_match(line, upload, said.day) for line in checked.lines), batch_size=500)
    _tell(upload, held, checked, by)
    return Loaded(upload, checked)


def _before(data: bytes, organisation: Organisation, said: Standing) -> Upload | None:
    """The same list, of the same day. Of a later day it is news: they are all still there."""
    same = {"sha256": _digest(data, said), "period": said.day.isoformat()}
    return Upload.objects.filter(organisation=organisation, kind=KIND, **same).first()


def _digest(data: bytes, said: Standing) -> str:
    """Of the file and of what was said for all of it: whoever mends that sends another list."""
    for_all = json.dumps(said.cells, sort_keys=True) if said.cells else ""
    return hashlib.sha256(data + for_all.encode()).hexdigest()


def _compared(data: bytes, organisation: Organisation, name: str, said: Standing, on: date) -> _Compared:
    _check_said(said, on)
    read, cells = reading.read(data, name, young_people_file.authority_of(organisation), said, on)
    if read.faults.count:
        read.faults.kept.sort(key=lambda fault: fault.row)
        return _Compared(read, cells, ())
    people = _people(organisation)
    register = Register({number: reading.told(one.person) for number, one in people.items()})
    return _Compared(read, cells, tuple(register.find(reading.told(one.person)) for one in read.records))


def _people(organisation: Organisation, *, lock: bool = False) -> dict[int, Held]:
    held = young_people_store.held(organisation, lock=lock).values()
    return {one.pk: one for one in held if not one.erased}


def _settled(compared: _Compared, people: Mapping[int, Held], name: str, said: Standing) -> Checked:
    read = compared.read
    if read.faults.count:
        return Checked(name, said, read.faults)
    found = settle([_still(one, people) for one in compared.found])
    lines = tuple(
        Line(one, compared.cells[one.row], who) for one, who in zip(read.records, found, strict=True)
    )
    plan, newer = _planned(lines, people, said.day)
    return Checked(name, said, read.faults, lines, plan, newer, _warnings(read))


def _still(found: Found, people: Mapping[int, Held]) -> Found:
    """Without who was erased since the rows were compared; then a person is asked about the others."""
    left = tuple(one for one in found.candidates if one.number in people)
    if len(left) == len(found.candidates):
        return found
    return Found(Verdict.ASK if left else Verdict.NOBODY, left)


def _check_said(said: Standing, on: date) -> None:
    """What is wrong for every row is said once."""
    if said.day > on:
        raise UserError(f"The list is of {said.day}, which is still to come; give today or an earlier day.")
    if said.starts and said.starts > on:
        raise UserError(f"{said.starts}, since when they all do it, is still to come; give an earlier day.")
    if said.code and codes.group(said.code) == "not-known":
        raise UserError(
            f"“{codes.title(said.code)}” ({said.code}) says that nobody knows; say what they all do."
        )


def _planned(lines: Iterable[Line], people: Mapping[int, Held], day: date) -> tuple[Plan, int]:
    rows, newer = [], 0
    for line in lines:
        if line.found.verdict != Verdict.LINKED:
            continue
        one = people[line.found.candidates[0].number]
        said = news.of(line.record, one, day)
        if said is None:
            newer += 1
        else:
            rows.append(said)
    return merged(rows, people.values(), day), newer


def merged(rows: Iterable[Record], people: Iterable[Held], day: date) -> Plan:
    """What rows that news.of let through change of these people."""
    faults = Faults()
    plan = merge.plan(rows, {one.person["reference"]: one for one in people}, day, cohort.left_on, faults)
    assert not faults.count, faults.kept  # noqa: S101 (news.of lets nothing older through)
    return plan


def _warnings(read: Read) -> tuple[str, ...]:
    if not read.unknown:
        return ()
    return (f"These columns mean nothing here and were left out: {', '.join(read.unknown)}.",)


def _upload(organisation: Organisation, checked: Checked, digest: str, size: int, by: str) -> Upload:
    return Upload.objects.create(
        organisation=organisation, kind=KIND, name=checked.name[:255], sha256=digest, bytes=size,
        records=len(checked.lines), changed=checked.plan.changed, period=checked.said.day.isoformat(), by=by,
        at=clock.now(),
    )  # fmt: skip


def _match(line: Line, upload: Upload, day: date) -> Match:
    """Only what a person has to decide on is kept with what the row says."""
    verdict, candidates = line.found.verdict, line.found.candidates
    best = candidates[0] if candidates else None
    return Match(
        upload=upload, row=line.record.row, state=STATES[verdict], day=day, at=upload.at,
        young_person_id=best.number if best else None, probability=best.probability if best else None,
        candidates=[asdict(one) for one in candidates],
        cells=dict(line.cells) if verdict == Verdict.ASK else {},
    )  # fmt: skip


def _tell(upload: Upload, organisation: Organisation, checked: Checked, by: str) -> None:
    detail = {
        "organisation": organisation.slug, "kind": KIND.value, "sha256": upload.sha256, "day": upload.period,
        "records": upload.records, "changed": upload.changed, "newer": checked.newer, **checked.counts,
    }  # fmt: skip
    audit.record("upload.load", f"upload:{upload.pk}", by=by, at=upload.at, detail=detail)
    linked = [
        line.found.candidates[0].number for line in checked.lines if line.found.verdict == Verdict.LINKED
    ]
    if linked:
        subject = f"young-person:{audit.LIST}"
        told: dict[str, Any] = {"ids": linked, "upload": upload.pk}
        audit.record("young-person.link", subject, by=by, at=upload.at, detail=told)
