"""Openings against people trained for them, by occupation group and sector, with what is uncertain carried.

Pure arithmetic on numbers and arrays: no files, no release, no clock. What is drawn, and from what, stands in
docs/methodology/supply-and-demand.md. Every figure is people or jobs a year.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
NOWHERE = "none"  # courses that prepare for no occupation in particular
LIMITS = (2.5, 10.0, 90.0, 97.5)  # percentiles: 95 % and 80 % intervals


@dataclass(frozen=True, slots=True)
class Demand:
    """An occupation group's openings. `jobs` now; `growth` and `replacement` in jobs a year.

    `replacement_error` is a relative standard deviation.
    """

    group: str
    jobs: float
    growth: float
    replacement: float
    replacement_error: float


@dataclass(frozen=True, slots=True)
class Subject:
    """What was completed in a subject in a year, and where it leads: (group or NOWHERE, weight) that add up
    to 1. The higher the concentration, the surer the weights.
    """

    id: str
    courses: float
    apprentices: float
    weights: tuple[tuple[str, float], ...]
    concentration: float


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a group that belongs to a sector, from 0 to 1."""

    sector: str
    group: str
    share: float


@dataclass(frozen=True, slots=True)
class Terms:
    """How many draws, from which seed, and how uncertain each input is. See assumptions.yaml.

    `mix_concentration` is None where apprenticeships by subject are published rather than estimated.
    """

    draws: int
    seed: int
    growth_error: float
    replacement_common_error: float
    people_per_course: float
    people_per_course_error: float
    course_rounding: float
    mix_concentration: float | None
    share_concentration: float


@dataclass(frozen=True, slots=True)
class Inputs:
    demands: tuple[Demand, ...]
    subjects: tuple[Subject, ...]
    shares: tuple[Share, ...]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Draws:
    """One row a draw. Columns: groups, subjects or sectors, in the order of the inputs."""

    openings: Array
    people: Array  # by subject, whatever they go into
    routes: tuple[Array, ...]  # by subject: draws × its own weights
    shares: Array  # draws × sectors × groups


@dataclass(frozen=True, slots=True)
class Estimate:
    """`value` from the inputs as they stand; the limits hold 80 % and 95 % of the draws."""

    value: float
    lower95: float
    lower80: float
    upper80: float
    upper95: float


@dataclass(frozen=True, slots=True)
class Balance:
    """A group's or a sector's year. `gap` is openings less supply.

    `rank` is the mean of its ranks by gap over the draws, 1 for the widest, between `rank_low` and
    `rank_high` in 95 % of them; `top` is the share of draws in which it is among the `TOP` widest.
    """

    id: str
    openings: Estimate
    supply: Estimate
    gap: Estimate
    rank: float
    rank_low: int
    rank_high: int
    top: float


@dataclass(frozen=True, slots=True)
class Result:
    """Widest gap first. `leader` is the share of draws in which the first is the widest."""

    groups: tuple[Balance, ...]
    sectors: tuple[Balance, ...]
    group_leader: float
    sector_leader: float


TOP = {"groups": 5, "sectors": 3}


def sectors(inputs: Inputs) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.sector for one in inputs.shares))


def run(inputs: Inputs) -> Result:
    """The balance of every group and sector of the inputs. The same inputs give the same result."""
    drawn = draw(inputs)
    supply = route(inputs, drawn.people, drawn.routes)
    central = np.array([[one.growth + one.replacement for one in inputs.demands]])
    point = route(inputs, _people(inputs)[None, :], tuple(_weights(one)[None, :] for one in inputs.subjects))
    names, parts = sectors(inputs), _parts(inputs)
    ids = [one.group for one in inputs.demands]
    groups = _balances(ids, (central, point), (drawn.openings, supply), TOP["groups"])
    into = [_into(parts[None], one) for one in (central, point)]
    spread = [_into(drawn.shares, one) for one in (drawn.openings, supply)]
    found = _balances(names, (into[0], into[1]), (spread[0], spread[1]), TOP["sectors"])
    return Result(
        groups, found, _lead(drawn.openings - supply, ids, groups), _lead(spread[0] - spread[1], names, found)
    )


def draw(inputs: Inputs) -> Draws:
    """Every uncertain input, `draws` times, from its own distribution."""
    terms = inputs.terms
    rng = np.random.Generator(np.random.PCG64(terms.seed))
    openings, people = _openings(rng, inputs), _draw_people(rng, inputs)
    routes = tuple(_route(rng, terms, subject) for subject in inputs.subjects)
    return Draws(openings, people, routes, _draw_shares(rng, inputs))


def route(inputs: Inputs, people: Array, routes: Sequence[Array]) -> Array:
    """People by subject sent along the routes: draws × groups. Those of no group, or one without figures,
    are left out.
    """
    place = {one.group: index for index, one in enumerate(inputs.demands)}
    found = np.zeros((people.shape[0], len(inputs.demands)))
    for column, subject in enumerate(inputs.subjects):
        for part, (group, _) in enumerate(subject.weights):
            if group in place:
                found[:, place[group]] += people[:, column] * routes[column][:, part]
    return found


