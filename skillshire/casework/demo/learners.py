"""Invents learners and what they set out to learn, year by year, as providers would return them.

Plain Python, no database. Each aim carries what it is meant to be (`counts`), which is the county's truth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from skillshire.casework.demo import names
from skillshire.casework.demo.courses import (
    APPRENTICESHIPS,
    BASIC,
    COMMUNITY,
    COURSES,
    FRAMEWORKS,
    Course,
    Programme,
)
from skillshire.casework.demo.places import ADULTS, COLLEGE, SKILLS, TRAINING, Place

FIRST = 2015  # the first academic year of the learner records begins in it
EMPLOYED, SEEKING, INACTIVE = 10, 11, 12
OUTSIDE = 0.06  # the share of learners who live outside the county, and count for nobody in it
KINDS = {"apprenticeship": 38, "course": 26, "basic": 22, "community": 14}
# Of those who begin an apprenticeship in a year, how many begin a framework rather than a standard.
FRAMEWORK_SHARE = {2015: 0.97, 2016: 0.9, 2017: 0.6, 2018: 0.4, 2019: 0.2}
LEVY = date(2017, 5, 1)  # apprenticeships begun from then on are funded by model 36
ADULT_FUND = 2024  # from this year on the Adult Skills Fund (38) and Tailored Learning (11)
DISABILITY = (1, 2, 9)


@dataclass
class Aim:
    number: int
    reference: str
    kind: int  # AimType
    starts: date
    planned_end: date
    ended: date | None
    fund_model: int
    completion: int
    outcome: int | None
    programme: Programme | None = None
    course: Course | None = None
    counts: tuple[str, ...] = ()  # what it counts as in the year of its start, or of its end: see courses.py


@dataclass
class Learner:
    number: int  # of the person: the same in each year's return
    year: int
    provider: Place
    given: str
    family: str
    born: date
    sex: str
    ethnicity: int
    disability: int
    postcode: str
    district: str  # empty where they live outside the county
    area: str
    status: int
    aims: list[Aim] = field(default_factory=list)

    @property
    def reference(self) -> str:
        return f"L{self.number:08d}"


@dataclass(frozen=True)
class Homes:
    """Where learners may live."""

    weights: Mapping[str, float]  # district of the county → its share
    postcodes: Mapping[str, Sequence[str]]  # of those districts
    outside: Mapping[str, Sequence[str]]  # of some others


def academic_year(on: date) -> int:
    return on.year if on.month >= 8 else on.year - 1


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def invent(count: int, seed: int, on: date, homes: Homes) -> list[Learner]:
    """About `count` returned learners: a person who goes on into the next year is returned twice."""
    draw = Random(f"{seed}:learners")
    years = range(FIRST, academic_year(on) + 1)
    made: list[Learner] = []
    number = 0
    while len(made) < count:
        number += 1
        made += _person(number, years[number % len(years)], draw, on, homes)
    return made


def _person(number: int, year: int, draw: Random, on: date, homes: Homes) -> Iterator[Learner]:
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
    last = min(date(year + 1, 7, 31), on)
    starts = date(year, 8, 1) + timedelta(days=draw.randrange((last - date(year, 8, 1)).days + 1))
    years_old = _age(kind, draw)
    born = _born(years_old, starts, draw)
    learner = _learner(number, year, draw, born, homes, kind)
    yield from _returned(learner, kind, starts, draw, on)


def _age(kind: str, draw: Random) -> int:
    if kind == "apprenticeship":
        return draw.choices((draw.randint(16, 18), draw.randint(19, 24), draw.randint(25, 60)), (28, 32, 40))[
            0
        ]
    return draw.randint(19, 70)


def _born(years_old: int, on: date, draw: Random) -> date:
    return date(on.year - years_old, on.month, min(on.day, 28)) - timedelta(days=draw.randrange(364))


def _learner(number: int, year: int, draw: Random, born: date, homes: Homes, kind: str) -> Learner:
    sex = draw.choice("FM")
    outside = draw.random() < OUTSIDE
    area = draw.choice(sorted(homes.outside)) if outside else _home(draw, homes)
    postcodes = homes.outside[area] if outside else homes.postcodes[area]
    employed = kind == "apprenticeship"
    status = EMPLOYED if employed else draw.choices((EMPLOYED, SEEKING, INACTIVE, 98), (38, 38, 20, 4))[0]
    return Learner(
        number, year, _provider(kind, draw), names.given(draw, sex), names.family(draw), born, sex,
        draw.choice((31, 31, 31, 31, 34, 39, 40, 44, 99)), draw.choices(DISABILITY, (14, 80, 6))[0],
        draw.choice(postcodes), "" if outside else area, area, status,
    )  # fmt: skip


def _home(draw: Random, homes: Homes) -> str:
    return draw.choices(list(homes.weights), list(homes.weights.values()))[0]


def _provider(kind: str, draw: Random) -> Place:
    if kind == "apprenticeship":
        return draw.choices((TRAINING, SKILLS, COLLEGE), (4, 3, 3))[0]
    if kind == "community":
        return draw.choices((ADULTS, COLLEGE), (4, 1))[0]
    return draw.choices((COLLEGE, ADULTS, SKILLS), (5, 3, 2))[0]


# --- What they learn -------------------------------------------------------------------------------------


def _returned(learner: Learner, kind: str, starts: date, draw: Random, on: date) -> Iterator[Learner]:
    """The learner as returned in the year of the start, and in each year in which they go on."""
    if kind == "apprenticeship":
        yield from _apprentice(learner, starts, draw, on)
        return
    chosen = {"course": COURSES, "basic": BASIC, "community": COMMUNITY}[kind]
    for at in range(draw.choice((1, 1, 1, 2))):
        learner.aims.append(_course(learner, draw.choice(chosen), at + 1, starts, draw, on))
    yield learner


def _course(learner: Learner, course: Course, number: int, starts: date, draw: Random, on: date) -> Aim:
    """Shorter than a year, and over before it is."""
    planned = min(starts + timedelta(days=draw.randrange(10, 150)), date(learner.year + 1, 7, 31))
    over = planned <= on
    achieved = over and draw.random() < 0.72
    left = over and not achieved and draw.random() < 0.5
    counts = _opportunity(learner, course, starts) + _pass(learner, course, starts, achieved)
    return Aim(
        number, course.reference, 4, starts, planned, planned if over else None,
        course.fund_model(learner.year),
        1 if not over else 3 if left else 2, None if not over else 1 if achieved else 3, None, course, counts,
    )  # fmt: skip


def _opportunity(learner: Learner, course: Course, starts: date) -> tuple[str, ...]:
    """An opportunity taken up by somebody of 19 to 65 who was out of work on the first day."""
    out_of_work = learner.status in (SEEKING, INACTIVE)
    return ("opportunity",) if out_of_work and 19 <= age(learner.born, starts) <= 65 else ()


def _pass(learner: Learner, course: Course, starts: date, achieved: bool) -> tuple[str, ...]:
    counted = achieved and course.skill in ("english", "maths", "digital")
    return ("pass",) if counted and 19 <= age(learner.born, starts) <= 65 else ()


def _apprentice(learner: Learner, starts: date, draw: Random, on: date) -> Iterator[Learner]:
    frameworks = draw.random() < FRAMEWORK_SHARE.get(learner.year, 0.0)
    programme = draw.choice(FRAMEWORKS if frameworks else APPRENTICESHIPS)
    planned = starts + timedelta(days=draw.randrange(372, 700))
    leaves = draw.random() < 0.3
    really = starts + timedelta(days=draw.randrange(60, 300)) if leaves else planned
    for year in range(learner.year, academic_year(min(really, on)) + 1):
        ended = really if really <= min(on, date(year + 1, 7, 31)) else None
        outcome = None if ended is None else 3 if leaves else 1
        counts = _start(learner, programme, starts) if year == learner.year else ()
        fund = 36 if starts >= LEVY else 81 if programme.standard else 35
        first = Aim(
            1, "ZPROG001", 1, starts, planned, ended, fund, 1 if ended is None else 3 if leaves else 2,
            outcome,
            programme, None, counts,
        )  # fmt: skip
        yield _again(learner, year, [first])


def _start(learner: Learner, programme: Programme, starts: date) -> tuple[str, ...]:
    young = ("start-under-19",) if age(learner.born, starts) < 19 else ()
    higher = ("start-level-3-or-more",) if programme.level >= 3 else ()
    return ("start", *young, *higher, *(("start-stem",) if programme.stem else ()))


def _again(learner: Learner, year: int, aims: list[Aim]) -> Learner:
    return Learner(
        learner.number, year, learner.provider, learner.given, learner.family, learner.born, learner.sex,
        learner.ethnicity, learner.disability, learner.postcode, learner.district, learner.area,
        learner.status,
        aims,
    )  # fmt: skip
