"""What a measure's page shows: answer, evidence, detail, meaning, provenance."""

from typing import Any

from skillshire.core import numbers
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.places.areas import Area
from skillshire.strategy import assessments, evaluate, kinds
from skillshire.strategy.assessment import Assessment, Terms
from skillshire.strategy.assessments import Assessed, Shown
from skillshire.strategy.models import Evidence, Measure, Strategy
from skillshire.web.components import charts
from skillshire.web.components.charts import Forecast, LineChart, LineSeries, Point, Target
from skillshire.web.public import site
from skillshire.web.public.pages import figures, record, strategy, tables, words

ORIGINS = {
    "records": "Counted from records kept here, after disclosure control.",
    "published": "Published by others.",
}


def find(area: Area, ref: int, as_at: site.AsAt) -> Assessed | None:
    """The measure judged, or None where the strategy has no such ref. UserError without a strategy."""
    found = assessments.find(None, area.code, as_at.day)
    measure = found.measures.select_related("theme", "strategy").filter(ref=ref).first()
    return assessments.assess_measure(measure, found.area_code, as_at.day) if measure else None


def content(one: Assessed, as_at: site.AsAt) -> dict[str, Any]:
    measure, judged, main = one.measure, one.assessment, one.main
    return {
        "strategy": measure.strategy,
        "measure": measure,
        "title": words.measure_title(one),
        "status": words.SLUGS[judged.status],
        "reason": judged.reason,
        "probability": _probability(one),
        "kind": kinds.LABELS[measure.kind],
        "rule": evaluate.RULES[measure.kind],
        "inputs": [*judged.inputs] or _asked(one),
        "basis": measure.basis_note,
        "key_figures": _key_figures(one),
        "figure": _figure(one),
        "evidence": _evidence(main, as_at) if main else None,
        "proxy": main is not None and main.role == Evidence.Role.PROXY,
        "beside": [_beside(piece) for piece in one.beside],
        "awaits": {
            "indicator": measure.awaits_indicator if one.awaits else "",
            "record": measure.awaits_record,
        },
        "districts": _districts(one, as_at),
        "actions": _actions(measure, as_at),
        "notes": record.notes(measure, as_at),
        "around": _around(measure.strategy, measure.ref, as_at),
    }


def _probability(one: Assessed) -> dict[str, str]:
    """The chance in words, and why it is certain or cannot be told."""
    chance = one.assessment.probability
    if chance is None:
        why = "no figure to judge by" if one.assessment.latest is None else "too little is known to say"
        return {"words": "not known", "why": f": {why}."}
    settled = chance in (0.0, 1.0)
    return {"words": numbers.chance(chance), "why": ", since that is decided." if settled else "."}


def _asked(one: Assessed) -> list[tuple[str, str]]:
    """The rule's inputs before there is any figure."""
    rows = [("Asked for", strategy.asked(one))]
    if one.terms.baseline:
        rows.insert(
            0, ("Baseline", f"{one.terms.write(one.terms.baseline.value)} ({one.terms.baseline.label})")
        )
    return [*rows, ("Latest figure", "none yet")]


def _key_figures(one: Assessed) -> list[tuple[str, str, str]]:
    """Baseline, expected by then, latest, target: each with its period."""
    terms, judged = one.terms, one.assessment
    items = [("Baseline", terms.write(terms.baseline.value), terms.baseline.label)] if terms.baseline else []
    items += _decider(one)
    if judged.latest is not None and judged.latest.value is not None:
        items.append(("Latest", terms.write(judged.latest.value), judged.latest.period.label))
        if judged.expected is not None and terms.targets and not words.decided(one):
            items.append(
                ("Expected by then", terms.write_rounded(judged.expected), "on the path to the target")
            )
    items += [("Target", terms.write_target(mark.value), mark.label) for mark in terms.targets]
    return items


def _decider(one: Assessed) -> list[tuple[str, str, str]]:
    """The figure that decided, where a later one has come out since."""
    figure = words.decider(one) if words.decided(one) else None
    latest = one.assessment.latest
    if figure is None or figure.value is None or latest is None or latest.period == figure.period:
        return []
    return [("Decided by", one.terms.write(figure.value), figure.period.label)]


def _figure(one: Assessed) -> dict[str, str] | None:
    """The chart: own evidence with trajectory and targets; a proxy by itself; else what is asked for
    alone.
    """
    main = one.main
    if main is None or not main.series.numbers:
        return _asked_figure(one)
    if main.role == Evidence.Role.PROXY:
        return _proxy_figure(one, main)
    return _own_figure(one, main)


def _own_figure(one: Assessed, main: Shown) -> dict[str, str]:
    chart = LineChart(
        id=f"measure-{one.measure.ref}", title=words.measure_title(one), unit=one.terms.unit,
        decimals=one.terms.decimals, series=_lines(one, main), **_aims(one.terms, one.assessment),
    )  # fmt: skip
    return {
        "heading": charts.words.finding(
            main.definition.title, chart.series[0].points, chart.unit, chart.decimals
        ),
        "subtitle": _subtitle(main.definition, one),
        "chart": charts.line(chart),
    }


