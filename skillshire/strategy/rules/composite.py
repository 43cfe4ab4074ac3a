"""The rule for a composite: several parts, each met or not, judged on the latest year that has figures.

On track when every part is met (achieved once the strategy's time is over), at risk when some are, off track
when none is.
"""

from collections.abc import Sequence
from datetime import date

from skillshire.core import numbers
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, OFF_TRACK, ON_TRACK, Assessment, Terms
from skillshire.strategy.kinds import Composite, Growth, Share

Part = tuple[bool, str]


def judge(terms: Terms, known: Sequence[Series], today: date) -> Assessment:
    """`known[0]` is the headline count; each share's group is a further series with its breakdown."""
    parameters = terms.parameters
    if not isinstance(parameters, Composite):
        raise TypeError(f"{type(parameters).__name__} is not a composite")
    figures = [one for one in known[0].numbers if parameters.first <= one.period.last_day] if known else []
    if not figures:
        return assessment.nothing("No figure for this measure had been published by then.", terms)
    latest = figures[-1]
    parts = [_part(terms, part, known, latest) for part in parameters.parts]
    met = [part for part in parts if part is not None and part[0]]
    status = _status(
        len(met), len(parts), latest.period.last_day >= parameters.until and today > parameters.until
    )
    sentences = [part[1] if part else "One part has no figure to be judged by." for part in parts]
    probability = {ACHIEVED: 1.0}.get(status)
    return Assessment(
        status, " ".join(sentences), latest, None, probability,
        inputs=tuple((f"Part {i}", text) for i, text in enumerate(sentences, start=1)),
    )  # fmt: skip


def _status(met: int, count: int, over: bool) -> str:
    if met == count:
        return ACHIEVED if over else ON_TRACK
    return AT_RISK if met else OFF_TRACK


def _part(terms: Terms, part: Growth | Share, known: Sequence[Series], latest: Observation) -> Part | None:
    return _growth(terms, known[0], latest) if isinstance(part, Growth) else _share(part, known, latest)


def _growth(terms: Terms, series: Series, latest: Observation) -> Part | None:
    before = [one for one in series.numbers if one.period.end == latest.period.start]
    if not before or before[-1].value is None or latest.value is None:
        return None
    grew = latest.value > before[-1].value
    return grew, (
        f"{latest.period.label} had {terms.write(latest.value)}, "
        f"{'more than' if grew else 'no more than'} the {terms.write(before[-1].value)} of "
        f"{before[-1].period.label}."
    )


def _share(part: Share, known: Sequence[Series], latest: Observation) -> Part | None:
    wanted = tuple(sorted(part.breakdown.items()))
    group = next((one for one in known if tuple(sorted(one.breakdown)) == wanted), None)
    figure = next((o for o in group.numbers if o.period == latest.period), None) if group else None
    if figure is None or figure.value is None or not latest.value:
        return None
    share = 100 * figure.value / latest.value
    met = share >= part.at_least
    text = f"{numbers.with_unit(share, 'percent', 1)} were {part.of}, "
    return met, f"{text}{'at least' if met else 'under'} the {part.at_least:g}% asked for."
