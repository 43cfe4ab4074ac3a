"""What the strategy page, its table and its actions show."""

from collections.abc import Sequence
from typing import Any

from skillshire.indicators import queries
from skillshire.places.areas import Area
from skillshire.strategy import assessments, kinds, shown
from skillshire.strategy.assessment import NO_EVIDENCE
from skillshire.strategy.assessments import Assessed
from skillshire.strategy.models import Action, Strategy
from skillshire.web.public import site
from skillshire.web.public.pages import figures, record, words


def content(area: Area, as_at: site.AsAt) -> dict[str, Any]:
    """Themes with priorities, actions and measures; ambitions; the legend's counts. UserError without a
    strategy.
    """
    strategy, assessed = _assessed(area, as_at)
    return {
        **_standing(strategy, assessed, as_at),
        "early": as_at.day < strategy.starts,
        "starts": site.day_words(strategy.starts),
        "themes": _themes(strategy, assessed, as_at),
        "ambitions": [_ambition(one, area, as_at) for one in strategy.ambitions.all()],
        "open": record.open_decisions(strategy, as_at),
    }


def measures(area: Area, as_at: site.AsAt) -> dict[str, Any]:
    """The table of all measures and the legend's counts. UserError without a strategy."""
    return _standing(*_assessed(area, as_at), as_at)


def _assessed(area: Area, as_at: site.AsAt) -> tuple[Strategy, list[Assessed]]:
    strategy = assessments.find(None, area.code, as_at.day)
    return strategy, assessments.assess(strategy, as_at.day)


def _standing(strategy: Strategy, assessed: list[Assessed], as_at: site.AsAt) -> dict[str, Any]:
    counts = assessments.counts(assessed)
    return {
        "strategy": strategy,
        "sentence": words.standing(counts),
        "counts": {words.SLUGS[status]: number for status, number in counts.items()},
        "measures": [measure_row(one, as_at) for one in assessed],
    }


def marks(assessed: Sequence[Assessed], as_at: site.AsAt) -> list[dict[str, Any]]:
    """Each measure as a small status mark with its link."""
    return [
        {
            "theme": one.measure.theme.order,
            "ref": one.measure.ref,
            "status": words.SLUGS[one.assessment.status],
            "about": f"Measure {one.measure.ref}, {one.measure.title}",
            "href": f"/strategy/measures/{one.measure.ref}/{as_at.query}",
        }
        for one in assessed
    ]


def _themes(strategy: Strategy, assessed: Sequence[Assessed], as_at: site.AsAt) -> list[dict[str, Any]]:
    actions = list(
        strategy.actions.select_related("theme").prefetch_related("leads", "funding", "measures", "updates")
    )
    return [
        {
            "theme": theme,
            "priorities": list(theme.priorities.all()),
            "actions": [action_row(one, as_at) for one in actions if one.theme_id == theme.pk],
            "measures": [measure_row(one, as_at) for one in assessed if one.measure.theme_id == theme.pk],
        }
        for theme in strategy.themes.prefetch_related("priorities")
    ]


def action_row(action: Action, as_at: site.AsAt) -> dict[str, Any]:
    updates = [one for one in action.updates.all() if one.on <= as_at.day]
    latest = max(updates, key=lambda one: (one.on, one.pk), default=None)
    return {
        "ref": action.ref,
        "title": action.title,
        "href": f"/strategy/actions/{action.ref}/{as_at.query}",
        "status": latest.get_status_display() if latest else Action.Status.NOT_REPORTED.label,
        "leads": [lead.name for lead in action.leads.all()],
        "progress": f"{site.day_words(latest.on)}: {latest.note}" if latest else "",
    }


