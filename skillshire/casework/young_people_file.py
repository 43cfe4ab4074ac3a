"""Young people from a file like the monthly return (CCIS as CSV), checked whole, loaded whole or not at all.

An empty cell, or a column that is not there, leaves what is on record. Columns that mean nothing here are
named and left out. The same file again changes nothing; a file of an earlier day than one that is loaded is
refused, since it would turn the records back.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max

from skillshire.accounts.models import Organisation
from skillshire.casework import cohort, remnants, young_people_store
from skillshire.casework.ccis import merge, reading, records
from skillshire.casework.ccis.merge import Plan
from skillshire.casework.ccis.records import Fault, Faults, Read
from skillshire.casework.models import Upload
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.core.periods import parse_date
from skillshire.places import areas

KIND = Upload.Kind.YOUNG_PEOPLE
SHOWN = 100  # faults on a page or in a terminal; the JSON has all that are kept
ROWS_NAMED = 5


class Refused(UserError):
    """The file has faults, so nothing of it was loaded. `faults` are those kept, `count` all there are."""

    def __init__(self, name: str, faults: Faults) -> None:
        more = f" (and {faults.count - 1:,} more)" if faults.count > 1 else ""
        super().__init__(f"{name} was not loaded: {str(faults.kept[0]).rstrip('.')}{more}.")
        self.faults, self.count = faults.kept, faults.count


@dataclass(frozen=True)
class Checked:
    """What a file would do. `warnings` are sentences about what was left out or is not known."""

    name: str
    day: date
    records: int
    plan: Plan
    faults: Faults
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Loaded:
    """`already`: the same file was loaded before as `upload`, and nothing changed."""

    upload: Upload
    already: bool = False
    unchanged: int = 0
    warnings: tuple[str, ...] = field(default=())


def check(data: bytes, *, organisation: Organisation, name: str, on: date) -> Checked:
    """Everything that is wrong with a file, and what it would change; nothing is written.

    UserError where it cannot be read as such a file at all.
    """
    return _checked(data, organisation, name, on, to_load=False)


def _checked(data: bytes, organisation: Organisation, name: str, on: date, *, to_load: bool) -> Checked:
    authority = authority_of(organisation)
    header, rows = reading.table(reading.text(data))
    read = records.read(header, rows, authority, on)
    if not read.records and not read.faults.count:
        raise UserError(f"{name} has headings but no rows; there is nothing to load.")
    day = min(read.day or on, on)
    held = young_people_store.held(organisation, lock=to_load)
    plan = merge.plan(read.records, held, day, cohort.left_on, read.faults, remnants.of)
    read.faults.kept.sort(key=lambda fault: fault.row)
    return Checked(name, day, len(read.records), plan, read.faults, _warnings(read, plan))


@transaction.atomic
def load(data: bytes, *, organisation: Organisation, name: str, by: str, on: date) -> Loaded:
    """Load the file, all of it or nothing. Refused has the faults; the same file again changes nothing."""
    # One file at a time; what else refers to the organisation goes on meanwhile.
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    digest = hashlib.sha256(data).hexdigest()
    before = Upload.objects.filter(organisation=held, kind=KIND, sha256=digest).first()
    if before is not None:
        return Loaded(before, already=True)
    checked = _checked(data, held, name, on, to_load=True)
    if checked.faults.count:
        raise Refused(name, checked.faults)
    _refuse_older(held, name, checked.day)
    upload = _upload(held, checked, digest, len(data), by)
    young_people_store.write(held, checked.plan.changes, upload, by=by, day=checked.day, at=upload.at)
    _tell(upload, held, checked, by)
    return Loaded(upload, unchanged=checked.plan.unchanged, warnings=checked.warnings)


def authority_of(organisation: Organisation) -> str:
    """The LEA number of the council, such as 919; UserError where the organisation is none."""
    number = areas.get(organisation.area_code).dfe_number if organisation.area_code else None
    if organisation.kind != Organisation.Kind.COUNCIL or not number:
        raise UserError(
            f"{organisation.name} is not a council with schools, so it keeps no list of young people; "
            "name a county or unitary council."
        )
    return number


def _upload(organisation: Organisation, checked: Checked, digest: str, size: int, by: str) -> Upload:
    return Upload.objects.create(
        organisation=organisation, kind=KIND, name=checked.name[:255], sha256=digest, bytes=size,
        records=checked.records, added=checked.plan.added, changed=checked.plan.changed,
        period=checked.day.isoformat(), by=by, at=clock.now(),
    )  # fmt: skip


def _tell(upload: Upload, organisation: Organisation, checked: Checked, by: str) -> None:
    detail = {
        "organisation": organisation.slug, "kind": KIND.value, "sha256": upload.sha256,
        "day": upload.period, "records": upload.records, "added": upload.added, "changed": upload.changed,
        "unchanged": checked.plan.unchanged,
    }  # fmt: skip
    audit.record("upload.load", f"upload:{upload.pk}", by=by, at=upload.at, detail=detail)


def _refuse_older(organisation: Organisation, name: str, day: date) -> None:
    loaded = Upload.objects.filter(organisation=organisation, kind=KIND).aggregate(last=Max("period"))["last"]
    if loaded and parse_date(loaded) > day:
        raise UserError(
            f"{name} is of {day}, and one of {loaded} is loaded already; load the newest list, since an "
            "older one would turn records back."
        )


def _warnings(read: Read, plan: Plan) -> tuple[str, ...]:
    found = []
    if read.unknown:
        found.append(f"These columns mean nothing here and were left out: {', '.join(read.unknown)}.")
    if read.nowhere:
        found.append(
            f"{_rows(read.nowhere)}: the postcode is not in the directory, so the district is not known."
        )
    if plan.erased:
        found.append(f"{_rows(plan.erased)}: the record was erased at the person's request, so it stays out.")
    return tuple(found)


def _rows(numbers: Sequence[int]) -> str:
    named = ", ".join(str(number) for number in numbers[:ROWS_NAMED])
    more = len(numbers) - ROWS_NAMED
    return f"Row{'s' if len(numbers) > 1 else ''} {named}{f' and {more:,} more' if more > 0 else ''}"


def table(faults: Sequence[Fault]) -> list[dict[str, object]]:
    """Faults as rows for a table or JSON."""
    return [
        {"row": one.row, "column": one.column, "value": one.value, "what": one.what, "mend": one.mend}
        for one in faults
    ]
