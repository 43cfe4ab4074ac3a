"""Writes the invented learners down as records, in bulk: what loading their providers' files would make."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from skillshire.accounts.models import Organisation
from skillshire.casework.demo import learners as invented
from skillshire.casework.demo import names
from skillshire.casework.demo.young_records import BATCH, at
from skillshire.casework.models import Aim, EmploymentStatus, Learner, Upload

ULN_FROM = 50_000_000  # beyond the young people's


def write(people: Sequence[invented.Learner], organisations: Mapping[str, Organisation], on: date) -> None:
    uploads = _uploads(people, organisations, on)
    made = [_record(one, organisations, uploads[one.provider.name, one.year]) for one in people]
    Learner.objects.bulk_create(made, BATCH)
    pairs = list(zip(people, made, strict=True))
    EmploymentStatus.objects.bulk_create([_status(one, record) for one, record in pairs], BATCH)
    aims = [_aim(one, aim, record) for one, record in pairs for aim in one.aims]
    Aim.objects.bulk_create(aims, BATCH)


def _uploads(
    people: Iterable[invented.Learner], organisations: Mapping[str, Organisation], on: date
) -> dict[tuple[str, int], Upload]:
    """One for each provider's year, as if each had sent in a file."""
    counts: dict[tuple[str, int], int] = {}
    for one in people:
        key = (one.provider.name, one.year)
        counts[key] = counts.get(key, 0) + 1
    return {
        (name, year): Upload.objects.create(
            organisation=organisations[name], kind=Upload.Kind.LEARNERS, name=f"invented-{year}.xml",
            sha256=sha256(f"{name} {year}".encode()).hexdigest(), bytes=0, records=count, added=count,
            period=f"{year}-08-01/P1Y", prepared=on, by="demo-county", at=at(on),
        )
        for (name, year), count in sorted(counts.items())
    }  # fmt: skip


def _record(one: invented.Learner, organisations: Mapping[str, Organisation], upload: Upload) -> Learner:
    return Learner(
        organisation=organisations[one.provider.name], upload=upload, year=one.year, reference=one.reference,
        uln=names.uln(ULN_FROM + one.number), family_name=one.family, given_names=one.given, born=one.born,
        sex=one.sex, ethnicity=one.ethnicity, lldd=one.disability, postcode=one.postcode,
        postcode_prior=one.postcode, area_code=one.area,
    )  # fmt: skip


def _status(one: invented.Learner, record: Learner) -> EmploymentStatus:
    return EmploymentStatus(learner=record, code=one.status, starts=min(aim.starts for aim in one.aims))


def _aim(one: invented.Learner, aim: invented.Aim, record: Learner) -> Aim:
    programme, course = aim.programme, aim.course
    return Aim(
        learner=record, number=aim.number, aim_ref=aim.reference, aim_type=aim.kind, starts=aim.starts,
        planned_end=aim.planned_end, ended=aim.ended, fund_model=aim.fund_model,
        prog_type=programme.prog_type if programme else None,
        framework=programme.framework if programme else None,
        pathway=programme.pathway if programme else None,
        standard=programme.standard if programme else None, completion=aim.completion, outcome=aim.outcome,
        delivery_postcode=one.postcode, fams="SOF:105", level=_level(aim),
        subject=programme.subject if programme else course.subject if course else "",
        basic_skill=course.skill if course else "", age=invented.age(one.born, aim.starts),
        employment=one.status,
    )  # fmt: skip


def _level(aim: invented.Aim) -> str:
    if aim.programme:
        return str(aim.programme.level)
    return aim.course.level if aim.course else ""
