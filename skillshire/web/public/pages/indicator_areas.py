"""An indicator in all areas of a group, in one period: ranked, drawn, in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from skillshire.core import numbers
from skillshire.core.errors import UserError
from skillshire.core.periods import Period
from skillshire.indicators import queries
from skillshire.indicators.observations import Observation
from skillshire.indicators.queries import Across
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.web.components import charts, findings
from skillshire.web.public.pages import figures, groups, indicator_lines, tables, words
from skillshire.web.public.pages.asked import Asked
from skillshire.web.public.pages.groups import Group
from skillshire.web.public.pages.indicator_lines import Line

MOST = 30  # rows of a chart; of a larger group the ends and the areas asked for are shown
ENDS = 5
SAID = 3  # areas whose rank is said; the table has the rest
LOOK_BACK = 4  # periods to look at for one that the group has figures for


@dataclass(frozen=True)
class Row:
    """`place` is the rank as numbers are shown, 1 for the highest; None where there is no number."""

    area: Area
    found: Observation | None
    place: int | None
    chosen: bool


@dataclass(frozen=True)
class Compared:
    """One group in one period; `rows` are all of its areas, highest first. `instead` says why this group."""

    group: Group
    period: Period
    across: Across
    rows: tuple[Row, ...]
    possible: tuple[Group, ...]
    instead: str = ""


def of(asked: Asked, lines: Sequence[Line]) -> Compared | None:
    """The group asked for, or else the first that has figures; None where no group has two."""
    groups.check(asked.group)
    candidates = groups.of(asked.area)
    for period in _periods(asked, lines):
        across = queries.across(asked.definition.id, period.iso, asked.breakdown)
        known = {code for code, value in zip(across.areas, across.values, strict=True) if value is not None}
        possible = tuple(one for one in candidates if len(known.intersection(one.codes)) > 1)
        if possible:
            return _compared(asked, lines, across, possible)
    return None


def _compared(asked: Asked, lines: Sequence[Line], across: Across, possible: tuple[Group, ...]) -> Compared:
    known = {code for code, value in zip(across.areas, across.values, strict=True) if value is not None}
    # A group of which few have figures, such as districts for what counties publish, is no good start.
    full = [one for one in possible if 2 * len(known.intersection(one.codes)) >= len(one.codes)]
    first = full[0] if full else possible[0]
    group = next((one for one in possible if one.key == asked.group), first)
    instead = ""
    if asked.group and group.key != asked.group:
        instead = (
            f"There are no figures to compare in the group asked for ({asked.group}) for {asked.area.name} "
            f"in {across.period.label}; these are the {words.lower(group.label)}."
        )
    chosen = {line.series.area for line in lines if line.chosen} | {one.code for one in asked.areas}
    return Compared(group, across.period, across, _rows(asked, across, group, chosen), possible, instead)


def _periods(asked: Asked, lines: Sequence[Line]) -> list[Period]:
    """The period asked for; else that of the first area's latest figure, and then the last ones there are."""
    if asked.period:
        return [asked.period]
    latest = next((line.series.latest.period for line in lines if line.series.latest), None)
    last = queries.periods_of(asked.definition.id)[: -LOOK_BACK - 1 : -1]
    return [latest] if latest else list(last)


def _rows(asked: Asked, across: Across, group: Group, chosen: set[str]) -> tuple[Row, ...]:
    place = {code: index for index, code in enumerate(across.areas)}
    found = [(code, place.get(code)) for code in group.codes]
    decimals = asked.definition.decimals
    shown = [(code, None if index is None else _observation(across, index), index) for code, index in found]
    known = [
        numbers.rounded(one.value, decimals) for _, one, _ in shown if one and one.value is not None
    ]  # fmt: skip
    known.sort(reverse=True)
    places = {value: 1 + index for index, value in reversed(list(enumerate(known)))}
    rows = [
        Row(
            areas.get(code), one,
            places[numbers.rounded(one.value, decimals)] if one and one.value is not None else None,
            code in chosen,
        )
        for code, one, _ in shown
    ]  # fmt: skip
    return tuple(sorted(rows, key=_highest_first))


def _observation(across: Across, index: int) -> Observation:
    return Observation(
        across.indicator, across.areas[index], across.period, across.breakdown, across.values[index],
        across.lower[index], across.upper[index], across.statuses[index], across.snapshots[index],
    )  # fmt: skip


def _highest_first(row: Row) -> tuple[bool, float, str]:
    value = row.found.value if row.found else None
    return (value is None, -(value or 0.0), row.area.name)


def content(asked: Asked, lines: Sequence[Line], compared: Compared) -> dict[str, Any]:
    """Heading, chart, ranks in words and a table; of a large group the ends and what was asked for."""
    rows = shortened(compared.rows)
    group, definition = compared.group, asked.definition
    subject = words.part_title(definition, asked.breakdown)
    return {
        "heading": heading(asked, compared),
        "subtitle": f"{subject}, {compared.period.label}, highest first",
        "ranks": ranks(asked, compared),
        "chart": _chart(asked, compared, rows, lines),
        "table": table(asked, rows, group),
        "caption": f"{subject}: {words.lower(group.label)}, {compared.period.label}",
        "left_out": len(compared.rows) - len(rows),
        "of": len(compared.rows),
        "group": group,
        "instead": compared.instead,
        "wider": _wider(asked, compared),
        "every": f"/indicators/{definition.id}/areas/{asked.query(group=group.key)}",
    }


