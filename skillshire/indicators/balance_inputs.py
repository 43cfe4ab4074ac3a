"""The balance's inputs as the release has them for an area, and where each of them comes from.

An input that is not published for the area is taken from the nearest area it is published for, and `Used`
says so. Nothing is scaled from one area to another, but for two estimates that say they are ones: England's
rate of replacement, and England's mix of apprenticeship subjects.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from skillshire.core.errors import UserError
from skillshire.indicators import balance_definitions, balance_facts, queries
from skillshire.indicators.balance import Demand, Inputs, Result, Share, Subject, Terms, run
from skillshire.indicators.balance_facts import Facts, Used
from skillshire.indicators.balance_read import (
    FIRST,
    JOBS,
    LAST,
    TITLES,
    around,
    by,
    latest,
    levels,
    newest,
    single,
)
from skillshire.indicators.observations import Breakdown, Observation
from skillshire.places import areas
from skillshire.places.areas import Area

OPENINGS = "employment-projection-detail"
COURSES, LEARNERS = "fe-achievement-aims", "fe-achievements"
APPRENTICES, BY_SUBJECT = "apprenticeship-achievements", "apprenticeship-achievements-england"
NEEDED = (JOBS, OPENINGS, COURSES, LEARNERS, APPRENTICES, BY_SUBJECT)
ENGLAND = "E92000001"
TAUGHT = (("provision", "education-and-training"),)
YEARS = LAST - FIRST
LEAST, USUAL = 1_000, 10_000  # jobs: what the projections' authors call usable, and fit to be published


@dataclass(frozen=True)
class Gathered:
    """`place` is whose labour market is balanced; None, with `missing` saying why, where none can be.

    `left_out` are groups without usable figures, and why. `estimated` says that replacement is England's
    rate.
    """

    area: Area
    place: Area | None
    inputs: Inputs | None
    missing: tuple[str, ...]
    used: tuple[Used, ...]
    left_out: Mapping[str, str]
    estimated: bool
    facts: Mapping[str, Facts]
    industries: Mapping[str, tuple[float, float]]  # jobs in FIRST and LAST
    pay: Observation | None


def of(area: Area) -> tuple[Gathered, Result | None]:
    """The balance for an area, kept for as long as the release serves."""
    with queries.one_release():
        return _of(queries.release().id, area)


@lru_cache(maxsize=64)
def _of(release: str, area: Area) -> tuple[Gathered, Result | None]:
    found = gather(area)
    return found, run(found.inputs) if found.inputs else None


def gather(area: Area) -> Gathered:
    """Everything the balance of an area needs, as far as the release holds it."""
    place = next((one for one in around(area) if _whole(one)), None)
    facts, beside = balance_facts.facts(area, place)
    pay, paid = balance_facts.pay(area)
    if place is None:
        said = (
            "No occupation projections, completed courses and apprenticeships are published for it together."
        )
        return Gathered(area, None, None, (said,), (*beside, *paid), {}, False, facts, {}, pay)
    demands, left_out, estimated = _demands(place)
    subjects, studied, per_course = _subjects(place)
    inputs = Inputs(demands, subjects, _shares(), _terms(area, per_course, place))
    used = (_projected(place, estimated), *studied, *beside, *paid)
    missing = _missing(area, place, estimated)
    return Gathered(area, place, inputs, missing, used, left_out, estimated, facts, _industries(place), pay)


def _whole(place: Area) -> bool:
    if not all(queries.has(one) for one in NEEDED):
        return False
    return bool(
        latest(JOBS, place, "occupation") and latest(COURSES, place, "subject")
        and single(APPRENTICES, place) and single(LEARNERS, place, TAUGHT)
    )  # fmt: skip


def _component(place: Area, name: str) -> dict[str, float]:
    found = by(OPENINGS, place, "occupation", newest, (("component", name),))
    return {code: one.value for code, one in found.items() if one.value is not None}


def _demands(place: Area) -> tuple[tuple[Demand, ...], dict[str, str], bool]:
    jobs, own = levels(place), _component(place, "replacement-demand")
    estimated = not own
    replaced = _england_rates(jobs) if estimated else own
    found, left_out = [], {}
    for code in sorted(TITLES):
        if code not in jobs or code not in replaced or min(jobs[code]) < LEAST:
            left_out[code] = "fewer than 1,000 jobs: the projection’s authors call that too uncertain to use"
            continue
        found.append(_demand(code, jobs[code], replaced[code], estimated))
    return tuple(found), left_out, estimated


def _demand(code: str, jobs: tuple[float, float], replaced: float, estimated: bool) -> Demand:
    terms, average = balance_definitions.assumptions(), sum(jobs) / 2
    small = min(jobs) < USUAL
    error = (terms.replacement_error_small if small else terms.replacement_error_usual).value
    if estimated:
        error = hypot(error, terms.replacement_estimate_error.value)
    return Demand(code, average, (jobs[1] - jobs[0]) / YEARS, replaced / YEARS, error)


def _england_rates(jobs: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Replacement as if the people of this area left each occupation as often as England's do."""
    rates = replacement_rates(areas.get(ENGLAND))
    return {code: rates[code] * sum(pair) / 2 for code, pair in jobs.items() if code in rates}


