"""What the list of indicators shows."""

from itertools import groupby
from typing import Any

from skillshire.core.errors import UserError
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.places.areas import Area
from skillshire.strategy import assessments
from skillshire.web.public.pages import figures, words

THEMES = {
    "people": "People", "employment": "Employment", "unemployment": "Unemployment", "pay": "Pay",
    "productivity": "Productivity", "businesses": "Businesses", "qualifications": "Qualifications",
    "participation": "Young people", "apprenticeships": "Apprenticeships",
    "further-education": "Further education and skills", "destinations": "After school and college",
    "employers": "Employers", "vacancies": "Jobs on offer", "projections": "Jobs to come",
    "deprivation": "Deprivation",
}  # fmt: skip


def content(area: Area, theme: str, named: bool) -> dict[str, Any]:
    """Indicators by theme, all or those of one. UserError for a theme that no indicator has."""
    every = themes()
    if theme and theme not in [slug for slug, _, _ in every]:
        there = ", ".join(slug for slug, _, _ in every)
        raise UserError(f"There is no theme “{theme[:40]}”; there are: {there}.")
    return {
        "area": area,
        "theme": theme,
        "title": f"{dict((slug, name) for slug, name, _ in every)[theme]}: indicators for {area.name}"
        if theme else f"Indicators for {area.name}",
        "themes": listing(area, theme, named),
        "choices": every,
        "carried": f"&area={area.code}" if named else "",
    }  # fmt: skip


def themes() -> list[tuple[str, str, int]]:
    """Each theme that some indicator of the release has: slug, name, how many."""
    slugs = [one.theme for one in queries.indicators()]
    ordered = sorted(set(slugs), key=_place)
    return [(slug, name(slug), slugs.count(slug)) for slug in ordered]


def name(theme: str) -> str:
    return THEMES.get(theme, theme.replace("-", " ").capitalize())


def listing(area: Area, theme: str = "", named: bool = False) -> list[dict[str, Any]]:
    """Indicators by theme, each with the area's latest figure; links keep the area where it was asked for."""
    found = [one for one in queries.indicators() if theme in ("", one.theme)]
    every = sorted(found, key=lambda one: (_place(one.theme), one.title))
    query = f"?area={area.code}" if named else ""
    return [
        {"theme": name(slug), "slug": slug, "rows": [_row(one, area, query) for one in group]}
        for slug, group in groupby(every, key=lambda one: one.theme)
    ]


def _place(theme: str) -> int:
    order = list(THEMES)
    return order.index(theme) if theme in order else len(order)


def _row(definition: IndicatorDefinition, area: Area, query: str) -> dict[str, Any]:
    series = assessments.series_for(definition.id, area.code)
    latest = series.latest
    return {
        "title": definition.title,
        "href": f"/indicators/{definition.id}/{query}",
        "value": figures.write(definition, latest.value) if latest else "",
        "when": latest.period.label if latest else f"no headline figure for {area.name}",
        "change": words.yearly_change(definition, series) if latest else "",
    }
