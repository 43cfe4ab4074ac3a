"""Learners of a file as rows of the tables, kept until the whole file is known to be good."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from skillshire.casework.ilr.records import Aim, Fam, Header, Learner
from skillshire.casework.lars import Lars
from skillshire.core.errors import UserError
from skillshire.places import postcodes

LONGEST_FAMS = 500
LEARNER = (
    "id", "organisation_id", "upload_id", "year", "reference", "uln", "family_name", "given_names", "born",
    "sex", "ethnicity", "lldd", "postcode", "postcode_prior", "area_code", "detail",
)  # fmt: skip
STATUS = ("learner_id", "code", "starts")
AIM = (
    "learner_id", "number", "aim_ref", "aim_type", "starts", "original_start", "planned_end", "ended",
    "fund_model", "prog_type", "framework", "pathway", "standard", "completion", "outcome",
    "delivery_postcode", "fams", "level", "subject", "basic_skill", "age", "employment",
)  # fmt: skip


@dataclass
class Rows:
    """`own` of each learner, with its statuses and aims at the same place of the other two lists."""

    lars: Lars
    own: list[tuple[Any, ...]] = field(default_factory=list)
    statuses: list[list[tuple[Any, ...]]] = field(default_factory=list)
    aims: list[list[tuple[Any, ...]]] = field(default_factory=list)

    def add(self, learner: Learner, header: Header) -> None:
        self.own.append(
            (
                learner.reference.strip(), learner.uln, learner.family_name, learner.given_names,
                _day(learner.born), learner.sex, learner.ethnicity, learner.lldd, learner.postcode,
                learner.postcode_prior,
                _detail(tuple(learner.fams), tuple(learner.prior), tuple(learner.difficulties)),
            )
        )  # fmt: skip
        self.statuses.append([(status.code, _day(status.starts)) for status in learner.statuses])
        self.aims.append([self._aim(aim, learner) for aim in learner.aims])

    def _aim(self, aim: Aim, learner: Learner) -> tuple[Any, ...]:
        known = self.lars.of(aim)
        return (
            aim.number, aim.aim_ref, aim.aim_type, _day(aim.starts), _day(aim.original_start),
            _day(aim.planned_end), _day(aim.ended), aim.fund_model, aim.prog_type, aim.framework,
            aim.pathway, aim.standard, aim.completion, aim.outcome, aim.delivery_postcode,
            _fams(tuple(aim.fams)), known.level, known.subject, known.skill, learner.age(aim.starts),
            learner.employment(aim.starts),
        )  # fmt: skip

    @property
    def references(self) -> list[str]:
        return [own[0] for own in self.own]

    def areas(self) -> dict[str, str]:
        """The district of each postcode of a home; empty where the directory has none."""
        return {text: _district(text) for text in sorted({own[8] for own in self.own})}

    def learners(
        self, ids: Mapping[str, int], fixed: tuple[Any, ...], areas: Mapping[str, str]
    ) -> Iterator[tuple[Any, ...]]:
        """`fixed`: organisation, upload and year. A learner without an id is left out, here and below."""
        for own in self.own:
            if own[0] in ids:
                yield (ids[own[0]], *fixed, *own[:-1], areas[own[8]], own[-1])

    def parts(self, ids: Mapping[str, int], kept: list[list[tuple[Any, ...]]]) -> Iterator[tuple[Any, ...]]:
        for own, rows in zip(self.own, kept, strict=True):
            if own[0] in ids:
                for row in rows:
                    yield (ids[own[0]], *row)


@lru_cache(maxsize=50_000)
def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


@lru_cache(maxsize=20_000)
def _detail(
    fams: tuple[tuple[str, int], ...], prior: tuple[tuple[int, date], ...], difficulties: tuple[int, ...]
) -> str:
    """Many learners have the same."""
    levels = [(level, _day(since)) for level, since in prior]
    return json.dumps({"fams": fams, "prior": levels, "difficulties": difficulties})


@lru_cache(maxsize=20_000)
def _fams(fams: tuple[Fam, ...]) -> str:
    text = " ".join(f"{fam.type}:{fam.code}" for fam in fams)
    return intern(text if len(text) <= LONGEST_FAMS else text[:LONGEST_FAMS].rpartition(" ")[0])


def _district(postcode: str) -> str:
    try:
        return postcodes.find(postcode).area.code
    except UserError:
        return ""
