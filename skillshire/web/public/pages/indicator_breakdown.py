"""An indicator's parts beside each other: one bar for each part of one breakdown."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from skillshire.core.errors import UserError
from skillshire.core.periods import Period
from skillshire.indicators import queries
from skillshire.indicators.observations import Breakdown, Observation
from skillshire.web.components import charts
from skillshire.web.public.pages import figures, tables, words
from skillshire.web.public.pages.asked import Asked
from skillshire.web.public.pages.indicator_lines import Line

MOST = 45  # bars


def choices(asked: Asked, area: str) -> dict[str, list[Breakdown]]:
    """For each key to split by, its parts: the breakdown asked for with that key added or changed."""
    known = queries.breakdowns(asked.definition.id, area)
    chosen = dict(asked.breakdown)
    found: dict[str, list[Breakdown]] = {}
    for pairs in known:
        for key, _ in pairs:
            rest = {k: v for k, v in pairs if k != key}
            if rest == {k: v for k, v in chosen.items() if k != key}:
                found.setdefault(key, []).append(pairs)
    return {key: parts for key, parts in found.items() if 1 < len(parts) <= MOST}


def content(asked: Asked, lines: Sequence[Line]) -> dict[str, Any] | None:
    """Heading, chart, table and the other ways to split; None where the area's figures are not split."""
    area = next((line for line in lines if line.chosen and line.series.observations), lines[0])
    code = area.series.area
    possible = choices(asked, code)
    if asked.by and asked.by not in possible:
        raise UserError(_no_such(asked, area, possible))
    if not possible:
        return None
    key = asked.by or min(possible, key=lambda one: (len(possible[one]) > 12, list(possible).index(one)))
    period, rows = _found(asked, area, possible[key])
    if period is None:
        return None
    return _drawn(asked, area, key, period, rows, possible)


def _no_such(asked: Asked, line: Line, possible: dict[str, Any]) -> str:
    there = f"it can be split by: {', '.join(possible)}" if possible else "it is not split at all"
    return f"{asked.definition.title} cannot be split by “{asked.by[:40]}” for {line.area.name}; {there}."


def _found(
    asked: Asked, line: Line, parts: Sequence[Breakdown]
) -> tuple[Period | None, list[tuple[Breakdown, Observation | None]]]:
    """The period shown and each part's figure then."""
    identifier, code = asked.definition.id, line.series.area
    series = [queries.series(identifier, code, pairs) for pairs in parts]
    period = asked.period or _fullest([one for each in series for one in each.comparable])
    if period is None:
        return None, []
    rows = [
        (pairs, next((one for one in each.observations if one.period == period), None))
        for pairs, each in zip(parts, series, strict=True)
    ]
    return (period, rows) if any(one and one.value is not None for _, one in rows) else (None, [])


def _fullest(found: Sequence[Observation]) -> Period | None:
    """The last period in which half of the parts have a number; a forecast only where there is no other."""
    numbers = [one for one in found if one.value is not None]
    known = [one for one in numbers if one.status != "f"] or numbers
    counts = Counter(one.period for one in known)
    enough = max(counts.values(), default=0) / 2
    return max((one for one in counts if counts[one] >= enough), key=lambda one: one.end, default=None)


def _drawn(
    asked: Asked, line: Line, key: str, period: Period,
    rows: Sequence[tuple[Breakdown, Observation | None]], possible: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    definition = asked.definition
    names = [definition.label_of(key, dict(pairs)[key]) for pairs, _ in rows]
    ordered = _ordered(definition, key, list(zip(names, rows, strict=True)))
    split = definition.title_of(key)
    bars = [
        charts.Bar(name, one.value, pairs == asked.breakdown, one.lower, one.upper)
        if one else charts.Bar(name, None)
        for name, (pairs, one) in ordered
    ]  # fmt: skip
    rest = tuple(pair for pair in asked.breakdown if pair[0] != key)
    subject = words.part_title(definition, rest)
    title = f"{_plain(subject, split)}, {line.area.name}, {period.label}"
    chart = charts.BarChart(f"breakdown-{definition.id}", title, definition.unit, bars, definition.decimals)
    return {
        "heading": _heading(definition, key, subject, bars, line, period),
        "plain": _plain(subject, split),
        "subtitle": title,
        "chart": charts.bars(chart),
        "caption": title,
        "table": _table(asked, key, ordered),
        "key": key,
        "choices": [(one, definition.title_of(one)) for one in possible],
    }


def _plain(subject: str, split: str) -> str:
    """`Enterprises by size`; a subject that already names what it is split by is not told so again."""
    return subject if subject.lower().startswith(split.lower()) else f"{subject} by {words.lower(split)}"


def _ordered(definition: Any, key: str, rows: list[Any]) -> list[Any]:
    """Kinds of work and the like by size; ages and levels, which have an order of their own, by that."""
    if key in ("age", "level", "qualification", "size", "deprivation"):
        split = definition.breakdowns.get(key)
        order = list(split.values) if split else []
        return sorted(rows, key=lambda row: order.index(v) if (v := dict(row[1][0])[key]) in order else 99)
    return sorted(rows, key=lambda row: -(row[1][1].value or 0.0) if row[1][1] else 0.0)


# What splits a whole into parts that can be held against each other. Answers to different questions, or the
# scores of different scales, cannot.
RANKED = frozenset(
    ("activity", "age", "broad-sector", "delivery", "employers", "english", "ethnicity", "hours",
     "industry", "level", "occupation", "occupation-major", "outcome", "profession", "provision",
     "qualification", "route", "section", "sector", "sex", "size", "stem", "subject")
)  # fmt: skip
NO_PART = ("not known", "unknown", "not stated", "other", "not applicable", "any", "all", "total")


def _heading(
    definition: Any, key: str, subject: str, bars: Sequence[charts.Bar], line: Line, period: Period
) -> str:
    named = [bar for bar in bars if bar.name.casefold() not in NO_PART]
    known = [(figures.write(definition, bar.value), bar) for bar in named if bar.value is not None]
    if key not in RANKED or not known:
        return f"{_plain(subject, definition.title_of(key))} in {line.area.name}, {period.label}"
    most = max(known, key=lambda pair: pair[1].value or 0.0)
    least = min(known, key=lambda pair: pair[1].value or 0.0)
    where = f"in {line.area.name} {charts.words.when(period.label)}"
    if len(known) == 1:
        return f"{subject} {where}: {most[0]} for {words.lower(most[1].name)}, the only part with a figure"
    if most[0] == least[0]:
        return f"{subject}: {most[0]} in each part {where}"
    return (
        f"{subject} {where}: most for {words.lower(most[1].name)} ({most[0]}), least for "
        f"{words.lower(least[1].name)} ({least[0]})"
    )


def _table(asked: Asked, key: str, rows: Sequence[Any]) -> dict[str, Any]:
    pairs = [(name, one) for name, (_, one) in rows]
    made = tables.of_places(asked.definition, pairs, asked.definition.title_of(key))
    for (_, (breakdown, _)), cells in zip(rows, made["rows"], strict=True):
        again = [f"{k}={v}" for k, v in breakdown]
        href = f"/indicators/{asked.definition.id}/{asked.query(breakdown=again, by=key)}"
        cells[0] = {"text": cells[0], "href": href}
    return tables.drawn(made)
