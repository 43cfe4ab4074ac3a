"""Finds areas for what a person typed."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from skillshire.places import names
from skillshire.places.areas import LEVELS, Area

_CLOSE = 0.75  # “stevenge” is 0.94 like “stevenage”; two names of different places are seldom above 0.7


def find(query: str, areas: Iterable[Area], limit: int) -> list[Area]:
    """The best `limit` of `areas`; at equal merit present before abolished, then by level and name."""
    wanted = names.key(query)
    if not wanted:
        return []
    scored = [(_merit(wanted, area), area) for area in areas]
    hits = [(merit, area) for merit, area in scored if merit > 0] or _alike(wanted, scored)
    hits.sort(key=lambda hit: (-hit[0], not hit[1].current, LEVELS.index(hit[1].level), hit[1].name))
    return [area for _, area in hits[:limit]]


def _merit(wanted: str, area: Area) -> float:
    """From 5 for the code or the very name down to 1 for a word's beginning; 0 for none of these."""
    codes = (area.code, *area.former_codes, area.dfe_number or "")
    if wanted.upper() in codes:
        return 5
    name, *others = (names.key(each) for each in area.names)
    return max(_name_merit(wanted, name), _name_merit(wanted, *others) - 0.5)


def _name_merit(wanted: str, *keys: str) -> float:
    if wanted in keys:
        return 4
    if any(key.startswith(wanted) for key in keys):
        return 3
    return 2 if any(f" {wanted}" in key for key in keys) else 0


def _alike(wanted: str, scored: Sequence[tuple[float, Area]]) -> list[tuple[float, Area]]:
    likeness = [(max(_likeness(wanted, names.key(name)) for name in area.names), area) for _, area in scored]
    return [(merit, area) for merit, area in likeness if merit >= _CLOSE]


def _likeness(wanted: str, key: str) -> float:
    matcher = SequenceMatcher(a=wanted, b=key)
    return matcher.ratio() if matcher.quick_ratio() >= _CLOSE else 0
