"""The area's skills strategy: its themes and actions, its measures, and how each measure stood on a day."""

from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from skillshire.api.problems import Problem
from skillshire.api.v1 import endpoint, promises
from skillshire.core import clock, periods
from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.strategy import actions, assessments, export
from skillshire.strategy.assessment import Range
from skillshire.strategy.assessments import Assessed
from skillshire.strategy.models import Action, Measure, Strategy, Theme

router = Router(tags=["strategy"])
Number = Annotated[
    int, Path(description="The measure’s number in the strategy.", ge=1, le=9999, examples=[2])
]


class AsAtQuery(Schema):
    as_at: str | None = Field(
        None,
        description="Judge from what had been published by this day, such as 2020-03-31; today if left out.",
    )
    strategy: str | None = Field(
        None,
        description="A strategy’s slug; the site’s own if left out.",
        pattern=r"^[a-z0-9-]+$",
        max_length=80,
    )


@endpoint.get(
    router, "/strategy", response=promises.Strategy, summary="The strategy: themes, priorities, actions"
)
def get_strategy(request: HttpRequest, query: Query[AsAtQuery]) -> dict[str, Any]:
    day = _day(query)
    found = _strategy(query, day)
    themes = found.themes.prefetch_related(
        "priorities",
        "measures",
        "actions__leads",
        "actions__funding",
        "actions__measures",
        "actions__updates",
    )
    return {
        "slug": found.slug,
        "title": found.title,
        "area": found.area_code,
        "area_name": found.area_name,
        "starts": found.starts.isoformat(),
        "ends": found.ends.isoformat(),
        "summary": found.summary,
        "monitoring": found.monitoring,
        "priority_sectors": found.priority_sectors,
        "as_at": day.isoformat(),
        "themes": [_theme(theme, day) for theme in themes],
    }


@endpoint.get(
    router, "/measures", response=promises.Measures, summary="Measures: what they ask for, their status"
)
def list_measures(request: HttpRequest, query: Query[AsAtQuery]) -> dict[str, Any]:
    day = _day(query)
    found = _strategy(query, day)
    return {**_about(found, day), "measures": [_measure(one) for one in _assess(found, day)]}


@endpoint.get(
    router, "/measures/{ref}", response=promises.MeasureDetail, summary="One measure, and how it was judged"
)
def get_measure(request: HttpRequest, ref: Number, query: Query[AsAtQuery]) -> dict[str, Any]:
    day = _day(query)
    found = _strategy(query, day)
    measure = _measures(found).filter(ref=ref).first()
    if measure is None:
        raise Problem(
            "unknown-measure", f"The strategy has no measure {ref}; list them with /api/v1/measures."
        )
    one = assessments.assess_measure(measure, found.area_code, day)
    judged = one.assessment
    return {
        **_measure(one),
        "as_at": day.isoformat(),
        "release": queries.release().id,
        "assessment": export.measure(one),
        "inputs": [{"name": name, "value": value} for name, value in judged.inputs],
        "trajectory": [
            {"value": m.value, "period": m.period.iso, "label": m.label} for m in judged.trajectory
        ],
        "forecast": [_range(item) for item in judged.forecast],
    }


@endpoint.get(
    router, "/assessments", response=promises.Assessments, summary="Every measure judged as at a day"
)
def list_assessments(request: HttpRequest, query: Query[AsAtQuery]) -> dict[str, Any]:
    day = _day(query)
    found = _strategy(query, day)
    judged = _assess(found, day)
    return {
        **_about(found, day),
        "counts": assessments.counts(judged),
        "assessments": [export.measure(one) for one in judged],
    }


def _day(query: AsAtQuery) -> date:
    today = clock.today()
    try:
        day = periods.parse_date(query.as_at) if query.as_at else today
    except UserError as error:
        raise Problem("invalid-parameter", f"as_at: {error}", parameter="as_at") from None
    if day > today:
        raise Problem(
            "invalid-parameter",
            f"as_at: {day} is still to come; give {today} or a day before it.",
            parameter="as_at",
        )
    return day


def _strategy(query: AsAtQuery, on: date) -> Strategy:
    try:
        return assessments.find(query.strategy, settings.SKILLSHIRE_AREA, on)
    except UserError:
        what = f"called “{query.strategy}”" if query.strategy else f"for {settings.SKILLSHIRE_AREA}"
        raise Problem("unknown-strategy", f"No strategy {what} is loaded on this site.") from None


def _measures(found: Strategy):  # type: ignore[no-untyped-def]  # a QuerySet; its generics say nothing here
    """With all that a measure's answer needs, so that the number of queries does not grow with them."""
    return found.measures.select_related("theme").prefetch_related("targets", "evidence", "actions")


def _assess(found: Strategy, day: date) -> list[Assessed]:
    return [assessments.assess_measure(one, found.area_code, day) for one in _measures(found)]


def _about(found: Strategy, day: date) -> dict[str, Any]:
    return {"strategy": found.slug, "as_at": day.isoformat(), "release": queries.release().id}


def _theme(theme: Theme, day: date) -> dict[str, Any]:
    return {
        "order": theme.order,
        "title": theme.title,
        "serves": theme.serves,
        "aspiration": theme.aspiration,
        "situation": theme.situation,
        "priorities": [one.text for one in theme.priorities.all()],
        "measures": [one.ref for one in theme.measures.all()],
        "actions": [_action(one, day) for one in theme.actions.all()],
    }


def _action(action: Action, day: date) -> dict[str, Any]:
    return {
        "ref": action.ref,
        "title": action.title,
        "note": action.note,
        "status": str(actions.status_on(action, day).value),
        "leads": [one.name for one in action.leads.all()],
        "funding": [one.name for one in action.funding.all()],
        "measures": [one.ref for one in action.measures.all()],
    }


def _measure(one: Assessed) -> dict[str, Any]:
    measure = one.measure
    return {
        "ref": measure.ref,
        "title": measure.title,
        "statement": measure.statement,
        "theme": measure.theme.order,
        "kind": measure.kind,
        "better": measure.better,
        "unit": measure.unit,
        "due": measure.due.isoformat(),
        "baseline": _baseline(measure),
        "targets": [
            {"value": t.value, "period": t.period, "label": t.label, "due": t.due.isoformat()}
            for t in measure.targets.all()
        ],
        "evidence": [
            {"indicator": e.indicator, "role": e.role, "breakdown": e.breakdown,
             "area": e.area_code or None, "note": e.note}
            for e in measure.evidence.all()
        ],
        "caveats": measure.caveats,
        "actions": [action.ref for action in measure.actions.all()],
        "status": one.assessment.status,
        "url": f"/api/v1/measures/{measure.ref}",
    }  # fmt: skip


def _baseline(measure: Measure) -> dict[str, Any] | None:
    if measure.baseline_value is None:
        return None
    return {
        "value": measure.baseline_value,
        "period": measure.baseline_period,
        "label": measure.baseline_label,
        "note": measure.baseline_note,
    }


def _range(item: Range) -> dict[str, Any]:
    return {"period": item.period.iso, "value": item.value, "lower": item.lower, "upper": item.upper}
