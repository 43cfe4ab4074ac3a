"""How an indicator changed over some years, in each area shown."""

from collections.abc import Sequence
from typing import Any

from skillshire.core import numbers
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.web.components import findings
from skillshire.web.public.pages import figures, groups, tables
from skillshire.web.public.pages.asked import Asked
from skillshire.web.public.pages.indicator_lines import Line

YEARS = (1, 2, 3, 5, 10, 15, 20)


def content(asked: Asked, lines: Sequence[Line]) -> dict[str, Any]:
    """A sentence and a table; no table where no area has a figure that long ago, which the sentence says."""
    first, span = lines[0], _years(asked.years)
    found = [(line, findings.change(asked.definition, line.series, asked.years)) for line in lines]
    own = found[0][1]
    return {
        "sentence": f"In {groups.in_words(first.area)} it {own.text}." if own else _none(asked, first),
        "table": _table(asked, found) if any(change for _, change in found) else None,
        "caption": f"Latest figures and those {span} before",
        "span": span,
        "others": [
            (_years(one), one if one > 1 else None) for one in possible(first, 1) if one != asked.years
        ],
    }


def on_the_year(definition: IndicatorDefinition, series: Series) -> str:
    """`It rose 706 on the year.`; empty without a figure now, and says so without one a year before."""
    if series.latest is None:
        return ""
    found = findings.change(definition, series)
    return f"It {found.text}." if found else "There is no figure a year before."


def possible(line: Line, years: int) -> list[int]:
    """The numbers of years before its latest for which the area has a figure, and the number asked for."""
    there = set(findings.spans(line.series, YEARS))
    return sorted(there | {years})


def _none(asked: Asked, line: Line) -> str:
    return f"{line.area.name} has no figure {_years(asked.years)} before its latest to compare it with."


def _years(years: int) -> str:
    return f"{findings.counted(years)} year{'' if years == 1 else 's'}"


def _table(asked: Asked, found: Sequence[tuple[Line, findings.Change | None]]) -> dict[str, Any]:
    """What sampling could explain is a column only where some area's limits can tell."""
    unit = tables.unit_words(asked.definition)
    columns = [
        {"text": "Area"},
        {"text": "Before", "unit": unit, "number": True},
        {"text": "Latest", "unit": unit, "number": True},
        {"text": "Change", "number": True},
        {"text": "More than sampling could explain?"},
    ]
    width = 5 if any(change and change.significant is not None for _, change in found) else 4
    rows = [_row(asked, line, change)[:width] for line, change in found if line.series.latest]
    return tables.drawn({"columns": columns[:width], "rows": rows, "symbols": {}})


def _row(asked: Asked, line: Line, change: findings.Change | None) -> list[Any]:
    latest, before = line.series.latest, findings.earlier(line.series, asked.years)
    name = {"text": groups.told_apart(line.area), "href": f"/areas/{line.area.code}/"}
    if change is None or before is None or latest is None or latest.value is None or before.value is None:
        none = {"text": "none", "missing": True}
        return [name, none, _written(asked, latest) if latest else none, none, none]
    return [
        name,
        _written(asked, before),
        _written(asked, latest),
        _signed(asked, change.difference),
        {True: "Yes", False: "No: it may be chance", None: "Cannot be told"}[change.significant],
    ]


def _written(asked: Asked, one: Observation) -> str:
    return f"{figures.plain(asked.definition, one.value or 0.0)} ({one.period.label})"


def _signed(asked: Asked, difference: float) -> str:
    text = numbers.change(difference, asked.definition.unit, asked.definition.decimals)
    return f"+{text}" if numbers.rounded(difference, asked.definition.decimals) > 0 else text
