"""What the page that compares areas shows: a finding, a table of figures, and what it is made from."""

from typing import Any

from skillshire.core import numbers
from skillshire.indicators import export, queries
from skillshire.indicators.observations import Observation
from skillshire.places.areas import Area
from skillshire.web.components import charts
from skillshire.web.public import site
from skillshire.web.public.pages import compare_cells, figures, picking, tables, words
from skillshire.web.public.pages.compare_asked import MOST_AREAS, MOST_INDICATORS, NAME, Asked, shortcuts
from skillshire.web.public.pages.compare_cells import Cell, Column

COLUMNS = (*export.COLUMNS, "common_period", "reason")
MOST_LINES = 130  # cells that are given a line each; more would make the page too heavy


def content(asked: Asked) -> dict[str, Any]:
    """Heads, rows, choices and sources; every value is a cell that says its own period where it must."""
    found = compare_cells.columns(asked.areas, asked.indicators)
    areas = compare_cells.ordered(asked.areas, found, asked.sort, asked.down)
    lines = len(asked.areas) * len(asked.indicators) <= MOST_LINES
    return {
        "asked": asked,
        "title": title(asked, found, areas),
        "answer": answer(found),
        "table": _turned(found, areas, lines) if asked.turned else _upright(asked, found, areas, lines),
        "caption": _caption(asked),
        "order": _order(asked),
        "lines": lines,
        "symbols": _symbols(found),
        "shortcuts": shortcuts(asked),
        "turn": asked.query(view=None if asked.turned else "indicators", sort=None),
        "query": asked.query(),
        "room": {
            "areas": MOST_AREAS - len(asked.areas),
            "indicators": MOST_INDICATORS - len(asked.indicators),
        },
        "most": {"areas": MOST_AREAS, "indicators": MOST_INDICATORS},
        "suggestions": picking.suggestions(),
        "titles": sorted(one.title for one in queries.indicators()),
        "sources": _sources(found),
        "areas_chosen": [(one.code, one.name) for one in asked.areas],
        "indicators_chosen": [(one.id, one.title) for one in asked.indicators],
        "next_update": figures.next_updates(one.id for one in asked.indicators),
        "caveats": [f"{one.title}: {one.caveats[0]}" for one in asked.indicators if one.caveats],
    }


def title(asked: Asked, found: list[Column], areas: list[Area]) -> str:
    """The finding in the column that the table is sorted by, else in the first."""
    column = next((one for one in found if one.definition.id == asked.sort), found[0])
    known = sorted(column.known, key=lambda one: (-(one.value or 0.0), one.area.name))
    name, definition = column.definition.title, column.definition
    if not known or column.period is None:
        return f"{name}: no figure for {areas[0].name if len(areas) == 1 else 'any of these areas'}"
    when = charts.words.when(column.period.label)
    high, low = (figures.write(definition, one.value) for one in (known[0], known[-1]))
    if len(known) == 1:
        return f"{name}: {high} in {known[0].area.name} {when}"
    if high == low:
        return f"{name}: {high} in each of {len(known)} areas {when}"
    return (
        f"{name}: highest in {_holders(known, high, definition)} ({high}), lowest in "
        f"{_holders(known[::-1], low, definition)} ({low}) of {len(known)} areas {when}"
    )


def _holders(known: list[Cell], shown: str, definition: Any) -> str:
    """All that show that figure; more than two are counted."""
    names = [one.area.name for one in known if figures.write(definition, one.value) == shown]
    return f"{len(names)} of them" if len(names) > 2 else " and ".join(names)


def answer(found: list[Column]) -> str:
    """How complete the table is, and whether all figures in a column are of one time."""
    cells = [one for column in found for one in column.cells.values()]
    missing = sum(one.value is None for one in cells)
    other = sum(one.other for one in cells)
    said = [f"{len(cells) - missing} of {len(cells)} figures are published."] if missing else []
    if other:
        verb = "is" if other == 1 else "are"
        said.append(
            f"{other} of them {verb} of another period than the rest of the column: it stands below the "
            "figure, which is left out of the order and of the finding."
        )
    if any(one.definition.unit not in figures.COMPARABLE for one in found):
        said.append("Numbers grow with the size of an area; rates and percentages do not.")
    return " ".join(said)


def _caption(asked: Asked) -> str:
    def count(number: int, noun: str) -> str:
        return f"{number} {noun}{'' if number == 1 else 's'}"

    return f"{count(len(asked.areas), 'area')} by {count(len(asked.indicators), 'indicator')}"


def _order(asked: Asked) -> str:
    """How the areas are ordered, and what changes it: an order that nobody explains looks like none."""
    how = "" if asked.turned else " Choose a column’s heading to sort by it."
    return f"Order of areas: {_sorted(asked)}.{how}"


