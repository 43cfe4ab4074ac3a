"""Series as charts, tables and sentences: what several pages draw."""

from collections.abc import Mapping, Sequence
from typing import Any

from skillshire.core import numbers
from skillshire.core.periods import Period
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.web.components import charts
from skillshire.web.components.charts import LineSeries, Point
from skillshire.web.components.charts.models import position

LICENCES = {
    "OGL-UK-3.0": (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
}
SYMBOLS = {
    "c": "confidential: the number is so small that it could tell on someone",
    "x": "not available",
    "z": "not applicable",
    "low": "rounds to zero, but is not zero",
    "u": "unreliable: too few people were asked",
    "p": "provisional: will be revised",
    "f": "forecast",
}
# Levels of an area can be compared where a figure does not grow with the size of the area.
COMPARABLE = ("percent", "pounds", "pounds per hour", "per 100,000", "minutes", "score")


def write(definition: IndicatorDefinition, value: float | None) -> str:
    return numbers.with_unit(value, definition.unit, definition.decimals)


def middle(period: Period) -> float:
    return position(period.start, period.end)


def point(observation: Observation) -> Point:
    return Point(
        middle(observation.period), observation.period.label, observation.value, observation.lower,
        observation.upper, observation.status,
    )  # fmt: skip


def line(name: str, series: Series, emphasis: bool = False) -> LineSeries:
    return LineSeries(name, [point(one) for one in series.comparable], emphasis)


def spark(series: Series, identifier: str) -> str:
    return charts.sparkline([one.value for one in series.comparable], id=identifier)


def comparators(definition: IndicatorDefinition, area: Area, day: Any = None) -> list[tuple[Area, Series]]:
    """The region and the nation of an area with their series, where that compares; only what was known on
    a day.
    """
    if definition.unit not in COMPARABLE:
        return []
    found = []
    for parent in areas.parents(area):
        if parent.level in ("region", "nation"):
            series = queries.series(definition.id, parent.code)
            series = series.known_on(day) if day else series
            if series.numbers:
                found.append((parent, series))
    return found


def observation_table(definition: IndicatorDefinition, series: Series) -> dict[str, Any]:
    """Columns, rows and symbols for the table component, newest first."""
    limits = any(one.lower is not None for one in series.observations)
    columns = [{"text": "Period"}, {"text": definition.title, "unit": unit_words(definition), "number": True}]
    if limits:
        columns += [{"text": "95% limits", "number": True}]
    rows = [_row(definition, one, limits) for one in reversed(series.observations)]
    used = {one.status for one in series.observations if one.status}
    return {"columns": columns, "rows": rows, "symbols": {k: v for k, v in SYMBOLS.items() if k in used}}


def _row(definition: IndicatorDefinition, one: Observation, limits: bool) -> list[Any]:
    if one.value is None:
        cell: Any = {
            "text": "no figure",
            "missing": True,
            "symbol": one.status,
            "meaning": SYMBOLS.get(one.status),
        }
    else:
        cell = {"text": numbers.plain(one.value, definition.decimals), "symbol": one.status}
    row: list[Any] = [one.period.label, cell]
    if limits:
        row.append(_limits(definition, one))
    return row


def _limits(definition: IndicatorDefinition, one: Observation) -> Any:
    if one.lower is None or one.upper is None:
        return {"text": "not given", "missing": True}
    return (
        f"{numbers.plain(one.lower, definition.decimals)} to {numbers.plain(one.upper, definition.decimals)}"
    )


def unit_words(definition: IndicatorDefinition) -> str:
    return {"percent": "%", "pounds": "£", "count": "number", "pounds per hour": "£ an hour"}.get(
        definition.unit, definition.unit
    )


def sources(series: Series) -> list[dict[str, Any]]:
    """The snapshots that a series' figures come from, each once, for the provenance component."""
    wanted = dict.fromkeys(one.snapshot for one in series.observations)
    return [source(queries.snapshot(number)) for number in wanted]


def source(record: Mapping[str, Any]) -> dict[str, Any]:
    from skillshire.web.public.site import day_text

    licence, address = LICENCES.get(str(record["licence"]), (record["licence"], None))
    return {
        **record,
        "published": day_text(str(record["published"])),
        "accessed": day_text(str(record["accessed"])),
        "licence": licence,
        "licence_url": address,
    }


def districts(definition: IndicatorDefinition, area: Area, day: Any = None) -> dict[str, Any] | None:
    """The latest figures of the districts within an area as a chart and a table; None where there are
    none.
    """
    inside = areas.children(area, "district")
    found = [(child, _latest(definition.id, child, day)) for child in inside]
    period = _common([one for _, one in found if one])
    if period is None:
        return None
    rows = [(child, one if one and one.period == period else None) for child, one in found]
    rows.sort(key=lambda pair: (pair[1] is None, -(pair[1].value or 0.0) if pair[1] else 0.0))
    return {"period": period.label, "rows": rows, "chart": _district_chart(definition, rows, area, period)}


def _latest(indicator: str, area: Area, day: Any) -> Observation | None:
    series = queries.series(indicator, area.code)
    return (series.known_on(day) if day else series).latest


def _common(figures: Sequence[Observation]) -> Period | None:
    """The latest period among the figures: that is the one compared."""
    return max((one.period for one in figures), key=lambda period: period.end, default=None)


def _district_chart(
    definition: IndicatorDefinition,
    rows: Sequence[tuple[Area, Observation | None]],
    area: Area,
    period: Period,
) -> str:
    title = f"{definition.title} by district, {period.label}"
    identifier = f"districts-{definition.id}"
    if definition.unit not in COMPARABLE:
        bars = [charts.Bar(child.name, one.value if one else None) for child, one in rows]
        return charts.bars(charts.BarChart(identifier, title, definition.unit, bars, definition.decimals))
    dots = [
        charts.DotRow(child.name, one.value, one.lower, one.upper) if one else charts.DotRow(child.name, None)
        for child, one in rows
    ]
    references = [
        charts.Reference(place.name, found[0].value)
        for place in (area, *(p for p in areas.parents(area) if p.level == "nation"))
        if (found := queries.compare(definition.id, [place.code], period.iso)) and found[0].value is not None
    ]
    return charts.dots(
        charts.DotChart(identifier, title, definition.unit, dots, references, definition.decimals)
    )
