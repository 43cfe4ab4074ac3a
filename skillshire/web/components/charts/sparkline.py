"""A line the size of a word, beside the figure it belongs to."""

from collections.abc import Sequence

from skillshire.web.components.charts import svg
from skillshire.web.components.charts.scale import Scale, finite, known

WIDTH, HEIGHT, EDGE = 132.0, 36.0, 5.0


def sparkline(values: Sequence[float | None], *, id: str = "", title: str = "") -> str:
    """The values evenly spaced; None is a gap. Without a title it is hidden from screen readers."""
    stretches = _stretches(values)
    body = "".join(
        svg.element(
            "path", d=svg.path(run), fill="none", stroke=svg.BLUE, stroke_width=2, stroke_linejoin="round",
            stroke_linecap="round", class_="c-strong",
        )
        if len(run) > 1
        else svg.circle(*run[0], 1.5, fill=svg.BLUE)
        for run in stretches
    )  # fmt: skip
    body += svg.circle(*stretches[-1][-1], 3.5, fill=svg.BLUE) if stretches else ""
    return _drawing(body, id, title)


def _stretches(values: Sequence[float | None]) -> list[list[tuple[float, float]]]:
    # Halved, so that a range from one end of the floats to the other, or room about it, is still a float.
    shown = [value / 2 for value in known(values)]
    low, high = (min(shown), max(shown)) if shown else (0.0, 1.0)
    if high - low <= max(abs(low), abs(high)) * 1e-9:
        low, high = low - max(1.0, abs(low)), high + max(1.0, abs(high))
    across = Scale(0.0, max(1.0, len(values) - 1.0), EDGE, WIDTH - EDGE)
    up = Scale(low, high, HEIGHT - EDGE, EDGE)
    found: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        known_value = finite(value)
        if known_value is not None:
            found[-1].append((across(float(index)), up(known_value / 2)))
        elif found[-1]:
            found.append([])
    return [run for run in found if run]


def _drawing(body: str, id: str, title: str) -> str:
    named = {"role": "img", "aria_labelledby": f"{id}-title"} if title else {"aria_hidden": "true"}
    head = svg.element("title", svg.escape(title), id=f"{id}-title") if title else ""
    return svg.element(
        "svg",
        head + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="app-sparkline",
        viewBox=f"0 0 {svg.number(WIDTH)} {svg.number(HEIGHT)}",
        focusable="false",
        **named,
    )
