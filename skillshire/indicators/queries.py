"""Questions to the release that serves. Read-only, and a fraction of a millisecond each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from skillshire.core import periods
from skillshire.indicators.cubes import ABSENT, Cube, Plane
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Breakdown, Observation, Series, join_breakdown, parse_breakdown
from skillshire.indicators.releases import Release
from skillshire.indicators.store import Handle, Held, handle, one_release

__all__ = ["Across", "Handle", "Held", "Strip", "handle", "one_release"]


@dataclass(frozen=True, slots=True)
class Across:
    """One period and breakdown of an indicator in many areas, column by column; columns are equally long.

    `values`, `lower` and `upper` hold None where there is no number, and then `statuses` says why.
    """

    indicator: str
    period: periods.Period
    breakdown: Breakdown
    areas: tuple[str, ...]
    values: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    statuses: tuple[str, ...]
    snapshots: tuple[int, ...]


class Strip(NamedTuple):
    """An indicator's headline in one area, oldest first: enough for a sparkline or a row of a table."""

    indicator: str
    area: str
    periods: tuple[periods.Period, ...]
    values: tuple[float | None, ...]
    statuses: tuple[str, ...]


# --- What the release holds ------------------------------------------------------------------------------


def release() -> Release:
    return handle().release


def indicators() -> list[IndicatorDefinition]:
    """Every indicator that has figures in this release, in the order of their ids."""
    return [held.definition for held in handle().indicators.values()]


def held(indicator: str) -> Held:
    return handle().held(indicator)


def indicator(identifier: str) -> IndicatorDefinition:
    return held(identifier).definition


def has(identifier: str) -> bool:
    return identifier in handle().indicators


def snapshots(indicator: str) -> list[dict[str, Any]]:
    """The records of the snapshots that an indicator's figures come from, main source first."""
    opened = handle()
    return [opened.snapshots[number] for number in opened.held(indicator).snapshots]


def snapshot(number: int) -> dict[str, Any]:
    """The record behind an observation's `snapshot`. Ask within the `one_release` that gave the number."""
    return handle().snapshots[number]


def coverage(indicator: str) -> dict[str, object]:
    """How many observations and areas an indicator has, and its first and last period."""
    entry = held(indicator).entry
    return {
        "observations": entry.rows, "areas": entry.areas,
        "first_period": entry.first_period, "last_period": entry.last_period,
    }  # fmt: skip


def breakdowns(indicator: str, area: str | None = None) -> list[Breakdown]:
    """The breakdowns that `indicator` has for the area, or for any; the headline is the empty one."""
    cube = _cube(indicator)[2]
    if area is None:
        return [parse_breakdown(text) for text in cube.breakdowns]
    place = cube.area_at.get(area)
    if place is None:
        return []
    there = (cube.status[:, place] != ABSENT).any(axis=1).tolist()
    return [parse_breakdown(text) for text, has in zip(cube.breakdowns, there, strict=True) if has]


def area_codes(indicator: str) -> tuple[str, ...]:
    """The codes of all areas that the indicator has observations for, in code order."""
    return _cube(indicator)[2].areas


def areas_of(indicator: str, among: Iterable[str]) -> set[str]:
    """Those of the area codes for which the indicator has a headline observation."""
    cube = _cube(indicator)[2]
    headline = cube.breakdown_at.get("")
    places = {code: cube.area_at[code] for code in among if code in cube.area_at}
    if headline is None:
        return set()
    return {code for code, place in places.items() if (cube.status[headline, place] != ABSENT).any()}


def periods_of(indicator: str) -> tuple[periods.Period, ...]:
    """The indicator's periods, in the order of when they end."""
    return _cube(indicator)[2].periods


def _cube(indicator: str) -> tuple[Handle, Held, Cube]:
    """All of one handle: another release may hold the indicator otherwise."""
    opened = handle()
    known = opened.held(indicator)
    return opened, known, opened.cube(indicator)


# --- Figures ---------------------------------------------------------------------------------------------


def series(indicator: str, area: str, breakdown: Breakdown = ()) -> Series:
    """All observations of `indicator` for the area code, oldest first; empty where there are none."""
    opened, known, cube = _cube(indicator)
    place, part = cube.area_at.get(area), cube.breakdown_at.get(join_breakdown(breakdown))
    found: tuple[Observation, ...] = ()
    if place is not None and part is not None:
        # As they are kept: a cube's periods stand in the order of when they end.
        found = _run(indicator, cube, known, (part, place, slice(None)), area, cube.breakdowns[part])
    return Series(indicator, area, breakdown, opened.release.id, known.lag_months, found, known.published)


def compare(
    indicator: str, areas: Sequence[str], period: str, breakdown: Breakdown = ()
) -> list[Observation]:
    """The observations of one period for several area codes, in the order asked for; those missing left
    out.
    """
    _, known, cube = _cube(indicator)
    part, when = cube.breakdown_at.get(join_breakdown(breakdown)), cube.period_at.get(period)
    if part is None or when is None:
        return []
    found: list[Observation] = []
    for area in areas:
        place = cube.area_at.get(area)
        if place is not None:
            cells = (part, place, slice(when, when + 1))
            found += _run(indicator, cube, known, cells, area, cube.breakdowns[part])
    return found


