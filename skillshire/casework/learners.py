"""Learner records that providers send in (ILR files): checked, then loaded whole or not at all."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from skillshire.accounts.models import Organisation
from skillshire.casework import bulk, lars, remnants
from skillshire.casework.ilr import check as ilr
from skillshire.casework.ilr.check import Each, Report
from skillshire.casework.ilr.faults import WARNING, Fault
from skillshire.casework.ilr.records import Header
from skillshire.casework.learner_rows import AIM, LEARNER, STATUS, Rows
from skillshire.casework.models import Aim, EmploymentStatus, Learner, Upload
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.core.words import counted, on_one_line

_FILE_NAME = re.compile(r"ILR-(\d{8})-", re.IGNORECASE)


class Faulty(UserError):
    """A file that was not loaded; `report` has every fault."""

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message)
        self.report = report


@dataclass(frozen=True)
class Load:
    """What loading a file did. `again`: these records were there already, and nothing was changed."""

    upload: Upload
    report: Report
    again: bool = False
    erased: int = 0  # learners left out, since their records were erased


def check(file: Path, *, on: date, name: str = "", each: Each | None = None) -> Report:
    """Every fault of the file. `name` is what it was called where it came from. Writes nothing."""
    report = ilr.check(file, each)
    if report.header:
        for fault in _of_whole(report.header, name or file.name, on):
            report.faults.add(fault)
    return report


def load(
    file: Path, organisation: Organisation | None = None, *, by: str, on: date, name: str = ""
) -> Upload:
    """As `load_file`, for who needs the upload only."""
    return load_file(file, organisation, by=by, on=on, name=name).upload


def load_file(
    file: Path,
    organisation: Organisation | None = None,
    *,
    by: str,
    on: date,
    name: str = "",
    anew: bool = False,
) -> Load:
    """Loads a file for its provider and academic year, in place of what was there of that year before.

    `organisation`, where it is given, must be the file's provider; otherwise the provider is found by its
    number, and made if it is new. The file that is already there changes nothing, unless it is to be loaded
    `anew`, with newer look-ups. Faulty where the file has an error, UserError where it cannot be read or was
    made before the one that is there: then nothing is loaded.
    """
    rows = Rows(lars.load(settings.SKILLSHIRE_HOME / "lars"))
    report = check(file, on=on, name=name, each=rows.add)
    header = _passed(report, name or file.name)
    if organisation is not None:
        must_be(organisation, header)
    areas = rows.areas()  # read before the transaction begins, which then keeps nobody waiting
    with transaction.atomic():
        provider = _locked(organisation or _provider(header.ukprn, by))
        current = _current(provider, header.year)
        if current is not None and current.sha256 == report.sha256 and not anew:
            return Load(current, report, again=True)
        _refuse_older(current, header, name or file.name)
        return _store(rows, report, header, areas, provider, name or file.name, by)


def _store(
    rows: Rows,
    report: Report,
    header: Header,
    areas: dict[str, str],
    provider: Organisation,
    name: str,
    by: str,
) -> Load:
    held = _held(provider, header.year)
    upload = _upload(provider, header, report, name, by)
    ids, erased = _numbers(rows.references, held, provider, header.year)
    _remove(provider, header.year)
    bulk.insert(Learner, LEARNER, rows.learners(ids, (provider.pk, upload.pk, header.year), areas))
    bulk.insert(EmploymentStatus, STATUS, rows.parts(ids, rows.statuses))
    bulk.insert(Aim, AIM, rows.parts(ids, rows.aims))
    upload.records, upload.changed = len(ids), sum(reference in held for reference in ids)
    upload.added = upload.records - upload.changed
    upload.save(update_fields=["records", "added", "changed"])
    _record(upload, report, len(held), by)
    return Load(upload, report, erased=erased)


def _record(upload: Upload, report: Report, before: int, by: str) -> None:
    detail = {
        "organisation": upload.organisation_id, "period": upload.period, "sha256": upload.sha256,
        "learners": upload.records, "aims": report.aims, "added": upload.added, "changed": upload.changed,
        "removed": before - upload.changed, "warnings": report.faults.warnings,
    }  # fmt: skip
    audit.record("learners.load", f"upload:{upload.pk}", by=by, at=upload.at, detail=detail)


def _of_whole(header: Header, name: str, on: date) -> list[Fault]:
    faults = []
    if header.prepared > on:
        faults.append(Fault(
            0, "", None, "FilePreparationDate", "Header_2", header.prepared.isoformat(),
            "The file says that it was made on a day to come; correct the clock, and export it again.",
        ))  # fmt: skip
    named = _FILE_NAME.match(name)
    if named and int(named[1]) != header.ukprn:
        faults.append(Fault(
            0, "", None, "UKPRN", "Header_3", str(header.ukprn),
            "The file's name has another provider's number; check that it is the right file.", WARNING,
        ))  # fmt: skip
    return faults


def _passed(report: Report, name: str) -> Header:
    if report.header is None or not report.passes:
        count = max(report.faults.errors, 1)
        raise Faulty(
            f"{on_one_line(name)} has {counted(count, 'error')}, so nothing was loaded; list them "
            "with: skillshire learners check FILE",
            report,
        )
    return report.header


def must_be(organisation: Organisation, header: Header | None) -> None:
    """UserError where the file is another provider's."""
    if header is None:
        return
    if organisation.ukprn is None:
        raise UserError(
            f"{organisation.name} has no provider number (UKPRN) here yet; ask an administrator to add it."
        )
    if organisation.ukprn != header.ukprn:
        raise UserError(
            f"This file is of provider {header.ukprn}, and {organisation.name} is {organisation.ukprn}; "
            "choose your own file."
        )


