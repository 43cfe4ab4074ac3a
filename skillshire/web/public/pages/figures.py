"""Series as charts, tables and sentences: what several pages draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from skillshire.core import numbers
from skillshire.core.periods import Period
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.web.components import charts
from skillshire.web.components.charts import Forecast, LineSeries, Point
from skillshire.web.components.charts.models import position
from skillshire.web.public.pages import tables

LICENCES = {
    "OGL-UK-3.0": (
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
}
# Levels of an area can be compared where a figure does not grow with the size of the area.
COMPARABLE = ("percent", "pounds", "pounds per hour", "per 100,000", "minutes", "score")


def write(definition: IndicatorDefinition, value: float | None) -> str:
    return numbers.with_unit(value, definition.unit, definition.decimals)


def plain(definition: IndicatorDefinition, value: float) -> str:
    """Without its unit, for a table whose head has it."""
    return numbers.plain(value, definition.decimals)


def middle(period: Period) -> float:
    return position(period.start, period.end)


def point(observation: Observation) -> Point:
    return Point(
        middle(observation.period), observation.period.label, observation.value, observation.lower,
        observation.upper, observation.status,
    )  # fmt: skip


def known(series: Series) -> list[Observation]:
    """What a line draws: periods of one length, and no forecast beside figures that are known."""
    found = [one for one in series.comparable if one.status != "f"]
    return found or list(series.comparable)


def to_come(series: Series) -> Forecast | None:
    """The publisher's own forecast beyond the known figures, if there is one."""
    last = known(series)[-1:]
    ahead = [
        point(one) for one in series.comparable if one.status == "f" and last and one.period > last[0].period
    ]
    return Forecast(ahead) if ahead else None


def line(name: str, series: Series, emphasis: bool = False) -> LineSeries:
    return LineSeries(name, [point(one) for one in known(series)], emphasis)


def spark(series: Series, identifier: str) -> str:
    return charts.sparkline([one.value for one in known(series)], id=identifier)


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


def since(series: Series, first: Series) -> Series:
    """A comparator from where the area's own line begins, so that a chart keeps to its subject."""
    if not first.observations:
        return series
    start = first.observations[0].period.start
    return replace(series, observations=tuple(o for o in series.observations if o.period.start >= start))


def sources(series: Series) -> list[dict[str, Any]]:
    """The snapshots that a series' figures come from, each once, for the provenance component."""
    wanted = dict.fromkeys(one.snapshot for one in series.observations)
    return [source(queries.snapshot(number)) for number in wanted]


def next_updates(indicators: Iterable[str]) -> str | None:
    """When each indicator's next figures are due; None where nothing is announced."""
    known = [queries.indicator(one) for one in dict.fromkeys(indicators) if queries.has(one)]
    said = [f"{one.title}: {one.next_release}" for one in known if one.next_release]
    return "; ".join(said) or None


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


def _latest(indicator: str, area: Area, day: Any) -> Observation | None:
    series = queries.series(indicator, area.code)
    return (series.known_on(day) if day else series).latest


def districts(definition: IndicatorDefinition, area: Area, day: Any = None) -> dict[str, Any] | None:
    """The latest figures of the districts within an area as a chart and a table; None where there are none.

    England's are its regions: nearly three hundred rows would be no answer.
    """
    level = "region" if area.level == "nation" else "district"
    inside = areas.children(area, level)
    latest = [one for child in inside if (one := _latest(definition.id, child, day))]
    period = max((one.period for one in latest), key=lambda period: period.end, default=None)
    if period is None:
        return None
    codes = [child.code for child in inside]
    found = {one.area: one for one in queries.compare(definition.id, codes, period.iso)}
    # A district without a number keeps its observation, whose symbol says why there is none.
    rows = [(child, found.get(child.code)) for child in inside]
    rows.sort(key=_highest_first)
    return {
        "level": level,
        "heading": _finding(definition, rows, period, level),
        "period": period.label,
        "rows": rows,
        "chart": _district_chart(definition, rows, area, period),
        "table": tables.of_places(definition, [(child.name, one) for child, one in rows], level),
    }


def _highest_first(pair: tuple[Area, Observation | None]) -> tuple[bool, float, str]:
    area, one = pair
    value = one.value if one else None
    return (value is None, -(value or 0.0), area.name)


def _finding(
    definition: IndicatorDefinition,
    rows: Sequence[tuple[Area, Observation | None]],
    period: Period,
    level: str,
) -> str:
    """`Claimant count rate by district: from 4.0% in Stevenage to 2.1% in St Albans in 2025`."""
    shown = [
        (child.name, write(definition, one.value)) for child, one in rows if one and one.value is not None
    ]
    when = charts.words.when(period.label)
    (top, high), (bottom, low) = shown[0], shown[-1]
    if len(shown) == 1:
        return f"{definition.title} by {level}: {high} in {top} {when}"
    if high == low:
        return f"{definition.title} by {level}: {high} in each {when}"
    return f"{definition.title} by {level}: from {high} in {top} to {low} in {bottom} {when}"


def _district_chart(
    definition: IndicatorDefinition,
    rows: Sequence[tuple[Area, Observation | None]],
    area: Area,
    period: Period,
) -> str:
    title = f"{definition.title} in {area.name}, {period.label}"
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
