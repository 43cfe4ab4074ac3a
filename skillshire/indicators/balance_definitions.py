"""What definitions/supply/ says: where subjects lead, what sectors are made of, how unsure each input is."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import Field, model_validator

from skillshire.core import definitions
from skillshire.indicators.balance import NOWHERE

FOLDER = definitions.ROOT / "supply"
CODE = re.compile(r"[1-9][1-9]|none", re.ASCII)
NEARLY = 1e-9


class Route(definitions.Definition):
    """One way from a subject: the occupation group's two digits, or “none”."""

    occupation: str = Field(pattern=CODE.pattern)
    weight: float = Field(gt=0, le=1)
    reason: str = Field(min_length=10)


class SubjectRoutes(definitions.Definition):
    subject: str
    also: list[str] = []
    concentration: float = Field(gt=0)
    to: list[Route] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> "SubjectRoutes":
        codes = [one.occupation for one in self.to]
        if len(set(codes)) != len(codes):
            raise ValueError(f"{self.subject} names an occupation twice")
        total = sum(one.weight for one in self.to)
        if abs(total - 1) > NEARLY:
            raise ValueError(f"the weights of {self.subject} add up to {total:g}, not to 1")
        return self


class _Described(definitions.Definition):
    id: str
    title: str
    author: str
    checked: date


class Mapping(_Described):
    classification: str
    method: str
    subjects: list[SubjectRoutes] = Field(min_length=1)


class Part(definitions.Definition):
    occupation: str = Field(pattern=r"[1-9][1-9]")
    share: float = Field(gt=0, le=1)
    reason: str = Field(min_length=10)


class Sector(definitions.Definition):
    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    title: str
    sections: list[str]
    industries: list[str]
    occupations: list[Part] = Field(min_length=1)


class Sectors(_Described):
    named_by: str  # whose priority sectors these are
    concentration: float = Field(gt=0)
    classification: str
    method: str
    sectors: list[Sector] = Field(min_length=1)

    @model_validator(mode="after")
    def _nobody_twice(self) -> "Sectors":
        total: dict[str, float] = {}
        for part in (part for sector in self.sectors for part in sector.occupations):
            total[part.occupation] = total.get(part.occupation, 0.0) + part.share
        over = [code for code, share in total.items() if share > 1 + NEARLY]
        if over:
            raise ValueError(f"the sectors' shares of occupation {over[0]} add up to more than 1")
        return self


class Assumption(definitions.Definition):
    value: float = Field(ge=0)
    unit: str
    measured: bool
    reason: str


class Assumptions(_Described):
    draws: int = Field(ge=1)
    seed: int
    growth_error: Assumption
    replacement_error_usual: Assumption
    replacement_error_small: Assumption
    replacement_common_error: Assumption
    replacement_estimate_error: Assumption
    people_per_course_error: Assumption
    course_rounding: Assumption
    subject_mix_concentration: Assumption

    def listed(self) -> dict[str, Assumption]:
        return {name: one for name, one in self if isinstance(one, Assumption)}


@lru_cache(maxsize=1)
def mapping() -> Mapping:
    return definitions.read(FOLDER / "subject-to-occupation.yaml", Mapping)


@lru_cache(maxsize=1)
def sectors() -> Sectors:
    return definitions.read(FOLDER / "sectors.yaml", Sectors)


@lru_cache(maxsize=1)
def assumptions() -> Assumptions:
    return definitions.read(FOLDER / "assumptions.yaml", Assumptions)


def mapping_rows() -> list[dict[str, Any]]:
    """Every weight as a row: subject, occupation, weight, limits of 95 % of its draws, reason."""
    return [
        {
            "subject": subject.subject, "occupation": one.occupation, "weight": one.weight,
            "lower": limits[0], "upper": limits[1], "concentration": subject.concentration,
            "reason": one.reason,
        }
        for subject in mapping().subjects
        for one, limits in zip(subject.to, weight_limits(subject), strict=True)
    ]  # fmt: skip


def weight_limits(subject: SubjectRoutes) -> list[tuple[float, float]]:
    """The 95 % limits of each weight, from enough seeded draws to settle the second decimal."""
    import numpy as np

    drawn = np.random.Generator(np.random.PCG64(assumptions().seed))
    found = drawn.dirichlet([subject.concentration * one.weight for one in subject.to], 20_000)
    low, high = np.percentile(found, [2.5, 97.5], axis=0)
    return [(round(float(a), 3), round(float(b), 3)) for a, b in zip(low, high, strict=True)]


def goes_nowhere(route: Route) -> bool:
    return route.occupation == NOWHERE
