"""Scores the risk that a young person will be NEET, by a published list of points. Pure: no database.

A list is data (definitions/risk/*.yaml). A score only orders a list of people for a person to look at;
nothing is done to anybody because of it. What nobody knows scores nothing, is never read as no, and is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pydantic import Field, model_validator

from skillshire.core import definitions
from skillshire.core.definitions import Definition
from skillshire.core.errors import UserError

FOLDER = definitions.ROOT / "risk"
# The fields that a rule may ask: those of the record RiskFactors, in the words of the office.
FACTORS = {
    "attendance": "attendance",
    "exclusion_share": "how much of the absence was exclusion",
    "ever_excluded": "exclusions",
    "free_meals": "free school meals",
    "english_additional": "English as an additional language",
    "send": "special educational needs",
    "alternative_provision": "alternative provision",
    "looked_after": "being looked after",
    "carer": "caring for somebody",
    "youth_justice": "youth justice",
    "pregnant_or_parent": "being pregnant or a parent",
    "custody": "custody",
}
# Equality Act 2010, section 4, and what is nearly the same as one of its characteristics.
PROTECTED = frozenset({"english_additional", "send", "pregnant_or_parent"})


class Rule(Definition):
    """Points for one thing that holds of a person: the field is that text or yes, or within those bounds."""

    field: str
    points: int = Field(gt=0)
    said: str = Field(min_length=1)
    equals: bool | str | None = Field(default=None, alias="is")
    over: float | None = None
    at_least: float | None = None
    below: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "Rule":
        if self.field not in FACTORS:
            raise ValueError(f"no factor is called “{self.field}”; choose one of {', '.join(FACTORS)}")
        bounds = (self.over, self.at_least, self.below, self.at_most)
        if (self.equals is None) == all(bound is None for bound in bounds):
            raise ValueError(f"a rule on {self.field} needs either “is” or bounds")
        return self

    def holds(self, value: Any) -> bool:
        """Of a value that is known."""
        if self.equals is not None:
            return bool(value == self.equals)
        tests = (
            self.over is None or value > self.over,
            self.at_least is None or value >= self.at_least,
            self.below is None or value < self.below,
            self.at_most is None or value <= self.at_most,
        )
        return all(tests)


class Band(Definition):
    lowest: int = Field(alias="from")  # points from which it begins
    name: str


class RiskModel(Definition):
    """A list of points, and from which score on a person is shown as flagged."""

    id: str = Field(pattern=r"[a-z0-9-]+")
    version: str
    title: str
    use: Literal["default", "comparison"]
    source: str
    why: str
    threshold: float
    boundary: Literal["over", "at-least"]  # whether a score must be higher than the threshold or may equal it
    threshold_note: str
    bands: tuple[Band, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)

    @property
    def fields(self) -> tuple[str, ...]:
        """The factors that it asks for, each once."""
        return tuple(dict.fromkeys(rule.field for rule in self.rules))

    @property
    def sign(self) -> str:
        return ">" if self.boundary == "over" else "≥"

    def flags(self, points: int) -> bool:
        return points > self.threshold if self.boundary == "over" else points >= self.threshold

    def band(self, points: int) -> str:
        """The name of the highest band that the points reach; empty below all, or where there are none."""
        ordered = sorted(self.bands, key=lambda band: band.lowest, reverse=True)
        return next((band.name for band in ordered if points >= band.lowest), "")


@dataclass(frozen=True)
class Reason:
    factor: str
    points: int
    said: str


@dataclass(frozen=True)
class Score:
    points: int
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...]  # factors that the list asks for and nobody knows
    flagged: bool
    band: str


def score(factors: Mapping[str, Any], model: RiskModel) -> Score:
    """The points of what is known in `factors`: field of RiskFactors → value.

    None, empty or absent is not known.
    With something not known, `points` are the fewest that the person can have.
    """
    unknown = tuple(field for field in model.fields if not _known(factors.get(field)))
    reasons = tuple(
        Reason(rule.field, rule.points, rule.said)
        for rule in model.rules
        if rule.field not in unknown and rule.holds(factors[rule.field])
    )
    points = sum(reason.points for reason in reasons)
    return Score(points, reasons, unknown, model.flags(points), model.band(points))


def _known(value: Any) -> bool:
    return value is not None and value != ""


@lru_cache(maxsize=1)
def models() -> dict[str, RiskModel]:
    """Every list by its id. UserError where a file is faulty, or none or several are the default."""
    found = [_read(file.stem) for file in sorted(FOLDER.glob("*.yaml"))]
    if sum(model.use == "default" for model in found) != 1:
        raise UserError(f"Exactly one file of {FOLDER} says “use: default”; mend the others.")
    return {model.id: model for model in found}


def _read(name: str) -> RiskModel:
    model = definitions.read(FOLDER / f"{name}.yaml", RiskModel)
    if model.id != name:
        raise UserError(f"{FOLDER / name}.yaml has the id “{model.id}”; give it the name of its file.")
    return model


def model(identifier: str = "") -> RiskModel:
    """The list of that id; the one that the office works with where none is named."""
    every = models()
    if not identifier:
        return next(one for one in every.values() if one.use == "default")
    if identifier not in every:
        raise UserError(f"No risk model is called “{identifier}”; choose one of {', '.join(every)}.")
    return every[identifier]
