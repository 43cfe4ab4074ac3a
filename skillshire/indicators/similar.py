"""Which areas are most like an area, by the indicators in definitions/similar.yaml.

docs/methodology/similar-areas.md explains the rule; indicators/nearest.py is its arithmetic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import numpy as np
from pydantic import Field

from skillshire.core import definitions
from skillshire.indicators import nearest, queries
from skillshire.indicators.observations import Breakdown, parse_breakdown
from skillshire.places import areas as places
from skillshire.places.areas import Area

Group = Literal["district", "county"]
FILE = definitions.ROOT / "similar.yaml"


class Compared(definitions.Definition):
    """One figure by which areas are compared; `over` makes it a share of another indicator's headline."""

    title: str
    indicator: str
    breakdown: str = ""
    over: str | None = None
    log: bool = False
    weight: float = Field(gt=0)
    groups: list[Group] = Field(min_length=1)


class Rule(definitions.Definition):
    neighbours: int = Field(ge=1)
    share_needed: float = Field(gt=0, le=1)
    furthest: float = Field(gt=0)
    groups: dict[Group, str]
    indicators: list[Compared] = Field(min_length=2)


@dataclass(frozen=True, slots=True)
class Similar:
    """`distance` is in robust standard deviations, `rank` from 1, `shared` how many figures both have."""

    code: str
    name: str
    distance: float
    rank: int
    shared: int


@dataclass(frozen=True)
class _Table:
    """The standardised figures of a group, one row for each code, one column for each of `compared`."""

    codes: tuple[str, ...]
    compared: tuple[Compared, ...]
    scaled: nearest.Matrix
    weights: nearest.Matrix


@cache
def rule() -> Rule:
    return definitions.read(FILE, Rule)


def areas(code: str) -> list[Similar]:
    """The areas most like this one and of its own kind, nearest first.

    Empty for regions, England, abolished areas, and areas with too few figures; an LSIP or combined
    authority that is a county's or district's very ground has its neighbours. UserError for an unknown code.
    """
    area, group = standing_for(places.get(code))
    if group is None:
        return []
    return list(_neighbours(queries.release().id, group).get(area.code, ()))


def standing_for(area: Area) -> tuple[Area, Group | None]:
    """The area by whose figures `area` is compared and the group it is compared in; None in no group."""
    for one in (area, *places.coterminous(area)):
        if one.current and one.level in ("district", "county"):
            return one, "county" if one.level == "county" else "district"
    return area, None


def compared_in(group: Group) -> list[Compared]:
    """What is compared in the group, as far as the release has it."""
    return list(_table(queries.release().id, group).compared)


def stability(group: Group) -> dict[str, float]:
    """For each area with neighbours, the mean share of them that remain when one indicator is left out."""
    table, said = _table(queries.release().id, group), rule()
    found = nearest.stability(table.scaled, table.weights, said.share_needed, said.neighbours)
    return {code: float(one) for code, one in zip(table.codes, found, strict=True) if not np.isnan(one)}


@lru_cache(maxsize=4)
def _neighbours(release: str, group: Group) -> dict[str, tuple[Similar, ...]]:
    """All neighbours of a group at once: computed at the first question to a release."""
    table, said = _table(release, group), rule()
    apart = nearest.distances(table.scaled, table.weights, said.share_needed)
    both = nearest.shared(table.scaled)
    return {
        table.codes[row]: tuple(
            Similar(
                table.codes[other], places.get(table.codes[other]).name, float(apart[row, other]), rank,
                int(both[row, other]),
            )
            for rank, other in enumerate(others, start=1)
        )
        for row, others in enumerate(nearest.order(apart, said.neighbours))
    }  # fmt: skip


@lru_cache(maxsize=4)
def _table(release: str, group: Group) -> _Table:
    codes = members(group)
    compared = tuple(one for one in rule().indicators if group in one.groups and _held(one))
    columns = [_column(one, codes) for one in compared]
    figures = np.array(columns, dtype=float).T.reshape(len(codes), len(compared))
    weights = np.array([one.weight for one in compared], dtype=float)
    return _Table(codes, compared, nearest.standardise(figures, rule().furthest), weights)


def members(group: Group) -> tuple[str, ...]:
    """The codes compared in a group: unitary authorities are districts, and counties of their own too."""
    districts = places.all("district")
    if group == "district":
        return tuple(area.code for area in districts)
    return tuple(area.code for area in (*places.all("county"), *(a for a in districts if a.unitary)))


def _held(one: Compared) -> bool:
    return queries.has(one.indicator) and (one.over is None or queries.has(one.over))


def _column(one: Compared, codes: Sequence[str]) -> list[float]:
    """The figure of each code; NaN where it is missing, or a share of nothing."""
    values = _latest(one.indicator, codes, parse_breakdown(one.breakdown))
    if one.over is not None:
        whole = _latest(one.over, codes)
        values = [part / all_of if all_of else np.nan for part, all_of in zip(values, whole, strict=True)]
    if one.log:
        values = [float(np.log(value)) if value > 0 else np.nan for value in values]
    return values


def _latest(indicator: str, codes: Sequence[str], breakdown: Breakdown = ()) -> list[float]:
    """The figures of the newest period for which at least half of the codes have one: all of one time."""
    for period in reversed(queries.periods_of(indicator)):
        across = queries.across(indicator, period.iso, breakdown)
        known = {c: v for c, v in zip(across.areas, across.values, strict=True) if v is not None}
        found = [known.get(code, np.nan) for code in codes]
        if 2 * np.count_nonzero(~np.isnan(found)) >= len(codes):
            return found
    return [np.nan] * len(codes)
