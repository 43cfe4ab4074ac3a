"""Where an area lies: its outline filled in the outline of what holds it."""

from skillshire.web.components.charts import svg

RING = 0.06  # of the width: an area smaller than this is ringed, or nobody would see it


def locator(
    id: str, title: str, holder: str, area: str, size: tuple[float, float], centre: tuple[float, float],
    extent: float,
) -> str:  # fmt: skip
    """`holder` and `area` are the `d` of paths in a drawing of `size`; `holder` may be empty. `centre` is a
    point in the area and `extent` its greatest width or height, which say whether and where to ring it.
    """
    width, height = size
    body = svg.element("path", d=holder, fill="#DEE1E2", stroke=svg.CONTEXT, **_thin(width)) if holder else ""
    body += svg.element("path", d=area, fill=svg.BLUE, class_="c-strong", stroke="#fff", **_thin(width))
    if holder and extent < RING * width:
        x, y = centre
        body += svg.element(
            "circle", cx=f"{x:.2f}", cy=f"{y:.2f}", r=f"{RING * width:.2f}", fill="none", stroke=svg.PLUM,
            stroke_width=f"{width * 0.012:.3f}",
        )  # fmt: skip
    return svg.element(
        "svg",
        svg.element("title", svg.escape(title), id=f"{id}-title") + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="app-locator",
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_labelledby=f"{id}-title",
    )


def _thin(width: float) -> dict[str, object]:
    return {"stroke_width": f"{width * 0.003:.3f}", "fill_rule": "evenodd"}
