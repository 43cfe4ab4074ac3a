"""How alike two descriptions of a person are, in points with reasons, and how likely they are one. Pure.

The model is Fellegi and Sunter's (https://doi.org/10.1080/01621459.1969.10501049): the points of the fields
add up, and one point doubles the odds. Names that many have count less.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log2
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from pydantic import Field, model_validator
from rapidfuzz.distance import JaroWinkler

from skillshire.core import definitions

FILE = definitions.ROOT / "linking.yaml"
Share = Callable[[str, str], float]  # of a field and a name on record: which share of people has that name
NAMES = ("given_name", "family_name")
SHORTEST_START = 3  # letters from which one given name may be the beginning of the other: Sam, Samuel


class Level(definitions.Definition):
    """`name`: by chance as often as that name is on record."""

    same: float = Field(gt=0, le=1)
    other: float | None = Field(default=None, gt=0, le=1)
    name: bool = False

    @model_validator(mode="after")
    def _one(self) -> "Level":
        if self.name == (self.other is not None):
            raise ValueError("a level has either `other` or `name: true`")
        return self


class Compared(definitions.Definition):
    """A field that is compared. `identity`: a machine never links where it contradicts."""

    id: str
    title: str
    identity: bool = False
    levels: Mapping[str, Level]


class Model(definitions.Definition):
    """definitions/linking.yaml, whose own words say what each value is."""

    fields: tuple[Compared, ...]
    rarest: float = Field(gt=0, lt=1)
    alike: float = Field(gt=0, le=1)
    link: float = Field(gt=0, lt=1)
    review: float = Field(gt=0, lt=1)


Compare = Callable[[Any, Any, Model], str]


@dataclass(frozen=True, slots=True)
class Told:
    """What a list or a record says of somebody; empty where it says nothing. Names and codes are `plain`."""

    given_name: str = ""
    family_name: str = ""
    born: date | None = None
    postcode: str = ""
    uln: str = ""
    upn: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One field at one level, and what that adds to or takes from the points."""

    field: str
    title: str
    level: str
    points: float
    identity: bool


@cache
def load(file: Path = FILE) -> Model:
    """UserError where the file breaks its shape."""
    return definitions.read(file, Model)


def plain(text: str) -> str:
    """A name without case, accents, blanks and signs: “O’Brien-Smith” is “obriensmith”."""
    # Letters in other shapes (𝙰) have no case before they are plain ones, and some get a sign after it.
    letters = normalize("NFKD", normalize("NFKD", text).casefold())
    return "".join(letter for letter in letters if letter.isalnum() and not combining(letter))


def reasons(told: Told, known: Told, share: Share, model: Model) -> tuple[Reason, ...]:
    """Of every field that both say something of, in the order of the definition."""
    levels = _levels(told, known, model)
    return tuple(
        Reason(
            one.id, one.title, levels[one.id], _points(one, levels[one.id], known, share, model), one.identity
        )
        for one in model.fields
        if one.id in levels
    )


def odds(found: tuple[Reason, ...], people: int) -> float:
    """That they are one person to that they are not, where before looking each of so many people on record
    was as likely."""
    return float(2.0 ** (sum(reason.points for reason in found) - log2(max(people, 2))))


def contradicts(found: tuple[Reason, ...]) -> bool:
    return any(reason.identity and reason.level != "same" for reason in found)


def _points(one: Compared, name: str, known: Told, share: Share, model: Model) -> float:
    level = one.levels[name]
    other = level.other or max(share(one.id, getattr(known, one.id)), model.rarest)
    return log2(level.same / other)


def _levels(told: Told, known: Told, model: Model) -> dict[str, str]:
    both = {
        one.id: (getattr(told, one.id), getattr(known, one.id))
        for one in model.fields
        if getattr(told, one.id) and getattr(known, one.id)
    }
    found = {field: _level(field)(*pair, model) for field, pair in both.items()}
    return found | (dict.fromkeys(NAMES, "near") if _crossed(both) else {})


def _level(field: str) -> Compare:
    return _LEVEL.get(field, _exact)


def _crossed(both: Mapping[str, tuple[Any, Any]]) -> bool:
    """Whether given and family name stand in each other's place."""
    if not set(NAMES) <= set(both):
        return False
    (given, known_given), (family, known_family) = (both[name] for name in NAMES)
    return bool(given == known_family and family == known_given and given != family)


def _exact(told: Any, known: Any, model: Model) -> str:
    return "same" if told == known else "different"


def _family(told: str, known: str, model: Model) -> str:
    if told == known:
        return "same"
    return "near" if JaroWinkler.similarity(told, known) >= model.alike else "different"


def _given(told: str, known: str, model: Model) -> str:
    shorter, longer = sorted((told, known), key=len)
    if told != known and len(shorter) >= SHORTEST_START and longer.startswith(shorter):
        return "near"
    return _family(told, known, model)


def _born(told: date, known: date, model: Model) -> str:
    if told == known:
        return "same"
    if (told.year, told.month, told.day) == (known.year, known.day, known.month):
        return "swapped"
    alike = sum((told.year == known.year, told.month == known.month, told.day == known.day))
    return "near" if alike == 2 else "different"


def _postcode(told: str, known: str, model: Model) -> str:
    if told == known:
        return "same"
    return "near" if told[:-2] == known[:-2] else "different"  # the same sector


_LEVEL: Mapping[str, Compare] = {
    "family_name": _family, "given_name": _given, "born": _born, "postcode": _postcode,
}  # fmt: skip
