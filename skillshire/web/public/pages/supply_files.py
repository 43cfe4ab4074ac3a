"""The balance of supply and demand as rows to keep."""

from collections.abc import Mapping
from typing import Any

from skillshire.indicators import balance_definitions, balance_inputs, queries
from skillshire.indicators.balance import Balance, Estimate
from skillshire.indicators.balance_inputs import Gathered
from skillshire.places.areas import Area
from skillshire.web.public.pages.supply_words import name_of, route_title

COLUMNS = (
    "kind", "id", "title", "area", "area_name", "openings", "openings_lower", "openings_upper", "supply",
    "supply_lower", "supply_upper", "gap", "gap_lower95", "gap_lower80", "gap_upper80", "gap_upper95",
    "rank", "rank_low", "rank_high", "share_at_top", "adverts", "adverts_area", "people_in_work",
    "jobs_2035", "growth_2020_2035_percent", "replacement_estimated", "release",
)  # fmt: skip


def rows(area: Area) -> list[dict[str, Any]]:
    """The page as rows for a download, with COLUMNS."""
    found, result = balance_inputs.of(area)
    if result is None:
        return []
    return [
        _flat(one, kind, found)
        for kind, part in (("sector", result.sectors), ("occupation group", result.groups))
        for one in part
    ]


def _flat(one: Balance, kind: str, found: Gathered) -> dict[str, Any]:
    place = found.place or found.area
    return {
        "kind": kind, "id": one.id, "title": name_of(one.id), "area": place.code, "area_name": place.name,
        **_limits("openings", one.openings), **_limits("supply", one.supply),
        "gap": _two(one.gap.value), "gap_lower95": _two(one.gap.lower95),
        "gap_lower80": _two(one.gap.lower80), "gap_upper80": _two(one.gap.upper80),
        "gap_upper95": _two(one.gap.upper95), "rank": _two(one.rank),
        "rank_low": one.rank_low, "rank_high": one.rank_high, "share_at_top": one.top,
        "replacement_estimated": "yes" if found.estimated else "no", "release": queries.release().id,
        **_facts(one.id, found),
    }  # fmt: skip


def _limits(name: str, one: Estimate) -> dict[str, float]:
    return {name: _two(one.value), f"{name}_lower": _two(one.lower95), f"{name}_upper": _two(one.upper95)}


def _facts(identifier: str, found: Gathered) -> Mapping[str, Any]:
    one = found.facts.get(identifier)
    if one is None:
        return {}
    where = next((used.area.code for used in found.used if used.what == "Online job adverts"), "")
    return {
        "adverts": one.adverts.value if one.adverts else None,
        "adverts_area": where,
        "people_in_work": one.employed.value if one.employed else None,
        "jobs_2035": None if one.jobs is None else _two(one.jobs),
        "growth_2020_2035_percent": None if one.growth is None else _two(one.growth),
    }


def _two(value: float) -> float:
    """Simulated figures differ between machines in their last digits; two decimals are the same on all."""
    return round(value, 2)


CAVEAT = (
    "A gap is not a shortage. University degrees and college courses of 16 to 18-year-olds are not in the "
    "supply, so the gap is too wide for work that recruits graduates, and the intervals do not cover that."
)


def notes(found: Gathered) -> list[tuple[str, str]]:
    said = [(one.what, f"{one.area.name}, {one.period}. {one.note}".strip()) for one in found.used]
    aside = [(f"Note {number}", text) for number, text in enumerate(found.missing, start=1)]
    return [("Read first", CAVEAT), *said, *aside, ("Release", queries.release().id)]


MAPPING_COLUMNS = (
    "subject", "occupation", "occupation_title", "weight", "lower", "upper", "concentration", "reason",
)  # fmt: skip
SECTOR_COLUMNS = (
    "sector", "title", "sections", "industries", "occupation", "occupation_title", "share", "concentration",
    "reason",
)  # fmt: skip


def mapping_rows() -> list[dict[str, Any]]:
    """Subject area to occupation group, line by line, with MAPPING_COLUMNS."""
    return [
        {**one, "occupation_title": route_title(one["occupation"])}
        for one in balance_definitions.mapping_rows()
    ]


def sector_rows() -> list[dict[str, Any]]:
    """What each sector is made of, with SECTOR_COLUMNS."""
    known = balance_definitions.sectors()
    return [
        {
            "sector": sector.id, "title": sector.title, "sections": " ".join(sector.sections),
            "industries": " ".join(sector.industries), "occupation": part.occupation,
            "occupation_title": route_title(part.occupation), "share": part.share,
            "concentration": known.concentration, "reason": part.reason,
        }
        for sector in known.sectors for part in sector.occupations
    ]  # fmt: skip
