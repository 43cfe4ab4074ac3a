"""The groups of areas that an area is compared within."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from skillshire.core.errors import UserError
from skillshire.indicators import similar
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.web.components import findings
from skillshire.web.public.pages import kinds

KEYS = (
    "districts-of-county", "districts-within", "districts-of-region", "similar", "counties", "regions",
    "lsip-areas", "combined-authorities", "districts-of-england",
)  # fmt: skip
# What an area is first compared with, by its own level; then the other groups, in the order of KEYS.
FIRST = {
    "county": ("districts-of-county", "counties"),
    "district": ("districts-of-county", "districts-of-region", "counties"),
    "region": ("regions", "districts-of-region"),
    "nation": ("regions",),
    "lsip": ("districts-within", "lsip-areas"),
    "combined-authority": ("districts-within", "combined-authorities"),
}
SIMILAR = "similar"


@dataclass(frozen=True)
class Group:
    """`label` heads a list to choose from, `name` stands within a sentence, `noun` is what each area is."""

    key: str
    label: str
    name: str
    noun: str
    codes: tuple[str, ...]


def of(area: Area) -> list[Group]:
    """The groups there are for an area, those first that it is first compared within."""
    found = {one.key: one for one in (*_fixed(area), *_similar(area)) if len(one.codes) > 1}
    order = dict.fromkeys((*FIRST.get(area.level, ()), *KEYS))
    return [found[key] for key in order if key in found]


def check(key: str) -> None:
    if key and key not in KEYS:
        raise UserError(f"There is no group of areas “{key[:40]}”; there are: {', '.join(KEYS)}.")


@lru_cache(maxsize=512)
def _fixed(area: Area) -> tuple[Group, ...]:
    county, region = _holder(area, "county"), _holder(area, "region")
    within = area if area.level in ("lsip", "combined-authority") else None
    inside = [
        _districts(key, place)
        for key, place in (("districts-of-county", county), ("districts-within", within),
                           ("districts-of-region", region))
        if place
    ]  # fmt: skip
    return (*inside, *_national())


def _holder(area: Area, level: str) -> Area | None:
    """The area itself if it is of that level, else the one of that level that holds it."""
    return next((one for one in (area, *areas.parents(area)) if one.level == level), None)


def _districts(key: str, place: Area) -> Group:
    codes = tuple(one.code for one in areas.children(place, "district"))
    name = f"{findings.possessive(in_words(place))} {findings.counted(len(codes))} districts"
    return Group(key, f"Districts of {in_words(place)}", name, "district", codes)


@lru_cache(maxsize=1)
def _national() -> tuple[Group, ...]:
    districts = areas.all("district")
    authorities = [*areas.all("county"), *(one for one in districts if one.unitary)]
    return (
        _of_england("counties", "counties and unitary authorities", "authority", authorities),
        _of_england("regions", "regions", "region", areas.all("region")),
        _of_england("lsip-areas", "LSIP areas", "LSIP area", areas.all("lsip")),
        _of_england(
            "combined-authorities", "combined authorities", "combined authority",
            areas.all("combined-authority"),
        ),
        _of_england("districts-of-england", "districts", "district", districts),
    )  # fmt: skip


def _of_england(key: str, plural: str, noun: str, found: Iterable[Area]) -> Group:
    codes = tuple(one.code for one in found)
    label = f"{plural[0].upper()}{plural[1:]} of England"
    return Group(key, label, f"England’s {findings.counted(len(codes))} {plural}", noun, codes)


def _similar(area: Area) -> tuple[Group, ...]:
    """The area with those most like it; none where too little is known of it to say."""
    try:
        found = similar.areas(area.code)
    except UserError:
        return ()
    codes = (area.code, *(one.code for one in found))
    name = f"{area.name} and the {findings.counted(len(found))} areas most like it"
    return (Group(SIMILAR, f"Areas like {area.name}", name, "area", codes),)


def in_words(area: Area) -> str:
    """`the East of England`, `Kent`: a region named by where it lies takes an article."""
    compass = area.level == "region" and area.name.split()[0] in ("North", "South", "East", "West")
    return f"the {area.name}" if compass else area.name


@lru_cache(maxsize=1024)
def told_apart(area: Area) -> str:
    """An area's name for a link, with its kind where a county and another area share it."""
    return kinds.distinct(area)
