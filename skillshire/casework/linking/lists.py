"""Schools' and colleges' lists: each row is linked with somebody on record, asked about, or left out.

What a linked row says of an activity is then recorded as if it stood in the council's own list. Nothing else
of the record changes but a learner or pupil number that it lacked.
"""

import hashlib
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


def check(data: bytes, *, organisation: Organisation, name: str, said: Standing, on: date) -> Checked:
    """Everything that is wrong with a list, or whom its rows mean; nothing is written.

    UserError where it cannot be read as such a list at all.
    """
    return _checked(data, organisation, name, said, on, lock=False)


@transaction.atomic
def load(data: bytes, *, organisation: Organisation, name: str, said: Standing, by: str, on: date) -> Loaded:
    """Link the list, all of it or nothing; young_people_file.Refused has the faults."""
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    digest = hashlib.sha256(data).hexdigest()
    # Unchanged and of a later day it is news: they are all still there.
    same = {"sha256": digest, "period": said.day.isoformat()}
    before = Upload.objects.filter(organisation=held, kind=KIND, **same).first()
    if before is not None:
        return Loaded(before, already=True)
    checked = _checked(data, held, name, said, on, lock=True)
    if checked.faults.count:
        raise young_people_file.Refused(name, checked.faults)
    upload = _upload(held, checked, digest, len(data), by)
    young_people_store.write(held, checked.plan.changes, upload, by=by, day=said.day, at=upload.at)
    Match.objects.bulk_create((_match(line, upload, said.day) for line in checked.lines), batch_size=500)
    _tell(upload, held, checked, by)
    return Loaded(upload, checked)


def _checked(
    data: bytes, organisation: Organisation, name: str, said: Standing, on: date, *, lock: bool
) -> Checked:
    _check_said(said, on)
    read, cells = reading.read(data, name, young_people_file.authority_of(organisation), said, on)
    if read.faults.count:
        read.faults.kept.sort(key=lambda fault: fault.row)
        return Checked(name, said, read.faults)
    people = {
        one.pk: one for one in young_people_store.held(organisation, lock=lock).values() if not one.erased
    }
    register = Register({number: reading.told(one.person) for number, one in people.items()})
    found = settle([register.find(reading.told(one.person)) for one in read.records])
    lines = tuple(Line(one, cells[one.row], who) for one, who in zip(read.records, found, strict=True))
    plan, newer = _planned(lines, people, said.day)
    return Checked(name, said, read.faults, lines, plan, newer, _warnings(read))


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
