"""How names of areas are compared: as publishers vary them, not letter by letter."""

import re
import unicodedata
from functools import lru_cache

# What the Department for Education adds to a name to say what kind of area it is.
_LEVELS = {"LADU": "district", "LAD": "district", "LA": "county", "LSIP": "lsip", "MCA": "combined-authority"}
_KIND = re.compile(rf" +({'|'.join(_LEVELS)})$")
# How the Office for National Statistics turns “City of Bristol” about.
_TURNED = re.compile(r",? (city|county) of$")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """Two spellings of one area's name have one key.

    Case, “&” or “and”, “St.” or “St”, “Saint”, hyphens, apostrophes, a leading “The”, a trailing “, City
    of” and the Department for Education's suffixes (“Stevenage LADU”) make no difference.
    """
    plain = _KIND.sub("", " ".join(name.split())).casefold().replace("&", " and ")
    plain = unicodedata.normalize("NFKD", _TURNED.sub("", plain))
    plain = re.sub(r"['’.]|[\u0300-\u036f]", "", plain)
    words = re.sub(r"[^a-z0-9()]+", " ", plain).split()
    words = ["st" if word == "saint" else word for word in words]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def level(name: str) -> str | None:
    """The level that a name says it is of: “Stevenage LADU” is of a district."""
    match = _KIND.search(name.rstrip())
    return _LEVELS[match[1]] if match else None
