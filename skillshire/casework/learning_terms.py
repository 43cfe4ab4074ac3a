"""What is counted from learner records, as definitions/learning.yaml says it."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from pydantic import Field

from skillshire.core import definitions
from skillshire.core.definitions import Definition


class Funding(Definition):
    """Aims of a model that began on or after `since` and before `until`."""

    model: int
    since: date | None = None
    until: date | None = None


class Apprenticeships(Definition):
    aim_type: int = Field(alias="aim-type")
    programme_types: tuple[int, ...] = Field(alias="programme-types")
    funding: tuple[Funding, ...]
    restarts: bool


class OutOfWork(Definition):
    funding: tuple[Funding, ...]
    employment: tuple[int, ...]
    age: tuple[int, int]


class BasicSkills(Definition):
    skills: tuple[str, ...]
    outcome: int
    age: tuple[int, int]


class Community(Definition):
    funding: tuple[Funding, ...]


class Terms(Definition):
    """`stem` is by the name of the list: sector subject areas of the first tier."""

    ages: Mapping[str, int]
    levels: Mapping[str, tuple[str, ...]]
    level_3_or_above: tuple[str, ...] = Field(alias="level-3-or-above")
    stem: Mapping[str, tuple[int, ...]]
    apprenticeships: Apprenticeships
    out_of_work: OutOfWork = Field(alias="out-of-work-learning")
    basic_skills: BasicSkills = Field(alias="basic-skills")
    community: Community = Field(alias="community-learning")


@lru_cache(maxsize=1)
def load() -> Terms:
    return definitions.read(definitions.ROOT / "learning.yaml", Terms)
