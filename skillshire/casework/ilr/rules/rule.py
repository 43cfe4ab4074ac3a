"""A rule of the business: its name, what it is about, and the function that says whether it is broken."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from skillshire.casework.ilr.faults import ERROR, WARNING, Fault, shown
from skillshire.casework.ilr.records import Aim, Header, Learner, Status

OfLearner = Callable[[Learner, Header], bool]
OfAim = Callable[[Aim, Learner, Header], bool]
OfStatus = Callable[[Status, Learner, Header], bool]


@dataclass(frozen=True)
class Rule:
    """`name` is that of the published rules list; the words are ours. `attribute` is what to show of it."""

    name: str
    field: str
    attribute: str
    title: str  # what is wrong and how to mend it, in a sentence
    severity: str
    broken: Callable[..., bool]
    of_codes: bool = False

    def fault(self, line: int, learner: Learner, aim: int | None, record: Any) -> Fault:
        value = shown(getattr(record, self.attribute)) if self.attribute else ""
        return Fault(
            line, learner.reference, aim, self.field, self.name, value, self.title, self.severity
        )  # fmt: skip


def codes(aim: Aim) -> Hashable:
    """All that a rule of codes may read: aims that are alike in it are alike to every such rule."""
    return (
        aim.aim_type, aim.fund_model, aim.prog_type, aim.standard is None, aim.framework is None,
        aim.completion, aim.outcome, aim.withdrawal, aim.original_start is None, aim.ended is None,
        aim.achieved is None, tuple(aim.fams),
    )  # fmt: skip


OF_LEARNERS: list[Rule] = []
OF_AIMS: list[Rule] = []
OF_STATUSES: list[Rule] = []


def of_learner(
    name: str, field: str, attribute: str, title: str, severity: str = ERROR
) -> Callable[[OfLearner], OfLearner]:
    def keep(broken: OfLearner) -> OfLearner:
        OF_LEARNERS.append(Rule(name, field, attribute, title, severity, broken))
        return broken

    return keep


def of_aim(
    name: str, field: str, attribute: str, title: str, severity: str = ERROR
) -> Callable[[OfAim], OfAim]:
    def keep(broken: OfAim) -> OfAim:
        OF_AIMS.append(Rule(name, field, attribute, title, severity, broken))
        return broken

    return keep


def coded(
    name: str, field: str, attribute: str, title: str, severity: str = ERROR
) -> Callable[[OfAim], OfAim]:
    """A rule of an aim that reads nothing but what is in `codes`, so it is asked once for each of them."""

    def keep(broken: OfAim) -> OfAim:
        OF_AIMS.append(Rule(name, field, attribute, title, severity, broken, of_codes=True))
        return broken

    return keep


def of_status(
    name: str, field: str, attribute: str, title: str, severity: str = ERROR
) -> Callable[[OfStatus], OfStatus]:
    def keep(broken: OfStatus) -> OfStatus:
        OF_STATUSES.append(Rule(name, field, attribute, title, severity, broken))
        return broken

    return keep


__all__ = [
    "ERROR",
    "OF_AIMS",
    "OF_LEARNERS",
    "OF_STATUSES",
    "WARNING",
    "Rule",
    "coded",
    "codes",
    "of_aim",
    "of_learner",
    "of_status",
]
