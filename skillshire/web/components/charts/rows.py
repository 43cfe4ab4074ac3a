"""What bars and dots share: a name for each row, and a track to draw its value on."""

from dataclasses import dataclass

from skillshire.web.components.charts import svg
from skillshire.web.components.charts.models import Layout
from skillshire.web.components.charts.scale import Axis, Scale

LONGEST_NAME, LONGEST_VALUE = 230.0, 190.0


@dataclass(frozen=True)
class Rows:
    """Names to the left and values to the right of the tracks; both above them in the narrow layout.

    `lines` is how many lines the longest name takes: one or two.
    """

    layout: Layout
    scale: Scale
    top: float
    name_room: float
    lines: int

    @property
    def height(self) -> float:
        return self.layout.line * (self.lines + (1.1 if self.layout.stacked else 0.6))

    def track(self, index: int) -> float:
        """The middle of a row's track."""
        start = self.top + index * self.height
        return (
            start + self.layout.line * (self.lines + 0.45) if self.layout.stacked else start + self.height / 2
        )

    def bottom(self, count: int) -> float:
        return self.top + count * self.height + 2

    def words(self, index: int, name: str, value: str, *, bold: bool) -> str:
        size = self.layout.font
        lines = svg.wrap(name, size, self.name_room, self.lines, bold=bold)
        first = self._first(index, len(lines))
        said = "".join(svg.text(0, first + i * self.layout.line, line) for i, line in enumerate(lines))
        across = self._first(index, self.lines if self.layout.stacked else 1)
        value = svg.shorten(value, size, self.layout.width - self.name_room, bold=bold)
        said += svg.text(self.layout.width, across, value, text_anchor="end")
        return svg.element("g", said, font_weight="bold" if bold else None, **svg.HALO)

    def _first(self, index: int, lines: int) -> float:
        """The foot of the first of `lines` lines: from the row's top when stacked, else about its middle."""
        if self.layout.stacked:
            return self.top + index * self.height + self.layout.font
        return self.track(index) - (lines - 1) * self.layout.line / 2 + self.layout.font * 0.35


def build(layout: Layout, axis: Axis, names: list[str], values: list[str], top: float) -> Rows:
    """Room for the longest name and value, within reason, and the rest for the tracks."""
    name = max((svg.width(one, layout.font, bold=True) for one in names), default=0.0)
    value = max((svg.width(one, layout.font, bold=True) for one in values), default=0.0)
    value = min(value, LONGEST_VALUE * layout.width / 680)
    if layout.stacked:
        room = layout.width - value - 12
        return Rows(layout, Scale(axis.low, axis.high, 6.0, layout.width - 6.0), top, room, 1 + (name > room))
    left = min(LONGEST_NAME, name)
    scale = Scale(axis.low, axis.high, left + 18, layout.width - value - 16)
    return Rows(layout, scale, top, left, 1 + (name > left))
