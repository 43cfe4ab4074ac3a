"""What a search finds: areas, indicators or a postcode, whatever was typed."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from skillshire.core import fuzzy
from skillshire.core.errors import UserError
from skillshire.indicators import balance_definitions, queries, search
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.places import areas, postcodes
from skillshire.places import search as places_search
from skillshire.places.areas import LEVELS, Area
from skillshire.strategy import assessments
from skillshire.web.public.pages import figures, kinds, supply_words, words
from skillshire.web.public.pages.indicator import THEMES

SEVERAL = {
    "area": "areas", "indicator": "indicators", "sector or occupation group": "sectors or occupation groups",
}  # fmt: skip
MOST = 12  # of each sort of result
ASKED = 60  # characters of a question that the title repeats
NEAR = 0.2  # the share of a question that a near miss answers
# Letters and digits where a postcode has them, or nearly.
_ROUGHLY = re.compile(
    r"[A-Z]{1,2}[0-9OIL][0-9A-Z]?[0-9OIL][A-Z]{1,3}|[A-Z]{1,2}[0-9][0-9A-Z]?[0-9]?[A-Z0-9]{0,3}"
)
_HALF = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_ALIKE = {"O": "0O", "0": "0O", "I": "1I", "1": "1I", "L": "L1"}
_DIGITS, _LETTERS = str.maketrans("OIL", "011"), str.maketrans("01", "OI")


@dataclass(frozen=True)
class Found:
    """Where a question leads: straight to an address, or to a page of results with a sentence if need be."""

    address: str = ""
    sentence: str = ""
    areas: tuple[Area, ...] = ()
    indicators: tuple[IndicatorDefinition, ...] = ()
    sectors: tuple[tuple[str, str], ...] = ()  # (title, address) of pages on supply and demand
    of: Area | None = None  # the area named beside an indicator, as in “pay in Leeds”
    near: bool = False  # the results answer only a part of the question


def find(question: str) -> Found:
    """The answer to what a person typed; never an error, whatever it is."""
    text = plain(question)
    if not text:
        return Found()
    if len(text) > fuzzy.LONGEST:
        return Found(
            sentence=f"That is {len(text):,} characters long; search for a name or a few words, "
            f"{fuzzy.LONGEST} characters at most."
        )
    return _postcode(text) or _exact(text) or _results(text)


def plain(question: str) -> str:
    """What was typed without what cannot be seen, its words with single spaces."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in question).split())


def _postcode(text: str) -> Found | None:
    letters = re.sub(r"[\s.-]", "", text).upper()
    try:
        found = postcodes.find(letters)
    except UserError as error:
        return _no_postcode(letters, str(error))
    return Found(f"/areas/{found.area.code}/?postcode={found.postcode.replace(' ', '+')}")


def _no_postcode(letters: str, reason: str) -> Found | None:
    """A sentence where a postcode was meant; None where it was not."""
    if not _ROUGHLY.fullmatch(letters) or areas.find(letters, limit=1):
        return None
    if _HALF.fullmatch(letters):
        return Found(
            sentence=f"“{letters}” is the first half of a postcode; "
            f"give the whole of it, such as {letters} 1AA."
        )
    meant = _meant(letters)
    return Found(sentence=reason + (f" Did you mean {meant}?" if meant else ""))


def _meant(letters: str) -> str:
    """The postcode that was typed with O for 0, or I or L for 1, or the other way about; else empty."""
    outward, inward = letters[:-3], letters[-3:]
    if len(letters) < 5:
        return ""
    mended = inward[0].translate(_DIGITS) + inward[1:].translate(_LETTERS)
    for tried in product(*(_ALIKE.get(letter, letter) for letter in outward)):
        try:
            return postcodes.find("".join(tried) + mended).postcode
        except UserError:
            continue
    return ""


