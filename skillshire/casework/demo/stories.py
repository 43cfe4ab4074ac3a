"""Tells what a young person did as activity spells, month by month as people.py decided. Plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from skillshire.casework import currency
from skillshire.casework.demo.people import NEET, NOT_KNOWN, Person, academic_year
from skillshire.casework.demo.places import Place
from skillshire.core.periods import add_months

LEARNING = {210: 44, 230: 27, 220: 9, 310: 8, 320: 3, 330: 3, 280: 2, 450: 1, 410: 2, 250: 1}
OUT = {619: 60, 610: 12, 615: 8, 640: 9, 620: 3, 650: 2, 630: 2, 680: 4}
LOST = {810: 75, 820: 20, 830: 5}
LATER = {240: 38, 330: 25, 310: 12, 230: 9, 619: 6, 340: 5, 810: 5}  # from 18 on
DAY = timedelta(days=1)
PUPIL = 110  # in year 11
REVIEWED = 60  # days until somebody out of learning is asked again
LAPSED = 0.5  # the share of those not known whose course has ended, of whom nobody has heard since
ENDING = 0.25  # the share of courses and jobs other than full-time education that end within a month
FULL_TIME = (210, 220, 230, 280)
AGREED = 615  # out of learning, with a day on which something begins


@dataclass(frozen=True)
class Spell:
    code: int
    starts: date
    ends: date | None
    ascertained: date
    verified: date | None
    lapses: date | None
    neet_since: date | None = None
    review_on: date | None = None
    predicted_end: date | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Run:
    """A run of days with one status. `until` is the first day after it."""

    status: str | None
    since: date
    until: date


def tell(person: Person, seed: int, on: date, places: dict[int, list[Place]]) -> list[Spell]:
    """The person's spells from the September after year 11 to the day, oldest first.

    Of who is in year 11 now, the one at school.
    """
    draw = Random(f"{seed}:story:{person.number}")
    usual = _pick(draw, LEARNING)
    place = draw.choice(places[usual]) if usual in places else None
    found = _at_school(person, on, places)
    for year in range(person.cohort, min(person.cohort + 2, academic_year(on) + 1)):
        for run in _runs(person, year, draw):
            if run.since <= on:
                _add(found, run, usual, place, draw, on)
    if date(person.cohort + 2, 9, 1) <= on:
        found.append(_later(person, draw, on))
    return found


def _at_school(person: Person, on: date, places: dict[int, list[Place]]) -> list[Spell]:
    began = date(person.cohort - 1, 9, 1)
    if academic_year(on) != began.year:
        return []
    lapses = currency.lapses(PUPIL, starts=began)
    school = places[210][person.number % len(places[210])]
    return [Spell(PUPIL, began, None, began, None, lapses, place=school)]


def _pick(draw: Random, weights: dict[int, int]) -> int:
    return draw.choices(list(weights), list(weights.values()))[0]


# --- Runs of days ----------------------------------------------------------------------------------------


def _runs(person: Person, year: int, draw: Random) -> Iterator[Run]:
    """The academic year cut where its months change status. Winter is cut on the first of a month."""
    first, after = date(year, 9, 1), date(year + 1, 9, 1)
    months = sorted(key for key in person.months if first <= date(*key, 1) < after)
    since = first
    for month, last, status in _stretches(person, months):
        begins = _begins(month, since, draw)
        if begins > since:
            yield Run(None, since, begins)
        since = _ends(last, after, draw)
        yield Run(status, begins, since)
    if since < after:
        yield Run(None, since, after)


def _stretches(
    person: Person, months: list[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], str]]:
    """First month, last month and status of each run of months."""
    start = 0
    for at in range(1, len(months) + 1):
        if at == len(months) or months[at] != _next(months[at - 1]) or _differs(person, months, at):
            yield months[start], months[at - 1], person.months[months[start]]
            start = at


def _differs(person: Person, months: list[tuple[int, int]], at: int) -> bool:
    return person.months[months[at]] != person.months[months[at - 1]]


def _next(month: tuple[int, int]) -> tuple[int, int]:
    return (month[0] + month[1] // 12, month[1] % 12 + 1)


def _begins(month: tuple[int, int], earliest: date, draw: Random) -> date:
    """The first of a winter month; before December, any day up to it."""
    first = date(*month, 1)
    if month[1] in (1, 2):
        return first
    return max(earliest, first - timedelta(days=draw.randrange(75)))


def _ends(month: tuple[int, int], after: date, draw: Random) -> date:
    """The first day after: that of the next month; after February, any day up to the end of the year."""
    following = date(*_next(month), 1)
    if month[1] in (12, 1):
        return following
    return min(after, following + timedelta(days=draw.choice((0, 30, 75, 120, 184))))


# --- Spells of a run -------------------------------------------------------------------------------------


def _add(found: list[Spell], run: Run, usual: int, place: Place | None, draw: Random, on: date) -> None:
    if run.status == NEET:
        found.append(_neet(run, draw, on))
    elif run.status != NOT_KNOWN:
        found.append(_learning(run, usual, place, draw, on))
    elif draw.random() < LAPSED and found and _led_up_to(found[-1], run, usual):
        found[-1] = _lapsed(found[-1], run, on)
    else:
        found.append(Spell(_pick(draw, LOST), run.since, _last(run, on), run.since, None, None))


def _last(run: Run, on: date) -> date | None:
    """The last day, none while it goes on."""
    return run.until - timedelta(days=1) if run.until <= on else None


def _learning(run: Run, code: int, place: Place | None, draw: Random, on: date) -> Spell:
    last = run.until - timedelta(days=1)
    known = min(on, last, run.since + timedelta(days=draw.randrange(10, 60)))
    winter = date(academic_year(run.since), 11, 30)  # when every activity is looked through
    confirmed = min(last, max(known, winter)) if winter <= on else None
    ends = _soon(on, draw) if run.until > on and code not in FULL_TIME and draw.random() < ENDING else None
    lapses = currency.lapses(
        code, starts=run.since, ascertained=known, verified=confirmed, predicted_end=ends
    )
    return Spell(code, run.since, _last(run, on), known, confirmed, lapses, predicted_end=ends, place=place)


def _soon(on: date, draw: Random) -> date:
    """A day within a month, but after this one: what has happened by its end is decided already."""
    first, last = add_months(on.replace(day=1), 1) - DAY, add_months(on, 1) - DAY
    return first + DAY * draw.randrange((last - first).days + 1)


def _neet(run: Run, draw: Random, on: date) -> Spell:
    known = min(on, run.since + timedelta(days=draw.randrange(0, 12)))
    # Found NEET again every few weeks: what has ended never lapsed before its end.
    confirmed = run.until - timedelta(days=1) if run.until <= on else max(known, _lately(on, draw))
    code = _pick(draw, OUT)
    begins = _soon(on, draw) if run.until > on and code == AGREED else None
    lapses = currency.lapses(
        code, starts=run.since, ascertained=known, verified=confirmed, predicted_end=begins
    )
    review = None if run.until <= on else confirmed + timedelta(days=REVIEWED)
    return Spell(code, run.since, _last(run, on), known, confirmed, lapses, run.since, review, begins)


def _lately(on: date, draw: Random) -> date:
    return on - timedelta(days=draw.randrange(1, 112))


def _led_up_to(spell: Spell, run: Run, usual: int) -> bool:
    return spell.code == usual and spell.ends == run.since - DAY


def _lapsed(spell: Spell, run: Run, on: date) -> Spell:
    """Goes on in the books, though it was to end on the day before: it lapses as the run begins."""
    ended = run.since - DAY
    lapses = currency.lapses(
        spell.code, starts=spell.starts, ascertained=spell.ascertained, verified=spell.verified,
        predicted_end=ended,
    )  # fmt: skip
    return replace(spell, ends=_last(run, on), predicted_end=ended, lapses=lapses)


def _later(person: Person, draw: Random, on: date) -> Spell:
    starts = date(person.cohort + 2, 9, 1) + timedelta(days=draw.randrange(28))
    starts = min(starts, on)
    code = _pick(draw, LATER)
    known = min(on, starts + timedelta(days=draw.randrange(60)))
    lapses = currency.lapses(code, starts=starts, ascertained=known)
    since = starts if code == 619 else None
    return Spell(code, starts, None, known, None, lapses, neet_since=since)
