"""The headline figures of an area's profile: each beside its parents and the areas most like it."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

from pydantic import Field

from skillshire.core import clock, definitions
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Observation, Series
from skillshire.places.areas import Area
from skillshire.strategy import assessments
from skillshire.web.components import charts, findings
from skillshire.web.public.pages import figures, tables, words

OLD = 900  # days: two surveys missed, and some


class Theme(definitions.Definition):
    title: str
    indicators: list[str] = Field(min_length=1)
    instead: list[str] = []


class Profile(definitions.Definition):
    themes: list[Theme] = Field(min_length=1)


@dataclass(frozen=True)
class Around:
    """What an area's figures are held against: what holds it, nearest first, and the areas like it."""

    area: Area
    parents: tuple[Area, ...]
    similar: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One indicator of the profile. `parents` are in the order of `Around.parents`, None without a figure."""

    definition: IndicatorDefinition
    series: Series
    parents: tuple[Observation | None, ...]
    parent_series: tuple[Series, ...]
    similar: tuple[Observation, ...]

    @property
    def latest(self) -> Observation | None:
        return self.series.latest

    @property
    def stale(self) -> bool:
        """Whether the area's newest figure is years older than what is published elsewhere: small places drop
        out of surveys, and what was so then counts for nothing now.
        """
        if self.latest is None:
            return False
        newest = queries.periods_of(self.definition.id)
        known = [one for one in newest if one.end <= clock.today()] or list(newest)
        return (known[-1].end - self.latest.period.end).days > OLD

    @property
    def beside_widest(self) -> findings.Against:
        """Against the widest parent."""
        return findings.against(self.definition, self.latest, self.parents[-1], "")

    @property
    def side(self) -> str:
        """Against the widest parent: `better`, `worse`, `same`, or empty where that cannot be said."""
        if self.latest is None or not self.parents or self.definition.better == "neither" or self.stale:
            return ""
        side = self.beside_widest.side
        if side in ("same", "unclear"):
            return "same" if side == "same" else ""
        return "better" if (side == "above") == (self.definition.better == "up") else "worse"


@lru_cache(maxsize=1)
def configuration() -> Profile:
    return definitions.read(definitions.ROOT / "profile.yaml", Profile)


def themes(around: Around) -> list[tuple[str, list[Row]]]:
    """The themes with their rows; of a theme without any figure for the area what the file says `instead`."""
    found = [(theme.title, _rows(theme, around)) for theme in configuration().themes]
    return [(name, rows) for name, rows in found if rows]


def _rows(theme: Theme, around: Around) -> list[Row]:
    found = [_row(one, around) for one in theme.indicators if queries.has(one)]
    if not around.area.current:  # nothing more will be published: what there is, is all
        return [row for row in found if row.latest]
    if any(row.latest for row in found):
        return found
    others = [_row(one, around) for one in theme.instead if queries.has(one)]
    return [row for row in others if row.latest] or found


def _row(indicator: str, around: Around) -> Row:
    definition = queries.indicator(indicator)
    series = assessments.series_for(indicator, around.area.code)
    if definition.unit not in figures.COMPARABLE:
        return Row(definition, series, (), (), ())
    latest = series.latest
    parents = tuple(assessments.series_for(indicator, one.code) for one in around.parents)
    beside = tuple(_same_time(one, latest) for one in parents)
    wanted = around.similar if latest else ()
    alike = queries.compare(indicator, wanted, latest.period.iso) if latest and wanted else []
    return Row(definition, series, beside, parents, tuple(one for one in alike if one.value is not None))


def _same_time(series: Series, latest: Observation | None) -> Observation | None:
    """The figure of the same period, else the latest there is."""
    same = [one for one in series.numbers if latest and one.period == latest.period]
    return same[-1] if same else series.latest


def shown(row: Row, around: Around) -> dict[str, Any]:
    """The row as the page's template takes it: words and drawings."""
    definition, latest = row.definition, row.latest
    change = findings.change(definition, row.series) if latest else None
    return {
        "title": definition.title,
        "href": f"/indicators/{definition.id}/?area={around.area.code}",
        "value": figures.write(definition, latest.value) if latest else "no figure",
        "known": latest is not None,
        "symbol": latest.status if latest else "",
        "limits": _limits(definition, latest),
        "when": f"{latest.period.label}{words.provisional(latest)}" if latest else _none(row, around.area),
        "code": row.series.area if latest and row.series.area != around.area.code else "",
        "sparkline": figures.spark(row.series, "") if latest else "",
        "change": _sentence(change.text) if change else "No figure of a year before" if latest else "",
        "parents": [_parent(definition, one, latest) for one in row.parents],
        "similar": _similar(row),
        "finding": _finding(row, around),
    }


