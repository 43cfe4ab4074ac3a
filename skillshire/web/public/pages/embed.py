"""One chart of an indicator's page by itself, for the pages of others."""

from typing import Any

from skillshire.core.errors import UserError
from skillshire.web.public.pages import (
    indicator,
    indicator_areas,
    indicator_breakdown,
    indicator_lines,
    indicator_map,
)  # fmt: skip
from skillshire.web.public.pages.asked import Asked

CHARTS = ("line", "areas", "map", "breakdown")
HEIGHTS = {"line": 560, "areas": 720, "map": 760, "breakdown": 720}  # pixels, in the code to copy


def content(asked: Asked, chart: str) -> dict[str, Any]:
    """Heading, drawing, source line and the address of the page it is from.

    UserError where there is nothing to draw; LookupError for a chart that pages do not have.
    """
    if chart not in CHARTS:
        raise LookupError(f"There is no chart “{chart[:20]}” to embed; there are: {', '.join(CHARTS)}")
    lines = indicator_lines.of(asked)
    compared = indicator_areas.of(asked, lines) if chart in ("areas", "map") else None
    made: dict[str, Any] | None = None
    if chart == "line":
        made = indicator_lines.figure(asked, lines)
    elif chart == "breakdown":
        made = indicator_breakdown.content(asked, lines)
    elif compared:
        draw = indicator_areas.content if chart == "areas" else None
        made = draw(asked, lines, compared) if draw else indicator_map.content(asked, compared)
    if made is None:
        raise UserError(f"{asked.definition.title} has no figures to draw for {asked.area.name}.")
    return {
        "figure": made,
        "definition": asked.definition,
        "title": made["heading"],
        "sources": indicator.sources(asked, lines, compared),
        "page": f"/indicators/{asked.definition.id}/{asked.query()}",
    }
