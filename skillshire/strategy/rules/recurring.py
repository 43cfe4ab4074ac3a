"""The rules for what is asked again in each stretch of time: maintain, annual quota, frequency × coverage.

Each stretch (a year, a quarter) that has a published figure is met or missed. Achieved: every stretch has a
figure and every one was met. On track: all so far were met. At risk: the latest was met but an earlier one
was missed. Off track: the latest was missed, or the last stretch has its figure and any was missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from skillshire.core import numbers, periods
from skillshire.core.periods import Period
from skillshire.indicators.observations import Observation, Series
from skillshire.strategy import assessment
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, OFF_TRACK, ON_TRACK, Assessment, Mark, Terms
from skillshire.strategy.kinds import AnnualQuota, FrequencyCoverage, Maintain, Recurring
from skillshire.strategy.rules import words

WHOLE = 100.0  # per cent: every place was reached


@dataclass(frozen=True)
class Stretch:
    """One stretch of time and the figure for it, if there is one."""

    period: Period
    figure: Observation | None

    def met(self, terms: Terms) -> bool:
        return self.figure is not None and self.figure.value is not None and _meets(terms, self.figure.value)


@dataclass(frozen=True)
class Record:
    """How the stretches went so far."""

    every: Sequence[Stretch]
    figured: Sequence[Stretch]
    missed: Sequence[Stretch]

    @property
    def complete(self) -> bool:
        return len(self.figured) == len(self.every)

    @property
    def over(self) -> bool:
        """The last stretch has its figure."""
        return self.every[-1].figure is not None


def judge(terms: Terms, known: Series, today: date) -> Assessment:
    """`known` holds one figure a stretch; for frequency × coverage, the percentage of places reached in
    it.
    """
    every = stretches(terms, known.numbers)
    record = Record(
        every,
        [stretch for stretch in every if stretch.figure is not None],
        [stretch for stretch in every if stretch.figure is not None and not stretch.met(terms)],
    )
    if not record.figured:
        noun = words.length(_recurring(terms).every)
        reason = f"No figure for any {noun} of the strategy was out by {words.day(today)}."
        return assessment.nothing(reason, terms)
    asked = _asked(terms)
    status = _status(record)
    return Assessment(
        status, f"{_figure(terms, record.figured[-1])} {_history(terms, record, status)}",
        record.figured[-1].figure, asked, _probability(record, status),
        tuple(Mark(asked, stretch.period, stretch.period.label) for stretch in every), (),
        _inputs(terms, record),
    )  # fmt: skip


def _status(record: Record) -> str:
    if not record.missed:
        return ACHIEVED if record.complete else ON_TRACK
    return OFF_TRACK if record.over or record.missed[-1] is record.figured[-1] else AT_RISK


def _probability(record: Record, status: str) -> float | None:
    """Nothing is forecast, and a miss is not the end before the last stretch is in."""
    if status == ACHIEVED:
        return 1.0
    return 0.0 if record.missed and record.over else None


def _recurring(terms: Terms) -> Recurring:
    if not isinstance(terms.parameters, Recurring):
        raise TypeError(f"{type(terms.parameters).__name__} does not recur")
    return terms.parameters


def _asked(terms: Terms) -> float:
    if isinstance(terms.parameters, Maintain):
        return terms.parameters.floor
    if isinstance(terms.parameters, AnnualQuota):
        return terms.parameters.at_least
    return WHOLE


def _meets(terms: Terms, value: float) -> bool:
    if isinstance(terms.parameters, FrequencyCoverage):
        return value >= WHOLE or assessment.same(value, WHOLE)
    return terms.meets(value, _asked(terms))


def stretches(terms: Terms, figures: Sequence[Observation]) -> list[Stretch]:
    """Every stretch from the first to the last, with the figure of the same period where there is one."""
    parameters = _recurring(terms)
    by_dates = {(one.period.start, one.period.end): one for one in figures}
    months, end = periods.parse_lag(parameters.every), parameters.until + timedelta(days=1)
    found: list[Stretch] = []
    # Counted from the first day, not from stretch to stretch: the 31st is a month's last day, not the 28th.
    while (start := periods.add_months(parameters.first, months * len(found))) < end:
        after = periods.add_months(parameters.first, months * (len(found) + 1))
        period = Period(start, after, f"{start.isoformat()}/{parameters.every}")
        found.append(Stretch(period, by_dates.get((period.start, period.end))))
    return found


def _figure(terms: Terms, stretch: Stretch) -> str:
    value = (stretch.figure.value if stretch.figure else None) or 0.0
    parameters = terms.parameters
    if isinstance(parameters, FrequencyCoverage):
        share = "all" if _meets(terms, value) else f"{_share(value)} of"
        events = words.plural(parameters.event, parameters.at_least)
        held = f"{share} {words.plural(parameters.place)} had at least {parameters.at_least} {events}"
        asked = "as asked for" if _meets(terms, value) else "and all should have"
        during = words.when(stretch.period)
        return f"{during[0].upper()}{during[1:]}, {held}, {asked}."
    asked = f"{terms.write_target(_asked(terms))} in each {words.length(_recurring(terms).every)}"
    shown = terms.write_apart(value, _asked(terms))
    return f"The figure for {stretch.period.label} is {shown}, against {asked}."


def _share(value: float) -> str:
    text = numbers.with_unit(value, "percent")
    return "just under 100%" if text == "100%" else text


def _history(terms: Terms, record: Record, status: str) -> str:
    noun = words.length(_recurring(terms).every)
    verdict = f"so the measure is {status}."
    if record.missed:
        names = words.listed([stretch.period.label for stretch in record.missed])
        if len(record.missed) == len(record.figured) > 1:
            return f"All {len(record.figured)} {words.plural(noun)} with a figure missed it, {verdict}"
        since = ", though met since" if status == AT_RISK else ""
        return f"It was missed in {names}{since}, {verdict}"
    count = len(record.every)
    if record.complete:
        whole = f"All {count} {words.plural(noun)} met it" if count > 1 else f"That is the only {noun}"
        return f"{whole}, {verdict}"
    have = f"{len(record.figured)} of {count} {words.plural(noun)}"
    verb = "has" if len(record.figured) == 1 else "have"
    return f"So far {have} {verb} a figure and none missed it, {verdict}"


def _inputs(terms: Terms, record: Record) -> tuple[tuple[str, str], ...]:
    parameters = _recurring(terms)
    noun = words.length(parameters.every)
    if isinstance(parameters, FrequencyCoverage):
        asked = f"{parameters.at_least} {words.plural(parameters.event, parameters.at_least)} in each "
        asked += parameters.place
    else:
        asked = terms.write_target(_asked(terms))
    first, last = record.every[0].period.label, record.every[-1].period.label
    spread = f", from {first} to {last}" if len(record.every) > 1 else f", {first}"
    return (
        (f"Asked for in each {noun}", asked),
        (f"{words.plural(noun).capitalize()} in all", f"{len(record.every)}{spread}"),
        ("With a figure", str(len(record.figured))),
        ("Missed", str(len(record.missed))),
    )
