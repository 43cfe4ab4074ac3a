"""What the page on the mapping shows: subject to occupation, occupation to sector, and what is assumed."""

from typing import Any

from skillshire.core import numbers
from skillshire.indicators import balance_definitions
from skillshire.indicators.balance_read import group_title
from skillshire.web.public import site
from skillshire.web.public.pages.supply_words import route_title, subject_title


def content() -> dict[str, Any]:
    subjects, sectors = balance_definitions.mapping().subjects, balance_definitions.sectors()
    return {
        "title": f"{len(subjects)} subjects lead to {len(_groups())} occupation groups, and those make up "
        f"{len(sectors.sectors)} priority sectors",
        "mapping": balance_definitions.mapping(),
        "checked": site.day_words(balance_definitions.mapping().checked),
        "sectors": sectors,
        "routes": _routes(),
        "parts": _parts(),
        "assumed": _assumed(),
    }


def _groups() -> set[str]:
    every = (one for subject in balance_definitions.mapping().subjects for one in subject.to)
    return {one.occupation for one in every if not balance_definitions.goes_nowhere(one)}


def _routes() -> dict[str, Any]:
    """Where each subject is taken to lead, with the limits of what is drawn and the reason."""
    columns = [
        {"text": "Subject"}, {"text": "Occupation group"}, {"text": "Weight", "unit": "%", "number": True},
        {"text": "95% of draws", "unit": "%", "number": True}, {"text": "Reason"},
    ]  # fmt: skip
    rows = [
        [
            subject_title(one["subject"]), route_title(one["occupation"]), numbers.plain(100 * one["weight"]),
            f"{numbers.plain(100 * one['lower'])} to {numbers.plain(100 * one['upper'])}", one["reason"],
        ]
        for one in balance_definitions.mapping_rows()
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def _parts() -> dict[str, Any]:
    columns = [
        {"text": "Sector"}, {"text": "Occupation group"},
        {"text": "Share of the group", "unit": "%", "number": True}, {"text": "Reason"},
    ]  # fmt: skip
    rows = [
        [sector.title, group_title(one.occupation), numbers.plain(100 * one.share), one.reason]
        for sector in balance_definitions.sectors().sectors
        for one in sector.occupations
    ]
    return {"columns": columns, "rows": rows}


def _assumed() -> dict[str, Any]:
    columns = [
        {"text": "Input"}, {"text": "Value", "number": True}, {"text": "Of what"}, {"text": "Basis"},
        {"text": "Reason"},
    ]  # fmt: skip
    rows = [
        [name.replace("_", " ").capitalize(), f"{one.value:g}", one.unit,
         "measured" if one.measured else "assumed", one.reason]
        for name, one in balance_definitions.assumptions().listed().items()
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}
