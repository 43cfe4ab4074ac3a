"""What is wrong with a file, each fault with its place, so that whoever keeps the records can mend it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

ERROR, WARNING, NOTICE = "error", "warning", "notice"
CAP = 2000  # kept of each severity; more are counted only
LONGEST = 60  # shown of a value


@dataclass(frozen=True)
class Fault:
    """`rule` is a name of the published rules list, or `schema`, `xml`, `layout` or `file`.

    `learner` is a LearnRefNumber, `aim` an AimSeqNumber; empty and None where it is of the whole file.
    """

    line: int
    learner: str
    aim: int | None
    field: str
    rule: str
    value: str
    message: str
    severity: str = ERROR

    def as_dict(self) -> dict[str, Any]:
        return {
            "severity": self.severity, "line": self.line, "learner": self.learner, "aim": self.aim,
            "field": self.field, "rule": self.rule, "value": self.value, "message": self.message,
        }  # fmt: skip


COLUMNS = ("severity", "line", "learner", "aim", "field", "rule", "value", "message")


@dataclass
class Faults:
    """All of a file, up to the cap of each severity; `counts` counts those beyond it as well."""

    cap: int = CAP
    found: list[Fault] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, fault: Fault) -> None:
        self.counts[fault.severity] += 1
        if self.counts[fault.severity] <= self.cap:
            self.found.append(fault)

    @property
    def errors(self) -> int:
        return self.counts[ERROR]

    @property
    def warnings(self) -> int:
        return self.counts[WARNING]

    def ordered(self) -> list[Fault]:
        """Errors first, then as they stand in the file."""
        rank = {ERROR: 0, WARNING: 1, NOTICE: 2}
        return sorted(self.found, key=lambda fault: (rank[fault.severity], fault.line, fault.rule))


def shown(value: object) -> str:
    """A value as it is shown in a table of faults."""
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
