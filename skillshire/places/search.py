"""Finds areas for what a person typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from skillshire.core import fuzzy
from skillshire.places import names
from skillshire.places.areas import LEVELS, Area

# What people call each kind of area, so that “essex county” or “london borough” finds it.
KINDS = {
    "nation": "country nation", "region": "region", "county": "county council",
    "district": "district council", "lsip": "lsip local skills improvement plan",
    "combined-authority": "combined authority mayoral",
}  # fmt: skip


# What people write for the ends of counties' names.
SHORT = {
    "beds": "bedfordshire", "berks": "berkshire", "bucks": "buckinghamshire", "cambs": "cambridgeshire",
    "glos": "gloucestershire", "hants": "hampshire", "herts": "hertfordshire", "lancs": "lancashire",
    "leics": "leicestershire", "lincs": "lincolnshire", "northants": "northamptonshire",
    "notts": "nottinghamshire", "oxon": "oxfordshire", "shrops": "shropshire", "staffs": "staffordshire",
    "warks": "warwickshire", "wilts": "wiltshire", "worcs": "worcestershire", "yorks": "yorkshire",
}  # fmt: skip


@dataclass(frozen=True)
class _Known:
    """The areas as a search needs them, made once."""

    areas: tuple[Area, ...]
    codes: tuple[frozenset[str], ...]
    keys: tuple[tuple[str, ...], ...]
    joined: tuple[str, ...]  # every name without spaces, and beside it in `owners` whose it is
    owners: tuple[str, ...]
    index: fuzzy.Index[str]


def find(query: str, areas: Sequence[Area], limit: int) -> list[Area]:
    """The best `limit` of `areas`; at equal merit present before abolished, then by level and name.

    A query is cut at fuzzy.LONGEST characters.
    """
    text = spelt_out(query[: fuzzy.LONGEST])
    wanted = names.key(text)
    if not wanted:
        return []
    known = _known(tuple(areas))
    merits = _merits(wanted, known) or _by_words(text, known)
    hits = [(merit, area) for area in known.areas if (merit := merits.get(area.code, 0.0)) > 0]
    hits.sort(key=lambda hit: (-hit[0], not hit[1].current, LEVELS.index(hit[1].level), hit[1].name))
    return [area for _, area in hits[:limit]]


def exact(query: str, areas: Sequence[Area]) -> list[Area]:
    """The areas with this very code or name, present ones only where there are any."""
    wanted, known = names.key(spelt_out(query[: fuzzy.LONGEST])), _known(tuple(areas))
    found = [
        area
        for area, codes, keys in zip(known.areas, known.codes, known.keys, strict=True)
        if wanted and (wanted.upper() in codes or wanted in keys)
    ]
    return [area for area in found if area.current] or found


def spelt_out(text: str) -> str:
    """“east herts” is East Hertfordshire."""
    return " ".join(SHORT.get(word.casefold(), word) for word in text.split())


def within(text: str, areas: Sequence[Area]) -> list[Area]:
    """Present areas whose whole name stands in a longer text, those with the longest names first."""
    said = f" {names.key(spelt_out(text[: fuzzy.LONGEST]))} "
    known = _known(tuple(areas))
    found = [
        (len(keys[0]), area)
        for area, keys in zip(known.areas, known.keys, strict=True) if area.current and f" {keys[0]} " in said
    ]  # fmt: skip
    return [area for _, area in sorted(found, key=lambda one: (-one[0], LEVELS.index(one[1].level)))]


def _merits(wanted: str, known: _Known) -> dict[str, float]:
    """By code: from 5 for the code or 4 for the name down to 1.5 for a later word of an old one."""
    found = {}
    for area, codes, keys in zip(known.areas, known.codes, known.keys, strict=True):
        if wanted.upper() in codes:
            return {area.code: 5.0}
        name, *others = keys
        found[area.code] = max(_name_merit(wanted, name), _name_merit(wanted, *others) - 0.5)
    return {code: merit for code, merit in found.items() if merit > 0}


def _name_merit(wanted: str, *keys: str) -> float:
    if wanted in keys:
        return 4
    if any(key.startswith(wanted) for key in keys):
        return 3
    return 2 if any(f" {wanted}" in key for key in keys) else 0


def _by_words(text: str, known: _Known) -> dict[str, float]:
    """Each word by itself, in any order and with slips; half of what was typed must be found, or the name as
    a whole be like it, which mends words run together. Of equals the name most like what was typed.
    """
    found = {hit.key: hit.merit if hit.whole else hit.merit / 2 for hit in known.index.find(text)}
    for code, like in _likenesses(names.key(text).replace(" ", ""), known).items():
        if code in found or like >= fuzzy.CLOSE:
            found[code] = found.get(code, 0.0) + like / 2
    return found


def _likenesses(wanted: str, known: _Known) -> dict[str, float]:
    """How like the typed text each area's likest name is, spaces aside: from 0 to 1."""
    alike = process.cdist([wanted], known.joined, scorer=OSA.normalized_similarity)[0]
    found: dict[str, float] = {}
    for code, like in zip(known.owners, alike.tolist(), strict=True):
        found[code] = max(like, found.get(code, 0.0))
    return found


@lru_cache(maxsize=2)
def _known(areas: tuple[Area, ...]) -> _Known:
    codes = tuple(frozenset((a.code, *a.former_codes, a.dfe_number or a.code)) for a in areas)
    keys = tuple(tuple(names.key(name) for name in area.names) for area in areas)
    texts = [
        entry
        for area, own in zip(areas, keys, strict=True)
        for entry in (
            (area.code, own[0], 1.0),
            *((area.code, former, 0.9) for former in own[1:]),
            (area.code, KINDS[area.level], 0.5),
        )
    ]
    spelt = [(key.replace(" ", ""), area.code) for area, own in zip(areas, keys, strict=True) for key in own]
    joined, owners = zip(*spelt, strict=True) if spelt else ((), ())
    return _Known(areas, codes, keys, joined, owners, fuzzy.Index(texts))
