"""The sentences that pages make from figures. Every finding on a page comes from here or from
charts.words.
"""

from skillshire.core import numbers
from skillshire.core.periods import Period
from skillshire.indicators import calculate
from skillshire.indicators.definitions import IndicatorDefinition
from skillshire.indicators.observations import Series
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from skillshire.strategy.assessments import Assessed

SLUGS = {status: status.replace(" ", "-") for status in (ACHIEVED, ON_TRACK, AT_RISK, OFF_TRACK, NO_EVIDENCE)}


def in_period(period: Period) -> str:
    label = period.label
    if " to " in label:
        return f"from {label}"
    return f"on {label}" if (period.end - period.start).days == 1 else f"in {label}"


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
        return f"the same as {name}’s {shown}"
    return f"{'above' if mine > theirs else 'below'} {name}’s {shown}"


def indicator_title(definition: IndicatorDefinition, area_name: str, series: Series, beside: str) -> str:
    """The finding that heads an indicator's page."""
    latest = series.latest
    if latest is None or latest.value is None:
        return f"{definition.title}: no figure for {area_name}"
    value = numbers.with_unit(latest.value, definition.unit, definition.decimals)
    title = f"{area_name}’s {_lower(definition.title)} was {value} {in_period(latest.period)}"
    return f"{title}, {beside}" if beside else title


def _lower(title: str) -> str:
    """Lower-case the first letter, unless the first word is a name or an abbreviation."""
    first = title.split(maxsplit=1)[0]
    return title if len(first) > 1 and first[1:] != first[1:].lower() else title[0].lower() + title[1:]


def measure_title(one: Assessed) -> str:
    """The finding that heads a measure's page: the latest figure against what is asked for."""
    judged, terms = one.assessment, one.terms
    if judged.latest is None or judged.latest.value is None:
        return f"{one.measure.title}: no evidence yet"
    value = terms.write(judged.latest.value)
    title = f"{one.measure.title}: {value} {in_period(judged.latest.period)}"
    if not terms.targets:
        return title
    target = terms.targets[-1]
    if terms.meets(judged.latest.value, target.value):
        side = "meeting"
    else:
        side = "above" if terms.better == "down" else "below"
    return f"{title}, {side} the {terms.write(target.value)} aimed for by {target.label}"


def on_track_sentence(counts: dict[str, int]) -> str:
    """`1 of 15 measures is off track; 14 have no evidence yet`: the strategy in one line."""
    total = sum(counts.values())
    good = counts[ON_TRACK] + counts[ACHIEVED]
    judged = total - counts[NO_EVIDENCE]
    verb = "is" if good == 1 else "are"
    if judged == 0:
        return f"None of the {total} measures can be judged yet: no evidence has been published"
    return f"{good or 'None'} of the {judged} measures with evidence {verb} on track or achieved"
