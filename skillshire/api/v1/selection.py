"""Which observations a request asks for: its filters read, checked, and applied to the release."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from skillshire.api.problems import Problem
from skillshire.api.v1 import areas as area_views
from skillshire.api.v1 import indicators as indicator_views
from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.indicators import export, queries
from skillshire.indicators.observations import Breakdown, Observation, Series, join_breakdown

HEADLINE = "headline"
MOST_INDICATORS, MOST_AREAS, MOST_PERIODS, MOST_PAIRS = 20, 500, 100, 20
MOST = 100_000  # figures that one request may go through; the whole of an indicator is a download
MOST_NOTICES = 20
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
Notice = dict[str, str]


@dataclass(frozen=True)
class Filters:
    """What was asked for, checked. `areas` None is every area; `pairs` holds the values wanted for a key."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...] | None
    periods: frozenset[str]
    start: date | None
    end: date | None
    pairs: dict[str, frozenset[str]]
    headline: bool
    latest: bool
    notices: list[Notice] = field(default_factory=list)

    def wants(self, observation: Observation) -> bool:
        period = observation.period
        return (
            (not self.periods or period.iso in self.periods)
            and (self.start is None or period.start >= self.start)
            and (self.end is None or period.last_day <= self.end)
        )

    def takes(self, breakdown: Breakdown) -> bool:
        if self.headline:
            return not breakdown
        given = dict(breakdown)
        return all(given.get(key) in values for key, values in self.pairs.items())


def read(
    indicators: Sequence[str],
    areas: Sequence[str],
    wanted: Sequence[str],
    ends: tuple[str | None, str | None],
    breakdowns: Sequence[str],
    latest: bool,
) -> Filters:
    """Problem where a value is unknown, contradicts another, or there is too much of it."""
    names = tuple(dict.fromkeys(indicators))
    for name in names:
        indicator_views.known(name)
    codes, notices = _areas(areas)
    start, end = _days(*ends)
    pairs, headline = _pairs(breakdowns, names)
    return Filters(
        names,
        codes,
        frozenset(_period(text) for text in wanted),
        start,
        end,
        pairs,
        headline,
        latest,
        notices,
    )


def _areas(codes: Sequence[str]) -> tuple[tuple[str, ...] | None, list[Notice]]:
    if not codes:
        return None, []
    resolved = [area_views.resolve(code) for code in dict.fromkeys(codes)]
    notices = [notice for _, said in resolved for notice in said]
    return tuple(dict.fromkeys(area.code for area, _ in resolved)), notices


def _period(text: str) -> str:
    try:
        return periods.parse(text).iso
    except UserError as error:
        raise Problem("invalid-parameter", f"period: {str(error)[:200]}", parameter="period") from None


def _days(first: str | None, last: str | None) -> tuple[date | None, date | None]:
    start = _day("from", first, last=False) if first else None
    end = _day("to", last, last=True) if last else None
    if start and end and start > end:
        raise Problem(
            "reversed-period",
            f"from={start.isoformat()} is after to={end.isoformat()}; put the earlier day first.",
        )
    return start, end


def _day(name: str, text: str, last: bool) -> date:
    """A day, or the first or last day of a month or year."""
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), ""))
            months = {4: 12, 7: 1}.get(len(text), 0) if last else 0
            return date.fromordinal(periods.add_months(day, months).toordinal() - 1) if months else day
        except (ValueError, OverflowError):
            pass
    raise Problem(
        "invalid-parameter",
        f"{name}: “{text[:40]}” is not a day; write it as 2024-08-31, 2024-08 or 2024.",
        parameter=name,
    )


def _pairs(texts: Sequence[str], indicators: Sequence[str]) -> tuple[dict[str, frozenset[str]], bool]:
    if HEADLINE in texts:
        if len(set(texts)) > 1:
            raise Problem(
                "unknown-breakdown", "breakdown=headline means no breakdown, so it cannot stand with others."
            )
        return {}, True
    found: dict[str, set[str]] = {}
    for key, value in _read_pairs(texts):
        found.setdefault(key, set()).add(value)
    pairs = {key: frozenset(values) for key, values in found.items()}
    _check_pairs(pairs, indicators)
    return pairs, False


