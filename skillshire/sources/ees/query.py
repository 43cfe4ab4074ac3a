"""What a source's definition asks of a data set: the `query:` of its file."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, ValidationError, field_validator, model_validator

from skillshire.core.definitions import Definition, explain
from skillshire.core.errors import UserError
from skillshire.sources.stretch import Stretch

# Geographic levels that have a place in Skillshire, and what they are called in table.LEVELS.
LEVELS = {
    "NAT": "nation", "REG": "region", "LA": "county", "LAD": "district", "LSIP": "lsip",
    "LEP": "lep", "MCA": "combined-authority",
}  # fmt: skip
Level = Literal["NAT", "REG", "LA", "LAD", "LSIP", "LEP", "MCA"]


class Indicator(Definition):
    """One column of figures: found by its id, column name or label."""

    find: str
    period: Stretch | None = None


class Split(Definition):
    """A filter that becomes a breakdown. `options` maps a label to its slug; `total` is the headline's."""

    key: str = Field(alias="as", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    total: str | None = None
    options: dict[str, str] | None = None

    @field_validator("options")
    @classmethod
    def _slugs(cls, options: dict[str, str] | None) -> dict[str, str] | None:
        for slug in (options or {}).values():
            if not slug or not slug.replace("-", "").isalnum() or slug != slug.lower():
                raise ValueError(f"“{slug}” is not a slug; write small letters, digits and hyphens")
        return options


def _kind(given: object) -> str:
    if isinstance(given, list):
        return "options"
    return "option" if isinstance(given, str) else "split"


# A text fixes the filter's option; a list fixes several, of which each result has one, such as the totals
# of each provision. Which is meant shows at once, so that one fault is named and not three.
Taken = Annotated[
    Annotated[str, Tag("option")] | Annotated[list[str], Tag("options")] | Annotated[Split, Tag("split")],
    Discriminator(_kind),
]


class Query(Definition):
    """What to ask: `publication` is a slug; `data_set` an id or a title, in which * stands for any words.

    `splits` says which breakdowns may be crossed; each stands alone where it does not.
    """

    publication: str
    data_set: str
    indicators: dict[str, Indicator] = Field(min_length=1)  # by the series' name
    levels: list[Level] = Field(min_length=1)
    filters: dict[str, Taken] = {}  # by id, column name or label; a text fixes the option
    splits: list[list[str]] | None = None
    since: int = Field(default=2000, ge=1990, le=2099)
    accepted: int = Field(default=1, ge=1)  # the newest major version that a person has looked at

    @field_validator("indicators", mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        """`starts: Starts` is short for `starts: {find: Starts}`."""
        if not isinstance(given, dict):
            return given
        return {name: {"find": each} if isinstance(each, str) else each for name, each in given.items()}

    @model_validator(mode="after")
    def _splits_exist(self) -> "Query":
        keys = {each.key for each in self.filters.values() if isinstance(each, Split)}
        for key in (key for split in self.splits or [] for key in split):
            if key not in keys:
                raise ValueError(f"splits names “{key}”, but no filter is taken as that")
        return self

    def crossings(self) -> list[frozenset[str]]:
        """The sets of breakdown keys that may have a value together; each key alone where none is named."""
        if self.splits is not None:
            return [frozenset(split) for split in self.splits]
        return [frozenset([each.key]) for each in self.filters.values() if isinstance(each, Split)]


def read(source: str, query: Mapping[str, Any]) -> Query:
    """The checked query of a source; UserError names the first fault and where it is."""
    try:
        return Query.model_validate(dict(query))
    except ValidationError as error:
        raise UserError(f"definitions/sources/{source}.yaml: query → {explain(error)}") from None
