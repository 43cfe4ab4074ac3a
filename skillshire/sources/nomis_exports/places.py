"""The names of areas in the exports: `ladu:Stevenage`, `lep:Hertfordshire`, `country:England` and areas that
the Department for Education drew by itself, whose names are cut after 35 letters in some exports.
"""

import re
from typing import NamedTuple

from skillshire.sources.csvfile import quoted
from skillshire.sources.nomis_exports import nuts3

_DRAWN = "User Defined Geography"
_SUFFIX = re.compile(r" - from dn\d+$")
_KINDS = {"-LSIP": "lsip", "-MCA": "combined-authority"}
# Names that were cut, or that are written in a way of the department's own.
_NAMES = {
    "Brighton and Hove, East Sussex, Wes": "Brighton and Hove, East Sussex, West Sussex-LSIP",
    "Cambridgeshire and Peterborough-LSI": "Cambridgeshire and Peterborough-LSIP",
    "Cornwall and the Isles of Scilly-LS": "Cornwall and the Isles of Scilly-LSIP",
    "Enterprise M3 LEP (including all of": "Enterprise M3-LSIP",
    "Enterprise M3 LEP (including all of Surrey)-LSIP": "Enterprise M3-LSIP",
    "Essex, Southend-on-Sea and Thurrock": "Essex, Southend-on-Sea and Thurrock-LSIP",
    "Norfolk and Suffolk-LSIP": "New Anglia-LSIP",
    "Stoke-on-Trent and Staffordshire-LS": "Stoke-on-Trent and Staffordshire-LSIP",
    "West of England and North Somerset-": "West of England and North Somerset-LSIP",
}
# The combined authority of four councils until 2024; today's of the same name has seven.
_CODES = {"North East-MCA": "E47000010"}
# Partnerships as they stood after 2020, under the names of skills plan areas of the same boundary.
_LATE_PARTNERSHIPS = {
    "Hull and East Riding": "Hull and East Yorkshire",
    "York and North Yorkshire": "York and North Yorkshire",
}
# Partnerships stand in the workbooks a second time, as areas that the department drew. Where later years are
# by those areas only, a partnership that is read too would end its county's series early.
PARTNERSHIPS = ("lep:",)


class Place(NamedTuple):
    """An area as table.SCHEMA has it."""

    code: str | None
    name: str
    level: str | None


def read(label: str) -> Place | None:
    """The area behind a label of an export; None for NUTS areas that are no area served here.

    ValueError for a label of any other kind.
    """
    kind, _, name = label.partition(":")
    if kind == "country" and name == "England":
        return Place("E92000001", name, "nation")
    if kind == "ladu" and name:
        return Place(None, name, "district")
    if kind == "lep" and name:
        late = _LATE_PARTNERSHIPS.get(name)
        return Place(None, late, "lsip") if late else Place(None, name, "lep")
    if kind == _DRAWN:
        return _drawn(_SUFFIX.sub("", name))
    if kind == "nuts316":
        return _nuts(label, name)
    raise ValueError(f"{quoted(label)} is not an area")


def _drawn(name: str) -> Place:
    if name in _CODES:
        return Place(_CODES[name], name, None)
    full = _NAMES.get(name, name)
    for suffix, level in _KINDS.items():
        if full.endswith(suffix):
            return Place(None, full.removesuffix(suffix), level)
    raise ValueError(f"{quoted(name)} is not known among the areas that the department drew")


def _nuts(label: str, name: str) -> Place | None:
    code, _, rest = name.partition(" ")
    if code in nuts3.AREAS:
        return Place(nuts3.AREAS[code], rest, None)
    if code in nuts3.NO_AREA or code[:3] in nuts3.ELSEWHERE:
        return None
    raise ValueError(f"{quoted(label)} is not a NUTS area of 2016")
