"""What is shown beside the balance of skills and enters no sum of it: adverts, people in work, pay."""

from collections.abc import Mapping
from dataclasses import dataclass

from skillshire.indicators import queries
from skillshire.indicators.balance_read import TITLES, around, latest, levels, single
from skillshire.indicators.observations import Observation
from skillshire.places.areas import Area

ADVERTS, EMPLOYED, PAY = "job-adverts", "employment-volume", "median-gross-weekly-pay"
Numbers = Mapping[str, Observation]  # by occupation code


@dataclass(frozen=True)
class Used:
    """One input: what it is, of which indicator, and of which area and period it is published."""

    what: str
    indicator: str
    area: Area
    period: str
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """What is shown beside a group's balance and enters no sum. None where nothing is published."""

    adverts: Observation | None
    employed: Observation | None
    jobs: float | None
    growth: float | None  # per cent, from FIRST to LAST


def facts(area: Area, place: Area | None) -> tuple[dict[str, Facts], tuple[Used, ...]]:
    adverts, adverts_used = _nearest(ADVERTS, "Online job adverts", area)
    employed, employed_used = _nearest(EMPLOYED, "People in work", area)
    jobs = levels(place) if place else {}
    found = {
        code: Facts(
            adverts.get(code),
            employed.get(code),
            jobs[code][1] if code in jobs else None,
            _growth(jobs, code),
        )
        for code in TITLES
    }
    return found, (*adverts_used, *employed_used)


def _growth(jobs: Mapping[str, tuple[float, float]], code: str) -> float | None:
    if code not in jobs or not jobs[code][0]:
        return None
    first, last = jobs[code]
    return 100 * (last / first - 1)


def _nearest(indicator: str, what: str, area: Area) -> tuple[Numbers, tuple[Used, ...]]:
    for one in around(area):
        found = latest(indicator, one, "occupation")
        if found:
            period = next(iter(found.values())).period.label
            return found, (Used(what, indicator, one, period, "Shown beside the gap, not part of it."),)
    return {}, ()


def pay(area: Area) -> tuple[Observation | None, tuple[Used, ...]]:
    for one in around(area) if queries.has(PAY) else []:
        found = single(PAY, one)
        if found:
            note = "Of all employees, full-time and part-time: pay by occupation group is not in our sources."
            return found, (Used("Median weekly pay", PAY, one, found.period.label, note),)
    return None, ()
