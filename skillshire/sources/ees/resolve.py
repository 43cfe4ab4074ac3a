"""From the words of a definition to the ids of a data set's version, and to the question to post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from skillshire.core.errors import UserError
from skillshire.sources import dfe
from skillshire.sources.ees.query import Query, Split
from skillshire.sources.stretch import start_year

_HEADLINE = ""  # what a total's option stands for in a breakdown


@dataclass(frozen=True)
class Filter:
    """`options` maps ids to slugs, the total's being ""; `key` is None for a filter with a fixed option."""

    id: str
    key: str | None
    options: Mapping[str, str]

    def totals(self) -> list[str]:
        return [option for option, slug in self.options.items() if slug == _HEADLINE]


@dataclass(frozen=True)
class Resolved:
    indicators: Mapping[str, str]  # series → id
    filters: Sequence[Filter]
    periods: Sequence[Mapping[str, str]]


def resolve(query: Query, meta: Mapping[str, Any]) -> Resolved:
    """UserError for a word that the data set does not have, and for a filter that the query does not name."""
    known = {"indicators": meta["indicators"], "filters": meta["filters"]}
    indicators = {
        series: _one(known["indicators"], each.find, "indicator")["id"]
        for series, each in query.indicators.items()
    }
    _refuse_levels(query, meta)
    filters, left = [], {each["id"]: each["label"] for each in known["filters"]}
    for name, wanted in query.filters.items():
        found = _one(known["filters"], name, "filter")
        left.pop(found["id"], None)
        filters.append(_filter(found, wanted))
    if left:
        label = sorted(left.values())[0]
        raise UserError(
            f"The data set has the filter “{label}”, which the query does not name; say under filters which"
            " of its options to take."
        )
    return Resolved(indicators, filters, _periods(query, meta["timePeriods"]))


def body(query: Query, resolved: Resolved, size: int) -> dict[str, Any]:
    """The question as the service takes it, without the page number; sorted, so that paging is stable."""
    fixed = [each for each in resolved.filters if each.key is None]
    criteria: list[dict[str, Any]] = [
        {"geographicLevels": {"in": list(query.levels)}},
        {"timePeriods": {"in": [dict(each) for each in resolved.periods]}},
        *({"filters": {"in": list(each.options)}} for each in fixed),
    ]
    if len(fixed) < len(resolved.filters):
        criteria.append(_crossings(query, [each for each in resolved.filters if each.key is not None]))
    fields = [
        "timePeriod", "geographicLevel", *(f"location|{level}" for level in query.levels),
        *(f"filter|{each.id}" for each in resolved.filters),
    ]  # fmt: skip
    return {
        "criteria": {"and": criteria},
        "indicators": list(resolved.indicators.values()),
        "sorts": [{"field": field, "direction": "Asc"} for field in fields],
        "pageSize": size,
    }


def _crossings(query: Query, splits: Sequence[Filter]) -> dict[str, Any]:
    """One condition for each set of breakdowns that may be crossed: the others stay at their total."""
    return {"or": [_crossing(crossing, splits) for crossing in query.crossings()]}


def _crossing(crossing: frozenset[str], splits: Sequence[Filter]) -> dict[str, Any]:
    conditions = []
    for each in splits:
        options = list(each.options) if each.key in crossing else each.totals()
        if not options:
            raise UserError(
                f"The breakdown “{each.key}” has no total, so it must be part of everything under splits."
            )
        conditions.append({"filters": {"in": options}})
    return {"and": conditions}


def _filter(found: Mapping[str, Any], wanted: str | list[str] | Split) -> Filter:
    what = f"option of the filter “{found['label']}”"
    if not isinstance(wanted, Split):
        labels = [wanted] if isinstance(wanted, str) else wanted
        return Filter(
            found["id"], None, {_one(found["options"], each, what)["id"]: _HEADLINE for each in labels}
        )
    options: dict[str, str] = {}
    if wanted.total is not None:
        options[_one(found["options"], wanted.total, what)["id"]] = _HEADLINE
    if wanted.options is None:
        for each in found["options"]:
            options.setdefault(each["id"], _slug(each["label"], what))
    for label, slug in (wanted.options or {}).items():
        options[_one(found["options"], label, what)["id"]] = slug
    _refuse_same(options, what)
    return Filter(found["id"], wanted.key, options)


def _slug(label: str, what: str) -> str:
    try:
        return dfe.slug(label)
    except ValueError as error:
        raise UserError(f"The {what}: {error}; give it a slug under options in the query.") from None


def _refuse_same(options: Mapping[str, str], what: str) -> None:
    slugs = list(options.values())
    twice = next((slug for slug in slugs if slugs.count(slug) > 1), None)
    if twice is not None:
        raise UserError(
            f"Two of the {what} would both be “{twice}”; give them slugs of their own in the query."
        )


def _one(known: Sequence[Mapping[str, Any]], wanted: str, what: str) -> Mapping[str, Any]:
    """The entry with that id, else that column name, else that label (capitals do not matter)."""
    for key in ("id", "column"):
        for each in known:
            if each.get(key) == wanted:
                return each
    matching = [each for each in known if str(each["label"]).casefold() == wanted.casefold()]
    if len(matching) == 1:
        return matching[0]
    labels = "; ".join(str(each["label"]) for each in known[:12])
    several = "several" if matching else "no"
    raise UserError(
        f"The data set has {several} {what} “{wanted}”; correct the query in the source's definition"
        f" (there are: {labels}{'; …' if len(known) > 12 else ''})."
    )


def _refuse_levels(query: Query, meta: Mapping[str, Any]) -> None:
    there = [each["code"] for each in meta["geographicLevels"]]
    missing = next((level for level in query.levels if level not in there), None)
    if missing:
        raise UserError(
            f"The data set has no geographic level {missing}; correct levels in the source's definition"
            f" (there are: {', '.join(there)})."
        )


def _periods(query: Query, known: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    try:
        wanted = [
            {"code": each["code"], "period": each["period"]}
            for each in known if start_year(each["period"]) >= query.since
        ]  # fmt: skip
    except ValueError as error:
        raise UserError(f"The data set has a time period that cannot be read: {error}.") from None
    if not wanted:
        raise UserError(
            f"The data set has no time period since {query.since}; correct since in its definition."
        )
    return wanted
