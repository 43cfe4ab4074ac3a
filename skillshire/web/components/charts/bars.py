"""Horizontal bars from zero, each with its value."""

from skillshire.web.components.charts import frame, rows, svg, words
from skillshire.web.components.charts.models import NARROW, WIDE, Bar, BarChart, Layout
from skillshire.web.components.charts.rows import Rows
from skillshire.web.components.charts.scale import finite, known, value_axis


def bars(chart: BarChart) -> str:
    """The chart in the wide and the narrow layout, ready for a page. For a document see `draw`."""
    return svg.both(draw(chart, WIDE), draw(chart, NARROW))


def draw(chart: BarChart, layout: Layout = WIDE) -> str:
    """One SVG drawing."""
    if not chart.bars:
        return svg.empty(chart.id, chart.title, words.describe_ranked(chart), layout)
    values = known(value for bar in chart.bars for value in (bar.value, bar.lower, bar.upper))
    axis = value_axis(values, layout.ticks, chart.decimals, zero=True)
    said = [words.format_value(bar.value, chart.unit, chart.decimals) for bar in chart.bars]
    grid = rows.build(layout, axis, [bar.name for bar in chart.bars], said, layout.line + 8)
    unit = chart.unit_label or words.unit_label(chart.unit)
    body = svg.text(0, layout.font, svg.shorten(unit, layout.font, layout.width), fill=svg.MUTED)
    bottom, zero = grid.bottom(len(chart.bars)), grid.scale(0.0)
    body += svg.line(zero, grid.top, zero, bottom, stroke=svg.MUTED)
    body += "".join(_bar(index, bar, said[index], grid) for index, bar in enumerate(chart.bars))
    limits = any(_limits(bar) for bar in chart.bars)
    below, height = frame.notes(["Lines: 95% confidence intervals."] if limits else [], bottom, layout)
    return svg.drawing(chart.id, chart.title, words.describe_ranked(chart), body + below, height + 4, layout)


def _bar(index: int, bar: Bar, said: str, grid: Rows) -> str:
    named = grid.words(index, bar.name, said, bold=bar.emphasis)
    value = finite(bar.value)
    if value is None:
        return named
    ends = sorted((grid.scale(0.0), grid.scale(value)))
    thick = grid.layout.line * (0.6 if grid.layout.stacked else 0.95)
    drawn = svg.element(
        "rect",
        x=ends[0],
        y=grid.track(index) - thick / 2,
        width=max(1.0, ends[1] - ends[0]) if value else 0.0,
        height=thick,
        fill=svg.BLUE if bar.emphasis else svg.CONTEXT,
    )
    return named + drawn + _whisker(bar, grid, grid.track(index))


def _limits(bar: Bar) -> tuple[float, float] | None:
    lower, upper = finite(bar.lower), finite(bar.upper)
    return None if lower is None or upper is None else (lower, upper)


def _whisker(bar: Bar, grid: Rows, y: float) -> str:
    """From limit to limit, white below the line so that it shows on the bar too."""
    limits = _limits(bar)
    if limits is None:
        return ""
    ends = [grid.scale(limit) for limit in limits]
    under = svg.line(ends[0], y, ends[1], y, stroke="#fff", stroke_width=5, class_="c-halo")
    return under + svg.line(ends[0], y, ends[1], y, stroke=svg.TEXT, stroke_width=2)
