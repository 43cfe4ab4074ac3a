"""A map of areas in shades: one class for each fifth of the areas, hatched where there is no figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillshire.web.components.charts import svg, words
from skillshire.web.components.charts.models import Layout, MapArea, MapChart
from skillshire.web.components.charts.scale import finite

SHADES = ("#DCE9F2", "#A9C9E0", "#6C9FC8", "#33699C", "#12436D")
EDGE, CHOSEN = "#FFFFFF", "#0b0c0c"
MANY = 16  # areas; of more than these each is small, and a thick outline would hide it
HATCH = 7.0  # between the lines that mark an area without a figure
LEGEND = Layout("legend", width=20, plot=14, font=14, label=0, ticks=0)
Place = tuple[float, float]


@dataclass(frozen=True)
class Class:
    """The areas whose shown values lie from `low` to `high`, both among them."""

    low: float
    high: float
    count: int
    shade: str


def choropleth(chart: MapChart, file: str | None = None) -> str:
    """The map with its legend, ready for a page; with `file` the drawing is that address's picture."""
    found = classes(chart)
    drawn = _picture(chart, file) if file else drawing(chart)
    return f'<div class="app-map"><div class="app-map__drawing">{drawn}</div>{_legend(chart, found)}</div>'


def drawing(chart: MapChart) -> str:
    """The map alone, as an SVG drawing that can stand in a file of its own."""
    found = classes(chart)
    hatch = f"{chart.id}-hatch"
    ordered = sorted(chart.areas, key=lambda one: one.emphasis)  # outlines last, or neighbours cover them
    body = _hatch(hatch) if any(finite(one.value) is None for one in ordered) else ""
    thick = 1.4 if len(ordered) > MANY else 2.5
    body += "".join(_area(one, _fill(one, chart, found, hatch), _said(one, chart), thick) for one in ordered)
    layout = Layout("map", chart.width, 0, 14, 0, 0)
    return svg.drawing(chart.id, chart.title, described(chart), body, chart.height, layout)


