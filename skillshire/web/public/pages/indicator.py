"""What the list of indicators and an indicator's page show."""

from itertools import groupby
from typing import Any

from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.places.areas import Area
from skillshire.strategy import assessments
from skillshire.web.components import charts
from skillshire.web.components.charts import LineChart
from skillshire.web.public.pages import figures, tables, words

THEMES = {
    "people": "People", "employment": "Employment", "unemployment": "Unemployment", "pay": "Pay",
    "productivity": "Productivity", "businesses": "Businesses", "qualifications": "Qualifications",
    "participation": "Young people", "apprenticeships": "Apprenticeships",
    "further-education": "Further education and skills", "destinations": "After school and college",
    "employers": "Employers", "vacancies": "Jobs on offer", "projections": "Jobs to come",
}  # fmt: skip


def listing(area: Area) -> list[dict[str, Any]]:
    """Indicators by theme, each with the area's latest figure."""
    order = list(THEMES)
    every = sorted(queries.indicators(), key=lambda one: (_place(order, one.theme), one.title))
    return [
        {"theme": THEMES.get(theme, theme.capitalize()), "rows": [_row(one, area) for one in group]}
        for theme, group in groupby(every, key=lambda one: one.theme)
    ]


def _place(order: list[str], theme: str) -> int:
    return order.index(theme) if theme in order else len(order)


def _row(definition: IndicatorDefinition, area: Area) -> dict[str, Any]:
    series = assessments.series_for(definition.id, area.code)
    latest = series.latest
    return {
        "title": definition.title,
        "href": f"/indicators/{definition.id}/",
        "value": figures.write(definition, latest.value) if latest else "",
        "when": latest.period.label if latest else f"no headline figure for {area.name}",
        "change": words.yearly_change(definition, series) if latest else "",
    }


def content(identifier: str, area: Area) -> dict[str, Any]:
    """An indicator for one area: finding, chart, districts, table, provenance. UserError for an unknown
    id.
    """
    definition = queries.indicator(identifier)
    series = assessments.series_for(identifier, area.code)
    others = [(place, figures.since(one, series)) for place, one in figures.comparators(definition, area)]
    return {
        "definition": definition,
        "area": area,
        "title": words.indicator_title(definition, area.name, series, _beside(definition, series, others)),
        "change": words.yearly_change(definition, series) if series.latest else "",
        "figure": _figure(definition, area, series, others) if series.numbers else None,
        "districts": figures.districts(definition, area),
        "table": tables.of_periods(definition, area.name, series, others) if series.observations else None,
        "sources": figures.sources(series) or [figures.source(one) for one in queries.snapshots(identifier)],
    }


def _beside(definition: IndicatorDefinition, series: Any, others: list[tuple[Area, Any]]) -> str:
    latest = series.latest
    for place, other in reversed(others):
        same = [one.value for one in other.numbers if latest and one.period == latest.period]
        if same:
            return words.against(definition, latest.value, same[0], place.name)
    return ""


def _figure(
    definition: IndicatorDefinition, area: Area, series: Any, others: list[tuple[Area, Any]]
) -> dict[str, str]:
    lines = [figures.line(area.name, series, emphasis=True)]
    lines += [figures.line(place.name, other) for place, other in others]
    title = charts.words.finding(
        f"{area.name}: {words.lower(definition.title)}", lines[0].points, definition.unit, definition.decimals
    )
    chart = LineChart(
        id=f"line-{definition.id}",
        title=title,
        unit=definition.unit,
        decimals=definition.decimals,
        series=lines,
        forecast=figures.to_come(series),
    )
    return {
        "heading": title,
        "subtitle": f"{definition.title}, {area.name}, {tables.unit_words(definition)}",
        "chart": charts.line(chart),
    }
