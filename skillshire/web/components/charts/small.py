"""A small line chart, one of several side by side: an area against one other."""

from collections.abc import Sequence

from skillshire.web.components.charts import svg, words
from skillshire.web.components.charts.models import Point
from skillshire.web.components.charts.scale import Scale, finite, value_axis

WIDTH, HEIGHT, FONT = 224.0, 116.0, 12.0
TOP, FLOOR, RIGHT = 8.0, 96.0, 216.0
TICKS = 3


def small(
    id: str, title: str, points: Sequence[Point], beside: Sequence[Point] = (), decimals: int = 1
) -> str:
    """`points` strong and blue, `beside` grey; the values at three or fewer rules, the first and last period
    below. Nothing where `points` has fewer than two figures.
    """
    shown = [point for point in points if finite(point.value) is not None]
    if len(shown) < 2:
        return ""
    others = [point for point in beside if shown[0].x <= point.x <= shown[-1].x]
    axis = value_axis([point.value for point in (*shown, *others)], TICKS, decimals)
    labels = [words.plain_number(tick, axis.decimals) for tick in axis.ticks]
    left = max(svg.width(label, FONT) for label in labels) + 6
    across = Scale(shown[0].x, max(shown[-1].x, shown[0].x + 0.1), left, RIGHT)
    up = Scale(axis.low, axis.high, FLOOR, TOP)
    body = _rules(axis.ticks, labels, left, up)
    body += _line(others, across, up, stroke=svg.CONTEXT, stroke_width=1.5)
    body += _line(points, across, up, stroke=svg.BLUE, stroke_width=2.5, class_="c-strong")
    body += svg.circle(across(shown[-1].x), up(shown[-1].value or 0.0), 3.5, fill=svg.BLUE)
    body += _ends(shown, left)
    return _drawing(id, title, body)


def _rules(ticks: Sequence[float], labels: Sequence[str], left: float, up: Scale) -> str:
    return "".join(
        svg.line(left, up(tick), RIGHT, up(tick), stroke="#DEE1E2")
        + svg.text(left - 5, up(tick) + 4, label, text_anchor="end", fill=svg.MUTED)
        for tick, label in zip(ticks, labels, strict=True)
    )


def _line(points: Sequence[Point], across: Scale, up: Scale, **look: object) -> str:
    """One path for each run of figures: a gap stays a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        value = finite(point.value)
        if value is not None:
            runs[-1].append((across(point.x), up(value)))
        elif runs[-1]:
            runs.append([])
    return "".join(
        svg.element("path", d=svg.path(run), fill="none", stroke_linejoin="round", **look)
        for run in runs if len(run) > 1
    )  # fmt: skip


def _ends(shown: Sequence[Point], left: float) -> str:
    first, last = words.on_axis(shown[0].label), words.on_axis(shown[-1].label)
    return svg.text(left, HEIGHT - 5, first, fill=svg.MUTED) + svg.text(
        RIGHT, HEIGHT - 5, last, text_anchor="end", fill=svg.MUTED
    )


def _drawing(id: str, title: str, body: str) -> str:
    return svg.element(
        "svg",
        svg.element("title", svg.escape(title) or "Chart", id=f"{id}-title") + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="app-small",
        viewBox=f"0 0 {svg.number(WIDTH)} {svg.number(HEIGHT)}",
        role="img",
        aria_labelledby=f"{id}-title",
        font_family="system-ui, Arial, sans-serif",
        font_size=svg.number(FONT),
    )
