"""Areas that people write into a field: a code, or a name."""

import re
from functools import lru_cache

from skillshire.core.errors import Misspelt, UserError
from skillshire.places import areas
from skillshire.places.areas import Area
from skillshire.web.public import site

CODE = re.compile(r"[A-Z]\d{8}", re.ASCII)
LEVELS = {
    "nation": "country", "region": "region", "county": "county", "district": "district",
    "lsip": "skills plan area", "combined-authority": "combined authority",
}  # fmt: skip
_NAMED = re.compile(r"(.+) \(([a-z ]+)\)")


def area(text: str) -> Area:
    """The area that a field's text means: `E07000243`, `Stevenage`, or `Stevenage (district)`.

    Misspelt where no area is meant, naming the nearest.
    """
    text = text.strip()
    if CODE.fullmatch(text.upper()):
        return _coded(text)
    named = _NAMED.fullmatch(text)
    name, kind = (named[1], named[2]) if named and named[2] in LEVELS.values() else (text, "")
    found = [one for one in areas.find(name[:80], 20) if not kind or LEVELS[one.level] == kind]
    exact = [one for one in found if one.name.casefold() == name.casefold()]
    if exact:
        return exact[0]
    said = f"No area is called “{text[:60]}”"
    if not found:
        raise Misspelt(f"{said}; write a name or a code.", text)
    near = found[0]
    raise Misspelt(f"{said}; did you mean {near.name} ({near.code})?", text, near.code, near.name)


def _coded(text: str) -> Area:
    try:
        return site.place(text.upper())
    except UserError as error:
        raise Misspelt(str(error), text) from None


def label(one: Area) -> str:
    """`Stevenage (district)`, which `area` reads again."""
    return f"{one.name} ({LEVELS[one.level]})"


@lru_cache(maxsize=1)
def suggestions() -> tuple[str, ...]:
    """What a field offers: areas that cover much ground first; districts are too many for a small page."""
    order = list(LEVELS)
    every = [one for one in areas.all() if one.level != "district" and one.end is None]
    return tuple(label(one) for one in sorted(every, key=lambda one: (order.index(one.level), one.name)))
