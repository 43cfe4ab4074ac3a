"""`skillshire fetch postcodes`: holds the directory that comes along against postcodes.io."""

from collections.abc import Sequence
from pathlib import Path

from skillshire.core.errors import UserError


def compare(postcodes: Sequence[str], plan: bool) -> None:
    from skillshire.config.commands import fetch, output
    from skillshire.sources.postcodes_io import lookup

    if not postcodes:
        raise UserError('Name the postcodes to ask about, such as: skillshire fetch postcodes "AL1 3JE".')
    if plan:
        fetch.show(lookup.plan(postcodes, Path("-")))
        return
    rows = [_row(text, found) for text, found in lookup.find_many(postcodes).items()]
    output.as_table(["postcode", "here", "postcodes.io", "same"], rows)


def _row(text: str, found: dict[str, str | None] | None) -> dict[str, str]:
    here, there = _here(text), (found or {}).get("district") or "not known"
    return {"postcode": text, "here": here, "postcodes.io": there, "same": "yes" if here == there else "no"}


def _here(text: str) -> str:
    from skillshire.places import postcodes

    try:
        return str(postcodes.find(text).area.code)
    except UserError:
        return "not known"
