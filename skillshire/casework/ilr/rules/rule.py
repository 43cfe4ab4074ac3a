"""A rule of the business: its name, what it is about, and the function that says whether it is broken."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from skillshire.casework.ilr.faults import ERROR, WARNING, Fault, shown
from skillshire.casework.ilr.records import Aim, Learner

Broken = TypeVar("Broken", bound=Callable[..., bool])  # says of a record whether it breaks the rule


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
OF_FILES: list[Rule] = []


class Keeps:
    """A decorator with a rule's name, field, attribute and title: puts the rule among those of its kind."""

    def __init__(self, rules: list[Rule], of_codes: bool = False) -> None:
        self.rules, self.of_codes = rules, of_codes

    def __call__(
        self, name: str, field: str, attribute: str, title: str, severity: str = ERROR
    ) -> Callable[[Broken], Broken]:
        def keep(broken: Broken) -> Broken:
            self.rules.append(Rule(name, field, attribute, title, severity, broken, self.of_codes))
            return broken

        return keep


of_learner, of_aim, of_status = Keeps(OF_LEARNERS), Keeps(OF_AIMS), Keeps(OF_STATUSES)
of_file = Keeps(OF_FILES)
# A rule of an aim that reads nothing but what is in `codes`, so that it is asked once for each of them.
coded = Keeps(OF_AIMS, of_codes=True)

__all__ = [
    "ERROR",
    "OF_AIMS",
    "OF_FILES",
    "OF_LEARNERS",
    "OF_STATUSES",
    "WARNING",
    "Rule",
    "coded",
    "codes",
    "of_aim",
    "of_file",
    "of_learner",
    "of_status",
]
