"""The hub's breakdowns and subgroups as our own keys and values."""

import re
from collections.abc import Callable

from skillshire.sources import dfe
from skillshire.sources.csvfile import quoted
from skillshire.sources.table import breakdown

# Major and sub-major groups have keys of their own, because adverts have an "Unknown" in both.
MAJOR, SUB_MAJOR = "Occupation (SOC2020 Major Group)", "Occupation (SOC2020 Sub-Major Group)"
KEYS = {
    "Age": "age",
    "Broad sector": "sector",
    "Gender": "sex",
    "Industry": "industry",
    "Level": "level",
    MAJOR: "occupation-major",
    SUB_MAJOR: "occupation",
    "Outcome": "outcome",
    "Provision": "provision",
    "Qualification": "qualification",
    "SSA": "subject",
    "Size": "size",
}
# The publisher's slips of the pen, and values that are long or awkward as slugs.
_PLAIN = {
    "Agricuture and fishing": "agriculture-and-fishing",
    "Trade, accomod. and transport": "trade-accommodation-and-transport",
    "Females": "female",
    "Males": "male",
    "No Qualification": "none",
    "Not Applicable/ Not Known": "unknown",
    "Further education and skills: Below Level 2 (excluding Essential Skills)": "below-level-2",
    "Further education and skills: Essential Skills - English and maths": "english-and-maths",
    "Further education and skills: No Level Assigned": "unassigned",
    "All other qualifications": "other",
}


def read(split: str, group: str, **more: str) -> str:
    """`"Size", "Large (250+)"` is `size=large`; `"Total", "Total"` is "". ValueError for unknown splits.

    `more` is added to the breakdown.
    """
    if split == group == "Total":
        return breakdown(**more)
    if split not in KEYS or group == "Total":
        raise ValueError(f"{quoted(f'{split}: {group}')} is not a known breakdown")
    return breakdown(**{KEYS[split]: _value(split, group)}, **more)


def _value(split: str, group: str) -> str:
    if group in _PLAIN:
        return _PLAIN[group]
    return _SHORTEN.get(split, dfe.slug)(group)


def _size(group: str) -> str:
    """`Medium-sized (50 to 249)` is `medium`."""
    match = re.fullmatch(r"(Micro|Small|Medium|Large)(-sized)? \([^)]+\)", group)
    if not match:
        raise ValueError(f"{quoted(group)} is not a size band")
    return match[1].lower()


def _level(group: str) -> str:
    """`Further education and skills: Level 4+` is `level-4-plus`."""
    return dfe.slug(group.removeprefix("Further education and skills: "))


def _qualification(group: str) -> str:
    """`RQF3 A level &amp; equivalent` is `level-3`: levels of the Regulated Qualifications Framework."""
    match = re.match(r"RQF([1-8]) ", group)
    if not match:
        raise ValueError(f"{quoted(group)} is not a level of qualification")
    return f"level-{match[1]}"


_SHORTEN: dict[str, Callable[[str], str]] = {
    "Size": _size,
    "Level": _level,
    "Qualification": _qualification,
}
