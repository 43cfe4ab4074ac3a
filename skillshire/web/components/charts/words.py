"""Numbers and findings in words, for titles, tables and the descriptions of charts."""

import math
import re
from collections.abc import Iterable, Sequence

from skillshire.core import numbers
from skillshire.core.periods import MONTHS
from skillshire.web.components.charts.models import BarChart, DotChart, LineChart, LineSeries, Point, Target
from skillshire.web.components.charts.scale import LARGEST, finite

NO_FIGURE = "no figure"
WRITTEN = ("count", "score")  # units that are not said after the number; an unknown one is
_MONTH_AT_END = re.compile(rf"\b({'|'.join((*MONTHS, *(name[:3] for name in MONTHS)))}) (\d{{4}})$")
UNIT_LABELS = {
    "percent": "Percent",
    "count": "Number",
    "pounds": "Pounds",
    "pounds per hour": "Pounds an hour",
    "score": "Score",
}


def plain_number(value: float, decimals: int) -> str:
    """`-1234.5` is written −1,234.5, with a minus sign and a comma for thousands; never minus nought."""
    return numbers.plain(_writable(value), max(0, decimals))


def _writable(value: float) -> float:
    return max(-LARGEST, min(LARGEST, value))


def format_value(value: float | None, unit: str, decimals: int) -> str:
    """How a figure is written in running text: 3.3%, 1,955, £773.70, 959 per 100,000; None is “no figure”."""
    value = finite(value)
    if value is None:
        return NO_FIGURE
    text = numbers.with_unit(_writable(value), unit, max(0, decimals))
    bare = unit and unit not in WRITTEN and text == plain_number(value, decimals)
    return f"{text} {unit}" if bare else text


def format_range(lower: float | None, upper: float | None, unit: str, decimals: int) -> str:
    """`2.9% to 3.7%`, or nothing where a limit is missing."""
    if finite(lower) is None or finite(upper) is None:
        return ""
    return f"{format_value(lower, unit, decimals)} to {format_value(upper, unit, decimals)}"


def unit_label(unit: str) -> str:
    """What stands at the top of an axis: `Percent`, `Per 100,000`."""
    return UNIT_LABELS.get(unit) or unit[:1].upper() + unit[1:]


def when(label: str) -> str:
    """`in 2024`, `in March 2025`, `on 30 April 2025`, `(Dec 2019 to Feb 2020)`."""
    if " to " in label:
        return f"({label})"
    return f"on {label}" if _is_day(label) else f"in {label}"


def _is_day(label: str) -> bool:
    first, _, rest = label.partition(" ")
    return bool(rest) and first.isdigit() and len(first) <= 2


def both_times(first: str, last: str) -> str:
    """`in both 2020 and 2025`, `on both 30 April 2024 and 30 April 2025`, `both in … and in …`."""
    if " to " in first + last:
        return f"in both {first} and {last}"
    return f"on both {first} and {last}" if _is_day(first) else f"in both {first} and {last}"


def on_axis(label: str) -> str:
    """A period as short as an axis needs it: its last month. `Dec 2018 to Feb 2019` is Feb 2019, `30 April
    2025` is Apr 2025; years stay as they are.
    """
    found = _MONTH_AT_END.search(label)
    return f"{found[1][:3]} {found[2]}" if found else label


def compare(value: float, other: float, decimals: int) -> str:
    """`above`, `below` or `the same as`, as the shown digits have it."""
    difference = rounded(value, decimals) - rounded(other, decimals)
    return "the same as" if difference == 0 else "above" if difference > 0 else "below"


def rounded(value: float, decimals: int) -> float:
    """As the shown digits have it: half away from zero."""
    return float(numbers.rounded(_writable(value), max(0, decimals))) if math.isfinite(value) else value


def verb(first: float, last: float, decimals: int) -> str:
    side = compare(last, first, decimals)
    return {"above": "rose", "below": "fell"}.get(side, "did not change")


def change(points: Sequence[Point], unit: str, decimals: int) -> str:
    """`fell from 4.1% in 2020 to 2.9% in 2025`; says so where there is one figure or none."""
    shown = _shown(points)
    if not shown:
        return "has no figure yet"
    first, last = shown[0], shown[-1]
    start, end = (format_value(point.value, unit, decimals) for point in (first, last))
    if len(shown) == 1:
        return f"stood at {end} {when(last.label)}"
    how = verb(first.value or 0.0, last.value or 0.0, decimals)
    if how == "did not change":
        return f"stood at {end} {both_times(first.label, last.label)}"
    return f"{how} from {start} {when(first.label)} to {end} {when(last.label)}"


