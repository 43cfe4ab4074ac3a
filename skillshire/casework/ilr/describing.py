"""Says in a sentence what the schema found wrong with an element, and how to mend it."""

import re
from functools import lru_cache

from skillshire.casework.ilr import layout as layouts
from skillshire.casework.ilr.layout import Element, Kind

_EXPECTED = re.compile(r"Expected is (?:one of )?\(\s*(.*?)\s*\)")
_NAME = re.compile(r"(?:\{[^}]*\})?(\w+)")


@lru_cache(maxsize=1)
def _fields() -> dict[str, Element]:
    layout = layouts.load()
    earlier = [one for fields in layout.earlier.values() for one in fields]
    return {one.name: one for one in [*layout.message.walk(), *earlier]}


def missing(message: str) -> str | None:
    """What had to come, where that is what the schema's message says."""
    if "Missing child element" not in message:
        return None
    return _expected(message)


def sentence(name: str, message: str) -> str:
    """`message` is the schema checker's own, whose wording nobody should have to learn."""
    needed = missing(message)
    if needed:
        return f"{needed} is missing here; add it."
    if "not expected" in message:
        return _misplaced(name, _expected(message))
    if "attribute" in message:
        return f"{name} has an attribute that the layout does not know; take it out."
    element = _fields().get(name)
    if element is None or element.kind is None:
        return f"{name} holds text of its own between its fields; take it out."
    return f"{name} must be {kind(element.kind)}."


def _expected(message: str) -> str:
    match = _EXPECTED.search(message)
    names = _NAME.findall(re.sub(r"##other\S*|[,|]", " ", match[1])) if match else []
    return " or ".join(dict.fromkeys(names)) if len(names) < 4 else ", ".join(names[:3]) + " or another"


def _misplaced(name: str, expected: str) -> str:
    if name not in _fields():
        return f"{name} is no field of the layout; take it out or correct its name."
    instead = f"; {expected} belongs here" if expected else ""
    return f"{name} stands in the wrong place, or too often{instead}."


def kind(kind: Kind) -> str:
    if kind.word:
        return f"the word {kind.word}"
    if kind.name == "date":
        return "a day, written like 2025-09-01"
    if kind.name == "moment":
        return "a day and time, written like 2025-09-01T09:30:00"
    return _number(kind) if kind.name in ("whole", "long", "decimal") else _text(kind)


def _number(kind: Kind) -> str:
    if kind.digits:
        return (
            "a whole number of one digit"
            if kind.digits == "1"
            else f"a whole number of up to {kind.digits} digits"
        )
    places = f" with {kind.places} digit after the point" if kind.places else ""
    return f"a {'' if places else 'whole '}number from {kind.low} to {kind.high}{places}"


def _text(kind: Kind) -> str:
    if kind.high and kind.low == kind.high:
        length = f"{kind.high} character{'s' if kind.high != '1' else ''}"
    else:
        length = f"{kind.low} to {kind.high} characters" if kind.high else "text"
    shape = f" in the pattern {kind.pattern}" if kind.pattern else ""
    signs = "" if kind.name == "free" else ", plain letters, digits and usual signs only"
    return f"{length}{shape}{signs}"
