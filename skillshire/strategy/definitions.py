"""A strategy as data: what a file in definitions/strategies may say, and what is wrong with a faulty one."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from skillshire.core import definitions, periods
from skillshire.core.errors import UserError
from skillshire.strategy import consistency, faults, kinds
from skillshire.strategy.kinds import Strict, Text

FOLDER = definitions.ROOT / "strategies"


def _period(text: str) -> str:
    try:
        return periods.parse(text).iso
    except UserError as error:
        raise ValueError(str(error)) from None


def _day_as_text(value: object) -> object:
    # YAML reads a single day as a date; a period of one day is written so.
    return value.isoformat() if type(value) is date else value


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
AreaCode = Annotated[str, Field(pattern=r"^[A-Z]\d{8}$")]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Ref = Annotated[int, Field(ge=1, le=999)]
PeriodText = Annotated[str, BeforeValidator(_day_as_text), AfterValidator(_period)]
Unit = Literal["percent", "count", "pounds", "per 100,000", "pounds per hour", "score"]


class AreaDefinition(Strict):
    code: AreaCode
    name: Title


class OrganisationDefinition(Strict):
    slug: Slug
    name: Title
    short_name: Title
    kind: Literal["council", "partnership", "government", "provider", "employer", "charity", "other"]
    area: str = ""  # GSS code of the area that it answers for, if any


class FundingSourceDefinition(Strict):
    slug: Slug
    name: Title
    short_name: str = ""


class ThemeDefinition(Strict):
    order: Ref
    title: Title
    serves: Text
    aspiration: Text
    situation: Text = ""
    priorities: list[Text] = []


class StepDefinition(Strict):
    text: Text
    funding: list[Slug] = []


class ActionDefinition(Strict):
    ref: Ref
    theme: Ref
    title: Title
    leads: Annotated[list[Slug], Field(min_length=1)]
    funding: list[Slug] = []
    measures: list[Ref] = []
    note: str = ""
    steps: Annotated[list[StepDefinition], Field(min_length=1)]


class Basis(Strict):
    """Which year the strategy's years are; `unclear` where it does not say."""

    year: Literal["calendar", "academic", "financial", "survey", "unclear"]
    note: str = ""


class Baseline(Strict):
    value: float
    period: PeriodText
    label: Title
    note: str = ""


class TargetDefinition(Strict):
    value: float
    period: PeriodText
    label: Title
    due: date

    @model_validator(mode="after")
    def _due_at_its_end(self) -> Self:
        last_day = periods.parse(self.period).last_day
        if self.due < last_day:
            raise ValueError(f"due ({self.due}) must not be before the period's last day ({last_day})")
        return self


class EvidenceDefinition(Strict):
    indicator: Slug
    role: Literal["own", "proxy"]
    breakdown: dict[str, Text] = {}
    area: AreaCode | None = None
    note: str = ""

    @model_validator(mode="after")
    def _proxy_explained(self) -> Self:
        if self.role == "proxy" and not self.note:
            raise ValueError("a proxy needs a note that says how it differs from the measure")
        return self


class Awaits(Strict):
    """The indicator that will hold the measure's own figures, and the record they will come from."""

    indicator: Slug
    record: Text


class MeasureDefinition(Strict):
    ref: Ref
    theme: Ref
    title: Title
    statement: Text
    kind: kinds.Kind
    better: Literal["up", "down"]
    unit: Unit
    decimals: Annotated[int, Field(ge=0, le=4)] = 0
    basis: Basis
    parameters: dict[str, Any] = {}
    baseline: Baseline | None = None
    targets: list[TargetDefinition] = []
    evidence: list[EvidenceDefinition] = []
    awaits: Awaits | None = None
    caveats: list[Text] = []

    @model_validator(mode="after")
    def _checked(self) -> Self:
        self._check_parameters()
        self._check_targets()
        self._check_values()
        if not self.awaits and not any(one.role == "own" for one in self.evidence):
            raise ValueError("a measure without evidence of its own must say which indicator it awaits")
        return self

    def _check_parameters(self) -> None:
        try:
            kinds.parameters(self.kind, self.parameters)
        except ValidationError as error:
            raise ValueError(
                f"parameters of kind {self.kind} → {faults.first(error, self.parameters)}"
            ) from None

    def _check_targets(self) -> None:
        if self.kind in kinds.WITH_TARGETS and not self.targets:
            raise ValueError(f"a measure of kind {self.kind} needs at least one target")
        if self.kind not in kinds.WITH_TARGETS and self.targets:
            raise ValueError(
                f"a measure of kind {self.kind} takes no targets; put what it asks in parameters"
            )
        points = self._points
        consistency.in_order(
            [periods.parse(point.period).start for point in points], "periods of baseline and targets"
        )
        consistency.in_order([target.due for target in self.targets], "days on which targets are due")
        direction = 1 if self.better == "up" else -1
        if self.targets:
            consistency.in_order(
                [direction * point.value for point in points], f"values (better is {self.better})"
            )

    def _check_values(self) -> None:
        values = [point.value for point in self._points]
        if any(value < 0 for value in values):
            raise ValueError("baseline and targets must not be below 0")
        if self.unit == "percent" and any(value > 100 for value in values):
            raise ValueError("a percentage must not be over 100")

    @property
    def _points(self) -> list[Baseline | TargetDefinition]:
        """The baseline is the first point of the line that the targets go on."""
        return [*([self.baseline] if self.baseline else []), *self.targets]

    @property
    def due(self) -> date:
        """The day on which the measure is judged for the last time."""
        if self.targets:
            return self.targets[-1].due
        until: date = getattr(kinds.parameters(self.kind, self.parameters), "until")  # noqa: B009
        return until


