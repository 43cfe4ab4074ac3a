"""What a line chart draws inside its frame: bands, lines, dots, targets, breaks, and the notes on them."""

import math
from collections.abc import Iterable, Sequence

from skillshire.web.components.charts import svg, words
from skillshire.web.components.charts.frame import Frame
from skillshire.web.components.charts.labels import GAP, Label
from skillshire.web.components.charts.models import Break, LineChart, LineSeries, Point
from skillshire.web.components.charts.scale import finite

STRONG = (svg.BLUE, svg.ORANGE, svg.TURQUOISE, svg.DARK, svg.LILAC)
# Words in a line's colour, darkened to 4.5:1 on white where the line itself need only be 3:1.
READABLE = {
    svg.BLUE: svg.BLUE,
    svg.ORANGE: "#A33D08",
    svg.TURQUOISE: "#17665F",
    svg.DARK: svg.DARK,
    svg.LILAC: "#68489E",
}
DASH = "9 4"  # tells a line from the one of the same colour five before it
FORECAST, FORECAST_TEXT = "#5F86AD", "#3C6289"
Place = tuple[float, float]


def colours(chart: LineChart) -> list[str]:
    """A colour for each series: strong ones in turn, the rest grey."""
    strong = iter(range(len(chart.series)))
    return [STRONG[next(strong) % len(STRONG)] if one.emphasis else svg.CONTEXT for one in chart.series]


def trajectory(chart: LineChart) -> list[Place]:
    """(x, value) from the baseline through the targets, or as the chart gives it; empty for none."""
    path = [place for place in chart.trajectory or _straight(chart) if all(map(math.isfinite, place))]
    return path if len(path) > 1 else []


def _straight(chart: LineChart) -> list[Place]:
    start = chart.baseline
    if not start or start.value is None:
        return []
    return sorted([(start.x, start.value), *((target.x, target.value) for target in chart.targets)])


def draw(chart: LineChart, frame: Frame) -> str:
    paint = list(zip(chart.series, colours(chart), strict=True))
    grey = "".join(_series(one, colour, frame) for one, colour in paint if not one.emphasis)
    strongest = [(one, colour) for one, colour in paint if one.emphasis]
    # Bands of many lines lie over each other: each must be fainter for the lines to stay readable.
    opacity = 0.16 if len(strongest) < 3 else 0.09 if len(strongest) < 6 else 0.05
    bands = "".join(_band(one.points, colour, opacity, frame) for one, colour in strongest)
    strong = "".join(
        _series(one, colour, frame, DASH if index >= len(STRONG) else None)
        for index, (one, colour) in enumerate(strongest)
    )
    return (
        bands
        + grey
        + _path(chart, frame)
        + _forecast(chart, frame)
        + strong
        + _baseline(chart, frame)
        + _targets(chart, frame)
    )


def runs(points: Iterable[Point], frame: Frame) -> list[list[Place]]:
    """Stretches without a gap, as places on the drawing."""
    found: list[list[Place]] = [[]]
    for point in points:
        value, x = finite(point.value), finite(point.x)
        if value is not None and x is not None:
            found[-1].append((frame.x(x), frame.y(value)))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def _series(series: LineSeries, colour: str, frame: Frame, dash: str | None = None) -> str:
    stretches = runs(series.points, frame)
    weight = 3 if series.emphasis else 2
    strong = "c-strong" if series.emphasis else None
    lines = [
        svg.element(
            "path", d=svg.path(run), fill="none", stroke=colour, stroke_width=weight, stroke_linejoin="round",
            stroke_linecap=None if dash else "round", stroke_dasharray=dash, class_=strong,
        )
        for run in stretches
        if len(run) > 1
    ]  # fmt: skip
    alone = [svg.circle(*run[0], weight, fill=colour) for run in stretches if len(run) == 1]
    end = [svg.circle(*stretches[-1][-1], weight + 1.5, fill=colour)] if stretches else []
    return "".join([*lines, *alone, *end])


def _band(points: Sequence[Point], colour: str, opacity: float, frame: Frame) -> str:
    """The area between the limits, broken where a period has none."""
    drawn, run = [], list[tuple[float, float, float]]()
    for point in [*points, Point(0.0, "")]:
        lower, upper, x = finite(point.lower), finite(point.upper), finite(point.x)
        if lower is not None and upper is not None and x is not None:
            run.append((frame.x(x), frame.y(lower), frame.y(upper)))
        elif run:
            drawn.append(_area(run, colour, opacity))
            run = []
    return "".join(drawn)


def _area(run: Sequence[tuple[float, float, float]], colour: str, opacity: float) -> str:
    if len(run) == 1:
        x, low, high = run[0]
        return svg.line(x, low, x, high, stroke=colour, stroke_width=8, stroke_opacity=f"{opacity:g}")
    edge = [(x, low) for x, low, _ in run] + [(x, high) for x, _, high in reversed(run)]
    return svg.element(
        "path", d=svg.path(edge, closed=True), fill=colour, fill_opacity=f"{opacity:g}", class_="c-band"
    )


