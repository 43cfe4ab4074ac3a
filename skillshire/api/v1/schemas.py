"""What the API answers with, for its description. Fields may be added within v1, never taken away."""

from typing import Any, Literal

from ninja import Field, Schema

Status = Literal["", "c", "x", "z", "low", "u", "p", "f"]
Level = Literal["nation", "region", "county", "district", "lsip", "combined-authority"]
STATUS = (
    "Why there is no number, or what to know about it: c confidential, x not available, z not applicable, "
    "low rounds to zero, u unreliable, p provisional, f forecast, empty when none of these."
)


class Problem(Schema):
    """A refusal (RFC 9457). `type` is stable; `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Notice(Schema):
    """Something to know about the answer, such as that a code asked for is an old one."""

    about: str = Field(description="The code or id that the notice is about.")
    text: str


class Links(Schema):
    self: str
    first: str
    prev: str | None
    next: str | None
    last: str


class Paged(Schema):
    total: int
    page: int
    page_size: int
    pages: int
    links: Links


class Observation(Schema):
    indicator: str
    area: str = Field(description="GSS code, the present one.")
    area_name: str
    period: str = Field(description="ISO 8601: start and length, or one day.")
    period_label: str
    breakdown: dict[str, str] = Field(description="Empty for the headline.")
    value: float | None = Field(description="As published; null where there is no number, never 0 for that.")
    lower: float | None = Field(description="Lower 95% limit, where the publisher gives one.")
    upper: float | None
    status: Status = Field(description=STATUS)
    unit: str
    release: str
    producer: str
    source: str
    published: str = Field(description="When its publisher published the source: a day, or “not stated”.")
    licence: str


class Observations(Paged):
    release: str
    notices: list[Notice]
    observations: list[Observation]


class JsonStat(Schema):
    """A JSON-stat 2.0 dataset (json-stat.org)."""

    version: Literal["2.0"]
    class_: Literal["dataset"] = Field(alias="class")
    label: str
    source: str
    updated: str
    note: list[str]
    id: list[str]
    size: list[int]
    role: dict[str, list[str]]
    dimension: dict[str, Any]
    value: list[float | None]
    status: dict[str, str]
    extension: dict[str, Any]


class Indicator(Schema):
    id: str
    title: str
    question: str
    theme: str
    unit: str
    decimals: int = Field(description="For display only; values are never rounded here.")
    better: Literal["up", "down", "neither"]
    observations: int
    areas: int
    first_period: str
    last_period: str
    url: str


class Indicators(Paged):
    release: str
    themes: list[str]
    indicators: list[Indicator]


class PeriodOf(Schema):
    period: str
    period_label: str


class Source(Schema):
    producer: str
    title: str
    url: str
    licence: str
    published: str
    accessed: str
    sha256: str


class IndicatorDetail(Indicator):
    subject: str
    why: str
    numerator: str
    denominator: str | None
    caveats: list[str]
    quality: list[str] = Field(description="The labels of its sources as official statistics.")
    next_release: str | None
    author: str
    checked: str
    reviewed: str
    periods: list[PeriodOf]
    breakdowns: list[dict[str, str]] = Field(description="An empty one is the headline.")
    sources: list[Source]
    release: str


class AreaName(Schema):
    code: str
    name: str
    level: Level
    current: bool
    url: str


class Areas(Paged):
    areas: list[AreaName]


class AreaDetail(AreaName):
    unitary: bool
    start: str | None
    end: str | None = Field(description="Its last day; null while it exists.")
    former_codes: list[str]
    former_names: list[str]
    dfe_number: str | None
    parents: list[AreaName]
    successors: list[AreaName]
    same_ground: list[AreaName] = Field(description="Other areas with exactly the same boundary.")
    notices: list[Notice]


class Related(Schema):
    area: AreaName
    areas: list[AreaName]
    notices: list[Notice]


class SimilarArea(AreaName):
    distance: float = Field(description="In robust standard deviations; 0 would be exactly alike.")


class Similar(Schema):
    area: AreaName
    areas: list[SimilarArea]
    method: str
    release: str
    notices: list[Notice]


class Postcode(Schema):
    postcode: str
    easting: int | None
    northing: int | None
    area: AreaName
    areas: list[AreaName] = Field(description="The area and everything that holds it.")


class Release(Schema):
    id: str
    built: str
    rows: int
    indicators: int
    areas: int
    sources: list[str]
    previous: str | None
    serves: bool


class Releases(Schema):
    serving: str
    releases: list[Release]


class Change(Schema):
    indicator: str
    state: Literal["changed", "new", "gone"]
    added: int
    revised: int
    withdrawn: int


class ChangedFigure(Schema):
    indicator: str
    area: str
    period: str
    breakdown: dict[str, str]
    kind: Literal["added", "revised", "withdrawn"]
    before: float | None
    before_status: Status
    after: float | None
    after_status: Status


class Changes(Paged):
    release: str
    previous: str | None
    sources: list[str] = Field(description="Those of which the release has a newer file.")
    indicators: list[Change]
    figures: list[ChangedFigure] = Field(description="Of the indicator asked for; else empty.")
