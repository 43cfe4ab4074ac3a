"""One dot for each place with its 95 % limits, highest first, and upright lines to compare with."""

from skillshire.web.components.charts import frame, rows, svg, words
from skillshire.web.components.charts.models import NARROW, WIDE, DotChart, DotRow, Layout, Reference
from skillshire.web.components.charts.rows import Rows
from skillshire.web.components.charts.scale import finite, known, value_axis

COLOURS = (svg.DARK, "#65696D")


def dots(chart: DotChart) -> str:
    """The chart in the wide and the narrow layout, ready for a page. For a document see `draw`."""
    return svg.both(draw(chart, WIDE), draw(chart, NARROW))


def draw(chart: DotChart, layout: Layout = WIDE) -> str:
    """One SVG drawing."""
    if not chart.rows:
        return svg.empty(chart.id, chart.title, words.describe_ranked(chart), layout)
    shown = ranked(chart)
    axis = value_axis(_values(chart), layout.ticks, chart.decimals)
    said = [words.format_value(row.value, chart.unit, chart.decimals) for row in shown]
    references = [one for one in chart.references if finite(one.value) is not None]
    top = layout.line * (1 + len(references)) + 10
    grid = rows.build(layout, axis, [row.name for row in shown], said, top)
    bottom = grid.bottom(len(shown))
    body = frame.unit_line(chart.unit_label or words.unit_label(chart.unit), axis, layout)
    body += _middle(chart, grid, bottom)
    body += "".join(_reference(index, one, chart, grid, bottom) for index, one in enumerate(references))
    body += "".join(_row(index, row, said[index], grid) for index, row in enumerate(shown))
    limits = any(_limits(row) for row in shown)
    said_below = [f"Lines: {chart.limits}."] if limits else []
    said_below += ["Grey band: the middle half of all areas."] if chart.middle else []
    below, height = frame.notes([" ".join(said_below)] if said_below else [], bottom + 4, layout)
    elsewhere = frame.starts_elsewhere(axis)
    described = words.describe_ranked(chart) + (f" The {elsewhere}." if elsewhere else "")
    return svg.drawing(chart.id, chart.title, described, body + below, height + 4, layout)


def ranked(chart: DotChart) -> list[DotRow]:
    """Highest first, those of equal value by name, those without a figure last."""
    return sorted(
        chart.rows, key=lambda row: (finite(row.value) is None, -(finite(row.value) or 0.0), row.name)
    )


def _values(chart: DotChart) -> list[float]:
    found = [value for row in chart.rows for value in (row.value, row.lower, row.upper)]
    return known([*found, *(one.value for one in chart.references), *(chart.middle or ())])


def _middle(chart: DotChart, grid: Rows, bottom: float) -> str:
    """The band that holds the middle half of the areas: to its right lies the highest quarter."""
    ends = known(chart.middle or ())
    if len(ends) < 2:
        return ""
    left, right = grid.scale(min(ends)), grid.scale(max(ends))
    return svg.element(
        "rect",
        x=left,
        y=grid.top,
        width=max(1.0, right - left),
        height=bottom - grid.top,
        fill="#F3F2F1",
        class_="c-band",
    )


def _limits(row: DotRow) -> tuple[float, float] | None:
    lower, upper = finite(row.lower), finite(row.upper)
    return None if lower is None or upper is None else (lower, upper)


def _row(index: int, row: DotRow, said: str, grid: Rows) -> str:
    y = grid.track(index)
    drawn = grid.words(index, row.name, said, bold=row.emphasis)
    drawn += svg.line(grid.scale.start, y, grid.scale.end, y, stroke="#DEE1E2")
    colour = svg.BLUE if row.emphasis else "#5B6770"
    limits = _limits(row)
    if limits:
        drawn += svg.line(
            grid.scale(limits[0]),
            y,
            grid.scale(limits[1]),
            y,
            stroke=colour,
            stroke_width=4,
            stroke_opacity="0.4",
        )
    value = finite(row.value)
    return drawn if value is None else drawn + svg.circle(grid.scale(value), y, 6.0, fill=colour)


def _reference(index: int, one: Reference, chart: DotChart, grid: Rows, bottom: float) -> str:
    """Each line's name has a height of its own above the rows, so that no two can meet."""
    layout, colour = grid.layout, COLOURS[index % len(COLOURS)]
    x, base = grid.scale(one.value), layout.line * (2 + index)
    said = f"{one.name} {words.format_value(one.value, chart.unit, chart.decimals)}"
    said = svg.shorten(said, layout.font, layout.width)
    wide = svg.width(said, layout.font)
    fits = x + 5 + wide <= layout.width
    start = x + 5 if fits else max(0.0, min(x - 5 - wide, layout.width - wide))
    dash = "5 4" if index % 2 else None
    upright = svg.line(
        x, base - layout.font * 0.8, x, bottom, stroke=colour, stroke_width=1.5, stroke_dasharray=dash
    )
    return upright + svg.text(start, base, said, fill=colour, **svg.HALO)
