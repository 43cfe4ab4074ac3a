"""The areas of England: codes old and new, names as published, dates, and which lies in which.

The data are plain files beside this module, written by script/build-places. Reading them takes a few
milliseconds, once, at the first question. Source: Office for National Statistics and Department for
Education, Open Government Licence v3.0; changes of code and name in definitions/places/changes.yaml.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from skillshire.core.errors import UserError
from skillshire.places import names

DATA = Path(__file__).resolve().parent / "data"
SITE = Path(__file__).resolve().parent.parent / "definitions/site.yaml"
LEVELS = ("nation", "region", "county", "district", "lsip", "combined-authority")
# The kinds of GSS code that are served, and the level at which each is published.
SERVED = {
    "E92": "nation", "E12": "region", "E10": "county", "E06": "district", "E07": "district",
    "E08": "district", "E09": "district", "E69": "lsip", "E47": "combined-authority",
    "E61": "combined-authority",
}  # fmt: skip
COLUMNS = (
    "code", "name", "level", "unitary", "dfe_number", "parents", "start", "end",
    "former_codes", "former_names", "other_names", "successors",
)  # fmt: skip
_CODE = re.compile(r"[A-Z]\d{8}")
_STATISTICAL = re.compile(r"(TL|UK)[A-Z0-9]{1,4}")  # ITL and NUTS areas


@dataclass(frozen=True, slots=True)
class Area:
    """An area with an authority or a published boundary.

    `parents` are codes, nearest first. `start` is None where no beginning is recorded; `end` is the last
    day, None while the area exists. `former_codes` are other codes of this same area (a boundary moved a
    little), `successors` the areas that took over from an abolished one. `unitary` marks a district that is
    its own county too: unitary authorities, metropolitan districts and London boroughs. `dfe_number` is the
    Department for Education's number of an authority with schools.
    """

    code: str
    name: str
    level: str
    unitary: bool
    dfe_number: str | None
    parents: tuple[str, ...]
    start: date | None
    end: date | None
    former_codes: tuple[str, ...]
    former_names: tuple[str, ...]
    other_names: tuple[str, ...]
    successors: tuple[str, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> bool:
        return self.end is None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.former_names, *self.other_names)

    def exists(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True)
class _Register:
    areas: tuple[Area, ...]
    by_code: dict[str, Area]
    by_number: dict[str, Area]
    by_name: dict[tuple[str, str], tuple[Area, ...]]
    not_served: frozenset[str]


def get(code: str) -> Area:
    """The area of a GSS code, present or former: a recoded area is given under its present code.

    An abolished area is given as it was, with its successors. UserError if nobody has the code.
    """
    try:
        return _register().by_code[code.strip().upper()]
    except KeyError:
        raise UserError(
            f"No area has the code “{code[:40]}”; look it up with: skillshire areas NAME."
        ) from None


def named(name: str, level: str | None = None) -> Area:
    """The area with this published name at this level; a present one before an abolished one.

    At level `county` unitary authorities, metropolitan districts and London boroughs count too. Without a
    level the name must say it (“Stevenage LADU”) or be one area's alone. UserError if unknown, or if several
    areas have the name.
    """
    level = level or names.level(name)
    found = _named(names.key(name), level)
    if len(found) == 1:
        return found[0]
    kind = f"{level} " if level else ""
    if not found:
        raise UserError(f"No {kind}area is called “{name[:60]}”; look it up with: skillshire areas NAME.")
    codes = ", ".join(f"{area.code} ({area.level})" for area in found)
    raise UserError(f"“{name[:60]}” is the {kind}name of several areas: {codes}; give the code instead.")


def _named(key: str, level: str | None) -> tuple[Area, ...]:
    by_name = _register().by_name
    if level is not None:
        return by_name.get((level, key), ())
    every = dict.fromkeys(area for each in LEVELS for area in by_name.get((each, key), ()))
    return tuple(area for area in every if area.current) or tuple(every)


def numbered(number: str | int) -> Area:
    """The authority with this Department for Education number, such as 873. UserError if unknown."""
    area = _register().by_number.get(str(number).strip())
    if area is None:
        raise UserError(f"No authority has the number “{str(number)[:40]}”; use its GSS code instead.")
    return area


def ignored(code_or_name: str, level: str | None = None) -> bool:
    """Whether rows for this area are left out on purpose.

    True for Wales, Scotland, Northern Ireland and what holds them, and for parts that nobody governs at the
    levels served here: inner and outer London, former metropolitan counties, wards, parishes, ITL areas,
    “unknown”. A code or name that is merely unknown is not ignored. A name that an English area has at
    `level` is not ignored either.
    """
    text = code_or_name.strip()
    if _CODE.fullmatch(text):
        # No kind of English area has a number above this; such a code is a mistake, not another kind.
        return text[:3] not in SERVED and not "E69" < text[:3] <= "E99"
    if _STATISTICAL.fullmatch(text):
        return True
    key = names.key(text)
    return key in _register().not_served and not _named(key, level)


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether an area is called just this, capitals and all."""
    wanted = text.strip()
    return any(wanted in one.names for one in _named(names.key(wanted), None))


