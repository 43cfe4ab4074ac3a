"""The rule for a composite: several parts, each met or not, judged on the latest year that has a figure.

On track when every part that can be judged is met, at risk when some are, off track when none is. Once the
strategy's last year has its figure: achieved when every part is met, else off track. A part without figures
is not judged, and nothing is achieved with one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from skillshire.core import periods
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, OFF_TRACK, ON_TRACK, Assessment, Terms
from skillshire.strategy.kinds import Composite, Growth, Share
from skillshire.strategy.rules import words
from skillshire.strategy.rules.comparable import span

Part = tuple[bool, str]
YEAR = "P1Y"
SHARES = 1  # decimals of a share in a sentence


def judge(terms: Terms, known: Sequence[Series], today: date) -> Assessment:
    """The headline count is the series without a breakdown; each share's group is one with its breakdown."""
    parameters = terms.parameters
    if not isinstance(parameters, Composite):
        raise TypeError(f"{type(parameters).__name__} is not a composite")
    months = _months(parameters)
    headline = next((one for one in known if not one.breakdown), known[0])
    every = [one for one in headline.numbers if span(one.period) == ("months", months)]
    figures = [one for one in every if parameters.first <= one.period.last_day <= parameters.until]
    if not figures:
        return assessment.nothing(f"No figure for this measure was out by {words.day(today)}.", terms)
    latest = figures[-1]
    over = periods.add_months(latest.period.end, months) > parameters.until + timedelta(days=1)
    parts = [_part(terms, part, known, every, latest) for part in parameters.parts]
    return _verdict(terms, latest, parts, over)


def _verdict(terms: Terms, latest: Observation, parts: Sequence[Part | None], over: bool) -> Assessment:
    judged = [part for part in parts if part is not None]
    if not judged:
        reason = f"The only figure, for {latest.period.label}, has nothing to be compared with yet."
        return assessment.nothing(reason, terms)
    met = sum(part[0] for part in judged)
    status = _status(met, len(judged), len(parts), over)
    probability = {ACHIEVED: 1.0, OFF_TRACK: 0.0 if over else None}.get(status)
    text = f"The figure for {latest.period.label} is {terms.write(latest.value or 0.0)}: "
    text += f"{', and '.join(part[1] for part in judged)}."
    ending = _ending(met, len(judged), len(parts), over)
    return Assessment(
        status, f"{text} {ending}, so the measure is {status}.", latest, None, probability,
        inputs=tuple(
            (f"Part {place}", f"{'met' if part[0] else 'missed'}: {part[1]}" if part else "no figure yet")
            for place, part in enumerate(parts, start=1)
        ),
    )  # fmt: skip


def _status(met: int, judged: int, count: int, over: bool) -> str:
    if met == judged:
        return ACHIEVED if over and judged == count else ON_TRACK
    return AT_RISK if met and not over else OFF_TRACK


def _ending(met: int, judged: int, count: int, over: bool) -> str:
    if met == judged:
        text = "Both parts are met" if met == count == 2 else "All that can be judged is met"
    elif met:
        text = "One part is met and one missed" if judged == 2 else f"{met} of {judged} parts are met"
    else:
        text = "No part is met" if judged > 1 else "The one part that can be judged is missed"
    return f"{text} in the last year" if over else text


def _months(parameters: Composite) -> int:
    every = next((part.every for part in parameters.parts if isinstance(part, Growth)), YEAR)
    return periods.parse_lag(every)


def _part(
    terms: Terms, part: Growth | Share, known: Sequence[Series], every: Sequence[Observation],
    latest: Observation,
) -> Part | None:  # fmt: skip
    return _growth(terms, every, latest) if isinstance(part, Growth) else _share(terms, part, known, latest)


def _growth(terms: Terms, every: Sequence[Observation], latest: Observation) -> Part | None:
    before = next((one for one in every if one.period.end == latest.period.start), None)
    if before is None or before.value is None or latest.value is None:
        return None
    grew = latest.value > before.value
    word = "more than" if grew else "the same as" if latest.value == before.value else "fewer than"
    if word == "fewer than" and terms.unit != "count":
        word = "less than"
    return grew, f"{word} the {terms.write(before.value)} for {before.period.label}"


def _share(terms: Terms, part: Share, known: Sequence[Series], latest: Observation) -> Part | None:
    wanted = tuple(sorted(part.breakdown.items()))
    group = next((one for one in known if tuple(sorted(one.breakdown)) == wanted), None)
    dates = (latest.period.start, latest.period.end)
    same = [one for one in group.numbers if (one.period.start, one.period.end) == dates] if group else []
    if not same or same[-1].value is None or not latest.value:
        return None
    share = 100 * same[-1].value / latest.value
    percent = replace(terms, better="up", unit="percent", decimals=SHARES)
    met = percent.meets(share, part.at_least)
    asked = f"{part.at_least:g}% or more"
    return met, f"{percent.write_apart(share, part.at_least)} {part.of}, against {asked} asked for"