def _wider(asked: Asked, compared: Compared) -> str:
    """The page with all districts of England, where that is another group than the one shown."""
    there = "districts-of-england"
    if compared.group.key == there or all(one.key != there for one in compared.possible):
        return ""
    return asked.query(group=there)


def every(asked: Asked) -> dict[str, Any]:
    """The whole group as a table, for a page of its own. UserError where no group has figures."""
    lines = indicator_lines.of(asked)
    compared = of(asked, lines)
    if compared is None:
        raise UserError(f"{asked.definition.title} has no figures to compare {asked.area.name} with.")
    subject = words.part_title(asked.definition, asked.breakdown)
    return {
        "definition": asked.definition,
        "title": heading(asked, compared),
        "ranks": ranks(asked, compared),
        "table": table(asked, compared.rows, compared.group),
        "caption": f"{subject}: {compared.group.label}, {compared.period.label}, highest first",
        "query": asked.query(),
        "sources": [figures.source(one) for one in queries.snapshots(asked.definition.id)],
        "instead": compared.instead,
    }


def heading(asked: Asked, compared: Compared) -> str:
    codes, group = compared.group.codes, compared.group
    said = findings.extremes(asked.definition, compared.across, codes, group.name)
    subject = words.part_title(asked.definition, asked.breakdown)
    when = charts.words.when(compared.period.label)
    return f"{subject}: {said}{' ' if when.startswith('(') else ', '}{when}"


def shortened(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if len(rows) <= MOST:
        return rows
    known = [row for row in rows if row.place is not None]
    kept = {row.area.code for row in (*known[:ENDS], *known[-ENDS:])}
    return tuple(row for row in rows if row.area.code in kept or row.chosen)


def ranks(asked: Asked, compared: Compared) -> list[str]:
    """`Stevenage is highest of Hertfordshire’s ten districts.` for the first areas asked for among them."""
    group = compared.group
    chosen = [row.area for row in compared.rows if row.chosen][:SAID]
    found = (
        (area, findings.rank(asked.definition, compared.across, area.code, group.codes, group.name))
        for area in chosen
    )
    return [f"{area.name} is {rank.text}{_quarter(rank)}." for area, rank in found if rank]


def _quarter(rank: findings.Rank) -> str:
    said = {1: "in the highest quarter", 4: "in the lowest quarter"}
    ends = rank.text.startswith(("highest", "lowest"))
    return f", {said[rank.quartile]}" if rank.quartile in said and rank.of > 10 and not ends else ""


def table(asked: Asked, rows: Sequence[Row], group: Group) -> dict[str, Any]:
    made = tables.of_places(asked.definition, [(row.area.name, row.found) for row in rows], group.noun)
    made["columns"].append({"text": "Rank", "number": True})
    for row, cells in zip(rows, made["rows"], strict=True):
        cells[0] = {"text": groups.told_apart(row.area), "href": f"/areas/{row.area.code}/"}
        cells.append(str(row.place) if row.place else {"text": "none", "missing": True})
    made["strong"] = [index for index, row in enumerate(rows) if row.chosen]
    return tables.drawn(made)


def _chart(asked: Asked, compared: Compared, rows: Sequence[Row], lines: Sequence[Line]) -> str:
    definition = asked.definition
    title = (
        f"{words.part_title(definition, asked.breakdown)}, {compared.group.label}, {compared.period.label}"
    )
    identifier = f"areas-{definition.id}"
    names = [_name(row, numbered=len(rows) < len(compared.rows)) for row in rows]
    pairs = list(zip(names, rows, strict=True))
    if definition.unit not in figures.COMPARABLE:
        bars = [
            charts.Bar(name, row.found.value, row.chosen, row.found.lower, row.found.upper)
            if row.found else charts.Bar(name, None, row.chosen)
            for name, row in pairs
        ]  # fmt: skip
        return charts.bars(charts.BarChart(identifier, title, definition.unit, bars, definition.decimals))
    dots = [
        charts.DotRow(name, row.found.value, row.found.lower, row.found.upper, row.chosen)
        if row.found else charts.DotRow(name, None, emphasis=row.chosen)
        for name, row in pairs
    ]  # fmt: skip
    chart = charts.DotChart(
        identifier, title, definition.unit, dots, _references(compared, lines), definition.decimals,
        middle=_middle_half(compared),
    )  # fmt: skip
    return charts.dots(chart)


def _name(row: Row, *, numbered: bool) -> str:
    return f"{row.place}. {row.area.name}" if numbered and row.place else row.area.name


def _references(compared: Compared, lines: Sequence[Line]) -> list[charts.Reference]:
    """The areas asked for that are not in the group, and what they are compared with: three at most."""
    inside = set(compared.group.codes)
    found = []
    for line in lines:
        same = next((one for one in line.series.numbers if one.period == compared.period), None)
        if same and same.value is not None and line.area.code not in inside:
            found.append(charts.Reference(line.area.name, same.value))
    return found[:3]


def _middle_half(compared: Compared) -> tuple[float, float] | None:
    """The values between which the middle half of a group lies; None for fewer than eight."""
    known = [row.found.value for row in compared.rows if row.found and row.found.value is not None]
    if len(known) < 8:
        return None
    ordered = sorted(known)
    return _share(ordered, 0.25), _share(ordered, 0.75)


def _share(ordered: Sequence[float], share: float) -> float:
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])
