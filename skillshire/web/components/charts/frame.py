"""The frame that every chart over time is drawn in: scales, rules, ticks and the notes below."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillshire.web.components.charts import svg, words
from skillshire.web.components.charts.models import Layout
from skillshire.web.components.charts.scale import Axis, Scale, thinned

TICK = 5.0


@dataclass(frozen=True)
class Frame:
    layout: Layout
    axis: Axis
    x: Scale
    y: Scale

    @property
    def left(self) -> float:
        return self.x.start

    @property
    def right(self) -> float:
        return self.x.end

    @property
    def top(self) -> float:
        return self.y.end

    @property
    def bottom(self) -> float:
        return self.y.start


def build(layout: Layout, axis: Axis, years: tuple[float, float], margins: tuple[float, float]) -> Frame:
    """`margins` are the room above the plot and the room to its right."""
    above, right = margins
    left = max(svg.width(tick, layout.font) for tick in tick_words(axis)) + 8
    return Frame(
        layout,
        axis,
        Scale(*years, left, layout.width - right),
        Scale(axis.low, axis.high, above + layout.plot, above),
    )


def tick_words(axis: Axis) -> list[str]:
    return [words.plain_number(tick, axis.decimals) for tick in axis.ticks]


def starts_elsewhere(axis: Axis) -> str:
    """What to say where the axis does not hold zero, else nothing."""
    if axis.low > 0:
        return f"axis starts at {words.plain_number(axis.low, axis.decimals)}, not zero"
    if axis.high < 0:
        return f"axis ends at {words.plain_number(axis.high, axis.decimals)}, not zero"
    return ""


def unit_line(unit: str, axis: Axis, layout: Layout) -> str:
    """The unit, horizontal at the top left, and where the axis starts unless that is zero."""
    elsewhere = starts_elsewhere(axis)
    said = f"{unit} ({elsewhere})" if elsewhere else unit
    return svg.text(0, layout.font, svg.shorten(said, layout.font, layout.width), fill=svg.MUTED)


def rules(frame: Frame) -> str:
    """A thin rule and a number for each tick of the value axis; the rule at zero is stronger."""
    drawn = []
    for tick, said in zip(frame.axis.ticks, tick_words(frame.axis), strict=True):
        y = frame.y(tick)
        colour = svg.MUTED if tick == 0 else "#DEE1E2"
        drawn.append(svg.line(frame.left, y, frame.right, y, stroke=colour))
        number = svg.text(frame.left - 8, y + frame.layout.font * 0.35, said, text_anchor="end")
        drawn.append(number)
    return svg.element("g", "".join(drawn), fill=svg.MUTED)


def times(frame: Frame, named: Sequence[tuple[float, str]]) -> str:
    """Ticks of the time axis from (x, label) in order of x: the last one, then as many as fit."""
    marks = [_time(frame, x, label) for x, label in _spaced(frame, _chosen(frame.layout, named))]
    base = svg.line(frame.left, frame.bottom, frame.right, frame.bottom, stroke=svg.MUTED)
    return base + svg.element("g", "".join(marks), fill=svg.MUTED, text_anchor="middle")


def _chosen(layout: Layout, named: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    if len(named) > 2 and _many_a_year(named):
        return _whole_years(named[0][0], named[-1][0], layout.ticks)
    return [named[index] for index in thinned(len(named), layout.ticks)]


def _many_a_year(named: Sequence[tuple[float, str]]) -> bool:
    span = named[-1][0] - named[0][0]
    return 3 < span < 1000 and span / (len(named) - 1) < 0.75


def _whole_years(first: float, last: float, most: int) -> list[tuple[float, str]]:
    """The starts of years, spaced 1, 2, 5, 10, … apart."""
    start, end = -int(-first // 1), int(last // 1)
    for step in (1, 2, 5, 10, 20, 50, 100, 200):
        years = [year for year in range(start, end + 1) if year % step == 0]
        if len(years) <= most:
            break
    return [(float(year), str(year)) for year in years]


def _spaced(frame: Frame, named: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Those whose words do not run into the next one's, taken from the last back."""
    kept: list[tuple[float, str]] = []
    edge = float("inf")
    for x, label in reversed(named):
        middle, half = _place(frame, x, label)
        if middle + half + 10 <= edge:
            kept.append((x, label))
            edge = middle - half
    return kept[::-1]


def _place(frame: Frame, x: float, label: str) -> tuple[float, float]:
    """The middle of a tick's words, moved in from the drawing's edges, and half their width."""
    half = svg.width(label, frame.layout.font) / 2
    return max(half, min(frame.layout.width - half, frame.x(x))), half


def _time(frame: Frame, x: float, label: str) -> str:
    said = svg.shorten(label, frame.layout.font, frame.layout.width)
    middle = _place(frame, x, said)[0]
    at = frame.x(x)
    tick = svg.line(at, frame.bottom, at, frame.bottom + TICK, stroke=svg.MUTED)
    return tick + svg.text(middle, frame.bottom + TICK + frame.layout.font, said)


def notes(said: Sequence[str], top: float, layout: Layout) -> tuple[str, float]:
    """The notes below a chart from `top` down, and where they end."""
    lines = [line for note in said for line in svg.wrap(note, layout.font, layout.width, 4)]
    drawn = "".join(
        svg.text(0, top + layout.font + index * layout.line, line) for index, line in enumerate(lines)
    )
    return svg.element("g", drawn, fill=svg.MUTED) if drawn else "", top + len(lines) * layout.line
