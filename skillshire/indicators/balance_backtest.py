"""How far the balance of skills can be relied on: what past figures say about it.

Asks the release that serves. docs/methodology/supply-and-demand.md prints what this returns.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp, log, sqrt

import numpy as np

from skillshire.core.errors import UserError
from skillshire.indicators import balance, balance_facts, balance_inputs, balance_read, queries
from skillshire.indicators.balance import Inputs, Subject
from skillshire.places import areas
from skillshire.places.areas import Area

NORMAL = 1.4826  # the median of absolute deviations as a standard deviation, were they normal
TOP = 5
APPRENTICED = (("provision", "apprenticeships"),)
Gaps = Mapping[str, float]  # by occupation group


@dataclass(frozen=True)
class Measured:
    """`growth_miss` and `mix_concentration` are what the assumptions of these names rest on.

    `growth_miss` is in jobs a year for each job, over the `years` that the survey spans; `same_way` of
    `groups` grew or shrank as projected.
    """

    growth_miss: float
    years: int
    same_way: int
    groups: int
    replacement_miss: float
    mix_concentration: float
    mix_areas: int


@dataclass(frozen=True)
class Stability:
    """Over skills plan areas: correlation of ranks (median, least), groups of the five widest that stay
    (mean), and areas in which the widest stays the widest.
    """

    areas: int
    median: float
    least: float
    stay: float
    leaders: int


def measured() -> Measured:
    miss, years, same, groups = _growth()
    concentration, number = _mix()
    return Measured(miss, years, same, groups, _replacement(), concentration, number)


def _growth() -> tuple[float, int, int, int]:
    """England's growth by group in the survey, against the projected growth of the same years."""
    england = areas.get(balance_inputs.ENGLAND)
    misses, same, span = [], 0, 0
    for pairs in queries.breakdowns(balance_facts.EMPLOYED, england.code):
        if "occupation" not in dict(pairs):
            continue
        survey, model = (
            {o.period.start.year: o.value for o in queries.series(name, england.code, pairs).numbers}
            for name in (balance_facts.EMPLOYED, balance_read.JOBS)
        )
        first, last = min(survey), max(survey)
        span = last - first
        seen, said = (_rate(run[first], run[last], span) for run in (survey, model))
        misses.append(seen - said)
        same += (seen > 0) == (said > 0)
    return float(NORMAL * np.median(np.abs(misses))), span, same, len(misses)


def _rate(first: float | None, last: float | None, years: int) -> float:
    return float(((last or 0.0) / (first or 1.0)) ** (1 / years) - 1)


def _replacement() -> float:
    """By how much the rates of the other published areas differ from England's, typically."""
    england = areas.get(balance_inputs.ENGLAND)
    national = balance_inputs.replacement_rates(england)
    apart = [
        log(rate / national[code])
        for place in _published(balance_inputs.OPENINGS) if place != england
        for code, rate in balance_inputs.replacement_rates(place).items() if code in national
    ]  # fmt: skip
    return exp(sqrt(float(np.mean(np.square(apart))))) - 1 if apart else 0.0


def _published(indicator: str) -> list[Area]:
    return [areas.get(code) for code in queries.area_codes(indicator)]


def plan_areas() -> list[Area]:
    """The skills plan areas that have a balance of their own."""
    return [one for one in _published(balance_read.JOBS) if one.level == "lsip"]


def _mix() -> tuple[float, int]:
    """The Dirichlet concentration with which areas' mixes of subjects would lie about England's."""
    skipped = {"preparation-for-life-and-work", "unknown"}
    national = _courses(areas.get(balance_inputs.ENGLAND))
    names = sorted(set(national) - skipped)
    centre = _share([national[name] for name in names])
    mixes = [_share([found.get(name, 0.0) for name in names]) for found in map(_courses, plan_areas())]
    spread = np.mean([(mix - centre) ** 2 for mix in mixes], axis=0).sum()
    return float((centre * (1 - centre)).sum() / spread - 1), len(mixes)


def _share(values: Sequence[float]) -> np.ndarray:
    return np.array(values) / sum(values)


def _courses(place: Area) -> dict[str, float]:
    found = balance_read.latest(balance_inputs.COURSES, place, "subject")
    return {name: one.value or 0.0 for name, one in found.items()}


