"""What an indicator's page shows, from the title down to the downloads."""

from collections.abc import Sequence
from typing import Any

from skillshire.indicators import queries
from skillshire.indicators.observations import join_breakdown
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.web.public import site
from skillshire.web.public.pages import (
    figures,
    indicator_areas,
    indicator_breakdown,
    indicator_change,
    indicator_choices,
    indicator_lines,
    indicator_map,
    tables,
    words,
)  # fmt: skip
from skillshire.web.public.pages.asked import Asked
from skillshire.web.public.pages.indicator_areas import Compared
from skillshire.web.public.pages.indicator_lines import Line
from skillshire.web.public.pages.indicator_list import THEMES

__all__ = ["THEMES", "content", "notices", "sources"]  # THEMES: the page that finds things asks here


def content(asked: Asked) -> dict[str, Any]:
    """The whole page: the finding, the line, the group, the map, the parts, the change, the table."""
    lines = indicator_lines.of(asked)
    compared = indicator_areas.of(asked, lines)
    parts = indicator_breakdown.content(asked, lines)
    definition = asked.definition
    title = _title(asked, lines, parts)
    if parts and title == parts["heading"]:  # once is enough
        parts["heading"] = parts["plain"]
    return {
        "asked": asked,
        "definition": definition,
        "area": asked.area,
        "title": title,
        "change": indicator_change.on_the_year(definition, lines[0].series),
        "notices": notices(asked, lines, bool(parts)),
        "figure": indicator_lines.figure(asked, lines),
        "districts": indicator_areas.content(asked, lines, compared) if compared else None,
        "map": indicator_map.content(asked, compared) if compared else None,
        "parts": parts,
        "changed": indicator_change.content(asked, lines),
        "table": _table(asked, lines),
        "caption": _caption(asked, lines),
        "sources": sources(asked, lines, compared),
        "choices": indicator_choices.content(asked, lines, compared),
        "query": asked.query(area=[line.area.code for line in lines]),
    }


def _title(asked: Asked, lines: Sequence[Line], parts: dict[str, Any] | None) -> str:
    """The finding of the chosen areas; of an indicator that is only published in parts, that of its parts."""
    if parts and not asked.breakdown and not lines[0].series.observations:
        return str(parts["heading"])
    return indicator_lines.title(asked, list(lines))


def _table(asked: Asked, lines: Sequence[Line]) -> dict[str, Any] | None:
    shown = [line for line in lines if line.series.observations]
    if not shown:
        return None
    named = [(line.area.name, line.series) for line in shown]
    return tables.drawn(tables.of_lines(asked.definition, named))


def _caption(asked: Asked, lines: Sequence[Line]) -> str:
    names = ", ".join(line.area.name for line in lines if line.chosen)
    return f"{words.part_title(asked.definition, asked.breakdown)}, {names}, by period"


def sources(asked: Asked, lines: Sequence[Line], compared: Compared | None) -> list[dict[str, Any]]:
    """Every snapshot that a figure on the page comes from; without any, those of the indicator."""
    wanted = dict.fromkeys(one.snapshot for line in lines for one in line.series.observations)
    if compared:
        wanted |= dict.fromkeys(row.found.snapshot for row in compared.rows if row.found)
    records = [queries.snapshot(number) for number in wanted]
    return [figures.source(one) for one in records or queries.snapshots(asked.definition.id)]


def notices(asked: Asked, lines: Sequence[Line], parts: bool) -> list[dict[str, Any]]:
    """What a reader must know of an area before reading on: that it is gone, or has no figures, and why."""
    found = [_gone(one) for one in asked.areas if one.end]
    found += [_same_ground(line) for line in lines if line.series.area != line.area.code]
    empty = [line for line in lines if line.chosen and not line.series.observations]
    if parts and empty and not asked.breakdown and empty[0] is lines[0]:
        text = f"{asked.definition.title} has no headline figure for {lines[0].area.name}, only its parts"
        return [*found, {"text": text, "links": []}, *(_empty(asked, line) for line in empty[1:])]
    return found + [_empty(asked, line) for line in empty]


def _gone(area: Area) -> dict[str, Any]:
    day = site.day_words(area.end) if area.end else ""
    after = [areas.get(code) for code in area.successors]
    said = "Its place was taken by" if after else "It has no successor"
    return {
        "text": f"{area.name} ({area.code}) was abolished on {day}. {said}",
        "links": [(f"{one.name} ({one.code})", f"?area={one.code}") for one in after],
    }


def _same_ground(line: Line) -> dict[str, Any]:
    """A county and its skills improvement plan area, say, may be one and the same ground."""
    other = areas.get(line.series.area)
    return {
        "text": f"These figures are published for {other.name} ({other.code}), which covers the very same "
        f"ground as {line.area.name} ({line.area.code})",
        "links": [],
    }


def _empty(asked: Asked, line: Line) -> dict[str, Any]:
    """Where the figures are that an area has none of: in its parts, or elsewhere."""
    definition, area = asked.definition, line.area
    known = queries.breakdowns(definition.id, line.series.area)
    subject = words.part_title(definition, asked.breakdown)
    if known:
        said = (
            f"{subject} has no headline figure for {area.name}"
            if not asked.breakdown else f"{subject} has no figure for {area.name}"
        )  # fmt: skip
        links = [
            (definition.label(one) or "Headline", asked.query(breakdown=join_breakdown(one), by=None))
            for one in sorted(known, key=len)[:12]
        ]
        return {"text": f"{said}; it has figures for:", "links": links}
    near = _nearest_with(asked, area)
    where = " Nearby there are:" if near else ""
    return {
        "text": f"{subject} has no figures for {area.name}: none are published for it. "
        f"The next update: {definition.next_release or 'not announced'}.{where}",
        "links": [(f"figures for {one.name}", asked.query(area=one.code, group=None)) for one in near],
    }


def _nearest_with(asked: Asked, area: Area) -> list[Area]:
    """Areas that hold this one, or that it holds, for which there are figures."""
    around = [*areas.parents(area), *areas.children(area, None)] if area.parents else areas.all("nation")
    there = set(queries.area_codes(asked.definition.id))
    return [one for one in around if one.code in there][:8]
