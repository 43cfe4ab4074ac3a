"""What the page of one sector or one occupation group shows."""

from dataclasses import dataclass
from typing import Any

from skillshire.core import numbers
from skillshire.core.errors import UserError
from skillshire.indicators import balance_definitions, balance_inputs
from skillshire.indicators.balance import Balance, Demand, Inputs, Result, Subject
from skillshire.indicators.balance_definitions import Sector
from skillshire.indicators.balance_inputs import Gathered
from skillshire.indicators.balance_read import TITLES
from skillshire.places.areas import Area
from skillshire.web.components import charts
from skillshire.web.public.pages import figures, picking, supply
from skillshire.web.public.pages.supply_words import (
    about,
    amount,
    between,
    industry_title,
    name_of,
    ordinal,
    pay,
    percent,
    place,
    shown,
    subject_title,
    tens,
)  # fmt: skip
from skillshire.web.public.pages.words import lower

COLUMNS = ("id", "part", "name", "share_or_weight", "people_or_openings", "reason", "area", "area_name")


@dataclass(frozen=True)
class Portion:
    """A part of a sector's openings or of a group's supply. `weight` is from 0 to 1."""

    id: str
    name: str
    weight: float
    amount: float
    reason: str


def known(slug: str) -> bool:
    return slug in TITLES or sector(slug) is not None


def sector(slug: str) -> Sector | None:
    return next((one for one in balance_definitions.sectors().sectors if one.id == slug), None)


def content(slug: str, area: Area) -> dict[str, Any]:
    """The finding, its parts and the figures beside it. UserError where it has no balance."""
    found, inputs, result, one = _balance(slug, area)
    whole = sector(slug)
    page = {
        "area": area, "field": picking.label(area), "suggestions": picking.suggestions(), "slug": slug,
        "found": found, "name": name_of(slug), "title": _title(one, found), "answer": _answer(one, result),
        "key_figures": _key_figures(one), "pay": pay(found), "inputs": supply.inputs(found),
        "sources": supply.sources(found),
        "next_update": figures.next_updates(one.indicator for one in found.used),
        "sector": whole,
    }  # fmt: skip
    rest = _of_sector(whole, found, inputs) if whole else _of_group(slug, found, inputs)
    return {**page, **rest, "others": _others(slug, result)}


def _balance(slug: str, area: Area) -> tuple[Gathered, Inputs, Result, Balance]:
    found, result = balance_inputs.of(area)
    if result is None or found.inputs is None:
        raise UserError(f"No balance can be drawn for {area.name}: {found.missing[0].rstrip('.')}.")
    one = next((one for one in (*result.sectors, *result.groups) if one.id == slug), None)
    if one is None:
        why = found.left_out.get(slug, "no figures are published")
        raise UserError(f"There is no balance for {lower(name_of(slug))} in {place(found)}: {why}.")
    return found, found.inputs, result, one


def _title(one: Balance, found: Gathered) -> str:
    return (
        f"{name_of(one.id)} in {place(found)}: about {about(one.openings.value)} openings a year for "
        f"{about(one.supply.value)} people finishing related courses"
    )


def _answer(one: Balance, result: Result) -> str:
    """`A gap of about 1,970 (95% interval …). It usually ranks 2nd …`."""
    among = result.sectors if one in result.sectors else result.groups
    top, what = (3, "sectors") if one in result.sectors else (5, "occupation groups")
    sure = "" if one.gap.lower95 > 0 else " The interval includes no gap at all."
    return (
        f"A gap of about {about(one.gap.value)} a year, 95% interval "
        f"{between(one.gap.lower95, one.gap.upper95)}.{sure} By that estimate it is the "
        f"{ordinal(among.index(one) + 1)} widest of {len(among)} {what}; in 95% of the draws of what is "
        f"uncertain it comes between {ordinal(one.rank_low)} and {ordinal(one.rank_high)}, and it is "
        f"among the {'three' if top == 3 else 'five'} widest in {percent(one.top)}."
    )


def _key_figures(one: Balance) -> list[tuple[str, str, str]]:
    return [
        (name, f"{about(value.value)}", f"95%: {between(value.lower95, value.upper95)}")
        for name, value in (
            ("Openings a year", one.openings), ("People trained a year", one.supply), ("Gap a year", one.gap),
        )
    ]  # fmt: skip


def _of_group(code: str, found: Gathered, inputs: Inputs) -> dict[str, Any]:
    demand = next(one for one in inputs.demands if one.group == code)
    return {
        "rows": [*_demand_rows(demand, found), *_fact_rows(code, found)],
        "chart": _bars(
            code,
            f"People trained a year for {name_of(code).lower()}, by subject",
            _portions(code, inputs),
            "People a year",
        ),
        "parts": _parts_table(_portions(code, inputs), "Subject", "People a year", "Weight"),
        "parts_caption": f"Who is trained for {name_of(code).lower()}, by subject",
        "industries": None,
    }


def _demand_rows(demand: Demand, found: Gathered) -> list[tuple[str, str]]:
    estimate = " (estimated from England’s rate)" if found.estimated else ""
    return [
        ("Growth or decline in jobs", f"{about(demand.growth)} a year, the average of 2020 to 2035"),
        ("People to be replaced", f"{about(demand.replacement)} a year{estimate}"),
        ("Jobs, average of 2020 and 2035", about(demand.jobs)),
    ]


