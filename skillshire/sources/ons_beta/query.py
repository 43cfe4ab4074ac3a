"""What a source's definition asks of a dataset of the ONS beta API: the `query:` of its file."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationError, model_validator

from skillshire.core.definitions import Definition, explain
from skillshire.core.errors import UserError
from skillshire.sources.stretch import Stretch
from skillshire.sources.table import STATUSES


class Named(Definition):
    """A column of codes whose `values` maps each code that is kept to our word for it."""

    column: str
    values: dict[str, str] = Field(min_length=1)


class Query(Definition):
    """Columns are those of the codes, not of the labels beside them.

    `keep` fixes a column to one code; `breakdowns` maps our key to a column and its codes, "" being the
    headline; `marks` maps the publisher's data markings to table.STATUSES.
    """

    dataset: str = Field(pattern=r"^[A-Za-z0-9-]+$")
    since: int = Field(default=2000, ge=1990, le=2099)
    area: str
    time: str
    period: Stretch
    keep: dict[str, str] = {}
    series: Named
    breakdowns: dict[str, Named] = {}
    marks: dict[str, str] = {}
    variation: str | None = None  # the column of the coefficient of variation, in per cent

    @model_validator(mode="after")
    def _marks_are_statuses(self) -> "Query":
        wrong = next((mark for mark in self.marks.values() if not mark or mark not in STATUSES), None)
        if wrong is not None:
            raise ValueError(f"marks has “{wrong}”, which is none of {', '.join(filter(None, STATUSES))}")
        return self

    def wanted(self) -> dict[str, set[str]]:
        """The codes to keep, by column."""
        named = [self.series, *self.breakdowns.values()]
        fixed = {column: {code} for column, code in self.keep.items()}
        return {**fixed, **{each.column: set(each.values) for each in named}}


def read(source: str, query: Mapping[str, Any]) -> Query:
    """The checked query of a source; UserError names the first fault and where it is."""
    try:
        return Query.model_validate(dict(query))
    except ValidationError as error:
        raise UserError(f"definitions/sources/{source}.yaml: query → {explain(error)}") from None