def finding(subject: str, points: Sequence[Point], unit: str, decimals: int) -> str:
    """A title that answers: `Claimant count rate fell from 4.1% in 2020 to 2.9% in 2025`."""
    return f"{subject} {change(points, unit, decimals)}"


def against(value: float, name: str, other: float, unit: str, decimals: int) -> str:
    """`above England (5.4%)`."""
    return f"{compare(value, other, decimals)} {name} ({format_value(other, unit, decimals)})"


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def describe_line(chart: LineChart, notes: Iterable[str] = ()) -> str:
    """What a sighted reader sees: how each line runs, its highest and lowest, its end against the target."""
    if chart.description:
        return chart.description
    sentences = [sentence for series in _strong_first(chart.series) for sentence in _series(series, chart)]
    sentences += [_target(target, chart) for target in chart.targets]
    sentences += _forecast(chart)
    return " ".join([*sentences, *notes]) or "No figures to draw."


def _shown(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if finite(point.value) is not None]


def _strong_first(series: Sequence[LineSeries]) -> list[LineSeries]:
    return sorted(series, key=lambda one: not one.emphasis)


def _series(series: LineSeries, chart: LineChart) -> list[str]:
    shown = _shown(series.points)
    sentences = [f"{series.name} {change(series.points, chart.unit, chart.decimals)}."]
    if series.emphasis and len(shown) > 2:
        sentences.append(_extremes(shown, chart))
    missing = len(series.points) - len(shown)
    if series.emphasis and shown and missing:
        has = "has" if missing == 1 else "have"
        sentences.append(f"{missing} of {len(series.points)} periods {has} no figure.")
    return sentences


def _extremes(shown: Sequence[Point], chart: LineChart) -> str:
    high = max(shown, key=lambda point: point.value or 0.0)
    low = min(shown, key=lambda point: point.value or 0.0)
    ends = [
        f"{name} {format_value(point.value, chart.unit, chart.decimals)} {when(point.label)}"
        for name, point in (("Highest", high), ("lowest", low))
    ]
    return f"{'; '.join(ends)}."


def _target(target: Target, chart: LineChart) -> str:
    aim = format_value(target.value, chart.unit, chart.decimals)
    by = f" {when(target.period)}" if target.period else ""
    strong = next((_shown(series.points) for series in chart.series if series.emphasis), [])
    if not strong:
        return f"{target.label}: {aim}{by}."
    side = compare(strong[-1].value or 0.0, target.value, chart.decimals)
    return f"{target.label}: {aim}{by}; the latest figure is {side} it."


def _forecast(chart: LineChart) -> list[str]:
    shown = _shown(chart.forecast.points) if chart.forecast else []
    if not chart.forecast or not shown:
        return []
    last = shown[-1]
    limits = format_range(last.lower, last.upper, chart.unit, chart.decimals)
    between = f", 80% range {limits}" if limits else ""
    value = format_value(last.value, chart.unit, chart.decimals)
    return [f"{chart.forecast.name}: {value} {when(last.label)}{between}."]


def describe_ranked(chart: BarChart | DotChart) -> str:
    """Highest, lowest, those without a figure, and the reference lines."""
    if chart.description:
        return chart.description
    rows = chart.bars if isinstance(chart, BarChart) else chart.rows
    shown = sorted((r for r in rows if finite(r.value) is not None), key=lambda r: -(r.value or 0.0))
    sentences = (
        [_top_and_bottom([(r.name, r.value) for r in shown], chart)] if shown else ["No figures to draw."]
    )
    missing = [row.name for row in rows if finite(row.value) is None]
    sentences += [f"No figure for {listed(missing)}."] if missing else []
    for reference in chart.references if isinstance(chart, DotChart) else ():
        value = format_value(reference.value, chart.unit, chart.decimals)
        sentences.append(f"{reference.name} is {value}.")
    return " ".join(sentences)


def _top_and_bottom(shown: list[tuple[str, float | None]], chart: BarChart | DotChart) -> str:
    (top, high), (bottom, low) = shown[0], shown[-1]
    most = f"{top} {format_value(high, chart.unit, chart.decimals)}"
    if len(shown) == 1:
        return f"{most}."
    least = f"{bottom} {format_value(low, chart.unit, chart.decimals)}"
    return f"Highest {most}; lowest {least}; {len(shown)} shown."