class AmbitionDefinition(Strict):
    order: Ref
    title: Title
    statement: Text
    indicators: Annotated[list[Slug], Field(min_length=1)]
    note: str = ""


class StrategyDefinition(Strict):
    slug: Slug
    title: Title
    area: AreaCode | AreaDefinition
    starts: date
    ends: date
    period_note: str = ""
    summary: Text
    monitoring: list[Text] = []
    priority_sectors: list[Text] = []
    employment_growth_sectors: list[Text] = []
    organisations: Annotated[list[OrganisationDefinition], Field(min_length=1)]
    funding_sources: list[FundingSourceDefinition] = []
    themes: Annotated[list[ThemeDefinition], Field(min_length=1)]
    actions: list[ActionDefinition] = []
    measures: list[MeasureDefinition] = []
    ambitions: list[AmbitionDefinition] = []

    @model_validator(mode="after")
    def _checked(self) -> Self:
        if self.ends <= self.starts:
            raise ValueError(f"ends ({self.ends}) must be after starts ({self.starts})")
        self._check_unique()
        for action in self.actions:
            self._check_action(action)
        for measure in self.measures:
            consistency.known(
                [measure.theme], [t.order for t in self.themes], f"measure {measure.ref}", "theme"
            )
        return self

    def _check_unique(self) -> None:
        consistency.unique([one.slug for one in self.organisations], "organisation")
        consistency.unique([one.slug for one in self.funding_sources], "funding source")
        consistency.unique([one.order for one in self.themes], "theme")
        consistency.unique([one.ref for one in self.actions], "action")
        consistency.unique([one.ref for one in self.measures], "measure")
        consistency.unique([one.order for one in self.ambitions], "ambition")

    def _check_action(self, action: ActionDefinition) -> None:
        where = f"action {action.ref}"
        funding = [*action.funding, *(slug for step in action.steps for slug in step.funding)]
        consistency.known([action.theme], [one.order for one in self.themes], where, "theme")
        consistency.known(action.leads, [one.slug for one in self.organisations], where, "organisation")
        consistency.known(funding, [one.slug for one in self.funding_sources], where, "funding source")
        consistency.known(action.measures, [one.ref for one in self.measures], where, "measure")
        consistency.unique(action.leads, f"{where}: lead")
        consistency.unique(action.funding, f"{where}: funding source")
        consistency.unique(action.measures, f"{where}: measure")

    @property
    def sha256(self) -> str:
        """Of what the definition says; comments and layout of the file do not count."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def read(path: Path) -> StrategyDefinition:
    """The strategy in a YAML file; UserError names the first fault and its place."""
    try:
        content = definitions.load(path)
        found = StrategyDefinition.model_validate(content)
    except ValidationError as error:
        raise UserError(f"{path}, {faults.first(error, content)}.") from None
    except (ValueError, TypeError, RecursionError) as error:
        # YAML refuses a day such as 2020-02-31 only when it builds the value.
        raise UserError(f"{path}: not valid YAML: {error}.") from None
    return found


def read_all(directory: Path = FOLDER) -> list[StrategyDefinition]:
    """Every strategy of a folder, where a file is found by its slug: UserError if it is not named after
    it.
    """
    if not directory.is_dir():
        raise UserError(f"There is no folder {directory}; check the name.")
    found = []
    for path in sorted(directory.glob("*.yaml")):
        found.append(read(path))
        if path.stem != found[-1].slug:
            raise UserError(f"{path}, slug: must be the file's name; write {path.stem}, or rename the file.")
    return found
