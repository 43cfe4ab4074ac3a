"""How easy it is to find out what somebody does now: a short sum of points, each with its reason.

It only orders a list of work, “not known, easiest first”; it says nothing of the person and nobody is left
out by it. The points are a choice of ours, set out in docs/how-to/young-people.md. Plain Python: no Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

RECENT_DAYS = 60  # since the activity was last known
LATELY_DAYS = 180
FEW = 2  # tries
# What each factor adds. SQL sums the same numbers, so that a list of thousands is ordered in one query.
POINTS: Mapping[str, int] = {
    "telephone": 3,
    "email": 2,
    "address": 1,
    "untried": 3,  # nobody has tried since the activity was last known
    "few-tries": 1,
    "recent": 3,
    "lately": 1,
    "place": 2,
    "refused": -4,
}
MOST = sum(POINTS[name] for name in ("telephone", "email", "address", "untried", "recent", "place"))


@dataclass(frozen=True)
class Facts:
    """What of a record matters here. `lapsed`: the first day on which the last activity was not known."""

    telephone: bool = False
    email: bool = False
    address: bool = False
    attempts: int = 0
    lapsed: date | None = None
    place: str = ""  # the school, college or employer that was last on record
    refused: bool = False


@dataclass(frozen=True)
class Reason:
    points: int
    said: str


def reasons(facts: Facts, on: date) -> list[Reason]:
    """Each factor that counts, in a fixed order; their points sum to the score."""
    found = [*_ways(facts), _tried(facts.attempts), _known(facts.lapsed, on)]
    if facts.place:
        found.append(_reason("place", f"{facts.place} may know"))
    if facts.refused:
        found.append(_reason("refused", "Refused to say"))
    return [one for one in found if one is not None]


def score(facts: Facts, on: date) -> int:
    return sum(one.points for one in reasons(facts, on))


def _ways(facts: Facts) -> list[Reason | None]:
    return [
        _reason("telephone", "Telephone number") if facts.telephone else None,
        _reason("email", "E-mail address") if facts.email else None,
        _reason("address", "Home address") if facts.address else None,
    ]


def _tried(attempts: int) -> Reason | None:
    if attempts == 0:
        return _reason("untried", "Not tried yet")
    said = f"Tried {attempts} time{'s' if attempts > 1 else ''}"
    return _reason("few-tries", said) if attempts <= FEW else Reason(0, said)


def _known(lapsed: date | None, on: date) -> Reason | None:
    days = (on - lapsed).days if lapsed else None
    if days is None or days >= LATELY_DAYS:
        return None
    if days < RECENT_DAYS:
        return _reason("recent", f"Known until {RECENT_DAYS} days ago or later")
    return _reason("lately", "Known within six months")


def _reason(factor: str, said: str) -> Reason:
    return Reason(POINTS[factor], said)
