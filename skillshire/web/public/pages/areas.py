"""What the list of areas shows: all of a kind, all within one, or the way to both."""

from typing import Any

from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.web.public.pages import kinds

EVERYWHERE = "E92000001"


def content(slug: str, within: str) -> dict[str, Any]:
    """Areas of the kind `slug` (empty: of any) in the area with the code `within` (empty: England).

    UserError for a kind or a code that does not exist.
    """
    if slug and slug not in kinds.KINDS:
        raise UserError(f"“{slug[:40]}” is no kind of area; choose one of: {', '.join(kinds.KINDS)}.")
    holder = _holder(within)
    chosen = bool(slug or within)
    groups = _groups(slug, holder) if chosen else []
    return {
        "title": _title(slug, holder, groups) if chosen else _whole(),
        "slug": slug,
        "within": within and holder.code,
        "holder": holder,
        "chosen": chosen,
        "kinds": [
            (key, words[1].capitalize(), len(kinds.of_kind(key))) for key, words in kinds.KINDS.items()
        ],
        "regions": [_region(one) for one in kinds.of_kind("region")] if not chosen else [],
        "holders": [*kinds.of_kind("region"), *kinds.of_kind("county"), *kinds.of_kind("combined-authority")],
        "groups": groups,
    }


def _holder(code: str) -> Area:
    try:
        return areas.get(code or EVERYWHERE)
    except UserError:
        raise UserError(f"No area has the code “{code[:40]}”; choose one from the list of areas.") from None


def _groups(slug: str, holder: Area) -> list[dict[str, Any]]:
    inside = areas.all() if holder.code == EVERYWHERE else areas.children(holder, None)
    wanted = [area for area in inside if slug in ("", kinds.kind(area))]
    return [
        {"slug": key, "heading": kinds.KINDS[key][1].capitalize(), "rows": [_row(one) for one in found]}
        for key, found in kinds.by_kind(wanted)
    ]


def _row(area: Area) -> dict[str, str]:
    return {"code": area.code, "name": area.name, "where": kinds.where(area)}


def _title(slug: str, holder: Area, groups: list[dict[str, Any]]) -> str:
    """`The East of England has 6 counties`, or of every kind how many."""
    counted = [kinds.many(group["slug"], len(group["rows"])) for group in groups]
    if not counted:
        return f"{holder.name} has no {kinds.KINDS[slug][1] if slug else 'areas within it'}"
    listed = " and ".join([", ".join(counted[:-1]), counted[-1]]) if len(counted) > 1 else counted[0]
    return f"{holder.name} has {listed}"


def _whole() -> str:
    districts = len(areas.all("district"))
    return (
        f"Figures for all {districts} districts and unitary authorities of England, and for what holds them"
    )


def _region(region: Area) -> dict[str, Any]:
    """A region with its counties and the authorities that are their own county."""
    inside = areas.children(region, None)
    return {
        "area": region,
        "counties": sorted((one for one in inside if one.level == "county"), key=lambda one: one.name),
        "count": sum(one.level == "district" for one in inside),
    }
