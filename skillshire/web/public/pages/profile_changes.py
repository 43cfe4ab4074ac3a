"""What the release that serves changed for one area, in words."""

from itertools import groupby
from typing import Any

from skillshire.indicators import changes, queries
from skillshire.indicators.changes import Revision
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.places.areas import Area
from skillshire.web.components import findings
from skillshire.web.public.pages import figures

MOST = 8  # indicators named; the others are counted


def content(area: Area) -> dict[str, Any] | None:
    """A heading that says how much changed and a line an indicator; None for a first release."""
    if not any(one.release == queries.release().id and one.previous for one in changes.log()[:1]):
        return None
    found = sorted(changes.for_area(area.code), key=lambda one: one.indicator)
    moved = [(name, list(some)) for name, some in groupby(found, key=lambda one: one.indicator)]
    held = [(queries.indicator(name), some) for name, some in moved if queries.has(name)]
    hidden = len(held) - MOST
    return {
        "heading": _heading(area, held),
        "lines": [_line(definition, some, area) for definition, some in held[:MOST]],
        "more": f"And {findings.counted(hidden)} more of its indicators." if hidden > 0 else "",
    }


def _heading(area: Area, held: list[tuple[IndicatorDefinition, list[Revision]]]) -> str:
    if not held:
        return f"No headline figure of {area.name} changed in the latest release"
    some = "indicator" if len(held) == 1 else "indicators"
    return f"The latest release changed {findings.counted(len(held))} {some} of {area.name}"


def _line(definition: IndicatorDefinition, some: list[Revision], area: Area) -> dict[str, str]:
    newest = max(some, key=lambda one: (one.period.end, one.period.start))
    others = len(some) - 1
    said = sentence(definition, newest)
    if others:
        said += f", and {findings.counted(others)} earlier {'figure' if others == 1 else 'figures'}"
    href = f"/indicators/{definition.id}/?area={area.code}"
    return {"title": definition.title, "href": href, "said": f"{said}."}


def sentence(definition: IndicatorDefinition, one: Revision) -> str:
    """`3.4% for 2025 is new`, `2024 was revised from 3.3% to 3.4%`, `the 3.3% for 2024 was withdrawn`."""
    before, after = (figures.write(definition, value) for value in (one.before, one.after))
    if one.kind == "added":
        return f"{after} for {one.period.label} is new"
    if one.kind == "withdrawn":
        return f"the figure for {one.period.label}, {before}, was withdrawn"
    if before == after:
        return f"the figure for {one.period.label}, {after}, was revised by less than is shown"
    return f"the figure for {one.period.label} was revised from {before} to {after}"
