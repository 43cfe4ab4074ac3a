"""What the API answers with about the strategy, for its description; schemas.py has the rest."""

from typing import Literal

from ninja import Field, Schema

from skillshire.api.v1.schemas import Status

Measured = Literal["achieved", "on track", "at risk", "off track", "no evidence"]


class Figure(Schema):
    period: str
    period_label: str
    value: float | None
    lower: float | None
    upper: float | None
    status: Status


class EvidenceOf(Schema):
    indicator: str
    role: Literal["own", "proxy"]
    origin: Literal["records", "published"]
    area: str
    latest: Figure | None
    release: str


class Assessment(Schema):
    ref: int
    title: str
    theme: int
    kind: str
    better: Literal["up", "down"]
    unit: str
    status: Measured
    latest: Figure | None
    expected: float | None
    probability: float | None
    reason: str
    evidence: EvidenceOf | None
    beside: list[EvidenceOf]
    awaits: str | None
    as_at: str


class Assessments(Schema):
    strategy: str
    as_at: str
    release: str
    counts: dict[str, int]
    assessments: list[Assessment]


class Target(Schema):
    value: float
    period: str
    label: str
    due: str


class Baseline(Schema):
    value: float
    period: str
    label: str
    note: str


class EvidenceAsked(Schema):
    indicator: str
    role: Literal["own", "proxy"]
    breakdown: dict[str, str]
    area: str | None
    note: str


class Measure(Schema):
    ref: int
    title: str
    statement: str
    theme: int
    kind: str
    better: Literal["up", "down"]
    unit: str
    due: str
    baseline: Baseline | None
    targets: list[Target]
    evidence: list[EvidenceAsked]
    caveats: list[str]
    actions: list[int]
    status: Measured
    url: str


class Measures(Schema):
    strategy: str
    as_at: str
    release: str
    measures: list[Measure]


class Input(Schema):
    name: str
    value: str


class MarkOf(Schema):
    value: float
    period: str
    label: str


class RangeOf(Schema):
    period: str
    value: float
    lower: float = Field(description="Of the 80% interval.")
    upper: float


class MeasureDetail(Measure):
    as_at: str
    release: str
    assessment: Assessment
    inputs: list[Input]
    trajectory: list[MarkOf]
    forecast: list[RangeOf]


class Action(Schema):
    ref: int
    title: str
    note: str
    status: Literal["not-reported", "not-started", "in-progress", "done", "stopped"]
    leads: list[str]
    funding: list[str]
    measures: list[int]


class Theme(Schema):
    order: int
    title: str
    serves: str
    aspiration: str
    situation: str
    priorities: list[str]
    measures: list[int]
    actions: list[Action]


class Strategy(Schema):
    slug: str
    title: str
    area: str
    area_name: str
    starts: str
    ends: str
    summary: str
    monitoring: list[str]
    priority_sectors: list[str]
    as_at: str
    themes: list[Theme]
