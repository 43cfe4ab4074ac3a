"""Parts of an indicator in one area, and which areas to ask in turn. For the balance of skills."""

from collections.abc import Callable

from skillshire.indicators import queries
from skillshire.indicators.observations import Breakdown, Observation
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.sources.skills_imperative.labels import OCCUPATIONS

JOBS = "employment-projection"
FIRST, LAST = 2020, 2035
TITLES = {label[:2]: label[3:] for label in OCCUPATIONS}


def group_title(code: str) -> str:
    return TITLES.get(code, f"Occupation group {code}")


def around(area: Area) -> list[Area]:
    """The area, those of the very same ground, then what it lies in, nearest first; of an abolished area
    what took its place stands for it.
    """
    today = areas.successor(area)
    if today.code == area.code:
        return [area, *areas.coterminous(area), *areas.parents(area)]
    return [area, today, *areas.coterminous(today), *areas.parents(today)]


def single(indicator: str, place: Area, breakdown: Breakdown = ()) -> Observation | None:
    return queries.series(indicator, place.code, breakdown).latest


def by(
    indicator: str,
    place: Area,
    key: str,
    choose: Callable[[tuple[Observation, ...]], Observation | None],
    fixed: Breakdown = (),
) -> dict[str, Observation]:
    """One observation of each part of `key`, for the breakdowns that have this key beside the fixed ones.

    Occupations go by their two digits, other parts by their names.
    """
    found: dict[str, Observation] = {}
    for pairs in queries.breakdowns(indicator, place.code) if queries.has(indicator) else []:
        value = dict(pairs).get(key)
        if value is None or set(pairs) - {(key, value)} != set(fixed):
            continue
        one = choose(queries.series(indicator, place.code, pairs).observations)
        if one:
            found[value[:2] if key == "occupation" else value] = one
    return found


def newest(found: tuple[Observation, ...]) -> Observation | None:
    """The last one, number or not: its symbol says why there is none."""
    return found[-1] if found else None


def latest(indicator: str, place: Area, key: str) -> dict[str, Observation]:
    found = by(indicator, place, key, newest)
    return {name: one for name, one in found.items() if name in TITLES or key != "occupation"}


def in_year(year: int) -> Callable[[tuple[Observation, ...]], Observation | None]:
    return lambda found: next((one for one in found if one.period.start.year == year), None)


def levels(place: Area, key: str = "occupation") -> dict[str, tuple[float, float]]:
    """Jobs in FIRST and LAST by occupation or industry, where both are published."""
    first, last = (by(JOBS, place, key, in_year(year)) for year in (FIRST, LAST))
    return {
        name: (one.value, last[name].value)  # type: ignore[misc]  # checked in the condition
        for name, one in first.items()
        if name in last and one.value is not None and last[name].value is not None
    }
