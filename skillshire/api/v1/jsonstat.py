"""Observations as one JSON-stat 2.0 dataset: a cube with a place for every combination.

Its dimensions are indicator, area, period, and one for each key of the breakdowns. https://json-stat.org/full/
"""

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod
from typing import Any

from skillshire.api.problems import Problem
from skillshire.core import periods
from skillshire.indicators import catalogue, queries
from skillshire.indicators.observations import Observation
from skillshire.places import areas

MOST = 200_000  # places in the cube, empty ones too
TOTAL = "_T"  # the category of what a key does not break down, as SDMX names it
FIXED = ("indicator", "area", "period")
NOTES = [
    "A null with a status is a figure that its publisher does not give: c confidential, x not available, "
    "z not applicable, low rounds to zero, u unreliable. With a number, p is provisional and f a forecast.",
    "A null without a status is a combination that is not published.",
    "extension.lower and extension.upper hold 95% limits by position, where the publisher gives them.",
]
Cell = tuple[str, ...]


def dataset(found: Sequence[Observation], notices: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """Problem too-many where the cube would have more than MOST places."""
    keys = sorted({key for one in found for key, _ in one.breakdown})
    names = [*FIXED, *(_dimension(key) for key in keys)]
    cells = {_cell(one, keys): one for one in found}
    categories = [_ordered(name, {cell[i] for cell in cells}) for i, name in enumerate(names)]
    size = [len(values) for values in categories]
    if prod(size) > MOST:
        raise Problem(
            "too-many",
            f"This table would have {prod(size):,} places, and at most {MOST:,} are given; ask for one "
            "breakdown or fewer areas, or take format=json or csv, which leave out what does not exist.",
        )
    placed = [cells.get(cell) for cell in product(*categories)] if cells else []
    return {
        **_head(found, notices),
        "id": names,
        "size": size,
        "role": {"time": ["period"], "geo": ["area"], "metric": ["indicator"]},
        "dimension": {name: _describe(name, values) for name, values in zip(names, categories, strict=True)},
        "value": [one.value if one else None for one in placed],
        "status": {str(i): one.status for i, one in enumerate(placed) if one and one.status},
        "extension": _extension(placed, notices),
    }


def _head(found: Sequence[Observation], notices: Sequence[dict[str, str]]) -> dict[str, Any]:
    snapshots = [queries.snapshot(number) for number in sorted({one.snapshot for one in found})]
    titles = [queries.indicator(name).title for name in dict.fromkeys(one.indicator for one in found)]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "; ".join(titles) or "No figures",
        "source": "; ".join(dict.fromkeys(f"{one['producer']}: {one['title']}" for one in snapshots)),
        "updated": (catalogue.published(snapshots) or [queries.release().built[:10]])[-1],
        "note": [*NOTES, *(notice["text"] for notice in notices)],
    }


def _extension(placed: Sequence[Observation | None], notices: Sequence[dict[str, str]]) -> dict[str, Any]:
    return {
        "release": queries.release().id,
        "notices": list(notices),
        "lower": {str(i): one.lower for i, one in enumerate(placed) if one and one.lower is not None},
        "upper": {str(i): one.upper for i, one in enumerate(placed) if one and one.upper is not None},
    }


def _dimension(key: str) -> str:
    """A key of a breakdown as the name of a dimension, kept apart from the three fixed ones."""
    return f"breakdown-{key}" if key in FIXED else key


def _cell(one: Observation, keys: Sequence[str]) -> Cell:
    given = dict(one.breakdown)
    return (one.indicator, one.area, one.period.iso, *(given.get(key, TOTAL) for key in keys))


def _ordered(name: str, values: Iterable[str]) -> list[str]:
    """Time runs forward; a total comes before its parts."""
    if name == "period":
        return [p.iso for p in sorted(map(periods.parse, values), key=lambda p: (p.end, p.start))]
    return sorted(values, key=lambda value: (value != TOTAL, value))


def _describe(name: str, values: Sequence[str]) -> dict[str, Any]:
    label = LABELS.get(name, _part_label)
    category: dict[str, Any] = {"index": list(values), "label": {value: label(value) for value in values}}
    if name == "indicator":
        category["unit"] = {value: _unit(value) for value in values}
    return {"label": name.capitalize(), "category": category}


def _indicator_label(value: str) -> str:
    return queries.indicator(value).title


def _area_label(value: str) -> str:
    return areas.get(value).name


def _period_label(value: str) -> str:
    return periods.parse(value).label


def _part_label(value: str) -> str:
    return "All" if value == TOTAL else value


LABELS = {"indicator": _indicator_label, "area": _area_label, "period": _period_label}


def _unit(indicator: str) -> dict[str, Any]:
    definition = queries.indicator(indicator)
    return {"label": definition.unit, "decimals": definition.decimals}
