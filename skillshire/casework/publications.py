"""What is published of records, as data: a few fixed tables, and how their counts are protected.

Each file in definitions/publications is a table: what is counted, its columns, its period, and which
indicators are made from it. A table that anybody could cut as they like would be many overlapping tables, and
no protection of one would hold for all.
"""

from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from skillshire.casework.disclosure import Parameters
from skillshire.core import definitions
from skillshire.core.definitions import Definition
from skillshire.core.errors import UserError

FOLDER = definitions.ROOT / "publications"
Period = Literal["month", "calendar-year", "academic-year"]
Over = Literal["month", "winter", "calendar-year", "academic-year"]


class Column(Definition):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str


class Made(Definition):
    """An indicator made from the table: a column's number, or its percentage of another column."""

    id: str
    part: str
    of: str | None = None
    over: tuple[Over, ...] = Field(min_length=1)


class Publication(Definition):
    id: str
    title: str
    counted: str
    source: str
    period: Period
    unit: str
    notes: str
    columns: tuple[Column, ...] = Field(min_length=1)
    indicators: tuple[Made, ...]

    @model_validator(mode="after")
    def _columns_known(self) -> "Publication":
        known = {column.id for column in self.columns}
        asked = {name for one in self.indicators for name in (one.part, one.of) if name}
        if not asked <= known:
            raise ValueError(f"indicators name columns that the table has not: {', '.join(asked - known)}")
        return self

    @model_validator(mode="after")
    def _stretches_known(self) -> "Publication":
        """Its own periods; of months also what is made of several."""
        possible = {"month", "winter", "calendar-year"} if self.period == "month" else {self.period}
        asked = {over for one in self.indicators for over in one.over}
        if not asked <= possible:
            raise ValueError(
                f"a table by {self.period} gives no figure over {', '.join(sorted(asked - possible))}"
            )
        return self

    def column(self, identifier: str) -> Column:
        return next(one for one in self.columns if one.id == identifier)


class _Disclosure(Definition):
    threshold: int = Field(ge=2)
    why_threshold: str
    base: int = Field(ge=1)
    why_base: str
    possible: int = Field(ge=2)
    why_possible: str
    zeros: Literal["hidden"]
    why_zeros: str


@cache
def every() -> tuple[Publication, ...]:
    """In the order of their file names."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        found.append(definitions.read(path, Publication))
        if found[-1].id != path.stem:
            raise UserError(f"{path}: id: it must be the file's name, {path.stem}.")
    return tuple(found)


def get(identifier: str) -> Publication:
    known = {one.id: one for one in every()}
    if identifier not in known:
        raise UserError(f"“{identifier[:60]}” is not a published table; the tables are: {', '.join(known)}.")
    return known[identifier]


@cache
def parameters() -> Parameters:
    read = definitions.read(definitions.ROOT / "disclosure.yaml", _Disclosure)
    return Parameters(threshold=read.threshold, base=read.base, possible=read.possible)


@cache
def reasons() -> tuple[str, ...]:
    """Why the parameters are what they are, for those who read the tables."""
    read = definitions.read(definitions.ROOT / "disclosure.yaml", _Disclosure)
    return (read.why_threshold, read.why_base, read.why_possible, read.why_zeros)
