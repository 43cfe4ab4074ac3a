"""Which areas postcodes.io says a postcode is in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from skillshire.core.errors import UserError
from skillshire.sources import http, live

ADDRESS = "SKILLSHIRE_POSTCODES_URL"
HOME = "https://api.postcodes.io"
BULK = 100  # postcodes that one request may have
# Their names for codes, and ours.
CODES = {
    "admin_district": "district", "admin_county": "county", "admin_ward": "ward", "nuts": "itl",
    "lsoa": "lsoa", "msoa": "msoa",
}  # fmt: skip
# What stands where an area has no county: a code of its own in each nation.
NO_COUNTY = ("E99999999", "W99999999", "S99999999", "N99999999")

Found = dict[str, str | None]


def find(postcode: str) -> Found:
    """The postcode as it is written properly, and codes of its `district`, `county` (None: none), `ward`…

    UserError for a postcode that does not exist.
    """
    with http.Client(http.base(ADDRESS, HOME)) as client:
        answer = client.json(f"/postcodes/{quote(_plain(postcode))}")
    return _found(_result(answer))


def find_many(postcodes: Sequence[str]) -> dict[str, Found | None]:
    """The same for many, asked a hundred at a time; None for one that does not exist."""
    found: dict[str, Found | None] = {}
    with http.Client(http.base(ADDRESS, HOME)) as client:
        for part in _parts(postcodes):
            answer = client.json("/postcodes", body=_body(part))
            results = _result(answer)
            if not isinstance(results, list) or len(results) != len(part):
                raise _unlike()
            found |= {text: _one(each) for text, each in zip(part, results, strict=True)}
    return found


def plan(postcodes: Sequence[str], file: Path) -> list[live.Planned]:
    url = http.address(http.base(ADDRESS, HOME), "/postcodes")
    return [live.Planned("POST", url, file, _body(part), len(part)) for part in _parts(postcodes)]


def _parts(postcodes: Sequence[str]) -> list[list[str]]:
    every = [_plain(postcode) for postcode in dict.fromkeys(postcodes)]
    return [every[start : start + BULK] for start in range(0, len(every), BULK)]


def _body(part: Sequence[str]) -> dict[str, list[str]]:
    return {"postcodes": list(part)}


def _plain(postcode: str) -> str:
    text = " ".join(postcode.upper().split())
    if not text.replace(" ", "").isalnum() or not text.isascii() or len(text) > 8:
        raise UserError(f"“{postcode[:20]}” is not a postcode; write one such as AL1 3JE.")
    return text


def _result(answer: Any) -> Any:
    if not isinstance(answer, dict) or answer.get("status") != 200 or "result" not in answer:
        raise _unlike()
    return answer["result"]


def _one(each: Any) -> Found | None:
    if not isinstance(each, dict) or "result" not in each:
        raise _unlike()
    return None if each["result"] is None else _found(each["result"])


def _found(result: Any) -> Found:
    try:
        codes = {ours: result["codes"].get(theirs) for theirs, ours in CODES.items()}
        return {"postcode": str(result["postcode"]), **{name: _code(code) for name, code in codes.items()}}
    except (KeyError, TypeError, AttributeError):
        raise _unlike() from None


def _code(code: Any) -> str | None:
    return None if code is None or code in NO_COUNTY else str(code)


def _unlike() -> UserError:
    return UserError(
        "postcodes.io answers in another shape than it describes; its reader needs to be looked at."
    )
