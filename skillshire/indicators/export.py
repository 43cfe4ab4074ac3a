"""Observations and indicators as plain rows, for the command line and downloads."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from skillshire.core import facts
from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.indicators.observations import Breakdown, Observation, Series, join_breakdown
from skillshire.places import areas

COLUMNS = (
    "indicator", "area", "area_name", "period", "period_label", "breakdown", "value", "lower", "upper",
    "status", "unit", "release", "producer", "source", "published", "licence",
)  # fmt: skip


def series(indicator: str, area: str, breakdown: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The observations as rows with COLUMNS, oldest first; `breakdown` is a mapping in each. `synthetic` is
    beside them what a figure of invented people says of itself, and None of all others.

    UserError for an unknown indicator, area or breakdown.
    """
    with queries.one_release():
        queries.held(indicator)
        place = areas.get(area)
        pairs = parse_pairs(breakdown)
        found = queries.series(indicator, place.code, pairs)
        if not found.observations:
            _refuse(indicator, place.code, place.name, pairs)
        return [
            {**one, "synthetic": facts.SAID if synthetic([figure]) else None}
            for one, figure in zip(rows(found), found.observations, strict=True)
        ]


def synthetic(observations: Iterable[Observation]) -> bool:
    """Whether any of them counts invented people. Ask within the `one_release` that gave them."""
    return any(queries.snapshot(one.snapshot).get("synthetic") for one in observations)


def why_empty(indicator: str, area: str) -> str:
    """Where the figures are that an area has none of: in breakdowns, or under a code of the same ground."""
    place = areas.get(area)
    known = queries.breakdowns(indicator, place.code)
    if known:
        some = "; ".join(join_breakdown(one) for one in known[:8])
        return f"{indicator} has no headline for {place.name} ({place.code}), only by --breakdown: {some}."
    same = [one for one in areas.coterminous(place) if queries.breakdowns(indicator, one.code)]
    if same:
        return (
            f"{indicator} has no figures for {place.name} ({place.code}); the very same ground is published "
            f"under {same[0].code} ({same[0].level})."
        )
    return f"{indicator} has no figures for {place.name} ({place.code})."


def parse_pairs(texts: Sequence[str]) -> Breakdown:
    """`["sex=female", "age=16-24"]` as pairs in the order of their keys."""
    pairs = []
    for text in texts:
        key, equals, value = text.partition("=")
        if not (key and equals and value):
            raise UserError(f"“{text[:60]}” is not a breakdown; write it as KEY=VALUE, such as age=16-24.")
        pairs.append((key, value))
    return tuple(sorted(pairs))


def _refuse(indicator: str, code: str, name: str, pairs: Breakdown) -> None:
    """An empty answer to a breakdown that exists nowhere is a mistake; to an area without figures it is
    not.
    """
    known = queries.breakdowns(indicator, code)
    if pairs and pairs not in known:
        some = "; ".join(join_breakdown(one) or "(none: the headline)" for one in known[:8]) or "none"
        raise UserError(
            f"{indicator} has no breakdown {join_breakdown(pairs)} for {name} ({code}); it has: {some}."
        )


def rows(found: Series) -> list[dict[str, Any]]:
    unit = queries.indicator(found.indicator).unit
    return [row(observation, found.release, unit) for observation in found.observations]


def row(observation: Observation, release: str, unit: str) -> dict[str, Any]:
    snapshot = queries.snapshot(observation.snapshot)
    return {
        "indicator": observation.indicator,
        "area": observation.area,
        "area_name": areas.get(observation.area).name,
        "period": observation.period.iso,
        "period_label": observation.period.label,
        "breakdown": dict(observation.breakdown),
        "value": observation.value,
        "lower": observation.lower,
        "upper": observation.upper,
        "status": observation.status,
        "unit": unit,
        "release": release,
        "producer": snapshot["producer"],
        "source": snapshot["title"],
        "published": snapshot["published"],
        "licence": snapshot["licence"],
    }


def flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for a table: the breakdown as one text."""
    return {**row, "breakdown": join_breakdown(tuple(row["breakdown"].items()))}


def indicators() -> list[dict[str, Any]]:
    """Every indicator of the release: what it is, and which areas and periods it has."""
    with queries.one_release():
        return [
            {**definition.model_dump(mode="json", by_alias=True), **queries.coverage(definition.id)}
            for definition in queries.indicators()
        ]
