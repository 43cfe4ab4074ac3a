"""A line over time: what happened, how sure we are, what was aimed for, what others did."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from skillshire.web.components.charts import frame as frames
from skillshire.web.components.charts import labels, marks, svg, words
from skillshire.web.components.charts.frame import Frame
from skillshire.web.components.charts.labels import GAP, Label
from skillshire.web.components.charts.models import NARROW, WIDE, Layout, LineChart, LineSeries, Point
from skillshire.web.components.charts.scale import finite, known, value_axis

MOST_LINES = 32  # of labels: ten areas, each with a long name and its value, and a target


def line(chart: LineChart) -> str:
    """The chart in the wide and the narrow layout, ready for a page. For a document see `draw`."""
    return svg.both(draw(chart, WIDE), draw(chart, NARROW))


def draw(chart: LineChart, layout: Layout = WIDE) -> str:
    """One SVG drawing."""
    if not _values(chart):
        return svg.empty(chart.id, chart.title, words.describe_line(chart), layout)
    named = _labels(chart)
    layout = _roomy(layout, named)
    frame = _frame(chart, layout, named)
    said = marks.notes(chart)
    below, height = frames.notes(said, frame.bottom + frames.TICK + layout.line + 4, layout)
    body = (
        frames.unit_line(chart.unit_label or words.unit_label(chart.unit), frame.axis, layout)
        + frames.rules(frame)
        + marks.breaks(chart, frame)
        + frames.times(frame, _times(chart))
        + marks.draw(chart, frame)
        + _words(chart, frame, named)
        + below
    )
    return svg.drawing(chart.id, chart.title, _description(chart, frame, said), body, height + 4, layout)


def _roomy(layout: Layout, named: Sequence[Label]) -> Layout:
    """A taller plot where many lines end: each must be named beside its end."""
    lines = sum(len(labels.broken(label, layout, layout.label)) for label in named)
    return replace(layout, plot=max(layout.plot, min(lines, MOST_LINES) * layout.line))


def _words(chart: LineChart, frame: Frame, named: Sequence[Label]) -> str:
    placed = [*marks.baseline_label(chart, frame), *(_placed(label, frame) for label in named)]
    return labels.draw(placed, frame.top, frame.bottom, frame.layout)


def _description(chart: LineChart, frame: Frame, said: Sequence[str]) -> str:
    elsewhere = frames.starts_elsewhere(frame.axis)
    return words.describe_line(chart, [f"The {elsewhere}.", *said] if elsewhere else said)


def _frame(chart: LineChart, layout: Layout, named: Sequence[Label]) -> Frame:
    axis = value_axis(_values(chart), layout.ticks, chart.decimals, chart.zero)
    years = _years(chart)
    above = layout.font + 18 + (layout.line if chart.breaks else 0)
    frame = frames.build(layout, axis, years, (above, 12))
    return frames.build(layout, axis, years, (above, _margin(frame, named)))


def _values(chart: LineChart) -> list[float]:
    points = [point for series in chart.series for point in series.points]
    limits = [point for series in chart.series if series.emphasis for point in series.points]
    if chart.forecast:
        points += chart.forecast.points
        limits += chart.forecast.points
    if chart.baseline:
        points.append(chart.baseline)
    values: list[float | None] = [point.value for point in points]
    values += [limit for point in limits for limit in (point.lower, point.upper)]
    values += [target.value for target in chart.targets]
    return known([*values, *(value for _, value in marks.trajectory(chart))])


def _points(chart: LineChart) -> list[Point]:
    points = [point for series in chart.series for point in series.points]
    points += chart.forecast.points if chart.forecast else []
    return [*points, chart.baseline] if chart.baseline else points


def _years(chart: LineChart) -> tuple[float, float]:
    """From the first to the last time on the chart, never the same."""
    times = [point.x for point in _points(chart)] + [target.x for target in chart.targets]
    times += [x for x, _ in marks.trajectory(chart)]
    drawn = [max(-1e6, min(1e6, x)) for x in known(times)]
    if not drawn:
        return 0.0, 1.0
    first, last = min(drawn), max(drawn)
    return (first, last) if last - first > 1e-3 else (first - 0.5, last + 0.5)


def _times(chart: LineChart) -> list[tuple[float, str]]:
    """The names of the times on the axis, the figures' own names first where two share a time."""
    named = {target.x: target.period for target in chart.targets if target.period}
    named |= {point.x: point.label for point in _points(chart)}
    return sorted((x, words.on_axis(label)) for x, label in named.items() if finite(x) is not None and label)


def _labels(chart: LineChart) -> list[Label]:
    """Labels at the times and values of what they name: `_placed` moves them once the scales are known."""
    colours = marks.colours(chart)
    found = [_series_label(one, colour, chart) for one, colour in zip(chart.series, colours, strict=True)]
    return [label for label in (*found, _forecast_label(chart), *_target_labels(chart)) if label]


def _said(value: float, chart: LineChart) -> str:
    return words.format_value(value, chart.unit, chart.decimals)


def _series_label(series: LineSeries, colour: str, chart: LineChart) -> Label | None:
    last = _last(series.points)
    if not last or last.value is None:
        return None
    dark = marks.READABLE.get(colour, svg.MUTED)
    rank = 0 if series.emphasis else 2
    return Label(last.x, last.value, series.name, _said(last.value, chart), dark, series.emphasis, rank)


def _forecast_label(chart: LineChart) -> Label | None:
    last = _last(chart.forecast.points) if chart.forecast else None
    if not chart.forecast or not last or last.value is None:
        return None
    return Label(last.x, last.value, chart.forecast.name, _said(last.value, chart), marks.FORECAST_TEXT)


def _target_labels(chart: LineChart) -> list[Label]:
    found = [
        Label(target.x, target.value, target.label, _said(target.value, chart), svg.PLUM, bold=True, rank=0)
        for target in chart.targets
        if finite(target.value) is not None and finite(target.x) is not None
    ]
    path = marks.trajectory(chart)
    return found or [Label(*end, chart.trajectory_name, "", svg.PLUM) for end in path[-1:]]


def _last(points: Iterable[Point]) -> Point | None:
    return next(
        (p for p in reversed(list(points)) if finite(p.value) is not None and finite(p.x) is not None), None
    )


def _margin(frame: Frame, named: Sequence[Label]) -> float:
    """The room to the right that lets every label begin beside its mark."""
    needed, layout = 12.0, frame.layout
    for label in named:
        lines = labels.broken(label, layout, layout.label)
        wide = max(svg.width(said, layout.font, bold=label.bold) for said in lines) + GAP
        share = (frame.x(label.x) - frame.left) / (frame.right - frame.left)
        if share > 0.01:
            needed = max(needed, layout.width - frame.left - (layout.width - frame.left - wide) / share)
    return min(needed, layout.label + GAP + 2)


def _placed(label: Label, frame: Frame) -> Label:
    """On its mark, its words broken to the room there is from there to the edge."""
    x, layout = frame.x(label.x), frame.layout
    room = max(layout.label, layout.width - x - GAP)
    return replace(label, x=x, y=frame.y(label.y), lines=labels.broken(label, layout, room))
