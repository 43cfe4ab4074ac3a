"""Figures as columns and rows for the table component."""

from collections.abc import Iterable, Sequence
from typing import Any

from skillshire.core import numbers
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.places.areas import Area
from skillshire.web.components import grid

SYMBOLS = {
    "c": "confidential: the number is so small that it could tell on someone",
    "x": "not available",
    "z": "not applicable",
    "low": "rounds to zero, but is not zero",
    "u": "unreliable: too few people were asked",
    "p": "provisional: will be revised",
    "f": "forecast",
}
PART = " (part of a year, so not in the chart)"
OTHER = " (another length of time, so not in the chart)"
Row = list[Any]


def of_periods(
    definition: IndicatorDefinition, name: str, series: Series, others: Sequence[tuple[Area, Series]] = ()
) -> dict[str, Any]:
    """Every period of the area's series, newest first, with what the chart compares it with beside it."""
    limits = has_limits(series.observations)
    columns = [{"text": "Period"}, *_heads(definition, name, limits)]
    columns += [{"text": place.name, "unit": unit_words(definition), "number": True} for place, _ in others]
    beside = [{one.period.iso: one for one in other.observations} for _, other in others]
    own = {one.period.iso: one for one in series.observations}
    every = {one.period: None for one in series.observations}
    every |= {one.period: None for _, other in others for one in other.comparable}
    rows: list[Row] = []
    for period in sorted(every, key=lambda one: (one.end, one.start), reverse=True):
        mine = own.get(period.iso)
        row: Row = [period.label + (_aside(mine, series) if mine else ""), _cell(definition, mine)]
        row += [_limits(definition, mine)] if limits else []
        rows.append(row + [_cell(definition, other.get(period.iso)) for other in beside])
    used = [*series.observations, *(one for _, other in others for one in other.comparable)]
    return {"columns": columns, "rows": rows, "symbols": _symbols(used)}


def of_lines(definition: IndicatorDefinition, lines: Sequence[tuple[str, Series]]) -> dict[str, Any]:
    """Every period that one of the named series has, newest first: values, and limits where there are any.

    A period of another length than the chart's is shown for the first series only, and says so.
    """
    columns: list[dict[str, Any]] = [{"text": "Period"}]
    parts = []
    for index, (name, series) in enumerate(lines):
        used = series.observations if index == 0 else series.comparable
        limits = has_limits(used)
        columns += _heads(definition, name, limits)
        parts.append(({one.period.iso: one for one in used}, limits))
    first = lines[0][1]
    every = {one.period.iso: one.period for _, series in lines for one in series.comparable}
    every |= {one.period.iso: one.period for one in first.observations}
    rows: list[Row] = []
    for period in sorted(every.values(), key=lambda one: (one.end, one.start), reverse=True):
        mine = parts[0][0].get(period.iso)
        row: Row = [period.label + (_aside(mine, first) if mine else "")]
        for found, limits in parts:
            one = found.get(period.iso)
            row.append(_cell(definition, one))
            if limits:
                row.append(_limits(definition, one))
        rows.append(row)
    return {"columns": columns, "rows": rows, "symbols": _symbols(o for p, _ in parts for o in p.values())}


def of_places(
    definition: IndicatorDefinition, found: Sequence[tuple[str, Observation | None]], level: str
) -> dict[str, Any]:
    """One row for each named place or part, in the order given; `level` is what they are."""
    limits = has_limits(one for _, one in found if one)
    columns = [{"text": level[:1].upper() + level[1:]}, *_heads(definition, definition.title, limits)]
    rows = [
        [name, _cell(definition, one), *([_limits(definition, one)] if limits else [])] for name, one in found
    ]
    return {"columns": columns, "rows": rows, "symbols": _symbols(one for _, one in found if one)}


def has_limits(observations: Iterable[Observation]) -> bool:
    return any(one.lower is not None for one in observations)


def _heads(definition: IndicatorDefinition, name: str, limits: bool) -> list[dict[str, Any]]:
    head: dict[str, Any] = {"text": name, "unit": unit_words(definition), "number": True}
    return [head, {"text": "95% limits", "number": True}] if limits else [head]


def _aside(one: Observation, series: Series) -> str:
    """Says of a period that is not as long as the others why the chart leaves it out."""
    usual = series.comparable
    if one in usual:
        return ""
    year = (usual[0].period.end - usual[0].period.start).days > 360
    return PART if year and (one.period.end - one.period.start).days < 360 else OTHER


def _cell(definition: IndicatorDefinition, one: Observation | None) -> Any:
    if one is None:
        return {"text": "none", "missing": True}
    meaning = SYMBOLS.get(one.status)
    if one.value is None:
        return {"text": "no figure", "missing": True, "symbol": one.status, "meaning": meaning}
    return {"text": numbers.plain(one.value, definition.decimals), "symbol": one.status, "meaning": meaning}


def _limits(definition: IndicatorDefinition, one: Observation | None) -> Any:
    if one is None or one.lower is None or one.upper is None:
        return {"text": "not given", "missing": True}
    lower, upper = (numbers.plain(limit, definition.decimals) for limit in (one.lower, one.upper))
    return f"{lower} to {upper}"


def _symbols(used: Iterable[Observation]) -> dict[str, str]:
    found = {one.status for one in used}
    return {symbol: meaning for symbol, meaning in SYMBOLS.items() if symbol in found}


def unit_words(definition: IndicatorDefinition) -> str:
    return {"percent": "%", "pounds": "£", "count": "number", "pounds per hour": "£ an hour"}.get(
        definition.unit, definition.unit
    )


def drawn(table: dict[str, Any]) -> dict[str, Any]:
    """With `html`, the rows as markup for the component grid."""
    return {**table, "html": grid.rows(table["columns"], table["rows"], table.get("strong", ()))}
