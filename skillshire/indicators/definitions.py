"""Indicators and sources as data: what each file under definitions/ says."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from skillshire.core import definitions, periods
from skillshire.core.errors import UserError

Better = Literal["up", "down", "neither"]
Unit = Literal["percent", "count", "pounds", "pounds per hour", "per 100,000", "minutes", "score"]
Quality = Literal["accredited", "in development", "experimental"]
Slug = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class Edition(definitions.Definition):
    """One file that the publisher brought out, and the day on which it did."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    published: date


class SourceDefinition(definitions.Definition):
    """Who publishes what. A source of kind `casework` has no files: its figures are counts from the records
    kept here, and come into a release through publish.py alone.
    """

    id: str = Slug
    kind: Literal["published", "casework"] = "published"
    producer: str
    title: str
    licence: str
    url: str
    download: list[str] = []
    files: list[str] = []
    companions: list[str] = []
    connector: str = Field("", pattern=r"^[a-z0-9_.]*$")
    query: dict[str, Any] = {}  # what is asked of a live service, in the words of its connector
    published: date | None = None  # of the edition that the project has; a file's own is under `editions`
    editions: list[Edition] = []
    provisional: list[str] = []  # years of which the publisher's notes, a companion, say that they are
    publication_lag: str
    quality: Quality
    coverage: str
    notes: str = ""

    @field_validator("publication_lag")
    @classmethod
    def _lag(cls, text: str) -> str:
        return _checked_lag(text)

    @model_validator(mode="after")
    def _files_or_records(self) -> Self:
        if self.kind == "casework" and (self.files or self.connector or self.download or self.published):
            raise ValueError("a source of kind casework has no files, connector, download or day published")
        if self.kind == "published" and not (self.files and self.connector and self.published):
            raise ValueError("a source needs files, connector and published, unless its kind is casework")
        return self

    def published_of(self, sha256: str) -> date | None:
        """The day on which the file with this checksum came out; None where no edition is known to be it."""
        return next((one.published for one in self.editions if one.sha256 == sha256), None)


class Origin(definitions.Definition):
    """Which series of which source an indicator is taken from."""

    source: str = Slug
    series: str
    breakdown: str = ""  # added to the rows' own breakdown, for a series that is a part by its name


class Split(definitions.Definition):
    """One way in which figures are split: its name as people read it, and that of each part.

    `codes` names a list of parts under definitions/codes that several indicators share.
    """

    title: str
    codes: str | None = None
    values: dict[str, str] = {}


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
    breakdowns: dict[str, Split] = {}
    quality: Quality | None = None  # the first source's, unless said otherwise
    # What its figures lie between, where that is not what the unit says (plausible.py): a gap is below 0 too.
    bounds: tuple[float | None, float | None] | None = Field(None, alias="range")
    survey_day: bool = False  # its periods are single days, as of a survey that asks about one day a year
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

    def title_of(self, key: str) -> str:
        """What a breakdown is called: `lldd` is “Learning difficulty or disability”."""
        return self.breakdowns[key].title if key in self.breakdowns else _readable(key)

    def label_of(self, key: str, value: str) -> str:
        """What a part is called: `25-plus` of the breakdown `age` is “25 and over”."""
        split = self.breakdowns.get(key)
        return split.values.get(value, _readable(value)) if split else _readable(value)

    def label(self, pairs: Iterable[tuple[str, str]]) -> str:
        """A whole breakdown in words, `Women, 16 to 19`; empty for the headline."""
        return ", ".join(self.label_of(key, value) for key, value in pairs)

    def unlabelled(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those of the pairs for which no words stand in the definition."""
        return [
            (key, value) for key, value in pairs
            if key not in self.breakdowns or value not in self.breakdowns[key].values
        ]  # fmt: skip


def _readable(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


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
        found[definition.id] = _completed(definition, path, known, root)
    return found


def _completed(
    definition: IndicatorDefinition, path: Path, known: dict[str, SourceDefinition], root: Path
) -> IndicatorDefinition:
    """With what it leaves to others: the quality of its first source, and lists of codes."""
    splits = {}
    for key, split in definition.breakdowns.items():
        shared = _codes(root, split.codes, path) if split.codes else {}
        splits[key] = split.model_copy(update={"values": {**shared, **split.values}})
    quality = definition.quality or known[definition.origins[0].source].quality
    return definition.model_copy(update={"breakdowns": splits, "quality": quality})


class _Codes(definitions.Definition):
    values: dict[str, str] = Field(min_length=1)


def _codes(root: Path, name: str, path: Path) -> dict[str, str]:
    file = root / "codes" / f"{name}.yaml"
    if not file.is_file():
        raise UserError(f"{path}: breakdowns: there is no list of codes “{name}” in definitions/codes.")
    return _read_codes(file)


@cache
def _read_codes(file: Path) -> dict[str, str]:
    """Dozens of indicators share a list."""
    return definitions.read(file, _Codes).values


def _same_name(path: Path, identifier: str) -> None:
    if path.stem != identifier:
        raise UserError(f"{path}: id: it says “{identifier}”, so the file must be named {identifier}.yaml.")


def published_sources() -> list[SourceDefinition]:
    """Those that bring out files."""
    return [one for one in sources().values() if one.kind == "published"]


def from_records(definition: IndicatorDefinition) -> bool:
    """Whether its figures are counts from the records kept here."""
    known = sources()
    return all(
        origin.source in known and known[origin.source].kind == "casework" for origin in definition.origins
    )


def source(identifier: str) -> SourceDefinition:
    try:
        return sources()[identifier]
    except KeyError:
        raise UserError(
            f"There is no source “{identifier[:60]}”; the sources are: {', '.join(sources())}."
        ) from None
