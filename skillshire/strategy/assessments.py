"""Judges a whole strategy as at a date: the measures' records and the release in, assessments out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from skillshire.core import numbers, periods
from skillshire.core.errors import UserError
from skillshire.indicators import definitions, queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Breakdown, Observation, Series
from skillshire.places import areas
from skillshire.strategy import evaluate
from skillshire.strategy.assessment import STATUSES, Assessment, Mark, Terms
from skillshire.strategy.models import Evidence, Measure, Strategy


@dataclass(frozen=True, eq=False)
class Shown:
    """Evidence as the page shows it: the series known on the day, and what it is."""

    evidence: Evidence
    definition: IndicatorDefinition
    series: Series
    earlier: Observation | None  # the figure nearest to the baseline's period, to compare the latest with

    @property
    def role(self) -> str:
        return self.evidence.role

    @property
    def origin(self) -> str:
        """Where its figures come from: `records` kept here, or what others have `published`."""
        return "records" if definitions.from_records(self.definition) else "published"

    def write(self, value: float | None) -> str:
        return numbers.with_unit(value, self.definition.unit, self.definition.decimals)


@dataclass(frozen=True)
class Assessed:
    """A measure with its judgement and the evidence beside it; what it is judged from stands first."""

    measure: Measure
    terms: Terms
    assessment: Assessment
    shown: tuple[Shown, ...]
    as_at: date

    @property
    def main(self) -> Shown | None:
        """The evidence that the page draws: what judges the measure, else the proxy."""
        return next((one for one in self.shown if one.role == Evidence.Role.OWN), (*self.shown, None)[0])

    @property
    def beside(self) -> tuple[Shown, ...]:
        """Evidence of the measure's own that it is not judged from, such as the same thing published by
        others.
        """
        return tuple(one for one in self.shown if one.role == Evidence.Role.OWN and one is not self.main)

    @property
    def awaits(self) -> bool:
        """Whether there is no figure yet by the measure's own definition, and some are to come."""
        own = any(one.role == Evidence.Role.OWN and one.series.numbers for one in self.shown)
        return bool(self.measure.awaits_indicator) and not own

    @property
    def judged(self) -> bool:
        return self.assessment.latest is not None


def find(slug: str | None, area_code: str, on: date) -> Strategy:
    """The strategy of that slug, or the newest one of the area. UserError says what to do where there is
    none.
    """
    found = Strategy.objects.filter(slug=slug) if slug else of_area(area_code)
    # One that has not begun yet does not take the place of the one in force.
    strategy = found.filter(starts__lte=on).order_by("-starts").first() or found.order_by("starts").first()
    if strategy is not None:
        return strategy
    if slug:
        known = ", ".join(Strategy.objects.values_list("slug", flat=True)) or "none yet"
        raise UserError(f"There is no strategy “{slug[:60]}”; the strategies are: {known}.")
    raise UserError(
        f"No strategy is loaded for area {area_code}; load one with: skillshire strategy load FILE, or "
        "name one with --strategy."
    )


def of_area(area_code: str):  # type: ignore[no-untyped-def]  # a QuerySet; its generics say nothing here
    """The strategies of an area, or of one with the very same boundary."""
    return Strategy.objects.filter(area_code__in=[area_code, *_same_boundary(area_code)])


def assess(strategy: Strategy, as_at: date) -> list[Assessed]:
    """Every measure, in the order of refs, judged on what had been published by `as_at`."""
    measures = strategy.measures.select_related("theme").prefetch_related("targets", "evidence")
    return [assess_measure(measure, strategy.area_code, as_at) for measure in measures]


def assess_measure(measure: Measure, area_code: str, as_at: date) -> Assessed:
    terms = terms_of(measure)
    pieces = [_show(item, terms, area_code, as_at) for item in measure.evidence.all()]
    shown = _judging_first(terms, [piece for piece in pieces if piece is not None])
    own = [piece.series for piece in shown if piece.role == Evidence.Role.OWN]
    judged = evaluate.evaluate(terms, own, as_at)
    if not own:
        judged = replace(judged, reason=_no_evidence(measure, shown))
    return Assessed(measure, terms, judged, shown, as_at)


