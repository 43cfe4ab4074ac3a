"""The eight kinds of measure and what each needs to know beyond baseline and targets.

A kind's rule is in evaluate.py; here is only the shape of its parameters, as a definition file gives them and
as `Measure.parameters` keeps them.
"""

import json
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from skillshire.core.periods import add_months, parse_lag

TREND = "trend"
ROLLING_AVERAGE = "rolling-average"
MAINTAIN = "maintain"
ANNUAL_QUOTA = "annual-quota"
MILESTONE = "milestone"
FREQUENCY_COVERAGE = "frequency-coverage"
COMPOSITE = "composite"
SURVEY_ESTIMATE = "survey-estimate"
LABELS = {
    TREND: "Trend to a target",
    ROLLING_AVERAGE: "Rolling average to a target",
    MAINTAIN: "Maintain",
    ANNUAL_QUOTA: "Annual quota",
    MILESTONE: "Milestone",
    FREQUENCY_COVERAGE: "Frequency and coverage",
    COMPOSITE: "Composite",
    SURVEY_ESTIMATE: "Survey estimate",
}
# These are judged against targets with a date; the others carry what they ask for in their parameters.
WITH_TARGETS = frozenset({TREND, ROLLING_AVERAGE, SURVEY_ESTIMATE})

YEARS = (1900, 2200)

Kind = Literal[
    "trend", "rolling-average", "maintain", "annual-quota",
    "milestone", "frequency-coverage", "composite", "survey-estimate",
]  # fmt: skip
Text = Annotated[str, Field(min_length=1)]
Percentage = Annotated[float, Field(gt=0, le=100)]
# Longer than any strategy, and short enough for date arithmetic.
Every = Annotated[str, Field(pattern=r"^P([1-9]\d?)[YM]$")]


class Strict(BaseModel):
    """Part of a definition: no unknown names, no guessed types, no blank text, no infinities."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, allow_inf_nan=False, str_strip_whitespace=True
    )


class Recurring(Strict):
    """Asked for again in each stretch of `every` from `first`; the last one ends on `until`."""

    every: Every
    first: date
    until: date

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not (YEARS[0] <= self.first.year and self.until.year <= YEARS[1]):
            raise ValueError(f"first and until must be between {YEARS[0]} and {YEARS[1]}")
        end, months, count = self.until + timedelta(days=1), parse_lag(self.every), 1
        while (stretch := add_months(self.first, months * count)) < end:
            count += 1
        if stretch != end:
            raise ValueError(
                f"the time from first ({self.first}) to until ({self.until}) must hold {self.every} a whole "
                "number of times"
            )
        return self


class Trend(Strict):
    """Baseline and targets say it all."""


class RollingAverage(Strict):
    months: Annotated[int, Field(ge=2, le=36)]


class Maintain(Recurring):
    floor: Annotated[float, Field(gt=0)]


class AnnualQuota(Recurring):
    at_least: Annotated[float, Field(gt=0)]


class Milestone(Strict):
    event: Text
    due: date

    @property
    def until(self) -> date:
        return self.due


class FrequencyCoverage(Recurring):
    """At least `at_least` of an event in each place in each stretch. `places` is how many places there are,
    where the strategy says so."""

    event: Text
    place: Text
    at_least: Annotated[int, Field(ge=1)]
    places: Annotated[int, Field(ge=1)] | None = None


class Growth(Strict):
    rule: Literal["growth"]
    every: Every


class Share(Strict):
    """At least `at_least` per cent of the total has the breakdown; `of` names that group in a sentence."""

    rule: Literal["share"]
    of: Text
    breakdown: Annotated[dict[str, Text], Field(min_length=1)]
    at_least: Percentage


class Composite(Strict):
    """Met when every part is."""

    parts: Annotated[list[Annotated[Growth | Share, Field(discriminator="rule")]], Field(min_length=2)]
    first: date
    until: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until <= self.first:
            raise ValueError(f"until ({self.until}) must be after first ({self.first})")
        return self


class SurveyEstimate(Strict):
    """`asks` says whom the survey asks; `confidence` is that of the published limits, in per cent."""

    asks: Text
    confidence: Annotated[float, Field(ge=50, lt=100)] = 95


Parameters = (
    Trend
    | RollingAverage
    | Maintain
    | AnnualQuota
    | Milestone
    | FrequencyCoverage
    | Composite
    | SurveyEstimate
)
PARAMETERS: dict[str, type[Parameters]] = {
    TREND: Trend,
    ROLLING_AVERAGE: RollingAverage,
    MAINTAIN: Maintain,
    ANNUAL_QUOTA: AnnualQuota,
    MILESTONE: Milestone,
    FREQUENCY_COVERAGE: FrequencyCoverage,
    COMPOSITE: Composite,
    SURVEY_ESTIMATE: SurveyEstimate,
}


def parameters(kind: str, raw: dict[str, Any]) -> Parameters:
    """Read the parameters of one kind; pydantic's ValidationError says what is wrong."""
    return PARAMETERS[kind].model_validate(raw)


def stored(kind: str, raw: dict[str, Any]) -> Parameters:
    """Read them back from the database, where days are texts."""
    return PARAMETERS[kind].model_validate_json(json.dumps(raw))
