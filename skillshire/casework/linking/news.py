"""What a linked row says that is new of the person on record. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from skillshire.casework import codes
from skillshire.casework.ccis.merge import Held
from skillshire.casework.ccis.records import Record

NUMBERS = ("uln", "upn")


def of(row: Record, held: Held, day: date) -> Record | None:
    """The row as one of the council's own list; None where what is on record is newer than the row.

    `day` is the one the list describes. Of the person only their numbers are taken, and only where the record
    has none: names and homes are the council's own to change.
    """
    spell = _spell(row.spell, held.spell, day)
    if spell is None:
        return None
    known = held.person
    numbers = {name: row.person[name] for name in NUMBERS if row.person.get(name) and not known.get(name)}
    return replace(
        row, reference=known["reference"], person=numbers, spell=spell, characteristics=None, guarantee=None,
        destination=None, transferred_to=None,
    )  # fmt: skip


def _spell(given: Mapping[str, Any], last: Mapping[str, Any] | None, day: date) -> dict[str, Any] | None:
    told = {"ascertained": day, "verified": day, **given}
    if last is None:
        return told
    if given["starts"] > last["starts"]:
        return None if _found_out_since(last, day) else told
    if last["starts"] <= day and not _is_known(last, day):
        # What they do is known again from the day of the list on: before it nobody knew.
        return told | {"starts": day}
    if given["code"] == last["code"]:  # the same, perhaps with another first day: it is confirmed
        return told | {"starts": last["starts"], "verified": max(day, last["verified"] or day)}
    return None


def _is_known(last: Mapping[str, Any], day: date) -> bool:
    lapsed = last.get("lapses") is not None and last["lapses"] <= day
    return codes.group(last["code"]) != "not-known" and not lapsed


def _found_out_since(last: Mapping[str, Any], day: date) -> bool:
    """Whether somebody found after that day that they do this. To look in vain finds nothing out."""
    known = (last.get("ascertained"), last.get("verified"))
    return codes.group(last["code"]) != "not-known" and any(one is not None and one > day for one in known)