def _exact(text: str) -> Found | None:
    """The one area, or areas on the same ground, or the one indicator of this very name or code."""
    found = places_search.exact(text, areas.every())
    same = sorted(found, key=lambda one: (one.level == "lsip", LEVELS.index(one.level)))
    if same and all(one in areas.coterminous(same[0]) for one in same[1:]):
        return Found(f"/areas/{same[0].code}/")
    indicator = None if same else search.exact(text)
    return Found(f"/indicators/{indicator.id}/") if indicator else None


def _results(text: str) -> Found:
    said = places_search.within(text, areas.every())
    places = list(dict.fromkeys([*said, *areas.find(text, limit=MOST)]))[:MOST]
    themed, known = _theme(text), search.find(text, limit=MOST)
    known = [*themed, *(one for one in known if one not in themed)][:MOST]
    sectors = tuple(_sectors(text))
    if places or known or sectors:
        return Found("", "", tuple(places), tuple(known), sectors, said[0] if said else None)
    return Found(indicators=tuple(search.find(text, limit=4, at_least=NEAR)), near=True)


def _sectors(text: str) -> list[tuple[str, str]]:
    """The sectors and occupation groups that the question names, with their pages."""
    hits = _sector_index().find(text)
    hits.sort(key=lambda hit: (not hit.whole, -hit.merit))
    return [(supply_words.name_of(hit.key), f"/supply-and-demand/{hit.key}/") for hit in hits[:4]]


@cache
def _sector_index() -> fuzzy.Index[str]:
    routes = [route for one in balance_definitions.mapping().subjects for route in one.to]
    groups = {route.occupation for route in routes if not balance_definitions.goes_nowhere(route)}
    keys = [*(one.id for one in balance_definitions.sectors().sectors), *sorted(groups)]
    return fuzzy.Index((key, supply_words.name_of(key), 1.0) for key in keys)


def _theme(text: str) -> list[IndicatorDefinition]:
    """The indicators of a theme that was named."""
    wanted = text.casefold()
    slugs = {slug for slug, name in THEMES.items() if wanted in (slug, name.casefold())}
    return [one for one in queries.indicators() if one.theme in slugs] if slugs else []


def content(question: str, found: Found, area: Area) -> dict[str, Any]:
    """The page of results; the indicators with the latest figure for the area named, else for `area`."""
    area = found.of or area
    asked = plain(question)[:ASKED]
    return {
        "area": area,
        "question": plain(question)[: fuzzy.LONGEST],
        "title": _title(asked, found),
        "sentence": found.sentence,
        "near": found.near,
        "sectors": found.sectors,
        "places": [
            {"code": one.code, "name": one.name, "kind": _kind(one), "where": kinds.where(one)}
            for one in found.areas
        ],
        "indicators": [_figure(one, area) for one in found.indicators],
        "themes": list(THEMES.items()),
    }


def _kind(area: Area) -> str:
    return kinds.one(area) if area.current else f"{kinds.one(area)}, abolished in {area.end:%Y}"


def _title(asked: str, found: Found) -> str:
    if not asked:
        return "Find an area, an indicator or a postcode"
    if found.sentence:
        return f"Nothing found for “{asked}”" if len(asked) < ASKED else "That is too long to search for"
    if found.near or not (found.areas or found.indicators or found.sectors):
        return f"Nothing is called “{asked}”"
    counts = [
        f"{len(some)} {noun if len(some) == 1 else SEVERAL[noun]}"
        for some, noun in (
            (found.areas, "area"), (found.indicators, "indicator"),
            (found.sectors, "sector or occupation group"),
        ) if some
    ]  # fmt: skip
    return f"“{asked}”: {' and '.join(counts)}"


def _figure(one: IndicatorDefinition, area: Area) -> dict[str, str]:
    series = assessments.series_for(one.id, area.code)
    latest = series.latest
    return {
        "title": one.title,
        "href": f"/indicators/{one.id}/?area={area.code}",
        "question": one.question,
        "value": figures.write(one, latest.value) if latest else "",
        "when": f"{latest.period.label}{words.provisional(latest)}"
        if latest
        else f"no headline figure for {area.name}",
    }
