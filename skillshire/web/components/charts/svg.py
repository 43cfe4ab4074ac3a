"""The few pieces of SVG the charts are made of. No style attributes: the site's policy forbids them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from skillshire.web.components.charts.models import Layout

BLUE, TURQUOISE, PLUM, ORANGE, DARK, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
GREY = "#B1B4B6"  # rules and context
CONTEXT = "#858B8F"  # lines that carry a comparison: 3:1 on white, which GREY is not
TEXT, MUTED = "#0b0c0c", "#484949"

# XML 1.0 has no way to write these, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_NARROW, _BROAD = set("iljtfrI.,:;'’|!()[] "), set("mwMWQOGCD%@")


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    return _UNWRITABLE.sub("", text).translate(_ESCAPES)


def number(value: float) -> str:
    """A tenth of a unit is finer than any screen shows."""
    return _tenths(round(value * 10))


@lru_cache(maxsize=8192)
def _tenths(count: int) -> str:
    return f"{count / 10:.1f}".removesuffix(".0")


def element(name: str, body: str = "", /, **attributes: object) -> str:
    """`stroke_width=2` is written stroke-width="2"; None leaves an attribute out; `body` is SVG already."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{body}</{name}>" if body else f"<{name}{written}/>"


def _attribute(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))


def line(x1: float, y1: float, x2: float, y2: float, **attributes: object) -> str:
    return element("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), **attributes)


def circle(x: float, y: float, r: float, **attributes: object) -> str:
    return element("circle", cx=float(x), cy=float(y), r=float(r), **attributes)


def text(x: float, y: float, words: str, **attributes: object) -> str:
    return element("text", escape(words), x=float(x), y=float(y), **attributes) if words else ""


# White round the letters, so that words stay readable across a line.
HALO = {
    "stroke": "#fff",
    "stroke_width": 4,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
    "class_": "c-halo",
}


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The `d` of a path through the points, as steps from each to the next: half the size."""
    places = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [
        f"{_tenths(x - before_x)} {_tenths(y - before_y)}"
        for (before_x, before_y), (x, y) in pairwise(places)
    ]
    first_x, first_y = places[0]
    begin = f"M{_tenths(first_x)} {_tenths(first_y)}{'l' if steps else ''}"
    return f"{begin}{' '.join(steps)}{'z' if closed else ''}"


def width(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide the words are in Arial or a system face; errs on the wide side."""
    return _ems(words) * size * (1.16 if bold else 1.0)


@lru_cache(maxsize=4096)
def _ems(words: str) -> float:
    return sum(_em(letter) for letter in words)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _BROAD:
        return 0.92
    return 0.72 if letter.isupper() or ord(letter) > 0x2FF else 0.64 if letter.isdigit() else 0.61


def shorten(words: str, size: float, limit: float, *, bold: bool = False) -> str:
    """The words, or as many letters of them as fit in `limit`, ending in an ellipsis."""
    if width(words, size, bold=bold) <= limit:
        return words
    kept, used = "", width("…", size, bold=bold)
    for letter in words:
        used += width(letter, size, bold=bold)
        if used > limit:
            break
        kept += letter
    return kept.rstrip() + "…"


def wrap(words: str, size: float, limit: float, lines: int, *, bold: bool = False) -> list[str]:
    """The words on at most `lines` lines no wider than `limit`; what does not fit ends in an ellipsis."""
    result: list[str] = []
    left = words.split()
    while left and len(result) < lines - 1:
        taken = 1
        while taken < len(left) and width(" ".join(left[: taken + 1]), size, bold=bold) <= limit:
            taken += 1
        result.append(shorten(" ".join(left[:taken]), size, limit, bold=bold))
        left = left[taken:]
    if left:
        result.append(shorten(" ".join(left), size, limit, bold=bold))
    return result


def drawing(id: str, title: str, description: str, body: str, height: float, layout: Layout) -> str:
    """A whole drawing with its name and its description, each with an id of its own."""
    name = f"{id}-{layout.name}"
    return element(
        "svg",
        element("title", escape(title) or "Chart", id=f"{name}-title")
        + element("desc", escape(description) or "No figures.", id=f"{name}-desc")
        + body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"app-chart__{layout.name}",
        viewBox=f"0 0 {number(layout.width)} {number(height)}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family="system-ui, Arial, sans-serif",
        font_size=number(layout.font),
        fill=TEXT,
    )


def empty(id: str, title: str, description: str, layout: Layout) -> str:
    """What stands in a chart's place when there is nothing to draw: words, not an axis of made-up numbers."""
    height = layout.font * 4
    rule = line(0, 1, layout.width, 1, stroke=GREY) + line(
        0, height - 1, layout.width, height - 1, stroke=GREY
    )
    said = text(0, height / 2 + layout.font * 0.35, "No figures to draw yet.", fill=MUTED)
    return drawing(id, title, description, rule + said, height, layout)


def both(wide: str, narrow: str) -> str:
    """The two layouts in the box that shows one of them, by the width of the screen."""
    return f'<div class="app-chart">{wide}{narrow}</div>'
