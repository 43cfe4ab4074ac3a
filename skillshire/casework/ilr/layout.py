"""The layout of an ILR file: which elements stand in it, in which order, how often, holding what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from skillshire.core import definitions

CURRENT = "2025-26"
_OFTEN: Mapping[str, tuple[int, int | None]] = {"": (1, 1), "?": (0, 1), "+": (1, None), "*": (0, None)}
_RANGE = re.compile(r"(?P<low>[\d.]+)\.\.(?P<high>\d+(?:\.\d+)?)")
_ONCE = {"Message", "Header"}  # whose records no layout has ever repeated
_KINDS = {"date", "moment", "text", "free", "whole", "long", "decimal"}


@dataclass(frozen=True)
class Kind:
    """What a value may be. `low` and `high` are a number's bounds, or of a text how long it is."""

    name: str
    low: str = ""
    high: str = ""
    digits: str = ""
    places: str = ""
    pattern: str = ""
    word: str = ""


@dataclass(frozen=True)
class Element:
    """`most` is None where there is no limit. A record has parts, a field has a kind."""

    name: str
    least: int
    most: int | None
    kind: Kind | None = None
    parts: tuple["Element", ...] = ()

    def walk(self) -> Iterator["Element"]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def part(self, name: str) -> "Element":
        return next(one for one in self.parts if one.name == name)


@dataclass(frozen=True)
class Layout:
    namespace: str
    year: int
    characters: str
    message: Element
    earlier: Mapping[str, tuple[Element, ...]]  # record → fields that layouts before this one have as well
    core: Mapping[str, frozenset[str]]  # record → what an earlier file must have all the same


@lru_cache(maxsize=2)
def load(name: str = CURRENT) -> Layout:
    found = definitions.load(definitions.ROOT / "ilr" / f"{name}.yaml")
    return Layout(
        found["namespace"],
        found["year"],
        found["characters"],
        _elements(found["layout"])[0],
        {record: _elements(fields) for record, fields in found["earlier"].items()},
        {record: frozenset(names) for record, names in found["core"].items()},
    )


def tolerant(layout: Layout) -> Layout:
    """The layout to hold a file of an earlier year to: only the core is required, and records may repeat."""
    return replace(layout, message=_relax(layout.message, layout))


def _relax(element: Element, layout: Layout) -> Element:
    wanted = layout.core.get(element.name, frozenset())
    parts = [*element.parts, *layout.earlier.get(element.name, ())]
    relaxed = tuple(
        replace(
            _relax(part, layout),
            least=1 if part.name in wanted else 0,
            most=None if part.parts and element.name not in _ONCE else part.most,
        )
        for part in parts
    )
    kind = replace(element.kind, word="") if element.kind and element.kind.word else element.kind
    return replace(element, parts=relaxed, kind=kind)


def _elements(content: Mapping[str, Any]) -> tuple[Element, ...]:
    return tuple(_element(name, value) for name, value in content.items())


def _element(written: str, value: Any) -> Element:
    name, _, often = written.partition(" ")
    least, most = _often(often)
    if isinstance(value, dict):
        return Element(name, least, most, parts=_elements(value))
    return Element(name, least, most, kind=kind(value))


def _often(text: str) -> tuple[int, int | None]:
    if text in _OFTEN:
        return _OFTEN[text]
    low, _, high = text.partition("..")
    return int(low), int(high)


def kind(text: str) -> Kind:
    """`whole 0..99`, `text 1..4 like [A-Z]+` and so on, as the head of the definition file explains."""
    rest, _, pattern = text.partition(" like ")
    rest, _, word = rest.partition(" is ")
    rest, _, digits = rest.partition(" of ")
    rest, _, places = rest.partition(" places ")
    name, _, bounds = rest.partition(" ")
    if name not in _KINDS:
        raise ValueError(f"“{text}” is no kind of value")
    span = _RANGE.fullmatch(bounds.strip())
    low, high = (span["low"], span["high"]) if span else ("", "")
    return Kind(name, low, high, digits, places, pattern, word)
