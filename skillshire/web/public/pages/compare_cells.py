"""The figures of a comparison: one for each area and indicator, of one period as far as there is one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skillshire.core.periods import Period
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.indicators.queries import Strip
from skillshire.places import areas as places
from skillshire.places.areas import Area
from skillshire.web.public import site
from skillshire.web.public.pages.picking import LEVELS

RECENT = 12  # periods of a sparkline


@dataclass(frozen=True)
class Cell:
    """`observation` is of the column's common period, or else the area's latest (`other` says so).

    Without one, `why` says what there is instead.
    """

    area: Area
    observation: Observation | None
    other: bool
    recent: tuple[float | None, ...]
    why: str

    @property
    def value(self) -> float | None:
        return self.observation.value if self.observation else None


@dataclass(frozen=True)
class Column:
    """An indicator with its cells by area code. `period` is the one that most areas share; None for none."""

    definition: IndicatorDefinition
    period: Period | None
    cells: Mapping[str, Cell]

    @property
    def known(self) -> list[Cell]:
        """Those with a number of the common period: only they may be compared."""
        return [one for one in self.cells.values() if one.value is not None and not one.other]


def columns(areas: Sequence[Area], indicators: Sequence[IndicatorDefinition]) -> list[Column]:
    """One question for each area, and one for each indicator."""
    ids = [one.id for one in indicators]
    strips = {area.code: queries.strips(area.code, ids) for area in areas}
    return [
        _column(areas, one, {c: s[one.id] for c, s in strips.items() if one.id in s}) for one in indicators
    ]


def _column(areas: Sequence[Area], definition: IndicatorDefinition, strips: Mapping[str, Strip]) -> Column:
    runs = {code: _series(strip) for code, strip in strips.items()}
    common = _common([run.latest.period for run in runs.values() if run.latest])
    latest = {code: run.latest.period for code, run in runs.items() if run.latest}
    now = _asked_again(definition.id, [one.code for one in areas], common, latest)
    cells = {area.code: _cell(definition, area, runs.get(area.code), common, now) for area in areas}
    return Column(definition, common, cells)


def _asked_again(
    indicator: str, codes: Sequence[str], common: Period | None, latest: Mapping[str, Period]
) -> dict[tuple[str, Period], Observation]:
    """The strips hold no limits, so what is shown is asked for once more: all areas of a period together."""
    wanted: dict[Period, list[str]] = {common: list(codes)} if common else {}
    for code, period in latest.items():
        if period != common:
            wanted.setdefault(period, []).append(code)
    return {
        (one.area, period): one
        for period, some in wanted.items() for one in queries.compare(indicator, some, period.iso)
    }  # fmt: skip


def _series(strip: Strip) -> Series:
    """The strip as a series, which knows what its latest comparable figure is; without limits."""
    rows = zip(strip.periods, strip.values, strip.statuses, strict=True)
    found = tuple(
        Observation(strip.indicator, strip.area, period, (), value, None, None, status, 0)
        for period, value, status in rows
    )
    return Series(strip.indicator, strip.area, (), "", 0, found)


def _common(latest: Sequence[Period]) -> Period | None:
    """The period that most areas' latest figures are of; of several, the newest."""
    counts = Counter(latest)
    return max(counts, key=lambda one: (counts[one], one.end), default=None)


def _cell(
    definition: IndicatorDefinition,
    area: Area,
    run: Series | None,
    common: Period | None,
    known: Mapping[tuple[str, Period], Observation],
) -> Cell:
    recent = tuple(one.value for one in run.comparable if one.status != "f")[-RECENT:] if run else ()
    now = known.get((area.code, common)) if common else None
    if now is not None:
        return Cell(area, now, False, recent, "")
    latest = run.latest if run else None
    if latest is None:
        return Cell(area, None, False, recent, _why(definition, area))
    return Cell(area, known.get((area.code, latest.period), latest), True, recent, "")


def _why(definition: IndicatorDefinition, area: Area) -> str:
    """Where the figures of an area without any are: on the same ground, in parts, or nowhere."""
    same = places.coterminous(area)
    held = queries.areas_of(definition.id, [one.code for one in same]) if same else set()
    found = next((one for one in same if one.code in held), None)
    if found:
        return f"published for the same ground as {LEVELS[found.level]} {found.code}"
    if queries.breakdowns(definition.id, area.code):
        return "only by breakdown"
    return "not published for it"


def ordered(areas: Sequence[Area], found: Sequence[Column], sort: str, down: bool) -> list[Area]:
    """The areas by an indicator's figures, those without a comparable one last; by name; or as usual."""
    column = next((one for one in found if one.definition.id == sort), None)
    if column is None:
        by_name = sorted(areas, key=lambda one: one.name, reverse=down)
        return by_name if sort else usual(areas)
    values = {one.area.code: one.value for one in column.known}
    first = sorted(areas, key=lambda one: one.name)
    with_value = [one for one in first if one.code in values]
    with_value.sort(key=lambda one: values[one.code] or 0.0, reverse=down)
    return [*with_value, *(one for one in first if one.code not in values)]


def usual(areas: Sequence[Area]) -> list[Area]:
    """The site's area and what holds it first, nearest first; the rest by name within each kind."""
    home, kinds = site.area(), list(LEVELS)
    first = [home.code, *(one.code for one in places.parents(home))] if home.parents else [home.code]

    def place(one: Area) -> tuple[int, int, str]:
        return (
            (first.index(one.code), 0, "")
            if one.code in first
            else (len(first), kinds.index(one.level), one.name)
        )

    return sorted(areas, key=place)