def _fact_rows(code: str, found: Gathered) -> list[tuple[str, str]]:
    facts = found.facts[code]
    where = {one.what: f"{one.area.name}, {one.period}" for one in found.used}
    return [
        ("Online job adverts", _said(shown(facts.adverts), where.get("Online job adverts"))),
        ("People in work", _said(shown(facts.employed), where.get("People in work"))),
    ]


def _said(cell: Any, where: str | None) -> str:
    text = cell["text"] if isinstance(cell, dict) else cell
    return f"{text} ({where})" if where else text


def _portions(slug: str, inputs: Inputs) -> list[Portion]:
    """A sector's groups with their gaps, or the subjects that lead to a group; the largest first."""
    whole = sector(slug)
    found = _sector_portions(whole, inputs) if whole else _group_portions(slug, inputs)
    return sorted(found, key=lambda one: (-one.amount, one.name))


def _sector_portions(whole: Sector, inputs: Inputs) -> list[Portion]:
    openings = {one.group: one.growth + one.replacement for one in inputs.demands}
    return [
        Portion(part.occupation, name_of(part.occupation), part.share, part.share * openings[part.occupation],
                part.reason)
        for part in whole.occupations if part.occupation in openings
    ]  # fmt: skip


def _group_portions(code: str, inputs: Inputs) -> list[Portion]:
    reasons = {
        (routes.subject, one.occupation): one.reason
        for routes in balance_definitions.mapping().subjects for one in routes.to
    }  # fmt: skip
    return [
        Portion(one.id, subject_title(one.id), weight, weight * _people(one, inputs), reasons[one.id, code])
        for one in inputs.subjects for group, weight in one.weights if group == code
    ]  # fmt: skip


def _people(one: Subject, inputs: Inputs) -> float:
    return one.courses * inputs.terms.people_per_course + one.apprentices


def _bars(identifier: str, title: str, portions: list[Portion], unit: str) -> str:
    bars = [charts.Bar(one.name, tens(one.amount)) for one in portions]
    return charts.bars(charts.BarChart(f"parts-{identifier}", title, "count", bars, 0, unit))


def _parts_table(portions: list[Portion], first: str, amounts: str, weights: str) -> dict[str, Any]:
    columns = [
        {"text": first}, {"text": weights, "unit": "%", "number": True}, {"text": amounts, "number": True},
        {"text": "Reason"},
    ]  # fmt: skip
    rows = [[one.name, numbers.plain(100 * one.weight), about(one.amount), one.reason] for one in portions]
    return {"columns": columns, "rows": rows}


def _of_sector(whole: Sector, found: Gathered, inputs: Inputs) -> dict[str, Any]:
    return {
        "rows": [("Online job adverts", _sector_adverts(whole, found))],
        "chart": _bars(whole.id, f"Openings a year in {whole.title.lower()}, by occupation group",
                       _portions(whole.id, inputs), "Openings a year"),
        "parts": _parts_table(_portions(whole.id, inputs), "Occupation group",
                              "Openings a year in the sector", "Share of the group"),
        "parts_caption": f"What {whole.title.lower()} is made of",
        "industries": _industries(whole, found),
    }  # fmt: skip


def _sector_adverts(whole: Sector, found: Gathered) -> str:
    """The groups' adverts by the sector's share of each: an estimate, and said to be one."""
    known = [(part.share, found.facts[part.occupation].adverts) for part in whole.occupations]
    counted = [share * one.value for share, one in known if one and one.value is not None]
    if not counted:
        return "not published"
    where = next(f"{one.area.name}, {one.period}" for one in found.used if one.what == "Online job adverts")
    return f"about {about(sum(counted))}, by the sector’s share of each group ({where})"


def _industries(whole: Sector, found: Gathered) -> dict[str, Any] | None:
    """Jobs of the sector's industries: another way to draw the same sector, not a part of the gap."""
    rows = [
        [industry_title(name), about(pair[0]), about(pair[1]), amount(100 * (pair[1] / pair[0] - 1), 1)]
        for name in whole.industries if (pair := found.industries.get(name)) and pair[0]
    ]  # fmt: skip
    number = {"number": True}
    columns = [
        {"text": "Industry"}, {"text": "Jobs", "unit": "2020", **number},
        {"text": "Jobs", "unit": "2035, projected", **number}, {"text": "Growth", "unit": "%", **number},
    ]  # fmt: skip
    return {"columns": columns, "rows": rows} if rows else None


def _others(slug: str, result: Result) -> list[dict[str, str]]:
    among = result.sectors if sector(slug) else result.groups
    return [{"text": name_of(one.id), "slug": one.id} for one in among if one.id != slug]


def rows(slug: str, area: Area) -> list[dict[str, Any]]:
    """The parts of a sector's openings or of a group's supply, with COLUMNS."""
    found, inputs, _, _ = _balance(slug, area)
    where = found.place or area
    return [
        {
            "id": slug, "part": one.id, "name": one.name, "share_or_weight": one.weight,
            "people_or_openings": round(one.amount, 2), "reason": one.reason, "area": where.code,
            "area_name": where.name,
        }
        for one in _portions(slug, inputs)
    ]  # fmt: skip