def _path(chart: LineChart, frame: Frame) -> str:
    path = [(frame.x(x), frame.y(y)) for x, y in trajectory(chart)]
    if not path:
        return ""
    return svg.element(
        "path", d=svg.path(path), fill="none", stroke=svg.PLUM, stroke_width=2, stroke_dasharray="7 5"
    )


def _forecast(chart: LineChart, frame: Frame) -> str:
    """Drawn from the last known figure on, so that it does not float."""
    if not chart.forecast:
        return ""
    stretches = runs([*_last_known(chart), *chart.forecast.points], frame)
    lines = [
        svg.element(
            "path", d=svg.path(run), fill="none", stroke=FORECAST, stroke_width=2.5, stroke_dasharray="2 4"
        )
        for run in stretches
        if len(run) > 1
    ]
    band = _band(chart.forecast.points, FORECAST, 0.2, frame)
    end = svg.circle(*stretches[-1][-1], 3.5, fill=FORECAST) if stretches else ""
    return band + "".join(lines) + end


def _last_known(chart: LineChart) -> list[Point]:
    strong = next((one for one in chart.series if one.emphasis), None)
    shown = [point for point in strong.points if finite(point.value) is not None] if strong else []
    return shown[-1:]


def _baseline(chart: LineChart, frame: Frame) -> str:
    at = _baseline_place(chart, frame)
    return svg.circle(*at, 5.0, fill="#fff", stroke=svg.BLUE, stroke_width=2.5, class_="c-open") if at else ""


def _baseline_place(chart: LineChart, frame: Frame) -> Place | None:
    point = chart.baseline
    value, x = (finite(point.value), finite(point.x)) if point else (None, None)
    return None if value is None or x is None else (frame.x(x), frame.y(value))


def baseline_label(chart: LineChart, frame: Frame) -> list[Label]:
    """On the side of the dot that the path to the target leaves free, moved in from the drawing's edge."""
    at = _baseline_place(chart, frame)
    if not at or not chart.baseline or chart.baseline.value is None:
        return []
    value, size = chart.baseline.value, frame.layout.font
    path = trajectory(chart)
    side = 1 if path and path[-1][1] > value else -1
    written = chart.baseline.said or words.format_value(value, chart.unit, chart.decimals)
    said = svg.shorten(f"Baseline {written}", size, frame.layout.width / 2)
    x = max(frame.left - 5, min(frame.layout.width - svg.width(said, size) - GAP, at[0] - GAP - 6))
    y = at[1] + side * (12 + size / 2)
    return [Label(x, y, said, "", svg.BLUE, rank=1, leader=False, lines=[said])]


def _targets(chart: LineChart, frame: Frame) -> str:
    """A ring round a dot, as on a range."""
    drawn = []
    for target in chart.targets:
        value, x = finite(target.value), finite(target.x)
        if value is not None and x is not None:
            at = frame.x(x), frame.y(value)
            drawn.append(svg.circle(*at, 7.0, fill="#fff", stroke=svg.PLUM, stroke_width=2, class_="c-open"))
            drawn.append(svg.circle(*at, 3.0, fill=svg.PLUM))
    return "".join(drawn)


def breaks(chart: LineChart, frame: Frame) -> str:
    """An upright dotted line with a letter that the notes explain."""
    drawn = []
    for letter, mark in _lettered(chart):
        x = finite(mark.x)
        if x is not None:
            at = frame.x(x)
            drawn.append(svg.line(at, frame.top, at, frame.bottom, stroke=svg.MUTED, stroke_dasharray="1 4"))
            drawn.append(svg.text(at, frame.top - 6, letter, fill=svg.MUTED, text_anchor="middle"))
    return "".join(drawn)


def _lettered(chart: LineChart) -> list[tuple[str, Break]]:
    return [(chr(ord("a") + index % 26), mark) for index, mark in enumerate(chart.breaks)]


def notes(chart: LineChart) -> list[str]:
    """What a reader must be told about the marks on this chart, and nothing about marks it lacks."""
    strong = [one for one in chart.series if one.emphasis]
    said = []
    if any(_has_limits(point) for one in strong for point in one.points):
        said.append("Shaded: 95% confidence interval.")
    if trajectory(chart):
        said.append(f"Dashed: {chart.trajectory_name}.")
    if chart.forecast and any(_has_limits(point) for point in chart.forecast.points):
        said.append("Lighter band: where the forecast falls 8 times in 10.")
    if any(len(_inner_gaps(one.points)) for one in strong):
        said.append("Gap in the line: no figure.")
    if any(words.on_axis(label) != label and " to " in label for label in _labels(chart)):
        said.append("Below the chart: the last month of each period.")
    together = [" ".join(said)] if said else []
    return together + [f"{letter}: {mark.reason}." for letter, mark in _lettered(chart)]


def _labels(chart: LineChart) -> list[str]:
    return [point.label for one in chart.series for point in one.points]


def _has_limits(point: Point) -> bool:
    return finite(point.lower) is not None and finite(point.upper) is not None


def _inner_gaps(points: Sequence[Point]) -> list[int]:
    """Places of missing figures between two known ones."""
    missing = [finite(point.value) is None for point in points]
    if all(missing):
        return []
    first, after = missing.index(False), len(missing) - missing[::-1].index(False)
    return [index for index in range(first, after) if missing[index]]