def across(indicator: str, period: str, breakdown: Breakdown = ()) -> Across:
    """One period of the indicator in every area that has an observation then: a map, a ranking."""
    _, known, cube = _cube(indicator)
    part, when = cube.breakdown_at.get(join_breakdown(breakdown)), cube.period_at.get(period)
    if part is None or when is None:
        return Across(indicator, periods.parse(period), breakdown, (), (), (), (), (), ())
    status = cube.status[part, :, when]
    there = None if status.max() != ABSENT else np.flatnonzero(status != ABSENT)
    columns = _columns(cube, known, (part, slice(None), when), there)
    areas = cube.areas if there is None else tuple(map(cube.areas.__getitem__, there.tolist()))
    return Across(indicator, cube.periods[when], breakdown, areas, *map(tuple, columns))


def strips(area: str, indicators: Iterable[str] | None = None) -> dict[str, Strip]:
    """The headline of many indicators (None: of all) for one area; those without figures left out."""
    opened = handle()
    found = {}
    for name in opened.indicators if indicators is None else indicators:
        strip = _strip(name, opened.cube(name), area)
        if strip is not None:
            found[name] = strip
    return found


def _strip(indicator: str, cube: Cube, area: str) -> Strip | None:
    place, part = cube.area_at.get(area), cube.breakdown_at.get("")
    if place is None or part is None:
        return None
    codes = cube.status[part, place].tobytes()
    values = cube.value[part, place].tolist()
    if codes == cube.all_plain:
        return Strip(indicator, area, cube.periods, tuple(values), cube.no_statuses)
    if ABSENT not in codes:
        statuses = tuple(map(cube.statuses.__getitem__, codes))
        return Strip(indicator, area, cube.periods, tuple(_numbers(values)), statuses)
    rows = [
        (period, value, cube.statuses[code])
        for period, value, code in zip(cube.periods, _numbers(values), codes, strict=True)
        if code != ABSENT
    ]  # fmt: skip
    return Strip(indicator, area, *zip(*rows, strict=True)) if rows else None


def observations(indicator: str, area: str) -> list[Observation]:
    """Every observation of the indicator for the area, of every breakdown: by breakdown, then period."""
    with one_release():
        every = (series(indicator, area, pairs) for pairs in breakdowns(indicator, area))
        return [one for found in every for one in found.observations]


def headline_series(indicator: str) -> list[Series]:
    """The headline series of every area; for back-testing, not for pages."""
    with one_release():
        every = (series(indicator, area) for area in area_codes(indicator))
        return [one for one in every if one.observations]


# --- From cells to objects -------------------------------------------------------------------------------

# What `Observation._make` does, without a call of Python for each: reading makes twenty of them a time.
_observation = partial(tuple.__new__, Observation)


def _run(
    indicator: str, cube: Cube, known: Held, cells: tuple[Any, ...], area: str, breakdown: str
) -> tuple[Observation, ...]:
    """The observations in cells of one area and breakdown, in the order of their periods."""
    status = cube.status[cells]
    when: Sequence[periods.Period] = cube.periods[cells[2]]
    there = None
    if ABSENT in status.tobytes():
        there = np.flatnonzero(status != ABSENT)
        when = [when[place] for place in there.tolist()]
    columns = _columns(cube, known, cells, there)
    pairs = parse_breakdown(breakdown)
    rows = zip(repeat(indicator), repeat(area), when, repeat(pairs), *columns, strict=False)
    return tuple(map(_observation, rows))


def _columns(cube: Cube, known: Held, cells: tuple[Any, ...], there: Plane | None) -> Iterator[list[Any]]:
    """Values, lower and upper limits, statuses and snapshots of the cells, or of those of them in `there`."""
    codes = _taken(cube.status, cells, there).tolist()
    plain = not any(codes)
    value = _taken(cube.value, cells, there).tolist()
    yield value if plain else _numbers(value)
    for limit in (cube.lower, cube.upper):
        if limit is None:
            yield [None] * len(codes)
        else:
            yield _numbers(_taken(limit, cells, there).tolist())
    yield [""] * len(codes) if plain else list(map(cube.statuses.__getitem__, codes))
    if cube.snapshot is None:
        yield [known.snapshots[0]] * len(codes)
    else:
        yield [known.snapshots[one - 1] for one in _taken(cube.snapshot, cells, there).tolist()]


def _taken(plane: Plane, cells: tuple[Any, ...], there: Plane | None) -> Plane:
    taken: Plane = plane[cells]
    return taken if there is None else taken[there]


def _numbers(cells: list[float]) -> list[float | None]:
    """None for NaN, which alone is not equal to itself."""
    return [one if one == one else None for one in cells]  # noqa: PLR0124