def measure_row(one: Assessed, as_at: site.AsAt) -> dict[str, Any]:
    judged, terms = one.assessment, one.terms
    return {
        "ref": one.measure.ref,
        "title": one.measure.title,
        "theme": one.measure.theme.title,
        "href": f"/strategy/measures/{one.measure.ref}/{as_at.query}",
        "status": words.SLUGS[judged.status],
        "latest": terms.write(judged.latest.value)
        if judged.latest and judged.latest.value is not None
        else "",
        "when": judged.latest.period.label if judged.latest else "",
        "target": asked(one),
        "sparkline": figures.spark(one.main.series, f"spark-measure-{one.measure.ref}")
        if one.main and judged.status != NO_EVIDENCE
        else "",
        "note": waiting(one) if judged.latest is None else "",
    }


def asked(one: Assessed) -> str:
    """What the measure asks for, in a few words."""
    terms, parameters = one.terms, one.terms.parameters
    if terms.targets:
        return "; ".join(f"{terms.write_target(mark.value)} by {mark.label}" for mark in terms.targets)
    if isinstance(parameters, kinds.Maintain):
        return f"{terms.write_target(parameters.floor)} {_often(parameters.every)}"
    if isinstance(parameters, kinds.AnnualQuota):
        return f"{terms.write_target(parameters.at_least)} {_often(parameters.every)}"
    if isinstance(parameters, kinds.FrequencyCoverage):
        return f"{parameters.at_least} in each {parameters.place} {_often(parameters.every)}"
    if isinstance(parameters, kinds.Milestone):
        return f"Done by {site.day_words(parameters.due)}"
    return _parts(parameters) if isinstance(parameters, kinds.Composite) else ""


def _often(every: str) -> str:
    return {"P1Y": "a year", "P3M": "a quarter", "P1M": "a month"}.get(every, f"every {every[1:-1]} months")


def _parts(parameters: kinds.Composite) -> str:
    return "; ".join(
        f"more {_often(part.every)} than in the one before".replace("a year", "each year")
        if isinstance(part, kinds.Growth)
        else f"at least {part.at_least:g}% {part.of}"
        for part in parameters.parts
    )


def waiting(one: Assessed) -> str:
    """Why there is no figure: proxy evidence only, or records that are still to come."""
    if one.main is not None and one.main.series.latest is not None:
        return "Proxy evidence only"
    return (
        f"Waits for {one.measure.awaits_record}"
        if one.measure.awaits_record
        else "No figure published by then"
    )


def _ambition(ambition: Any, area: Area, as_at: site.AsAt) -> dict[str, Any]:
    rows = []
    for identifier in ambition.indicators:
        if not queries.has(identifier):
            continue
        definition = queries.indicator(identifier)
        series = assessments.series_for(identifier, area.code).known_on(as_at.day)
        latest = series.latest
        rows.append({
            "title": definition.title,
            "href": f"/indicators/{identifier}/",
            "value": figures.write(definition, latest.value) if latest else "no figure by then",
            "when": latest.period.label if latest else "",
            "change": words.yearly_change(definition, series) if latest else "",
            "sparkline": figures.spark(series, f"spark-{identifier}") if latest else "",
        })  # fmt: skip
    return {"ambition": ambition, "rows": rows}


def action(area: Area, ref: int, as_at: site.AsAt) -> dict[str, Any] | None:
    """One action with its steps, funding, updates and measures; None where the strategy has no such ref."""
    strategy = assessments.find(None, area.code, as_at.day)
    found = strategy.actions.select_related("theme").filter(ref=ref).first()
    if found is None:
        return None
    refs = set(found.measures.values_list("pk", flat=True))
    assessed = [one for one in assessments.assess(strategy, as_at.day) if one.measure.pk in refs]
    updates = [one for one in found.updates.all() if one.on <= as_at.day]
    return {
        "strategy": strategy,
        "action": found,
        "row": action_row(found, as_at),
        "steps": list(found.steps.prefetch_related("funding")),
        "funding": list(found.funding.all()),
        "leads": list(found.leads.all()),
        "updates": [shown.update(one) for one in updates],
        "spending": record.spending(updates),
        "measures": [measure_row(one, as_at) for one in assessed],
    }
