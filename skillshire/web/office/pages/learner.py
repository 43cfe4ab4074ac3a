"""What the pages of learners show."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from skillshire.casework import lars
from skillshire.casework.ilr.records import TEMPORARY_ULN
from skillshire.casework.models import Aim, Learner
from skillshire.core import definitions
from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.web.office.forms.fields import words

UNKNOWN = "Not known"
_LEVELS = {"E": "Entry level", "H": "Higher level", "M": "Mixed levels"}


@dataclass(frozen=True)
class Line:
    """A learner in the list."""

    number: int
    name: str
    reference: str
    year: str
    provider: str
    area: str
    aims: int


@dataclass(frozen=True)
class AimShown:
    number: int
    title: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Record:
    name: str
    facts: list[tuple[str, str]]
    statuses: list[tuple[str, str]]
    aims: list[AimShown]


def line(learner: Learner) -> Line:
    return Line(
        learner.pk, name(learner), learner.reference, academic_year(learner.year), learner.organisation.name,
        area(learner.area_code), learner.aim_count,  # type: ignore[attr-defined]
    )  # fmt: skip


def record(learner: Learner) -> Record:
    statuses = [(words(one.starts), code("employment", one.code)) for one in learner.statuses.all()]
    return Record(name(learner), _facts(learner), statuses, [_aim(one) for one in learner.aims.all()])


def name(learner: Learner) -> str:
    return f"{learner.given_names} {learner.family_name}".strip() or f"Learner {learner.reference}"


def academic_year(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


def area(area_code: str) -> str:
    if not area_code:
        return UNKNOWN
    try:
        return areas.get(area_code).name
    except UserError:  # of a directory newer or older than the list of areas
        return area_code


def code(kind: str, value: object) -> str:
    """A code in words; as it is where nobody has named it."""
    return UNKNOWN if value in (None, "") else _codes()[kind].get(value, f"Code {value}")


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, Mapping[Any, str]]:
    found: Mapping[str, Mapping[Any, str]] = definitions.load(
        definitions.ROOT / "codes" / "learner-records.yaml"
    )["values"]
    return found


def _facts(learner: Learner) -> list[tuple[str, str]]:
    uln = "Temporary number" if learner.uln == TEMPORARY_ULN else str(learner.uln)
    return [
        ("Reference", learner.reference),
        ("Unique learner number", uln),
        ("Date of birth", _day(learner.born)),
        ("Home", f"{learner.postcode} ({area(learner.area_code)})" if learner.postcode else UNKNOWN),
        ("Learning difficulty or disability", code("lldd", learner.lldd)),
        ("Provider", learner.organisation.name),
        ("Academic year", academic_year(learner.year)),
        ("From the file", learner.upload.name),
    ]


def _aim(aim: Aim) -> AimShown:
    facts = [
        ("Began", words(aim.starts)),
        ("Planned end", words(aim.planned_end)),
        ("Ended", _day(aim.ended, "Not yet")),
        ("State", code("completion", aim.completion)),
        ("Outcome", code("outcome", aim.outcome) if aim.outcome else "None yet"),
        ("Funding", code("funding", aim.fund_model)),
        ("Level", _LEVELS.get(aim.level, f"Level {aim.level}") if aim.level else UNKNOWN),
        ("Subject", _subjects().get(aim.subject, UNKNOWN)),
        ("Age on the first day", str(aim.age) if aim.age is not None else UNKNOWN),
        ("Work on the first day", code("employment", aim.employment)),
    ]
    if aim.basic_skill:
        facts.append(("Basic skill", code("skill", aim.basic_skill)))
    return AimShown(aim.number, f"{code('aim-type', aim.aim_type)} {aim.aim_ref}", facts)


def _subjects() -> Mapping[str, str]:
    return _known_subjects(str(settings.SKILLSHIRE_HOME))


@lru_cache(maxsize=2)
def _known_subjects(home: str) -> Mapping[str, str]:
    return lars.subjects(settings.SKILLSHIRE_HOME / "lars")


def _day(day: date | None, otherwise: str = UNKNOWN) -> str:
    return words(day) if day else otherwise