def _proxy_figure(one: Assessed, main: Shown) -> dict[str, str]:
    definition = main.definition
    chart = LineChart(
        id=f"proxy-{one.measure.ref}", title=f"Proxy evidence: {definition.title}", unit=definition.unit,
        decimals=definition.decimals, series=_lines(one, main),
    )  # fmt: skip
    finding = charts.words.finding(definition.title, chart.series[0].points, chart.unit, chart.decimals)
    return {
        "heading": f"Proxy evidence: {finding}",
        "subtitle": f"{_subtitle(definition, one)}. Not the measure itself. {main.evidence.note}",
        "chart": charts.line(chart),
    }


def _asked_figure(one: Assessed) -> dict[str, str] | None:
    """Only for measures with targets: where the figures would have to go."""
    if not one.terms.targets:
        return None
    chart = LineChart(
        id=f"asked-{one.measure.ref}", title=f"{one.measure.title}: what is asked for", unit=one.terms.unit,
        decimals=one.terms.decimals, series=[], **_aims(one.terms, one.assessment),
    )  # fmt: skip
    return {
        "heading": "What is asked for",
        "subtitle": "The path to the target. No figures can be drawn beside it yet.",
        "chart": charts.line(chart),
    }


def _lines(one: Assessed, main: Shown) -> list[LineSeries]:
    area = site.place(main.series.area)
    others = figures.comparators(main.definition, area, one.as_at)
    return [
        figures.line(area.name, main.series, emphasis=True),
        *(figures.line(place.name, figures.since(series, main.series)) for place, series in others),
    ]


def _aims(terms: Terms, judged: Assessment) -> dict[str, Any]:
    baseline = terms.baseline
    ahead = [
        Point(figures.middle(one.period), one.period.label, one.value, one.lower, one.upper)
        for one in judged.forecast
    ]
    return {
        "baseline": Point(
            figures.middle(baseline.period), baseline.label, baseline.value, said=terms.write(baseline.value)
        )
        if baseline
        else None,
        "targets": [Target("Target", figures.middle(m.period), m.value, m.label) for m in terms.targets],
        "forecast": Forecast(ahead) if ahead else None,
    }


def _subtitle(definition: IndicatorDefinition, one: Assessed) -> str:
    area = site.place(one.main.series.area).name if one.main else one.measure.strategy.area_name
    return f"{definition.title}, {area}, {tables.unit_words(definition)}"


def _evidence(main: Shown, as_at: site.AsAt) -> dict[str, Any]:
    series, area = main.series, site.place(main.series.area)
    others = figures.comparators(main.definition, area, as_at.day)
    beside = [(place, figures.since(one, series)) for place, one in others] if series.observations else []
    return {
        "definition": main.definition,
        "role": main.role,
        "note": main.evidence.note,
        "origin": ORIGINS[main.origin],
        "area": area.name,
        "table": tables.of_periods(main.definition, area.name, series, beside),
        "sources": figures.sources(series),
        "empty": not series.observations,
    }


def _beside(piece: Shown) -> dict[str, Any]:
    """Evidence of the measure's own that does not judge it."""
    area = site.place(piece.series.area)
    return {
        "definition": piece.definition,
        "origin": ORIGINS[piece.origin],
        "note": piece.evidence.note,
        "area": area.name,
        "table": tables.of_periods(piece.definition, area.name, piece.series, []),
        "empty": not piece.series.observations,
    }


def _districts(one: Assessed, as_at: site.AsAt) -> dict[str, Any] | None:
    main = one.main
    if main is None or not main.series.numbers:
        return None
    found = figures.districts(main.definition, site.place(main.series.area), as_at.day)
    if found is None:
        return {"chart": "", "note": f"{main.definition.title} is not published for districts."}
    return {**found, "note": "", "definition": main.definition}


def _actions(measure: Measure, as_at: site.AsAt) -> list[dict[str, Any]]:
    linked = measure.actions.prefetch_related("leads", "updates").order_by("ref")
    return [strategy.action_row(action, as_at) for action in linked]


def _around(whole: Strategy, ref: int, as_at: site.AsAt) -> dict[str, Any]:
    """The measures before and after, for going through them one by one."""
    refs = list(whole.measures.values_list("ref", "title").order_by("ref"))
    place = [number for number, _ in refs].index(ref)
    around = {"previous": refs[place - 1] if place else None, "next": (*refs, None)[place + 1]}
    return {
        key: {"ref": item[0], "title": item[1], "href": f"/strategy/measures/{item[0]}/{as_at.query}"}
        for key, item in around.items()
        if item is not None
    }
