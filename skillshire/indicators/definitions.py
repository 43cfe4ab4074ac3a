"""Indicators and sources as data: what each file under definitions/ says."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from skillshire.core import definitions, periods
from skillshire.core.errors import UserError

Better = Literal["up", "down", "neither"]
Unit = Literal["percent", "count", "pounds", "pounds per hour", "per 100,000", "minutes", "score"]
Slug = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class SourceDefinition(definitions.Definition):
    id: str = Slug
    producer: str
    title: str
    licence: str
    url: str
    download: list[str] = []
    files: list[str] = Field(min_length=1)
    companions: list[str] = []
    connector: str = Field(pattern=r"^[a-z0-9_.]+$")
    published: date
    publication_lag: str
    quality: str
    coverage: str
    notes: str = ""

    @field_validator("publication_lag")
    @classmethod
    def _lag(cls, text: str) -> str:
        return _checked_lag(text)


class Origin(definitions.Definition):
    """Which series of which source an indicator is taken from."""

    source: str = Slug
    series: str
    breakdown: str = ""  # added to the rows' own breakdown, for a series that is a part by its name


class IndicatorDefinition(definitions.Definition):
    id: str = Slug
    title: str
    subject: str
    question: str
    why: str
    numerator: str
    denominator: str | None = None
    unit: Unit
    decimals: int = Field(ge=0, le=4)
    better: Better
    theme: str
    origins: list[Origin] = Field(alias="from", min_length=1)
    publication_lag: str | None = None
    caveats: list[str] = []
    next_release: str | None = None
    author: str
    checked: date
    reviewed: date

    @field_validator("publication_lag")
    @classmethod
    def _lag(cls, text: str | None) -> str | None:
        return _checked_lag(text) if text else None

    def lag_months(self, sources: dict[str, SourceDefinition]) -> int:
        """Whole months between a period's end and the day its figure could be seen."""
        return periods.parse_lag(self.publication_lag or sources[self.origins[0].source].publication_lag)


def _checked_lag(text: str) -> str:
    try:
        periods.parse_lag(text)
    except UserError as error:
        raise ValueError(str(error)) from None
    return text


@cache
def sources(root: Path = definitions.ROOT) -> dict[str, SourceDefinition]:
    """Every source by id, in the order of their file names."""
    found = {}
    for path in sorted((root / "sources").glob("*.yaml")):
        definition = definitions.read(path, SourceDefinition)
        _same_name(path, definition.id)
        found[definition.id] = definition
    return found


@cache
def indicators(root: Path = definitions.ROOT) -> dict[str, IndicatorDefinition]:
    """Every indicator by id, in the order of their file names; each names sources that exist."""
    known = sources(root)
    found = {}
    for path in sorted((root / "indicators").glob("*.yaml")):
        definition = definitions.read(path, IndicatorDefinition)
        _same_name(path, definition.id)
        for origin in definition.origins:
            if origin.source not in known:
                raise UserError(f"{path}: from: there is no source “{origin.source}” in definitions/sources.")
        found[definition.id] = definition
    return found


def _same_name(path: Path, identifier: str) -> None:
    if path.stem != identifier:
        raise UserError(f"{path}: id: it says “{identifier}”, so the file must be named {identifier}.yaml.")


def source(identifier: str) -> SourceDefinition:
    try:
        return sources()[identifier]
    except KeyError:
        raise UserError(
            f"There is no source “{identifier[:60]}”; the sources are: {', '.join(sources())}."
        ) from None
