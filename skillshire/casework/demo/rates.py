"""How many young people are NEET or not known, by year and district, taken from the published figures.

Only the county's rates are published. They are spread over districts in proportion to the claimant rate of
the calendar year in which the academic year begins, so that the county's own rate stays as published: a
supposition, and said to be one. A year without a published figure takes that of the nearest year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillshire.indicators import queries
from skillshire.places import areas

NEET, NOT_KNOWN = "neet-16-17", "not-known-16-17"
CLAIMANTS, PEOPLE, STARTS = "claimant-count-rate", "population-16-plus", "apprenticeship-starts"


SPREAD = (
    "Only the county's rates of NEET and not known are published. They are spread over the districts in "
    "proportion to the claimant rate of the year, which is our supposition."
)


@dataclass(frozen=True)
class Rates:
    """Shares from 0 to 1. `year` is the calendar year in which an academic year begins."""

    districts: tuple[str, ...]
    size: Mapping[str, float]  # each district's share of the county's people
    county: Mapping[int, tuple[float, float]]  # year → (NEET, not known)
    district: Mapping[tuple[int, str], tuple[float, float]]
    taken_from: tuple[str, ...]  # a sentence each


def published(area: str, years: Sequence[int]) -> Rates:
    districts = tuple(place.code for place in areas.children(areas.get(area), "district"))
    size = _shares({code: _latest(PEOPLE, code) or _latest(STARTS, code) or 1.0 for code in districts})
    neet, not_known = _by_year(NEET, area), _by_year(NOT_KNOWN, area)
    county = {year: (_nearest(neet, year) / 100, _nearest(not_known, year) / 100) for year in years}
    spread = {year: _spread(districts, size, year) for year in years}
    district = {
        (year, code): (county[year][0] * spread[year][code], county[year][1] * spread[year][code])
        for year in years
        for code in districts
    }
    return Rates(districts, size, county, district, _said(years, neet))


def _said(years: Sequence[int], neet: Mapping[int, float]) -> tuple[str, ...]:
    missing = [f"{year}/{(year + 1) % 100:02d}" for year in years if year not in neet]
    borrowed = f"No rate is published for {', '.join(missing)}: the nearest year's is taken."
    return (
        "NEET and not known: the published December to February averages of the county "
        f"({NEET}, {NOT_KNOWN}).",
        SPREAD,
        *([borrowed] if missing else []),
    )


def _spread(districts: Sequence[str], size: Mapping[str, float], year: int) -> dict[str, float]:
    """How many times the county's rate each district has; weighted by size they come to 1."""
    rates = {code: _nearest(_by_year(CLAIMANTS, code), year) for code in districts}
    mean = sum(size[code] * rates[code] for code in districts) or 1.0
    return {code: rates[code] / mean for code in districts}


def _by_year(indicator: str, area: str) -> dict[int, float]:
    """Year in which the period begins → headline value."""
    if not queries.has(indicator):
        return {}
    found = queries.series(indicator, area).observations
    return {one.period.start.year: one.value for one in found if one.value is not None}


def _nearest(values: Mapping[int, float], year: int) -> float:
    if not values:
        return 1.0
    return values[min(values, key=lambda known: (abs(known - year), known))]


def _latest(indicator: str, area: str) -> float | None:
    values = _by_year(indicator, area)
    return values[max(values)] if values else None


def _shares(values: Mapping[str, float]) -> dict[str, float]:
    whole = sum(values.values())
    return {key: value / whole for key, value in values.items()}
