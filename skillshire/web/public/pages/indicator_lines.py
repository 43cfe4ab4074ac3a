"""An indicator over time: the areas asked for, and what one area alone is held against."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.indicators.observations import Observation, Series
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.strategy import assessments
from skillshire.web.components import charts, findings
from skillshire.web.components.charts import LineChart
from skillshire.web.public.pages import figures, groups, tables, words
from skillshire.web.public.pages.asked import Asked


@dataclass(frozen=True)
class Line:
    """`chosen` was asked for; the others are only there to compare with."""

    area: Area
    series: Series
    chosen: bool


def of(asked: Asked) -> list[Line]:
    """Every area asked for, in that order; beside a single one what holds it, where that compares."""
    chosen = [Line(one, _between(asked, _series(asked, one)), True) for one in asked.areas]
    _need_some(asked, chosen)
    return chosen if len(chosen) > 1 else [*chosen, *_beside(asked, chosen[0])]


def _series(asked: Asked, area: Area) -> Series:
    """The area's figures, or those of an area on the very same ground where only that one has any."""
    series = assessments.series_for(asked.definition.id, area.code, asked.breakdown)
    if series.observations or not area.parents:
        return series
    others = [area.code, *(one.code for one in areas.coterminous(area))]
    has = next((code for code in others if queries.breakdowns(asked.definition.id, code)), area.code)
    return replace(series, area=has)


def _between(asked: Asked, series: Series) -> Series:
    first, last = asked.first or 0, asked.last or 9999
    if not (asked.first or asked.last):
        return series
    kept = tuple(one for one in series.observations if first <= one.period.year <= last)
    return replace(series, observations=kept)


def _need_some(asked: Asked, lines: list[Line]) -> None:
    """Years in which nothing at all was published are a mistake; an area without figures is not."""
    if not (asked.first or asked.last) or any(line.series.observations for line in lines):
        return
    years = [one.year for one in queries.periods_of(asked.definition.id)]
    if not any((asked.first or 0) <= year <= (asked.last or 9999) for year in years):
        raise UserError(
            f"{asked.definition.title} has no figures for those years; it has them from {min(years)} to "
            f"{max(years)}."
        )


def _beside(asked: Asked, mine: Line) -> list[Line]:
    if asked.definition.unit not in figures.COMPARABLE:
        return []
    found = []
    for parent in areas.parents(mine.area):
        if parent.level in ("county", "region", "nation"):
            series = figures.since(_between(asked, _series(asked, parent)), mine.series)
            if series.numbers:
                found.append(Line(parent, series, False))
    return found


def title(asked: Asked, lines: list[Line]) -> str:
    """The finding for the chosen areas: the first one's figure, and how the others' lie beside it."""
    first, definition = lines[0], asked.definition
    latest = first.series.latest
    if latest is None:
        return words.indicator_title(definition, first.area.name, first.series, "", asked.breakdown)
    chosen = [line for line in lines if line.chosen]
    if len(chosen) > 3:
        beside = _extremes(asked, chosen, latest)
    else:
        others = chosen[1:] or lines[:0:-1][:1]
        found = [_against(asked, latest, line) for line in others]
        beside = together([one for one in found if one.side != "unclear"])
    return words.indicator_title(definition, first.area.name, first.series, beside, asked.breakdown)


def _against(asked: Asked, latest: Observation, other: Line) -> findings.Against:
    same = next((one for one in other.series.numbers if one.period == latest.period), None)
    return findings.against(asked.definition, latest, same, groups.in_words(other.area))


def together(found: Sequence[findings.Against]) -> str:
    """`above the East of England’s 3.2% and below England’s 4.0%; both differences may be chance`: what
    sampling may do is said once for all.
    """
    if len(found) < 2:
        return "".join(one.text for one in found)
    said = " and ".join(one.plain or one.text for one in found)
    unsure = [one.significant is False for one in found]
    if not any(unsure):
        return said
    count = "both" if len(found) == 2 else "all"
    return (
        f"{said}; {count} differences may be chance" if all(unsure) else f"{said}; some of this may be chance"
    )


def _extremes(asked: Asked, chosen: list[Line], latest: Observation) -> str:
    codes = [line.series.area for line in chosen]
    across = queries.across(asked.definition.id, latest.period.iso, asked.breakdown)
    ranked = findings.rank(asked.definition, across, latest.area, codes, "those chosen")
    return f"{ranked.text}" if ranked else ""


def figure(asked: Asked, lines: list[Line]) -> dict[str, str] | None:
    """The chart with its finding; None where no area has a number."""
    shown = [line for line in lines if line.series.numbers]
    if not shown:
        return None
    definition = asked.definition
    drawn = [figures.line(line.area.name, line.series, line.chosen) for line in shown]
    subject = words.lower(words.part_title(definition, asked.breakdown))
    name = f"{shown[0].area.name}: {subject}"
    heading = charts.words.finding(name, drawn[0].points, definition.unit, definition.decimals)
    chart = LineChart(
        id=f"line-{definition.id}",
        title=heading,
        unit=definition.unit,
        decimals=definition.decimals,
        series=drawn,
        forecast=figures.to_come(shown[0].series) if len(asked.areas) == 1 else None,
    )
    chosen = [line.area.name for line in shown if line.chosen]
    names = charts.words.listed(chosen or [line.area.name for line in shown])
    return {
        "heading": heading,
        "subtitle": f"{words.part_title(definition, asked.breakdown)}, {names}, "
        f"{tables.unit_words(definition)}",
        "chart": charts.line(chart),
    }
