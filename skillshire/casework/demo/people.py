"""Invents young people: who they are, what is known of them, and which months each is NEET or not known.

Plain Python, no database. What is decided here is the county's truth; stories.py tells it as records.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from skillshire.casework.demo import names
from skillshire.casework.demo.rates import Rates

WINTER = (12, 1, 2)  # the months of the published average
EET, NEET, NOT_KNOWN = "eet", "neet", "not-known"
FIRST = 2016  # the first academic year with a cohort begins in it
OLDEST, YOUNGEST = 18, 16  # ages at the end of the August before: 17 and 16 count, 15 is year 11
ETHNICITIES = {
    "WBRI": 68, "WOTH": 8, "AIND": 5, "APKN": 3, "ABAN": 2, "AOTH": 2, "BAFR": 3, "BCRB": 1, "MWBC": 2,
    "MWAS": 2, "MOTH": 1, "CHNE": 1, "NOBT": 2,
}  # fmt: skip
# How likely each factor is in the middle of the county, and how steeply that rises with disadvantage (one
# standard deviation multiplies the odds by e to this power).
FACTORS = {
    "ever_excluded": (0.035, 1.1), "free_meals": (0.12, 0.9), "english_additional": (0.12, 0.2),
    "alternative_provision": (0.008, 1.2), "looked_after": (0.006, 1.1), "carer": (0.02, 0.6),
    "youth_justice": (0.006, 1.3), "pregnant_or_parent": (0.004, 1.0), "custody": (0.001, 1.2),
}  # fmt: skip
UNKNOWN = 0.06  # the share of each factor that nobody knows
PULL = 1.3  # how steeply being NEET rises with disadvantage
MONTHS = ((12, 1, 2), (12, 1, 2), (12, 1, 2), (12, 1), (1, 2), (12,), (2,))  # how a winter may be spent


@dataclass
class Person:
    number: int
    born: date
    cohort: int  # the academic year in which they are 16 begins in this calendar year
    district: str
    postcode: str
    gender: str
    ethnicity: str
    send: str
    given: str
    family: str
    address: str
    disadvantage: float
    factors: dict[str, Any]
    months: dict[tuple[int, int], str] = field(default_factory=dict)  # (year, month) → NEET or NOT_KNOWN

    @property
    def reference(self) -> str:
        return f"YP{self.number:06d}"


def academic_year(on: date) -> int:
    return on.year if on.month >= 9 else on.year - 1


def cohorts(on: date) -> range:
    """The years in which people turn 16 whom the council follows, year 11 included."""
    return range(FIRST - 1, academic_year(on) + 2)


def invent(
    count: int, seed: int, on: date, rates: Rates, postcodes: Mapping[str, Sequence[str]]
) -> list[Person]:
    draw = Random(f"{seed}:young people")
    made = [_person(number, draw, on, rates, postcodes) for number in range(1, count + 1)]
    owed = [0.0, 0.0]
    for year in range(FIRST, academic_year(on) + 1):
        _spend_winter(made, year, rates, Random(f"{seed}:winter:{year}"), owed)
    _spend_now(made, on, rates, Random(f"{seed}:now"))
    return made


def _person(
    number: int, draw: Random, on: date, rates: Rates, postcodes: Mapping[str, Sequence[str]]
) -> Person:
    every = cohorts(on)
    cohort = every[(number - 1) % len(every)]
    born = date(cohort - 17, 9, 1) + timedelta(days=draw.randrange(365))
    district = draw.choices(rates.districts, [rates.size[code] for code in rates.districts])[0]
    gender, disadvantage = draw.choice("FM"), draw.gauss(0, 1)
    ethnicity = draw.choices(list(ETHNICITIES), list(ETHNICITIES.values()))[0]
    send = draw.choices(("none", "support", "ehcp"), (84, 12 + 4 * max(0.0, disadvantage), 4))[0]
    given, family, address = names.given(draw, gender), names.family(draw), names.address(draw)
    factors = _factors(draw, send, disadvantage)
    return Person(
        number, born, cohort, district, draw.choice(postcodes[district]), gender, ethnicity, send, given,
        family, address, disadvantage, factors,
    )  # fmt: skip


def _factors(draw: Random, send: str, disadvantage: float) -> dict[str, Any]:
    """Fields of RiskFactors; None or empty where nobody knows."""
    known: dict[str, Any] = {
        name: draw.random() < _chance(middle, steep * disadvantage)
        for name, (middle, steep) in FACTORS.items()
    }
    missed = min(60.0, math.exp(1.5 + 0.55 * disadvantage + draw.gauss(0, 0.4)))
    known["attendance"] = round(100 - missed, 1)
    known["exclusion_share"] = round(draw.uniform(2, 70), 1) if known["ever_excluded"] else 0.0
    known["send"] = send
    kept = {name: value for name, value in known.items() if draw.random() >= UNKNOWN}
    return {**dict.fromkeys(known), **kept, "send": kept.get("send", "")}


def _chance(middle: float, push: float) -> float:
    odds = middle / (1 - middle) * math.exp(push)
    return odds / (1 + odds)


def aged(people: Sequence[Person], year: int) -> list[Person]:
    """Those who are 16 or 17 on 31 August of the year."""
    return [person for person in people if person.cohort in (year, year - 1)]


# --- Winters ---------------------------------------------------------------------------------------------


def _spend_winter(people: Sequence[Person], year: int, rates: Rates, draw: Random, owed: list[float]) -> None:
    """Give the district's published share of December to February's person-months to somebody.

    What one district cannot give in whole months is carried to the next (in `owed`: NEET, not known), so
    that the county's rate is met.
    """
    cohort = aged(people, year)
    for district in rates.districts:
        living = [person for person in cohort if person.district == district]
        queue = _by_chance(draw, living)
        for which, status in enumerate((NEET, NOT_KNOWN)):
            owed[which] += 3 * len(living) * rates.district[year, district][which]
            owed[which] -= _give(queue, draw, year, status, owed[which])


def _by_chance(draw: Random, people: Sequence[Person]) -> Iterator[Person]:
    """All of them in an order drawn by lot, in which disadvantage pulls forward."""
    keys = [
        (-math.log(draw.random() or 1e-12) / math.exp(PULL * one.disadvantage), one.number) for one in people
    ]
    found = {one.number: one for one in people}
    return iter([found[number] for _, number in sorted(keys)])


def _give(queue: Iterator[Person], draw: Random, year: int, status: str, owed: float) -> int:
    """Months that were given: never more than are owed, to the nearest month."""
    given, left = 0, round(owed)
    while left > 0 and (person := next(queue, None)) is not None:
        spent = tuple(draw.choice(MONTHS))[:left]
        for month in spent:
            person.months[_calendar(year, month), month] = status
        given, left = given + len(spent), left - len(spent)
    return given


def _calendar(year: int, month: int) -> int:
    """The calendar year of a winter month in the academic year that begins in `year`."""
    return year if month == 12 else year + 1


# --- Now -------------------------------------------------------------------------------------------------

NOT_YET_KNOWN = {9: 9.0, 10: 7.0, 11: 5.0}  # how many times as many are not yet known in autumn as in winter


def _spend_now(people: Sequence[Person], on: date, rates: Rates, draw: Random) -> None:
    """Who is NEET or not known in the month that goes on, for the office's lists."""
    year, now = academic_year(on), (on.year, on.month)
    cohort = aged(people, year)
    for person in cohort:
        person.months = {month: status for month, status in person.months.items() if month <= now}
    if on.month in WINTER:
        return
    for person in cohort:
        neet, not_known = rates.district[year, person.district]
        push = math.exp(PULL * person.disadvantage - PULL**2 / 2)
        lot = draw.random()
        if lot < neet * push:
            person.months[now] = NEET
        elif lot < neet * push + not_known * NOT_YET_KNOWN.get(on.month, 2.0):
            person.months[now] = NOT_KNOWN
    _somebody(cohort, now)


def _somebody(cohort: Sequence[Person], now: tuple[int, int]) -> None:
    """Even the smallest county has one of each to try the office on."""
    waiting = [person for person in cohort if now not in person.months]
    waiting.sort(key=lambda person: person.disadvantage)
    for status in (NEET, NOT_KNOWN):
        if waiting and not any(person.months.get(now) == status for person in cohort):
            waiting.pop().months[now] = status