def _openings(rng: np.random.Generator, inputs: Inputs) -> Array:
    """Growth misses in proportion to the jobs there are; replacement by a factor that is never below 0."""
    terms, demands = inputs.terms, inputs.demands
    shape = (terms.draws, len(demands))
    jobs, growth, replacement, error = (
        np.array([getattr(one, name) for one in demands])
        for name in ("jobs", "growth", "replacement", "replacement_error")
    )
    missed = growth + terms.growth_error * jobs * rng.standard_normal(shape)
    common = terms.replacement_common_error * rng.standard_normal((terms.draws, 1))
    factor = 1 + common + error * rng.standard_normal(shape)
    return np.asarray(missed + replacement * np.maximum(0.0, factor))


def _people(inputs: Inputs) -> Array:
    per = inputs.terms.people_per_course
    return np.array([one.courses * per + one.apprentices for one in inputs.subjects])


def _draw_people(rng: np.random.Generator, inputs: Inputs) -> Array:
    """Courses were rounded and are turned into people; apprentices are split over subjects."""
    terms, subjects = inputs.terms, inputs.subjects
    shape = (terms.draws, len(subjects))
    courses = np.array([one.courses for one in subjects])
    edge = np.minimum(terms.course_rounding, courses)  # nobody completes fewer courses than none
    exact = courses + edge * rng.uniform(-1, 1, shape)
    per = terms.people_per_course * (1 + terms.people_per_course_error * rng.standard_normal(shape))
    return np.asarray(exact * np.maximum(0.0, per) + _apprentices(rng, inputs))


def _apprentices(rng: np.random.Generator, inputs: Inputs) -> Array:
    terms = inputs.terms
    known = np.array([one.apprentices for one in inputs.subjects])
    total = known.sum()
    if terms.mix_concentration is None or total <= 0:
        return np.broadcast_to(known, (terms.draws, len(known)))
    return np.asarray(total * _dirichlet(rng, terms.mix_concentration * known / total, terms.draws))


def _weights(subject: Subject) -> Array:
    return np.array([weight for _, weight in subject.weights])


def _route(rng: np.random.Generator, terms: Terms, subject: Subject) -> Array:
    return _dirichlet(rng, subject.concentration * _weights(subject), terms.draws)


def _dirichlet(rng: np.random.Generator, parameters: Array, draws: int) -> Array:
    """Rows that add up to 1. A parameter of 0 is a part that is always 0, which numpy's own refuses."""
    found = np.zeros((draws, len(parameters)))
    some = parameters > 0
    found[:, some] = rng.dirichlet(parameters[some], draws)
    return found


def _parts(inputs: Inputs) -> Array:
    """sectors × groups: which part of a group belongs to a sector."""
    names = {name: index for index, name in enumerate(sectors(inputs))}
    place = {one.group: index for index, one in enumerate(inputs.demands)}
    found = np.zeros((len(names), len(place)))
    for one in inputs.shares:
        if one.group in place:
            found[names[one.sector], place[one.group]] = one.share
    return found


def _draw_shares(rng: np.random.Generator, inputs: Inputs) -> Array:
    """A group is parted among its sectors and the rest of it, so that nobody is counted twice."""
    parts = _parts(inputs)
    found = np.zeros((inputs.terms.draws, *parts.shape))
    for column in range(parts.shape[1]):
        with_rest = np.append(parts[:, column], max(0.0, 1 - parts[:, column].sum()))
        if parts[:, column].any():
            parameters = inputs.terms.share_concentration * with_rest
            found[:, :, column] = _dirichlet(rng, parameters, inputs.terms.draws)[:, :-1]
    return found


def _into(parts: Array, of_groups: Array) -> Array:
    """draws × sectors."""
    return np.asarray(np.einsum("dsg,dg->ds", parts, of_groups))


def _balances(
    ids: Sequence[str], central: tuple[Array, Array], drawn: tuple[Array, Array], top: int
) -> tuple[Balance, ...]:
    """Widest gap first; `central` and `drawn` are openings and supply."""
    gaps = drawn[0] - drawn[1]
    ranks = _ranks(gaps)
    triples = [
        _estimates(point[0], spread)
        for point, spread in ((central[0], drawn[0]), (central[1], drawn[1]), (central[0] - central[1], gaps))
    ]
    found = [
        Balance(
            name, triples[0][i], triples[1][i], triples[2][i], float(ranks[:, i].mean()),
            int(np.percentile(ranks[:, i], 2.5, method="lower")),
            int(np.percentile(ranks[:, i], 97.5, method="higher")), float((ranks[:, i] <= top).mean()),
        )
        for i, name in enumerate(ids)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (-one.gap.value, one.id)))


def _ranks(gaps: Array) -> NDArray[np.int64]:
    """In each row 1 for the widest gap; equal ones in the order of the columns."""
    order = np.argsort(-gaps, axis=1, kind="stable")
    return np.asarray(np.argsort(order, axis=1, kind="stable") + 1)


def _estimates(central: Array, drawn: Array) -> list[Estimate]:
    if not central.size:
        return []
    point = np.ravel(central)
    limits = np.percentile(drawn, LIMITS, axis=0)
    return [Estimate(float(point[i]), *(float(limit) for limit in limits[:, i])) for i in range(len(point))]


def _lead(gaps: Array, ids: Sequence[str], found: Sequence[Balance]) -> float:
    """In which share of the draws the one shown first is the widest."""
    if not found:
        return 0.0
    return float((np.argmax(gaps, axis=1) == list(ids).index(found[0].id)).mean())