def must_be_newest(organisation: Organisation, header: Header, name: str) -> None:
    """UserError where a file of the same year that was made later is loaded."""
    _refuse_older(_current(organisation, header.year), header, name)


def _provider(ukprn: int, by: str) -> Organisation:
    name = f"Provider {ukprn}"
    defaults = {"slug": f"provider-{ukprn}", "name": name, "short_name": name, "kind": "provider"}
    found, is_new = Organisation.objects.get_or_create(ukprn=ukprn, defaults=defaults)
    if is_new:
        audit.record("organisation.add", f"organisation:{found.slug}", by=by, at=clock.now())
    return found


def _locked(organisation: Organisation) -> Organisation:
    """Two files of one provider are loaded one after the other. (SQLite has one writer at a time anyhow.)
    What else refers to the provider goes on meanwhile: its key stays.
    """
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _current(organisation: Organisation, year: int) -> Upload | None:
    """The upload whose learners stand for this year now."""
    own = Upload.objects.filter(organisation=organisation, kind=Upload.Kind.LEARNERS, period=period(year))
    return own.order_by("-at", "-id").first()


def _refuse_older(current: Upload | None, header: Header, name: str) -> None:
    """Where it is not known when the file on record was made, this one is taken."""
    if current is not None and current.prepared is not None and header.prepared < current.prepared:
        raise UserError(
            f"{on_one_line(name)} was made on {header.prepared}, and one of {current.prepared} is loaded for "
            "the same provider and year; load the newest file, since an older one would turn records back."
        )


def period(year: int) -> str:
    return f"{year}-08-01/P1Y"


def _held(organisation: Organisation, year: int) -> dict[str, int]:
    """Reference and number; nobody is erased before this is done, who would then be loaded again."""
    learners = Learner.objects.filter(organisation=organisation, year=year, erased_at__isnull=True)
    locked = learners.order_by("pk").select_for_update(no_key=True)
    return dict(locked.values_list("reference", "id"))


def _upload(organisation: Organisation, header: Header, report: Report, name: str, by: str) -> Upload:
    return Upload.objects.create(
        organisation=organisation, kind=Upload.Kind.LEARNERS, name=name[:255], sha256=report.sha256,
        bytes=report.bytes, records=report.learners, period=period(header.year),
        prepared=header.prepared, by=by, at=clock.now(),
    )  # fmt: skip


def _numbers(
    references: list[str], held: dict[str, int], organisation: Organisation, year: int
) -> tuple[dict[str, int], int]:
    """Who was there before keeps their number, so that addresses and the audit stay true. Who was erased
    stays so."""
    gone = Learner.objects.filter(organisation=organisation, year=year, erased_at__isnull=False)
    erased = set(gone.values_list("reference", flat=True))
    kept = [one for one in references if not {one, remnants.of(one)} & erased] if erased else references
    new = [reference for reference in kept if reference not in held]
    fresh = dict(zip(new, bulk.new_ids(Learner, len(new)), strict=True))
    return {reference: held.get(reference) or fresh[reference] for reference in kept}, len(references) - len(
        kept
    )


def _remove(organisation: Organisation, year: int) -> None:
    """With three statements, not by asking for every record first."""
    own = Learner.objects.filter(organisation=organisation, year=year, erased_at__isnull=True)
    _delete(Aim.objects.filter(learner__in=own))
    _delete(EmploymentStatus.objects.filter(learner__in=own))
    _delete(own)


def _delete(records: QuerySet[Any]) -> None:
    records._raw_delete(records.db)
