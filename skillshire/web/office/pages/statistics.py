"""What the pages of counts show: one area through its periods, all areas at one period, a chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skillshire.accounts.models import Organisation
from skillshire.casework import editions, publications
from skillshire.casework.disclosure import HIDDEN, Protected
from skillshire.casework.editions import Shown
from skillshire.casework.publications import Publication
from skillshire.core import clock, facts, periods
from skillshire.core.periods import day_words
from skillshire.core.tabular import Table
from skillshire.places import areas
from skillshire.web.components import charts
from skillshire.web.components.charts import DotChart, DotRow, LineChart, LineSeries, Point

MOST_PERIODS = 24  # in the table on the page; the files have all
MEANING = "Hidden, so that nobody can be told from it"
SYMBOLS = {HIDDEN: MEANING}
COLUMNS = {
    "table": "Table", "column": "Column", "title": "What is counted", "area": "Area code",
    "area_name": "Area", "period": "Period (ISO 8601)", "period_label": "Period", "value": "Number",
    "unit": "Unit", "status": "Symbol",
}  # fmt: skip


@dataclass(frozen=True)
class Chosen:
    """What of an organisation's counts is looked at: only `places` where the role is for some areas."""

    organisation: Organisation
    table: Publication
    area: str
    places: frozenset[str] = frozenset()

    def may_show(self, area: str) -> bool:
        return not self.places or area in self.places


def content(chosen: Chosen) -> dict[str, Any]:
    shown = [(period, cells) for _, period, cells in editions.newest(chosen.organisation, chosen.table.id)]
    last = editions.last(chosen.organisation)
    return {
        "organisation": chosen.organisation,
        "table": chosen.table,
        "tables": publications.every(),
        "area": chosen.area,
        "places": _places(chosen, shown),
        "published": f"on {day_words(clock.day_of(last.at))} by {last.by}" if last else "",
        "through_time": _through_time(chosen, shown) if shown else None,
        "by_place": _by_place(chosen, *shown[-1]) if shown else None,
        "figure": _figure(chosen, shown) if shown else None,
        "finding": _finding(chosen, shown) if shown else chosen.table.title,
        "districts": _districts(chosen, *shown[-1]) if shown else None,
        "reasons": publications.reasons(),
    }


def file(chosen: Chosen) -> Table:
    """Every cell that the page could show, with where it comes from."""
    rows = [row for row in editions.rows(editions.newest(chosen.organisation, chosen.table.id))
            if chosen.may_show(str(row["area"]))]  # fmt: skip
    notes = [
        ("Source", f"Records kept by {chosen.organisation.name}, after disclosure control"),
        ("Unit", chosen.table.unit),
        ("Symbols", f"{HIDDEN}: {MEANING[0].lower()}{MEANING[1:]}. Numbers are rounded to the nearest "
                    f"{publications.parameters().base}."),
        *([("Note", facts.SAID)] if facts.synthetic() else []),
    ]  # fmt: skip
    return Table(chosen.table.id, chosen.table.title, list(COLUMNS), rows, notes, COLUMNS)


def _places(chosen: Chosen, shown: Sequence[tuple[str, Shown]]) -> list[tuple[str, str]]:
    """Code and name of each area that may be looked at, the county first."""
    codes = {area for _, cells in shown for area, _ in cells if chosen.may_show(area)}
    county = chosen.organisation.area_code
    return [(code, areas.get(code).name) for code in sorted(codes, key=lambda code: (code != county, code))]


def cell(protected: Protected | None) -> dict[str, Any] | str:
    if protected is None:
        return {"text": "not counted", "missing": True}
    if protected.value is None:
        return {"text": "", "symbol": HIDDEN, "meaning": MEANING}
    return f"{protected.value:,}"


def _heads(chosen: Chosen, first: str) -> list[dict[str, Any]]:
    return [{"text": first}, *({"text": one.title, "number": True} for one in chosen.table.columns)]


def _through_time(chosen: Chosen, shown: Sequence[tuple[str, Shown]]) -> dict[str, Any]:
    ids = [one.id for one in chosen.table.columns]
    rows = [
        [periods.parse(period).label, *(cell(cells.get((chosen.area, column))) for column in ids)]
        for period, cells in reversed(shown[-MOST_PERIODS:])
    ]  # fmt: skip
    name = areas.get(chosen.area).name
    return {
        "caption": f"{chosen.table.title}, {name}, {chosen.table.unit}, newest first",
        "columns": _heads(chosen, "Period"), "rows": rows, "symbols": SYMBOLS,
    }  # fmt: skip


