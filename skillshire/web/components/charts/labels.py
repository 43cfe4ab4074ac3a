"""Labels beside the marks they name, moved just enough not to touch."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from skillshire.web.components.charts import svg
from skillshire.web.components.charts.models import Layout

GAP = 9.0  # from a mark to its label


@dataclass(frozen=True)
class Label:
    """A name and a value for the mark at (x, y). The lowest `rank` stays where there is no room for all."""

    x: float
    y: float
    name: str
    value: str
    colour: str
    bold: bool = False
    rank: int = 1
    leader: bool = True
    lines: Sequence[str] = ()


def broken(label: Label, layout: Layout, room: float) -> list[str]:
    """The name on at most two lines, and the value after it or, where it does not fit, below."""
    lines = svg.wrap(label.name, layout.font, room, 2, bold=label.bold)
    joined = f"{lines[-1]} {label.value}".strip() if lines else label.value
    if svg.width(joined, layout.font, bold=label.bold) <= room:
        return [*lines[:-1], joined]
    return [*lines, svg.shorten(label.value, layout.font, room, bold=label.bold)]


@dataclass(frozen=True)
class Box:
    """Where a label would like to be: from `left` to `right`, about `middle`."""

    left: float
    right: float
    middle: float
    height: float

    def beside(self, other: "Box") -> bool:
        return self.right <= other.left or other.right <= self.left


def draw(labels: Sequence[Label], top: float, bottom: float, layout: Layout) -> str:
    kept = _that_fit(labels, bottom - top, layout)
    places = spread([_box(label, layout) for label in kept], top, bottom)
    return "".join(_draw(label, y, layout) for label, y in zip(kept, places, strict=True))


def _box(label: Label, layout: Layout) -> Box:
    widest = max((svg.width(words, layout.font, bold=label.bold) for words in label.lines), default=0.0)
    return Box(label.x, label.x + GAP + widest, label.y, _height(label, layout))


def _height(label: Label, layout: Layout) -> float:
    return len(label.lines) * layout.line


def _that_fit(labels: Sequence[Label], room: float, layout: Layout) -> list[Label]:
    """All of them if need be by their names alone, on a line each; else as many as fit, by rank."""
    if sum(_height(label, layout) for label in labels) > room:
        labels = [label if label.bold else _by_name(label, layout) for label in labels]
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: label.rank):
        if sum(_height(other, layout) for other in (*kept, label)) <= room:
            kept.append(label)
    return kept


def _by_name(label: Label, layout: Layout) -> Label:
    return replace(label, lines=[svg.shorten(label.name, layout.font, layout.label)])


def spread(boxes: Sequence[Box], top: float, bottom: float) -> list[float]:
    """Middles for the boxes so that none overlaps, each as near as may be to where it was.

    Needs room for all of them, one above the other, between `top` and `bottom`.
    """
    order = sorted(range(len(boxes)), key=lambda index: boxes[index].middle)
    places = [box.middle for box in boxes]
    for done, index in enumerate(order):
        above = [places[i] + boxes[i].height / 2 for i in order[:done] if not boxes[i].beside(boxes[index])]
        places[index] = max(places[index], max(above, default=top) + boxes[index].height / 2)
    for done, index in enumerate(reversed(order)):
        below = [
            places[i] - boxes[i].height / 2
            for i in order[len(order) - done :]
            if not boxes[i].beside(boxes[index])
        ]
        places[index] = min(places[index], min(below, default=bottom) - boxes[index].height / 2)
    return places


def _draw(label: Label, y: float, layout: Layout) -> str:
    first = y - _height(label, layout) / 2 + layout.font * 0.93
    lines = "".join(
        svg.text(label.x + GAP, first + index * layout.line, words) for index, words in enumerate(label.lines)
    )
    group = svg.element(
        "g",
        lines,
        fill=label.colour,
        font_weight="bold" if label.bold else None,
        **svg.HALO,
    )
    return _leader(label, y) + group


def _leader(label: Label, y: float) -> str:
    if not label.leader or abs(y - label.y) < 8:
        return ""
    return svg.line(label.x + 3, label.y, label.x + GAP - 2, y, stroke=svg.GREY)