def replacement_rates(place: Area) -> dict[str, float]:
    """Replacement over all YEARS for each job, by occupation, where an area's own is published."""
    jobs = levels(place)
    return {
        code: value / (sum(jobs[code]) / 2)
        for code, value in _component(place, "replacement-demand").items() if code in jobs
    }  # fmt: skip


def _subjects(place: Area) -> tuple[tuple[Subject, ...], tuple[Used, ...], float]:
    """Subjects with their courses and apprentices, what they are made from, and people per course."""
    courses = {name: one.value or 0.0 for name, one in latest(COURSES, place, "subject").items()}
    total, learners = _required(COURSES, place), _learners(place)
    apprentices = _required(APPRENTICES, place)
    mix = _mix(apprentices)
    split = _value(apprentices) / (sum(mix.values()) or 1.0)
    subjects = tuple(
        Subject(
            routes.subject,
            courses.get(routes.subject, 0.0),
            split * sum(mix.get(name, 0.0) for name in (routes.subject, *routes.also)),
            tuple((one.occupation, one.weight) for one in routes.to),
            routes.concentration,
        )
        for routes in balance_definitions.mapping().subjects
    )
    per_course = min(1.0, _value(learners) / (_value(total) or 1.0))
    return subjects, _studied(place, total, learners, apprentices), per_course


def _learners(place: Area) -> Observation:
    return _required(LEARNERS, place, TAUGHT)


def _required(indicator: str, place: Area, breakdown: Breakdown = ()) -> Observation:
    one = single(indicator, place, breakdown)
    if one is None:
        raise UserError(f"{indicator} has no figure for {place.name}; choose another area.")
    return one


def _value(one: Observation) -> float:
    return one.value or 0.0


def _mix(total: Observation) -> dict[str, float]:
    """England's apprenticeships by subject, in the period of the area's total."""
    found = by(
        BY_SUBJECT, areas.get(ENGLAND), "subject",
        lambda every: next((one for one in every if one.period == total.period), None),
    )  # fmt: skip
    return {name: _value(one) for name, one in found.items()}


def _studied(
    place: Area, courses: Observation, learners: Observation, apprentices: Observation
) -> tuple[Used, ...]:
    england = areas.get(ENGLAND)
    split = "" if place == england else "Splits the area’s apprenticeships by subject: an estimate."
    return (
        Used("Completed adult courses by subject", COURSES, place, courses.period.label),
        Used(
            "Adults who completed a course", LEARNERS, place, learners.period.label,
            "Turns courses into people, for all subjects alike.",
        ),
        Used("Completed apprenticeships", APPRENTICES, place, apprentices.period.label),
        Used("Apprenticeships by subject", BY_SUBJECT, england, apprentices.period.label, split),
    )  # fmt: skip


def _projected(place: Area, estimated: bool) -> Used:
    note = "Replacement of people who leave is England’s rate: an estimate." if estimated else ""
    return Used(
        "Projected jobs and openings", JOBS if estimated else OPENINGS, place, f"{FIRST} to {LAST}", note
    )


def _shares() -> tuple[Share, ...]:
    return tuple(
        Share(sector.id, part.occupation, part.share)
        for sector in balance_definitions.sectors().sectors
        for part in sector.occupations
    )


def _terms(area: Area, per_course: float, place: Area) -> Terms:
    """The seed is of the place, so that every area of it shows the same interval."""
    given = balance_definitions.assumptions()
    return Terms(
        given.draws, given.seed + zlib.crc32(place.code.encode()), given.growth_error.value,
        given.replacement_common_error.value, per_course, given.people_per_course_error.value,
        given.course_rounding.value,
        None if place.code == ENGLAND else given.subject_mix_concentration.value,
        balance_definitions.sectors().concentration,
    )  # fmt: skip


def _industries(place: Area) -> dict[str, tuple[float, float]]:
    return levels(place, "industry")


def _missing(area: Area, place: Area, estimated: bool) -> tuple[str, ...]:
    """What a reader must know is not of the area they asked for."""
    said = []
    if place != area and place not in areas.coterminous(area):
        said.append(
            f"Projections by occupation are not published for {area.name}. The gaps are those of "
            f"{place.name} ({_kind(place)}), the nearest area that has them, and are not scaled down."
        )
    if estimated:
        said.append(
            f"How many people leave each occupation is not published for {place.name}. England’s rates for "
            "each job are used: an estimate, with a wider interval."
        )
    return tuple(said)


def _kind(place: Area) -> str:
    return {"lsip": "a skills plan area", "combined-authority": "a combined authority"}.get(
        place.level, f"a {place.level}"
    )
