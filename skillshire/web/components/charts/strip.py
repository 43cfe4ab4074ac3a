"""A row of dots the size of a few words: one area among others on one line."""

from collections.abc import Sequence

from skillshire.web.components.charts import svg
from skillshire.web.components.charts.scale import Scale, finite, known

WIDTH, HEIGHT, EDGE = 132.0, 24.0, 6.0


def strip(own: float | None, others: Sequence[float | None], middle: float | None = None) -> str:
    """Open grey dots for `others`, an upright mark at `middle`, a full blue dot for `own`; None is not drawn.

    Nothing at all where fewer than two values can be drawn. Hidden from screen readers: the words beside it
    must give the same.
    """
    shown, mine, centre = known(others), finite(own), finite(middle)
    every = [*shown, *known([mine, centre])]
    if len(every) < 2:
        return ""
    # Halved, so that a range from one end of the floats to the other is still a float.
    low, high = min(every) / 2, max(every) / 2
    if high - low <= max(abs(low), abs(high)) * 1e-9:
        low, high = low - max(1.0, abs(low)), high + max(1.0, abs(high))
    across = Scale(low, high, EDGE, WIDTH - EDGE)
    half = HEIGHT / 2
    body = svg.line(EDGE, half, WIDTH - EDGE, half, stroke=svg.GREY)
    body += "".join(
        svg.circle(across(value / 2), half, 3.5, fill="#fff", stroke=svg.CONTEXT, class_="c-open")
        for value in shown
    )
    if centre is not None:
        place = across(centre / 2)
        body += svg.line(place, half - 8, place, half + 8, stroke=svg.DARK, stroke_width=2)
    if mine is not None:
        body += svg.circle(across(mine / 2), half, 5.0, fill=svg.BLUE, class_="c-strong")
    return svg.element(
        "svg", body, xmlns="http://www.w3.org/2000/svg", class_="app-strip",
        viewBox=f"0 0 {svg.number(WIDTH)} {svg.number(HEIGHT)}", focusable="false", aria_hidden="true",
    )  # fmt: skip
