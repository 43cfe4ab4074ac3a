"""An indicator's figures as rows for a file: what the page of the same address shows."""

from collections.abc import Sequence
from typing import Any

from skillshire.core.errors import UserError
from skillshire.indicators import export, queries
from skillshire.web.public.pages import indicator_areas, indicator_breakdown, indicator_lines, tables
from skillshire.web.public.pages.asked import Asked
from skillshire.web.public.pages.figures import LICENCES

Rows = list[dict[str, Any]]


def content(asked: Asked) -> Rows:
    """Every period of the areas asked for; with a group all its areas, with `by` all parts, and
    all parts too where there is no headline.

    Rows have indicators.export.COLUMNS, each observation once.
    """
    lines = [line for line in indicator_lines.of(asked) if line.chosen]
    _need_breakdown(asked, lines)
    rows = [row for line in lines for row in export.rows(line.series)]
    if asked.group:
        rows += _group(asked, lines)
    if asked.by:
        rows += _parts(asked, lines)
    if not rows and not asked.breakdown:  # published in parts only: the file holds them all
        rows = [row for line in lines for row in _every_part(asked, line.series.area)]
    each = {(row["area"], row["period"], str(row["breakdown"])): row for row in rows}
    return [export.flat(row) for row in each.values()]


def _need_breakdown(asked: Asked, lines: Sequence[indicator_lines.Line]) -> None:
    """An empty file would not say that the breakdown is published for other areas only."""
    if asked.breakdown and not asked.group and not any(line.series.observations for line in lines):
        names = ", ".join(line.area.name for line in lines)
        raise UserError(
            f"{asked.definition.title} has no figures of that breakdown for {names}; ask for another area."
        )


def _group(asked: Asked, lines: Sequence[indicator_lines.Line]) -> Rows:
    compared = indicator_areas.of(asked, lines)
    found = [row.found for row in compared.rows if row.found] if compared else []
    return [export.row(one, queries.release().id, asked.definition.unit) for one in found]


def _parts(asked: Asked, lines: Sequence[indicator_lines.Line]) -> Rows:
    parts = indicator_breakdown.choices(asked, lines[0].series.area).get(asked.by, [])
    series = (queries.series(asked.definition.id, lines[0].series.area, pairs) for pairs in parts)
    return [row for one in series for row in export.rows(one)]


def _every_part(asked: Asked, area: str) -> Rows:
    release, unit = queries.release().id, asked.definition.unit
    return [export.row(one, release, unit) for one in queries.observations(asked.definition.id, area)]


def notes(asked: Asked, rows: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Where the figures come from, how they may be used, and what their symbols mean."""
    said = [("Indicator", f"{asked.definition.title}: {asked.definition.question}")]
    for record in queries.snapshots(asked.definition.id):
        licence = LICENCES.get(str(record["licence"]), (str(record["licence"]), ""))[0]
        said.append(("Source", f"{record['producer']}, {record['title']}, published {record['published']}"))
        said.append(("Licence", licence))
    used = {str(row["status"]) for row in rows}
    said += [(f"[{sign}]", meaning) for sign, meaning in tables.SYMBOLS.items() if sign in used]
    return said + [("Caveat", caveat) for caveat in asked.definition.caveats]