def _by_place(chosen: Chosen, period: str, cells: Shown) -> dict[str, Any]:
    rows = [
        [name, *(cell(cells.get((code, one.id))) for one in chosen.table.columns)]
        for code, name in _places(chosen, [(period, cells)])
    ]
    return {
        "caption": f"{chosen.table.title}, {periods.parse(period).label}, {chosen.table.unit}",
        "columns": _heads(chosen, "Area"), "rows": rows, "symbols": SYMBOLS,
    }  # fmt: skip


def _finding(chosen: Chosen, shown: Sequence[tuple[str, Shown]]) -> str:
    """The page's title: the last column's newest count, beside that of a year before."""
    column, name = chosen.table.columns[-1], areas.get(chosen.area).name
    subject = f"{column.title if len(chosen.table.columns) > 1 else chosen.table.title} in {name}"
    a_year = 13 if chosen.table.period == "month" else 2
    points = [_point(period, cells.get((chosen.area, column.id))) for period, cells in shown[-a_year:]]
    if points[-1].value is None:
        return f"{subject}: hidden {charts.words.when(points[-1].label)}, so that nobody can be told from it"
    return charts.words.finding(f"{subject}:", [points[0], points[-1]], "count", 0)


def _districts(chosen: Chosen, period: str, cells: Shown) -> dict[str, str] | None:
    """The same column in each district in the newest period; None where there is but one to show."""
    column, county = chosen.table.columns[-1], chosen.organisation.area_code
    places = [(code, name) for code, name in _places(chosen, [(period, cells)]) if code != county]
    found = [(name, cells.get((code, column.id)), code == chosen.area) for code, name in places]
    rows = [
        DotRow(name, None if one is None or one.value is None else float(one.value), emphasis=strong)
        for name, one, strong in found
    ]
    if len(rows) < 2:  # noqa: PLR2004
        return None
    label = periods.parse(period).label
    chart = DotChart(id="districts", title=f"{column.title}, {label}", unit="count", decimals=0, rows=rows)
    return {
        "heading": _most_and_fewest(rows, label),
        "subtitle": f"{column.title}, districts, {label}, {chosen.table.unit}. Hidden counts have no dot",
        "chart": charts.dots(chart),
    }


def _most_and_fewest(rows: Sequence[DotRow], label: str) -> str:
    shown = {row.name: row.value for row in rows if row.value is not None}
    when = charts.words.when(label)
    if not shown:
        return f"Every district's count is hidden {when}"
    most, fewest = max(shown.values()), min(shown.values())
    if most == fewest:
        return f"{_who(shown, most)} had {most:,.0f} {when}"
    return (
        f"{_who(shown, most)} had most {when}, {most:,.0f}; {_who(shown, fewest)} had fewest, {fewest:,.0f}"
    )


def _who(shown: Mapping[str, float], value: float) -> str:
    """The districts that have it: by name, or where more than two are alike, how many."""
    names = [name for name, one in shown.items() if one == value]
    return charts.words.listed(names) if len(names) <= 2 else f"{len(names)} districts"  # noqa: PLR2004


def _figure(chosen: Chosen, shown: Sequence[tuple[str, Shown]]) -> dict[str, str]:
    """The last column through time: what the table is kept for."""
    column = chosen.table.columns[-1]
    points = [_point(period, cells.get((chosen.area, column.id))) for period, cells in shown]
    name = areas.get(chosen.area).name
    line = LineSeries(name, points, emphasis=True)
    chart = LineChart(
        id="counts", title=f"{column.title}, {name}", unit="count", decimals=0, series=[line]
    )  # fmt: skip
    return {
        "heading": charts.words.finding(column.title, points, "count", 0),
        "subtitle": f"{column.title}, {name}, {chosen.table.unit}",
        "chart": charts.line(chart),
    }


def _point(period: str, protected: Protected | None) -> Point:
    parsed = periods.parse(period)
    middle = parsed.start + (parsed.end - parsed.start) / 2
    value = None if protected is None or protected.value is None else float(protected.value)
    return Point(middle.year + (middle.timetuple().tm_yday - 1) / 365.25, parsed.label, value)