def all(level: str | None = None, on: date | None = None) -> list[Area]:  # noqa: A001
    """Areas in code order within levels: those that exist now, or those that existed `on` a day."""
    wanted = (area for area in _register().areas if level in (None, area.level))
    return [area for area in wanted if (area.current if on is None else area.exists(on))]


def every() -> tuple[Area, ...]:
    """All areas, abolished ones too."""
    return _register().areas


def parents(area: Area | str) -> list[Area]:
    """The areas that hold all of `area`: county, LSIP, combined authority, region, nation, as there are."""
    return [get(code) for code in _area(area).parents]


def children(area: Area | str, level: str | None = "district") -> list[Area]:
    """The areas of `level` (None: of any) in `area`: today's, or for an abolished area those it had."""
    whole = _area(area)
    inside = [a for a in _register().areas if whole.code in a.parents and level in (None, a.level)]
    return [a for a in inside if a.current] if whole.current else inside


def coterminous(area: Area | str) -> list[Area]:
    """Other areas that exist today on exactly the same ground, known by having the same districts."""
    ground = _ground(_area(area))
    others = (a for a in _register().areas if a.current and a.code != _area(area).code)
    return [a for a in others if ground and _ground(a) == ground]


def successor(area: Area | str) -> Area:
    """What stands for `area` today, where that is a single area; otherwise the area itself."""
    today = _area(area)
    while len(today.successors) == 1:
        today = get(today.successors[0])
    return today


@lru_cache(maxsize=1024)
def _ground(area: Area) -> frozenset[str]:
    if area.level == "district":
        return frozenset({area.code}) if area.current else frozenset()
    return frozenset(child.code for child in children(area) if child.current)


def default_code() -> str:
    """The code of the area this site is for, as definitions/site.yaml has it (a setting may override it)."""
    import yaml  # here, since only a site's start needs it

    try:
        return str(yaml.safe_load(SITE.read_text(encoding="utf-8"))["area"])
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        raise UserError(
            f"{SITE} does not name the site's area; write in it a line such as area: CODE."
        ) from None


def site_area(code: str | None = None) -> Area:
    """The area this site is for: `code` (the setting SKILLSHIRE_AREA) or else the one in site.yaml."""
    return get(code or default_code())


def find(query: str, limit: int = 10) -> list[Area]:
    """Areas for what a person typed: a code, a name old or new, the start of one, or one with a slip."""
    from skillshire.places import search  # it needs difflib, which a page seldom does

    return search.find(query, _register().areas, limit)


def _area(area: Area | str) -> Area:
    return get(area) if isinstance(area, str) else area


@lru_cache(maxsize=1)
def _register() -> _Register:
    areas = tuple(_read(row) for row in _rows("areas.csv"))
    by_code = {code: area for area in areas for code in area.former_codes}
    by_code |= {area.code: area for area in areas}
    numbered_areas = sorted(areas, key=lambda area: area.current)  # a present area has the last word
    by_number = {area.dfe_number: area for area in numbered_areas if area.dfe_number}
    not_served = frozenset(names.key(name) for (name,) in _rows("not_served.csv"))
    return _Register(areas, by_code, by_number, _by_name(areas), not_served)


def _by_name(areas: Iterable[Area]) -> dict[tuple[str, str], tuple[Area, ...]]:
    """Areas by level and key of name; an abolished area only where no present one has the name."""
    found: dict[tuple[str, str], list[Area]] = {}
    for area in areas:
        for level in _levels(area):
            for key in {names.key(name) for name in area.names}:
                found.setdefault((level, key), []).append(area)
    return {
        place: tuple(area for area in same if area.current) or tuple(same) for place, same in found.items()
    }


def _levels(area: Area) -> set[str]:
    """The levels at which publishers list the area: an authority's other codes may be of another kind."""
    levels = {area.level, *(SERVED[code[:3]] for code in area.former_codes)}
    return levels | {"county"} if area.unitary else levels


def _rows(file: str) -> list[list[str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))[1:]


def _read(row: list[str]) -> Area:
    code, name, level, unitary, number, inside, start, end, *several = row
    return Area(
        code, name, level, unitary == "yes", number or None, _split(inside),
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None,
        *(_split(text) for text in several),
    )  # fmt: skip


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
