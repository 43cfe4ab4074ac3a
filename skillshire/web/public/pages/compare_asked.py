"""What a reader asks of the page that compares: read from the address, checked, written back into links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from skillshire.core.errors import Misspelt, UserError
from skillshire.indicators import queries, search
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.places import areas as places
from skillshire.places.areas import Area
from skillshire.web.components import findings
from skillshire.web.public import site
from skillshire.web.public.pages import groups, picking

MOST_AREAS, MOST_INDICATORS = 30, 12
FIRST_INDICATORS = 4  # shown where the address names none
NAME, TURNED = "name", "indicators"
Given = Callable[[str], Sequence[str]]  # all values of a parameter, such as request.GET.getlist


@dataclass(frozen=True)
class Asked:
    """`sort` is an indicator's id, NAME, or empty for the usual order; `down` puts the highest first.

    `turned` has indicators as rows. `named` says whether the address names any area or indicator.
    """

    areas: tuple[Area, ...]
    indicators: tuple[IndicatorDefinition, ...]
    named: bool
    sort: str = ""
    down: bool = False
    turned: bool = False

    def query(self, **changes: Any) -> str:
        """The query string of this page, with its “?”, some parameters changed (None: left out)."""
        given: dict[str, Any] = {
            "area": [one.code for one in self.areas],
            "indicator": [one.id for one in self.indicators],
            "sort": f"{'-' if self.down else ''}{self.sort}" if self.sort else None,
            "view": TURNED if self.turned else None,
        }
        return "?" + urlencode({k: v for k, v in (given | changes).items() if v}, doseq=True)


def read(given: Given) -> Asked:
    """UserError, in words, for an unknown area or indicator, for too many, and for an unknown order."""
    area_texts, indicator_texts = _texts(given("area")), _texts(given("indicator"))
    _few_enough(area_texts, MOST_AREAS, "areas")
    _few_enough(indicator_texts, MOST_INDICATORS, "indicators")
    chosen = tuple({one.code: one for one in map(picking.area, area_texts)}.values())
    shown = tuple({one.id: one for one in map(_indicator, indicator_texts)}.values())
    indicators = shown or _usual_indicators()
    sort, down = _sort(_one(given, "sort"), indicators)
    named = bool(area_texts or indicator_texts)
    return Asked(chosen or _usual_areas(), indicators, named, sort, down, _turned(_one(given, "view")))


def _texts(given: Sequence[str]) -> list[str]:
    """What stands in the fields; a field left empty asks for nothing, and twice the same for one."""
    return list(dict.fromkeys(text.strip() for text in given if text.strip()))


def _one(given: Given, name: str) -> str:
    return next((text.strip() for text in reversed(given(name)) if text.strip()), "")


def _few_enough(texts: Sequence[str], most: int, what: str) -> None:
    if len(texts) > most:
        raise UserError(
            f"{len(texts)} {what} are too many for one table; compare at most {most}, or download whole "
            "indicators from their own pages."
        )


def _indicator(text: str) -> IndicatorDefinition:
    found = search.exact(text)
    if found:
        return found
    near = search.find(text, 1)
    said = f"There is no indicator “{text[:60]}”"
    if not near:
        raise Misspelt(f"{said}; the list of indicators has them all.", text)
    title = near[0].title
    raise Misspelt(f"{said}; did you mean “{title}”?", text, near[0].id, f"“{title}”")


def _usual_areas() -> tuple[Area, ...]:
    """The site's area, what lies in it and what it lies in: something to start from."""
    area = site.area()
    inside = places.children(area, "region" if area.level == "nation" else "district")
    around = [one for one in places.parents(area) if one.level in ("region", "nation")]
    return (area, *around, *inside)[:MOST_AREAS]


def _usual_indicators() -> tuple[IndicatorDefinition, ...]:
    named = [one for one in site.configuration()["headlines"] if queries.has(one)]
    return tuple(queries.indicator(one) for one in named[:FIRST_INDICATORS]) or tuple(
        queries.indicators()[:1]
    )


def _sort(text: str, indicators: Sequence[IndicatorDefinition]) -> tuple[str, bool]:
    name, down = text.removeprefix("-"), text.startswith("-")
    if name in ("", NAME) or name in (one.id for one in indicators):
        return name, down and bool(name)
    if queries.has(name):
        return "", False  # the indicator was taken out of the table that it sorted
    raise UserError(f"The table cannot be sorted by “{name[:60]}”; use one of its columns.")


def _turned(text: str) -> bool:
    if text not in ("", TURNED):
        raise UserError(f"There is no view “{text[:40]}”; use {TURNED}, or leave it out.")
    return text == TURNED


def shortcuts(asked: Asked) -> list[dict[str, str]]:
    """Links that put a whole group of areas in the table, as far as it has room for them."""
    found: dict[tuple[str, ...], str] = {}
    for area in (*asked.areas[:3], site.area()):
        for group in groups.of(area):
            codes = tuple(dict.fromkeys((area.code, *group.codes)))
            if len(codes) <= MOST_AREAS:
                found.setdefault(codes, _label(group, area))
    now = {one.code for one in asked.areas}
    return [
        {"text": label, "href": asked.query(area=list(codes))}
        for codes, label in found.items() if set(codes) != now
    ][:8]  # fmt: skip


def _label(group: groups.Group, area: Area) -> str:
    """`Districts of Kent`, or with an area that is none of them: `Kent and its twelve districts`."""
    if area.code in group.codes:
        return group.label
    place = groups.in_words(area)
    own = f"{findings.possessive(place)} "
    others = f"its {group.name.removeprefix(own)}" if group.name.startswith(own) else group.name
    return f"{place[0].upper()}{place[1:]} and {others}"