def _judging_first(terms: Terms, shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """What the measure is judged from, and all else in the strategy's order.

    That is the first evidence of its own with a figure for the time from the baseline to the last target,
    else the first with any. So a council's records judge the years that they are of, and what others
    published judges the rest.
    """
    own = [one for one in shown if one.role == Evidence.Role.OWN]
    order = (
        *(one for one in own if evaluate.covers(terms, one.series)),
        *(one for one in own if one.series.numbers),
        *own,
    )
    return tuple(dict.fromkeys((*order[:1], *shown)))


def terms_of(measure: Measure) -> Terms:
    """The measure's record as the plain data that the rules take."""
    baseline = None
    if measure.baseline_value is not None:
        period = periods.parse(measure.baseline_period)
        baseline = Mark(measure.baseline_value, period, measure.baseline_label or period.label)
    targets = tuple(
        Mark(target.value, periods.parse(target.period), target.label, target.due)
        for target in measure.targets.all()
    )
    return Terms(
        measure.kind, measure.better, measure.unit, measure.decimals, measure.terms, baseline, targets
    )


def _show(evidence: Evidence, terms: Terms, area_code: str, as_at: date) -> Shown | None:
    """None where the release does not hold the indicator, which is then no evidence."""
    if not queries.has(evidence.indicator):
        return None
    breakdown = tuple(sorted(evidence.breakdown.items()))
    series = series_for(evidence.indicator, evidence.area_code or area_code, breakdown).known_on(as_at)
    earlier = _nearest(series.numbers, terms.baseline) if terms.baseline else (*series.numbers, None)[0]
    return Shown(evidence, queries.indicator(evidence.indicator), series, earlier)


def series_for(indicator: str, area_code: str, breakdown: Breakdown = ()) -> Series:
    """The area's series, or that of an area with the very same boundary where only that one is published."""
    series = queries.series(indicator, area_code, breakdown)
    if series.observations:
        return series
    others = (queries.series(indicator, code, breakdown) for code in _same_boundary(area_code))
    return next((other for other in others if other.observations), series)


def _same_boundary(area_code: str) -> list[str]:
    try:
        return [area.code for area in areas.coterminous(areas.get(area_code))]
    except UserError:  # an area that only the strategy knows, such as an invented county
        return []


def _nearest(figures: Sequence[Observation], baseline: Mark) -> Observation | None:
    """The figure whose year is the baseline's, else the first one after it."""
    return next((one for one in figures if one.period.year >= baseline.period.year), None)


def _no_evidence(measure: Measure, shown: Sequence[Shown]) -> str:
    """Why there is none: what is published beside it, and what is still needed."""
    proxies = [_proxy(piece) for piece in shown if piece.series.latest]
    needed = f"Evidence still needed: {measure.awaits_record}." if measure.awaits_record else ""
    first = "No evidence yet: nothing published so far measures this."
    return " ".join(part for part in (first, *proxies, needed) if part)


def _proxy(piece: Shown) -> str:
    """The nearest thing published, its latest figure and an earlier one of the same length of time."""
    latest, earlier = piece.series.latest, piece.earlier
    if latest is None:
        return ""
    text = f"As a guide only, the figure for “{piece.definition.title}” is "
    text += f"{piece.write(latest.value)} ({latest.period.label})"
    comparable = piece.series.comparable
    if earlier is None or earlier.period.end >= latest.period.end or earlier not in comparable:
        return text + "."
    return f"{text}, after {piece.write(earlier.value)} ({earlier.period.label})."


def counts(assessed: Sequence[Assessed]) -> dict[str, int]:
    """How many measures have each status, in the order in which pages show them."""
    return {status: sum(one.assessment.status == status for one in assessed) for status in STATUSES}
