"""What kinds of area are called, and who holds whom, in words."""

from skillshire.places import areas
from skillshire.places.areas import Area

# One area, several, by the kind's slug. The slug stands in addresses.
KINDS = {
    "nation": ("nation", "nations"),
    "region": ("region", "regions"),
    "county": ("county", "counties"),
    "unitary": ("unitary authority", "unitary authorities"),
    "metropolitan": ("metropolitan district", "metropolitan districts"),
    "borough": ("London borough", "London boroughs"),
    "district": ("district", "districts"),
    "combined-authority": ("combined authority", "combined authorities"),
    "lsip": ("skills improvement plan area", "skills improvement plan areas"),
}
_BY_CODE = {"E06": "unitary", "E08": "metropolitan", "E09": "borough"}
_WHY = {
    "unitary": "is a county of its own: one council does all",
    "metropolitan": "is a county of its own: one council does all",
    "borough": "is a county of its own: one council does all",
    "lsip": "is an area for which employers write a local skills improvement plan (LSIP)",
    "combined-authority": "is a group of councils that work together, most of them with a mayor",
}


def kind(area: Area) -> str:
    """The slug of the area's kind, a key of KINDS."""
    return _BY_CODE.get(area.code[:3], area.level) if area.unitary else area.level


def one(area: Area) -> str:
    return KINDS[kind(area)][0]


def many(slug: str, number: int) -> str:
    """`21 counties`, `1 nation`."""
    return f"{number} {KINDS[slug][number != 1]}"


def why(area: Area) -> str:
    """What that kind of area is, where few people know; else empty."""
    return _WHY.get(kind(area), "")


def of_kind(slug: str) -> list[Area]:
    """Today's areas of a kind, by name."""
    return sorted((area for area in areas.all() if kind(area) == slug), key=lambda area: area.name)


def by_kind(found: list[Area]) -> list[tuple[str, list[Area]]]:
    """The areas grouped by kind in the order of KINDS, each group by name."""
    groups = [(slug, [area for area in found if kind(area) == slug]) for slug in KINDS]
    return [(slug, sorted(group, key=lambda area: area.name)) for slug, group in groups if group]


def where(area: Area) -> str:
    """`Hertfordshire, East of England`: what holds the area, nearest first; empty for England."""
    held = [p for p in areas.parents(area) if p.level in ("county", "region")] if area.parents else []
    return ", ".join(parent.name for parent in held)


def distinct(area: Area) -> str:
    """The name, with its kind where another area of today has the same name."""
    same = [other for other in areas.all() if other.name == area.name and other.code != area.code]
    return f"{area.name} ({one(area)})" if same and area.level not in ("county", "district") else area.name
