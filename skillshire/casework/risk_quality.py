"""How well a list of points finds who will be NEET, for everybody, by group, by district. Pure.

Each share comes with its 95% Wilson interval. Where a share stands on a small number of people,
all shares of the group are hidden (None), never shown as 0.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from skillshire.casework.disclosure import DEFAULT, Parameters, rounded

Z = 1.959964  # standard normal: 95%


@dataclass(frozen=True)
class Judged:
    """One person: whether the list flagged them, and whether they were NEET later."""

    flagged: bool
    neet: bool


@dataclass(frozen=True)
class Share:
    """Percent, with its interval. None with `hidden` where it could tell of somebody; None of nobody."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Quality:
    """`people` is rounded, None where hidden.

    precision: of those flagged, who was NEET. recall: of those NEET, who was flagged. flagged: of
    everybody, who was. false_positive: of those not NEET, who was flagged. false_negative: of those NEET, who
    was not.
    """

    kind: str  # what the group is of: everybody, gender, district…
    group: str
    people: int | None
    neet: Share
    flagged: Share
    precision: Share
    recall: Share
    false_positive: Share
    false_negative: Share


def measure(kind: str, group: str, people: Iterable[Judged], parameters: Parameters = DEFAULT) -> Quality:
    everybody = list(people)
    flagged = [one for one in everybody if one.flagged]
    neet = [one for one in everybody if one.neet]
    fine = [one for one in everybody if not one.neet]
    found = sum(one.flagged for one in neet)
    size = len(everybody)
    # Each number of people that stands behind these shares: none of the four may be a few.
    counts = (found, len(neet) - found, len(flagged) - found, len(fine) - len(flagged) + found)
    small = any(0 < count < parameters.threshold for count in counts)

    def share(count: int, of: int) -> Share:
        return Share(None, hidden=True) if small else wilson(count, of)

    return Quality(
        kind, group, _rounded(size, parameters), share(len(neet), size), share(len(flagged), size),
        share(found, len(flagged)), share(found, len(neet)), share(len(flagged) - found, len(fine)),
        share(len(neet) - found, len(neet)),
    )  # fmt: skip


def _rounded(count: int, parameters: Parameters) -> int | None:
    return None if 0 < count < parameters.threshold else rounded(count, parameters.base)


def wilson(count: int, of: int) -> Share:
    """Wilson's score interval, in percent. https://doi.org/10.1080/01621459.1927.10502953"""
    if of == 0:
        return Share(None)
    p, n = count / of, float(of)
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return Share(100 * p, 100 * max(0.0, middle - half), 100 * min(1.0, middle + half))


def by(kind: str, people: Sequence[tuple[str, Judged]], title: Callable[[str], str] = str) -> list[Quality]:
    """One for each group, in the order of their names.

    Where one group of several is hidden, the next smallest is hidden with it: else the rest from everybody
    would give it away.
    """
    names = sorted({group for group, _ in people})
    found = [measure(kind, title(name), [one for group, one in people if group == name]) for name in names]
    hidden = [one for one in found if one.neet.hidden]
    if len(hidden) != 1 or len(found) < 2:
        return found
    sizes = {title(name): sum(group == name for group, _ in people) for name in names}
    other = min((one for one in found if not one.neet.hidden), key=lambda one: sizes[one.group])
    return [_hide(one) if one is other else one for one in found]


def _hide(one: Quality) -> Quality:
    gone = Share(None, hidden=True)
    return Quality(one.kind, one.group, one.people, gone, gone, gone, gone, gone, gone)
