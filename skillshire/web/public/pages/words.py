"""The sentences that pages make from figures. Every finding on a page comes from here or from
charts.words.
"""

from skillshire.core import numbers
from skillshire.indicators import calculate
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Breakdown, Observation, Series
from skillshire.places import areas
from skillshire.strategy import kinds
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from skillshire.strategy.assessments import Assessed
from skillshire.strategy.models import Evidence
from skillshire.web.components import charts
from skillshire.web.components.findings import possessive

SLUGS = {status: status.replace(" ", "-") for status in (ACHIEVED, ON_TRACK, AT_RISK, OFF_TRACK, NO_EVIDENCE)}


COUNTED = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def counted(number: int, noun: str) -> str:
    """`Five themes`, `One theme`, `12 themes`: the start of a heading."""
    many = noun if number == 1 else f"{noun}s"
    return f"{COUNTED[number] if number < len(COUNTED) else number} {many}"


def yearly_change(definition: IndicatorDefinition, series: Series) -> str:
    """`Up 0.3 percentage points on the year before`; says when there is no figure of a year before."""
    difference = calculate.change_on_year(series)
    if difference is None:
        return "No figure a year before"
    if numbers.rounded(difference, definition.decimals) == 0:
        return "No change on the year before"
    size = numbers.change(abs(difference), definition.unit, definition.decimals)
    return f"{'Up' if difference > 0 else 'Down'} {size} on the year before"


def against(definition: IndicatorDefinition, value: float, other: float | None, name: str) -> str:
    """`above England's 3.9%`, judged on the figures as shown."""
    if other is None:
        return ""
    mine, theirs = numbers.rounded(value, definition.decimals), numbers.rounded(other, definition.decimals)
    shown = numbers.with_unit(other, definition.unit, definition.decimals)
    if mine == theirs:
        return f"the same as {possessive(name)} {shown}"
    return f"{'above' if mine > theirs else 'below'} {possessive(name)} {shown}"


def indicator_title(
    definition: IndicatorDefinition,
    area_name: str,
    series: Series,
    beside: str,
    breakdown: Breakdown = (),
) -> str:
    """The finding that heads an indicator's page."""
    latest = series.latest
    if latest is None or latest.value is None:
        return f"{part_title(definition, breakdown)}: no figure for {area_name}"
    value = numbers.with_unit(latest.value, definition.unit, definition.decimals)
    when = charts.words.when(latest.period.label)
    # The title first and as it is written: not every one is a noun that “Kent’s … stood at” could go with.
    title = f"{part_title(definition, breakdown)}: {value} in {area_name} {when}{provisional(latest)}"
    return f"{title}, {beside}" if beside else title + _to_come(definition, series, latest)


def provisional(one: Observation) -> str:
    """` (provisional)`, which a reader must know where no symbol stands beside the figure."""
    return " (provisional)" if one.status == "p" else ""


def part_title(definition: IndicatorDefinition, breakdown: Breakdown) -> str:
    """`Apprenticeship starts (19 to 24)`: the indicator, and whom its figures are about if not everybody."""
    return f"{definition.title} ({definition.label(breakdown)})" if breakdown else definition.title


def _to_come(definition: IndicatorDefinition, series: Series, latest: Observation) -> str:
    """`, forecast to be 794,589 in 2035`, where the publisher gives figures for years to come."""
    last = series.comparable[-1]
    if latest.status == "f" or last.status != "f" or last.value is None:
        return ""
    value = numbers.with_unit(last.value, definition.unit, definition.decimals)
    return f", forecast to be {value} {charts.words.when(last.period.label)}"


NAMES = ("English", "European", "Gypsy", "September")  # words that keep their capital wherever they stand


def lower(title: str) -> str:
    """Lower-case the first letter, unless the first word is a name or an abbreviation."""
    first = title.split(maxsplit=1)[0]
    if first in NAMES or areas.is_name(title):
        return title
    return title if len(first) > 1 and first[1:] != first[1:].lower() else title[0].lower() + title[1:]


def measure_title(one: Assessed) -> str:
    """The finding that heads a measure's page: the figure that decides, or the latest, against the target."""
    judged, terms, name = one.assessment, one.terms, one.measure.title
    if judged.latest is None or judged.latest.value is None:
        return f"{name}: no evidence yet"
    figure = decider(one) if decided(one) else judged.latest
    if figure is None or figure.value is None:
        asked = f"{terms.write_target(terms.targets[-1].value)} aimed for by {terms.targets[-1].label}"
        return f"{name}: the {asked} was {'met' if judged.probability else 'missed'}"
    title = f"{name}: {terms.write(figure.value)} {charts.words.when(figure.period.label)}"
    if not terms.targets:
        return title
    target = terms.targets[-1]
    side = "above" if figure.value > target.value else "below" if figure.value < target.value else "exactly"
    return f"{title}, {side} the {terms.write(target.value)} aimed for by {target.label}"


def decided(one: Assessed) -> bool:
    """Whether the target's own figure is out: only then is a probability 0 or 1."""
    return one.measure.kind in kinds.WITH_TARGETS and one.assessment.probability in (0.0, 1.0)


def decider(one: Assessed) -> Observation | None:
    """The published figure for the target's own period; None where another decided, or a computed one."""
    if one.main is None or one.main.role != Evidence.Role.OWN:
        return None
    aim = one.terms.targets[-1].period
    same = [o for o in one.main.series.numbers if (o.period.start, o.period.end) == (aim.start, aim.end)]
    return same[-1] if same else None


def standing(counts: dict[str, int]) -> str:
    """`1 of 15 measures can be judged: it is off track`: the strategy in one line, true for any counts."""
    total, judged = sum(counts.values()), sum(counts.values()) - counts[NO_EVIDENCE]
    if total == 0:
        return "This strategy has no measures"
    if judged == 0:
        return (
            "The only measure cannot be judged yet"
            if total == 1
            else f"None of {total} measures can be judged yet"
        )
    if total == 1:
        return f"The only measure is {_which(counts)[0]}"
    start = f"All {total}" if judged == total else f"{judged} of {total}"
    return f"{start} measures can be judged: {_split(counts, judged)}"


def _which(counts: dict[str, int]) -> list[str]:
    """The statuses that some measure has, best first."""
    return [status for status in (ACHIEVED, ON_TRACK, AT_RISK, OFF_TRACK) if counts[status]]


def _split(counts: dict[str, int], judged: int) -> str:
    """`it is off track`, `all are on track`, `2 on track and 1 off track`."""
    found = _which(counts)
    if len(found) > 1:
        return charts.words.listed([f"{counts[status]} {status}" for status in found])
    who = {1: "it is", 2: "both are"}.get(judged, "all are")
    return f"{who} {found[0]}"
