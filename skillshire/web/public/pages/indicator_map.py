"""A group of areas as a map: one shade for each fifth of them."""

from collections.abc import Sequence
from functools import lru_cache

from skillshire.core.errors import UserError
from skillshire.places import boundaries
from skillshire.web.components import charts
from skillshire.web.components.charts import MapArea, MapChart
from skillshire.web.public.pages import figures, groups, indicator_areas, indicator_lines, words
from skillshire.web.public.pages.asked import Asked
from skillshire.web.public.pages.indicator_areas import Compared, Row

INLINE = 12_000  # characters of outlines that fit within a page; larger maps have an address of their own
FEW = 16  # areas whose outlines are drawn finely
WIDTH = 400.0
NUMBERS = "These are numbers, not rates: where more people live, the map tends to be darker."
FINE, COARSE, COARSEST = 10, 2, 1  # steps in a unit of the drawing that outlines are rounded to
COUNTRY = 60  # areas; a map of more than these shows the country, and no bay of it


def content(asked: Asked, compared: Compared) -> dict[str, str] | None:
    """Heading and drawing; None where the group cannot be drawn: areas without outline, or far apart."""
    found = chart(asked, compared)
    if found is None:
        return None
    file = None
    if sum(len(one.path) for one in found.areas) > INLINE:
        chosen = {"group": compared.group.key, "period": compared.period.iso}
        file = f"/indicators/{asked.definition.id}/map.svg{asked.query(**chosen)}"
    return {
        "heading": f"{words.part_title(asked.definition, asked.breakdown)} on the map",
        "subtitle": f"{compared.group.label}, {compared.period.label}",
        "chart": charts.choropleth(found, file),
        "attribution": boundaries.attribution(),
        "caution": "" if asked.definition.unit in figures.COMPARABLE else NUMBERS,
    }


def drawn(asked: Asked) -> MapChart:
    """The map by itself. UserError where the group cannot be drawn."""
    compared = indicator_areas.of(asked, indicator_lines.of(asked))
    found = chart(asked, compared) if compared else None
    if found is None:
        raise UserError(f"{asked.definition.title} has no figures that a map of that group could show.")
    return found


def chart(asked: Asked, compared: Compared) -> MapChart | None:
    if compared.group.key == groups.SIMILAR:
        return None
    outlines = _outlines(compared.group.codes)
    if outlines is None:
        return None
    height, paths = outlines
    definition = asked.definition
    subject = words.part_title(definition, asked.breakdown)
    return MapChart(
        id=f"map-{definition.id}",
        title=f"{subject}, {compared.group.label}, {compared.period.label}",
        unit=definition.unit,
        decimals=definition.decimals,
        areas=_areas(compared.rows, paths),
        width=WIDTH,
        height=height,
        note=boundaries.attribution(),
    )


def _areas(rows: Sequence[Row], paths: dict[str, str]) -> list[MapArea]:
    return [
        MapArea(row.area.name, paths[row.area.code], row.found.value if row.found else None, row.chosen)
        for row in rows
    ]


@lru_cache(maxsize=64)
def _outlines(codes: tuple[str, ...]) -> tuple[float, dict[str, str]] | None:
    """The drawing's height and each area's path; None where an area has no outline."""
    try:
        shapes = boundaries.shapes(codes)
    except UserError:
        return None
    frame = boundaries.frame(shapes, WIDTH, margin=4)
    steps = FINE if len(codes) <= FEW and not _large(codes) else COARSE
    steps = COARSEST if len(codes) > COUNTRY else steps
    paths = [
        charts.outline([[frame.point(place) for place in ring] for ring in shape.rings], steps)
        for shape in shapes
    ]
    return frame.height, dict(zip(codes, paths, strict=True))


def _large(codes: Sequence[str]) -> bool:
    """Regions and the like have coasts that would fill a page."""
    return any(code.startswith(("E12", "E69", "E47", "E61")) for code in codes)
