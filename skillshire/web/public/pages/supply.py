"""What the page on supply and demand shows: the gap of each sector and occupation group of an area."""

from collections.abc import Sequence
from typing import Any

from skillshire.core import numbers
from skillshire.indicators import balance_definitions, balance_inputs, queries
from skillshire.indicators.balance import Balance, Result
from skillshire.indicators.balance_inputs import Gathered
from skillshire.indicators.balance_read import group_title
from skillshire.places.areas import Area
from skillshire.web.components import charts
from skillshire.web.public.pages import figures, picking
from skillshire.web.public.pages.supply_words import (
    about,
    amount,
    between,
    firmness,
    groups_title,
    name_of,
    pay,
    percent,
    place,
    shown,
    tens,
    title,
)  # fmt: skip

NO_GAP = charts.Reference("No gap", 0.0)
UNIT = "Openings a year beyond people trained"


def content(area: Area) -> dict[str, Any]:
    """Titles, charts and tables for an area; without a balance where its inputs are not published."""
    found, result = balance_inputs.of(area)
    page = {
        "area": area,
        "field": picking.label(area),
        "suggestions": picking.suggestions(),
        "found": found,
        "result": result,
        "title": title(found, result),
        "beside": _beside(found),
        "pay": pay(found),
        "inputs": inputs(found),
        "sources": sources(found),
        "next_update": figures.next_updates(one.indicator for one in found.used),
        "named_by": balance_definitions.sectors().named_by,
        "draws": numbers.plain(balance_definitions.assumptions().draws),
    }
    return page if result is None else {**page, **_balance(found, result, area)}


def _balance(found: Gathered, result: Result, area: Area) -> dict[str, Any]:
    name = place(found)
    return {
        "firmness": firmness(result),
        "sectors": _part(result.sectors, "sectors", f"Priority sectors in {name}", area),
        "groups": _part(result.groups, "groups", f"Occupation groups in {name}", area),
        "groups_title": groups_title(result),
        "left_out": [(group_title(code), reason) for code, reason in found.left_out.items()],
    }


def _part(found: Sequence[Balance], kind: str, caption: str, area: Area) -> dict[str, Any]:
    return {"chart": chart(found, kind, caption), "table": _table(found, kind, area), "caption": caption}


def chart(found: Sequence[Balance], kind: str, caption: str, strong: str = "") -> str:
    rows = [
        charts.DotRow(
            name_of(one.id), tens(one.gap.value), tens(one.gap.lower95), tens(one.gap.upper95),
            emphasis=one.id == strong,
        )
        for one in found
    ]  # fmt: skip
    described = _described(found)
    return charts.dots(
        charts.DotChart(
            f"gap-{kind}", caption, "count", rows, [NO_GAP], 0, UNIT, described,
            limits="where 95% of draws lie",
        )
    )  # fmt: skip


def _described(found: Sequence[Balance]) -> str:
    said = [
        f"{name_of(one.id)} {about(one.gap.value)}, 95% interval {between(one.gap.lower95, one.gap.upper95)}."
        for one in found
    ]
    return " ".join(["Gap in people a year, widest first.", *said])


def _table(found: Sequence[Balance], kind: str, area: Area) -> dict[str, Any]:
    number = {"number": True}
    top = "In top three" if kind == "sectors" else "In top five"
    columns = [
        {"text": "Sector" if kind == "sectors" else "Occupation group"},
        {"text": "Openings", "unit": "a year", **number},
        {"text": "Trained", "unit": "a year", **number},
        {"text": "Gap", "unit": "a year", **number},
        {"text": "80% interval", **number},
        {"text": "95% interval", **number},
        {"text": "Usual rank", "unit": "95% of draws", **number},
        {"text": top, "unit": "% of draws", **number},
    ]
    return {"columns": columns, "rows": [_row(one, area) for one in found]}


def _row(one: Balance, area: Area) -> list[Any]:
    gap = one.gap
    return [
        {"text": name_of(one.id), "href": f"/supply-and-demand/{one.id}/?area={area.code}"},
        about(one.openings.value), about(one.supply.value), about(gap.value),
        between(gap.lower80, gap.upper80), between(gap.lower95, gap.upper95),
        f"{numbers.plain(one.rank)} ({one.rank_low} to {one.rank_high})", percent(one.top),
    ]  # fmt: skip


def _beside(found: Gathered) -> dict[str, Any]:
    """Adverts, people in work and jobs to come: what the gap does not use, by occupation group."""
    number = {"number": True}
    columns = [
        {"text": "Occupation group"},
        {"text": "Online adverts", "unit": _when(found, "Online job adverts"), **number},
        {"text": "People in work", "unit": _when(found, "People in work"), **number},
        {"text": "Jobs projected", "unit": "2035", **number},
        {"text": "Growth", "unit": "2020 to 2035, %", **number},
    ]
    rows = [
        [name_of(code), shown(one.adverts), shown(one.employed), amount(one.jobs), amount(one.growth, 1)]
        for code, one in found.facts.items()
    ]
    return {"columns": columns, "rows": rows}


def _when(found: Gathered, what: str) -> str:
    return next((f"{one.area.name}, {one.period}" for one in found.used if one.what == what), "not published")


def inputs(found: Gathered) -> dict[str, Any]:
    columns = [{"text": "Figure"}, {"text": "Area"}, {"text": "Period"}, {"text": "Note"}]
    rows = [
        [
            {"text": one.what, "href": f"/indicators/{one.indicator}/?area={one.area.code}"},
            one.area.name, one.period, one.note or "",
        ]
        for one in found.used
    ]  # fmt: skip
    return {"columns": columns, "rows": rows}


def sources(found: Gathered) -> list[dict[str, Any]]:
    """The files behind the inputs, each once: the main one of each indicator."""
    records = {
        record["sha256"]: record for one in found.used for record in queries.snapshots(one.indicator)[:1]
    }
    return [figures.source(record) for record in records.values()]