def _sorted(asked: Asked) -> str:
    if asked.sort == NAME:
        return "by name from Z to A" if asked.down else "by name"
    column = next((one for one in asked.indicators if one.id == asked.sort), None)
    if column:
        return f"by {words.lower(column.title)}, {'highest' if asked.down else 'lowest'} first"
    home = site.area()
    first = home in asked.areas and len(asked.areas) > 1
    return f"{home.name} and what holds it first, then by kind and name" if first else "by kind and name"


def _upright(asked: Asked, found: list[Column], areas: list[Area], lines: bool) -> dict[str, Any]:
    heads = [_head(asked, NAME, "Area", "", "")]
    heads += [
        _head(asked, one.definition.id, one.definition.title, tables.unit_words(one.definition), _period(one))
        for one in found
    ]
    rows = [
        {
            "text": area.name, "href": f"/areas/{area.code}/", "note": "",
            "cells": [_shown(one, one.cells[area.code], lines) for one in found],
        }
        for area in areas
    ]  # fmt: skip
    return {"heads": heads, "rows": rows}


def _head(asked: Asked, key: str, text: str, unit: str, period: str) -> dict[str, Any]:
    """A column's head, whose link sorts by it: figures highest first, then lowest first; names from A."""
    mine = asked.sort == key
    down = not asked.down if mine else key != NAME
    order = ("descending" if asked.down else "ascending") if mine else ""
    return {
        "text": text, "unit": unit, "period": period, "order": order,
        "href": asked.query(sort=f"{'-' if down else ''}{key}"),
        "next": "highest first" if down and key != NAME else "Z to A" if down else
        "lowest first" if key != NAME else "A to Z",
    }  # fmt: skip


def _turned(found: list[Column], areas: list[Area], lines: bool) -> dict[str, Any]:
    """Indicators as rows. Nothing to sort by: the figures of one area are of different units."""
    heads = [{"text": "Indicator", "unit": "", "period": "", "order": "", "href": "", "next": ""}]
    heads += [
        {"text": one.name, "unit": "", "period": "", "order": "", "href": "", "next": ""} for one in areas
    ]
    rows = [
        {
            "text": one.definition.title,
            "href": f"/indicators/{one.definition.id}/?area={areas[0].code}",
            "note": ", ".join(filter(None, (tables.unit_words(one.definition), _period(one)))),
            "cells": [_shown(one, one.cells[area.code], lines) for area in areas],
        }
        for one in found
    ]
    return {"heads": heads, "rows": rows}


def _period(column: Column) -> str:
    return column.period.label if column.period else "no figures"


def _shown(column: Column, cell: Cell, lines: bool) -> dict[str, Any]:
    one = cell.observation
    if one is None:
        return {"text": "none", "missing": True, "why": cell.why, "line": "", "limits": "", "period": ""}
    status = {"symbol": one.status, "meaning": tables.SYMBOLS.get(one.status, "")}
    line = charts.sparkline(cell.recent) if lines and len(cell.recent) > 1 else ""
    if one.value is None:
        return {"text": "no figure", "missing": True, "why": "", "line": line, "limits": "", "period": "",
                **status}  # fmt: skip
    definition = column.definition
    return {
        "text": numbers.plain(one.value, definition.decimals), "missing": False, "why": "", "line": line,
        "limits": _limits(one, definition.decimals), "period": one.period.label if cell.other else "",
        **status,
    }  # fmt: skip


def _limits(one: Observation, decimals: int) -> str:
    if one.lower is None or one.upper is None:
        return ""
    return f"{numbers.plain(one.lower, decimals)} to {numbers.plain(one.upper, decimals)}"


def _symbols(found: list[Column]) -> dict[str, str]:
    used = {one.observation.status for column in found for one in column.cells.values() if one.observation}
    return {symbol: meaning for symbol, meaning in tables.SYMBOLS.items() if symbol in used}


def _sources(found: list[Column]) -> list[dict[str, Any]]:
    """The files that the shown figures come from, each once."""
    wanted = dict.fromkeys(
        one.observation.snapshot
        for column in found for one in column.cells.values() if one.observation
    )  # fmt: skip
    return [figures.source(queries.snapshot(number)) for number in wanted]


def rows(asked: Asked) -> list[dict[str, Any]]:
    """One row for each area and indicator, with COLUMNS; a pair without a figure says why."""
    found = compare_cells.columns(asked.areas, asked.indicators)
    return [
        _row(column, column.cells[area.code])
        for area in compare_cells.ordered(asked.areas, found, asked.sort, asked.down)
        for column in found
    ]


def _row(column: Column, cell: Cell) -> dict[str, Any]:
    common = column.period.iso if column.period else None
    if cell.observation is None:
        return {
            "indicator": column.definition.id, "area": cell.area.code, "area_name": cell.area.name,
            "unit": column.definition.unit, "common_period": common, "reason": cell.why,
            "release": queries.release().id,
        }  # fmt: skip
    row = export.row(cell.observation, queries.release().id, column.definition.unit)
    return {**export.flat(row), "common_period": common}