def over_years(first: int, last: int) -> Stability:
    """The ranking with the supply of two academic years, named by when they begin, by demand as it is."""
    pairs = [(gaps_with(place, first), gaps_with(place, last)) for place in plan_areas()]
    return stability([(one, other) for one, other in pairs if one and other])


def against_adverts(year: int) -> tuple[float, float]:
    """Median rank correlation of adverts with the gap at an earlier year’s supply, and with openings."""
    by_gap, by_openings = [], []
    for place in plan_areas():
        gaps, openings = gaps_with(place, year), _openings(_inputs(place))
        adverts = balance_read.latest(balance_facts.ADVERTS, place, "occupation")
        codes = [code for code in gaps if code in adverts and adverts[code].value is not None]
        seen = {code: adverts[code].value or 0.0 for code in codes}
        by_gap.append(correlation({code: gaps[code] for code in codes}, seen))
        by_openings.append(correlation({code: openings[code] for code in codes}, seen))
    return float(np.median(by_gap)), float(np.median(by_openings))


def _inputs(place: Area) -> Inputs:
    return _gathered(queries.release().id, place)


@lru_cache(maxsize=64)
def _gathered(release: str, place: Area) -> Inputs:
    found = balance_inputs.gather(place)
    if found.inputs is None:
        raise UserError(f"{place.name} has no balance; {found.missing[0]}")
    return found.inputs


def gaps_with(place: Area, year: int) -> Gaps:
    """The gaps with the supply of the academic year that begins in `year`; empty where it is not published.

    Courses by subject are published for one year, so each subject is moved by the number of learners; the
    apprentices are those of the same table, since the newer one does not go as far back.
    """
    apprentices = _in_year(balance_inputs.LEARNERS, place, year, APPRENTICED)
    learners = _in_year(balance_inputs.LEARNERS, place, year, balance_inputs.TAUGHT)
    now = balance_read.single(balance_inputs.LEARNERS, place, balance_inputs.TAUGHT)
    if apprentices is None or learners is None or now is None or not now.value:
        return {}
    return gaps(_moved(_inputs(place), learners / now.value, apprentices))


def _in_year(
    indicator: str, place: Area, year: int, breakdown: tuple[tuple[str, str], ...] = ()
) -> float | None:
    found = queries.series(indicator, place.code, breakdown).comparable
    return next((one.value for one in found if one.period.start.year == year), None)


def _moved(inputs: Inputs, courses: float, apprentices: float) -> Inputs:
    total = sum(one.apprentices for one in inputs.subjects) or 1.0
    subjects: tuple[Subject, ...] = tuple(
        replace(one, courses=one.courses * courses, apprentices=one.apprentices * apprentices / total)
        for one in inputs.subjects
    )
    return replace(inputs, subjects=subjects)


def _openings(inputs: Inputs) -> Gaps:
    return {one.group: one.growth + one.replacement for one in inputs.demands}


def gaps(inputs: Inputs) -> Gaps:
    """The gaps of the inputs as they stand, without draws."""
    people = np.array(
        [[one.courses * inputs.terms.people_per_course + one.apprentices for one in inputs.subjects]]
    )
    routes = [np.array([[weight for _, weight in one.weights]]) for one in inputs.subjects]
    supply = balance.route(inputs, people, routes)[0]
    return {code: value - float(supply[i]) for i, (code, value) in enumerate(_openings(inputs).items())}


def stability(pairs: Sequence[tuple[Gaps, Gaps]]) -> Stability:
    found = [correlation(one, other) for one, other in pairs]
    stay = [len(set(_widest(one)) & set(_widest(other))) for one, other in pairs]
    leaders = sum(_widest(one)[0] == _widest(other)[0] for one, other in pairs)
    return Stability(len(pairs), float(np.median(found)), min(found), float(np.mean(stay)), leaders)


def _widest(found: Gaps) -> list[str]:
    return sorted(found, key=lambda code: (-found[code], code))[:TOP]


def correlation(first: Gaps, second: Gaps) -> float:
    """Spearman's, over the groups of both; equal values share their mean rank."""
    codes = sorted(set(first) & set(second))
    ranks = [_ranks([found[code] for code in codes]) for found in (first, second)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray:
    found = np.array(values)
    return np.array([(found < one).sum() + ((found == one).sum() - 1) / 2 for one in found], dtype=float)