def classes(chart: MapChart) -> list[Class]:
    """At most five classes of about equally many areas, lowest first; areas that look equal share one."""
    shown = sorted(
        words.rounded(value, chart.decimals)
        for one in chart.areas
        if (value := finite(one.value)) is not None
    )
    if not shown:
        return []
    most = min(len(SHADES), len(set(shown)))
    starts = sorted({shown[len(shown) * index // most] for index in range(most)} | {shown[0]})
    ends = [*starts[1:], float("inf")]
    groups = [
        [value for value in shown if start <= value < end] for start, end in zip(starts, ends, strict=True)
    ]
    shades = _shades(len(groups))
    return [Class(g[0], g[-1], len(g), shade) for g, shade in zip(groups, shades, strict=True)]


def described(chart: MapChart) -> str:
    """What a reader of the map would see."""
    known = [(one.name, value) for one in chart.areas if (value := finite(one.value)) is not None]
    if not known:
        return "A map without figures."
    (top, high), (bottom, low) = max(known, key=lambda p: p[1]), min(known, key=lambda p: p[1])
    said = [words.format_value(value, chart.unit, chart.decimals) for value in (high, low)]
    if said[0] == said[1]:
        return f"A map on which all {len(known)} areas are at {said[0]}."
    without = len(chart.areas) - len(known)
    missing = f" {without} without a figure are hatched." if without else ""
    return (
        f"A map of {len(chart.areas)} areas, darker where the figure is higher. Highest {top} {said[0]}; "
        f"lowest {bottom} {said[1]}.{missing}"
    )


def outline(rings: Sequence[Sequence[Place]], steps: int) -> str:
    """The `d` of a path through the rings, its points rounded to `steps` in a unit of the drawing.

    Neighbours round their common border alike, so no gap opens between them. Islands that vanish go.
    """
    return "".join(_ring([(round(x * steps), round(y * steps)) for x, y in ring], steps) for ring in rings)


def _ring(points: Sequence[tuple[int, int]], steps: int) -> str:
    kept = [point for index, point in enumerate(points) if point != points[index - 1]]
    if len(kept) < 3:
        return ""
    numbers = [f"{(x - bx) / steps:g},{(y - by) / steps:g}" for (bx, by), (x, y) in pairwise(kept)]
    first_x, first_y = kept[0]
    return f"M{first_x / steps:g},{first_y / steps:g}l{' '.join(numbers)}z"


def _shades(count: int) -> list[str]:
    """As far apart as the scale allows."""
    if count == 1:
        return [SHADES[2]]
    return [SHADES[round(index * (len(SHADES) - 1) / (count - 1))] for index in range(count)]


def _said(one: MapArea, chart: MapChart) -> str:
    return words.format_value(one.value, chart.unit, chart.decimals)


def _fill(one: MapArea, chart: MapChart, found: Sequence[Class], hatch: str) -> str:
    value = finite(one.value)
    if value is None:
        return f"url(#{hatch})"
    shown = words.rounded(value, chart.decimals)
    return next((each.shade for each in found if each.low <= shown <= each.high), SHADES[0])


def _area(one: MapArea, fill: str, said: str, thick: float) -> str:
    """The outline; a mouse held over it shows its name and figure."""
    if not one.path:
        return ""
    name = svg.element("title", svg.escape(f"{one.name}: {said}"))
    drawn = {"d": one.path, "fill": fill, "fill_rule": "evenodd", "stroke_linejoin": "round"}
    if not one.emphasis:
        return svg.element("path", name, stroke=EDGE, stroke_width=0.8, **drawn)
    halo = svg.element("path", **{**drawn, "fill": "none"}, stroke=EDGE, stroke_width=2 * thick)
    return halo + svg.element("path", name, **drawn, stroke=CHOSEN, stroke_width=thick, class_="c-chosen")


def _hatch(identifier: str) -> str:
    lines = svg.element("rect", x=0.0, y=0.0, width=HATCH, height=HATCH, fill="#F3F2F1")
    lines += svg.line(0, 0, 0, HATCH, stroke=svg.MUTED, stroke_width=2)
    pattern = svg.element(
        "pattern", lines, id=identifier, width=HATCH, height=HATCH, patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )  # fmt: skip
    return svg.element("defs", pattern)


def _picture(chart: MapChart, file: str) -> str:
    return svg.element(
        "img", src=file, alt=f"{chart.title}. {described(chart)}", width=svg.number(chart.width),
        height=svg.number(chart.height), class_="app-map__picture", loading="lazy",
    )  # fmt: skip


def _legend(chart: MapChart, found: Sequence[Class]) -> str:
    """Highest first, each class with its limits and how many areas it holds."""
    items = [_item(_swatch(each.shade), _range(each, chart)) for each in reversed(found)]
    without = sum(finite(one.value) is None for one in chart.areas)
    if without:
        items.append(_item(_swatch("none"), f"no figure ({without})"))
    chosen = [one.name for one in chart.areas if one.emphasis]
    if chosen:
        items.append(_item(_swatch("#FFFFFF", outlined=True), words.listed(chosen)))
    title = svg.element("p", svg.escape(_unit(chart)), class_="app-map__unit")
    return f'<div class="app-map__legend">{title}<ul>{"".join(items)}</ul></div>'


def _unit(chart: MapChart) -> str:
    return f"{words.unit_label(chart.unit)} (number of areas)"


def _range(each: Class, chart: MapChart) -> str:
    low, high = (words.plain_number(value, chart.decimals) for value in (each.low, each.high))
    return f"{low if low == high else f'{low} to {high}'} ({each.count})"


def _item(swatch: str, said: str) -> str:
    return f"<li>{swatch}<span>{svg.escape(said)}</span></li>"


def _swatch(fill: str, *, outlined: bool = False) -> str:
    edge = {"stroke": CHOSEN, "stroke_width": 2.5} if outlined else {"stroke": svg.MUTED, "stroke_width": 0.8}
    body = svg.element("rect", x=1.5, y=1.5, width=21.0, height=13.0, fill=fill, **edge)
    if fill == "none":
        body += svg.element("path", d="M5 15L14 2M13 15L22 2M2 8L6 2", stroke=svg.MUTED, stroke_width=1.5)
    return svg.element(
        "svg", body, xmlns="http://www.w3.org/2000/svg", viewBox="0 0 24 16", width=24, height=16,
        aria_hidden="true", focusable="false",
    )  # fmt: skip