def _limits(definition: IndicatorDefinition, one: Observation | None) -> str:
    if one is None or one.lower is None or one.upper is None:
        return ""
    lower, upper = (figures.write(definition, limit) for limit in (one.lower, one.upper))
    return f"{lower} to {upper}"


def _none(row: Row, area: Area) -> str:
    """Why an area has no headline."""
    if row.series.observations:
        meaning = tables.SYMBOLS.get(row.series.observations[-1].status, "no number given")
        return meaning.partition(":")[0]
    if queries.breakdowns(row.definition.id, area.code):
        return "published only broken down"
    return "not published here"


def _parent(
    definition: IndicatorDefinition, one: Observation | None, latest: Observation | None
) -> dict[str, str]:
    if one is None or one.value is None:
        return {"value": "", "when": ""}
    other = latest is None or one.period != latest.period
    return {"value": _short(definition, one.value), "when": one.period.label if other else ""}


def _short(definition: IndicatorDefinition, value: float) -> str:
    """As beside the area's own figure, which has said what the unit is."""
    written = figures.write(definition, value)
    return written.removesuffix(" per 100,000").removesuffix(" an hour")


def _similar(row: Row) -> dict[str, Any] | None:
    """The middle and the range of the areas most like it, in the same period."""
    values = [one.value for one in row.similar if one.value is not None]
    if not values or row.latest is None:
        return None
    middle = median(values)
    low, high = (_short(row.definition, value) for value in (min(values), max(values)))
    return {
        "strip": charts.strip(row.latest.value, values, middle),
        "middle": _short(row.definition, middle),
        "range": f"{low} to {high}",
        "count": len(values),
    }


def _finding(row: Row, around: Around) -> str:
    """`Below England’s 4.2%; the difference may be chance. Third highest of these 11 similar areas.`"""
    latest = row.latest
    if latest is None:
        return ""
    said = [_place(row, around)]
    if row.parents and row.parents[-1] is not None:
        found = findings.against(row.definition, latest, row.parents[-1], around.parents[-1].name)
        said.insert(0, found.text)
    return " ".join(f"{_sentence(one)}." for one in said if one)


def _place(row: Row, around: Around) -> str:
    """Where it stands with the areas most like it, by the figures as shown."""
    latest = row.latest
    if latest is None or latest.area != around.area.code or not row.similar:
        return ""
    group = [around.area.code, *around.similar]
    across = queries.across(row.definition.id, latest.period.iso)
    named = f"these {len(group)} similar areas"
    found = findings.rank(row.definition, across, around.area.code, group, named)
    return found.text if found else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def small(row: Row, around: Around) -> dict[str, str] | None:
    """A small chart of the area's line with its widest parent's, titled with what it shows."""
    definition = row.definition
    own = [figures.point(one) for one in figures.known(row.series)]
    beside = figures.known(row.parent_series[-1]) if row.parent_series else []
    title = charts.words.finding(definition.title, own, definition.unit, definition.decimals)
    drawn = charts.small(
        f"small-{definition.id}", f"{around.area.name}: {title}", own,
        [figures.point(one) for one in beside], definition.decimals,
    )  # fmt: skip
    unit = tables.unit_words(definition)
    return {"title": title, "unit": unit, "chart": drawn} if drawn else None
