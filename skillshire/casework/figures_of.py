"""From tables of counts as they are shown to figures of indicators. Knows no exact counts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from skillshire.casework import disclosure, publications
from skillshire.casework.disclosure import Key, Protected
from skillshire.casework.publications import Made, Publication
from skillshire.core import periods
from skillshire.places import areas

Shown = Mapping[Key, Protected]
Tables = dict[str, pl.DataFrame]
SCHEMA = {
    "area": pl.String, "breakdown": pl.String, "period": pl.String, "value": pl.Float64,
    "lower": pl.Float64, "upper": pl.Float64, "status": pl.String,
}  # fmt: skip


def tables(shown: Mapping[tuple[str, str], Shown]) -> Tables:
    """The table of each indicator of which there is any figure; `shown` is by table and period."""
    found = {}
    for table in publications.every():
        by_period = {period: cells for (name, period), cells in shown.items() if name == table.id}
        for made in table.indicators:
            rows = list(_figures(table, made, by_period))
            if rows:
                found[made.id] = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return found


def _figures(table: Publication, made: Made, shown: Mapping[str, Shown]) -> Iterator[tuple[object, ...]]:
    for over in made.over:
        for period, members in _stretches(table, over, shown):
            for area in sorted({area for area, _ in members[0]}):
                value, status = figure(made, area, members)
                yield area, "", period, value, None, None, status


def _stretches(
    table: Publication, over: str, shown: Mapping[str, Shown]
) -> Iterator[tuple[str, list[Shown]]]:
    """Each period asked for, with the tables it is made from. One of which any is missing is left out."""
    if over == table.period:
        for period in sorted(shown):
            yield period, [shown[period]]
        return
    first, count = {"winter": (12, 3), "calendar-year": (1, 12)}[over]
    for period in sorted(shown):
        start = periods.parse(period).start
        months = [f"{periods.add_months(start, ahead):%Y-%m}-01/P1M" for ahead in range(count)]
        if start.month == first and all(month in shown for month in months):
            length = "P1Y" if count == 12 else f"P{count}M"  # noqa: PLR2004
            yield f"{_day(start)}/{length}", [shown[month] for month in months]


def _day(day: date) -> str:
    return day.isoformat()


def figure(made: Made, area: str, members: Sequence[Shown]) -> tuple[float | None, str]:
    """A number, or a percentage: of several months that of all of them together, a ratio of averages."""
    part = _sum([one.get((area, made.part), HIDDEN) for one in members])
    if made.of is None:
        return (None if part.value is None else float(part.value)), part.status
    return disclosure.share(part, _sum([one.get((area, made.of), HIDDEN) for one in members]))


HIDDEN = Protected(None, disclosure.HIDDEN)


def _sum(cells: Sequence[Protected]) -> Protected:
    values = [cell.value for cell in cells if cell.value is not None]
    return Protected(sum(values)) if len(values) == len(cells) else HIDDEN


def rows(table: str, period: str, shown: Shown) -> Iterator[dict[str, object]]:
    """Each shown cell as plain data, in the order of the table's columns; the county first."""
    of = publications.get(table)
    order = [column.id for column in of.columns]
    for area, column in sorted(shown, key=lambda key: (areas.get(key[0]).level == "district", key[0],
                                                       order.index(key[1]))):  # fmt: skip
        cell = shown[area, column]
        yield {
            "table": table, "column": column, "title": of.column(column).title, "area": area,
            "area_name": areas.get(area).name, "period": period,
            "period_label": periods.parse(period).label, "value": cell.value, "unit": of.unit,
            "status": cell.status,
        }  # fmt: skip