def _read_pairs(texts: Sequence[str]) -> Breakdown:
    """One pair a parameter, or several in one text as the CSV and the pages write them: `age=5;sex=male`."""
    each = [part for text in texts for part in (text.split(";") if "=" in text else [text])]
    try:
        return export.parse_pairs(each)
    except UserError:
        wrong = next(text for text in each if not all(text.partition("=")))
        raise Problem(
            "unknown-breakdown",
            f"“{wrong[:60]}” is not a breakdown; write key=value, such as age=16-24, or headline.",
        ) from None


def _check_pairs(pairs: dict[str, frozenset[str]], indicators: Sequence[str]) -> None:
    """Each pair must exist in one of the indicators, and some breakdown must have all that is asked for."""
    if not pairs:
        return
    have = [dict(one) for name in indicators for one in queries.breakdowns(name)]
    for key, values in pairs.items():
        there = sorted({one[key] for one in have if key in one})
        for value in sorted(values - set(there)):
            raise Problem("unknown-breakdown", _missing(key, value, there, have))
    if not any(all(one.get(key) in values for key, values in pairs.items()) for one in have):
        asked = ", ".join(f"{key}={value}" for key, values in pairs.items() for value in sorted(values))
        raise Problem(
            "unknown-breakdown",
            f"No figures are broken down by {asked[:200]} at once; ask for one of them at a time.",
        )


def _missing(key: str, value: str, there: Sequence[str], have: Iterable[dict[str, str]]) -> str:
    if there:
        some = ", ".join(there[:12]) + ("…" if len(there) > 12 else "")
        return f"No figures here have {key[:40]}={value[:60]}; the values of {key} are: {some}."
    keys = ", ".join(sorted({name for one in have for name in one})) or "none"
    return f"No figures here are broken down by “{key[:40]}”; the keys are: {keys}."


def find(filters: Filters) -> list[Observation]:
    """In the order of indicator and area as asked for, then breakdown, then period.

    Problem too-many where more than MOST figures would have to be looked at.
    """
    found: list[Observation] = []
    seen = 0
    for indicator in filters.indicators:
        for area in filters.areas or queries.area_codes(indicator):
            runs = list(_runs(filters, indicator, area))
            seen += sum(len(one.observations) for one in runs)
            if seen > MOST:
                _refuse_many()
            found += [one for run in runs for one in _chosen(filters, run)]
            if filters.areas and not runs:
                _note_empty(filters, indicator, area)
    return found


def _runs(filters: Filters, indicator: str, area: str) -> Iterator[Series]:
    for pairs in queries.breakdowns(indicator, area):
        if filters.takes(pairs):
            yield queries.series(indicator, area, pairs)


def _chosen(filters: Filters, run: Series) -> list[Observation]:
    inside = [one for one in run.observations if filters.wants(one)]
    if not filters.latest:
        return inside
    last = replace(run, observations=tuple(inside)).latest
    return [last] if last else []


def _refuse_many() -> None:
    raise Problem(
        "too-many",
        f"This would go through more than {MOST:,} figures; name areas or a breakdown, or download the whole "
        "indicator from /data/.",
    )


def _note_empty(filters: Filters, indicator: str, area: str) -> None:
    """Why a pair of indicator and area has nothing: no mistake, but worth saying."""
    if len(filters.notices) >= MOST_NOTICES:
        return
    if filters.headline or filters.pairs:
        there = [join_breakdown(one) or HEADLINE for one in queries.breakdowns(indicator, area)[:8]]
        text = f"{indicator} has no such breakdown for {area}; it has: {', '.join(there) or 'no figures'}."
    else:
        text = export.why_empty(indicator, area)
    filters.notices.append({"about": f"{indicator} {area}", "text": text})
