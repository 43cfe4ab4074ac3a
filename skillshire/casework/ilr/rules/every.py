"""All rules, asked of one learner after another."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from skillshire.casework.ilr.faults import ERROR, WARNING, Fault, shown
from skillshire.casework.ilr.records import TEMPORARY_ULN, Aim, Header, Learner
from skillshire.casework.ilr.rules import aims, files, learners, programmes
from skillshire.casework.ilr.rules.rule import OF_AIMS, OF_FILES, OF_LEARNERS, OF_STATUSES, Rule, codes
from skillshire.core import definitions

MODULES = (files, learners, aims, programmes)  # whose rules stand in the lists
MOST = 20_000  # different codes of aims that are remembered at once


class Rules:
    """Of one file: it remembers the references and numbers that it has seen."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._references: set[str] = set()
        self._numbers: set[int] = set()
        self._by_codes: dict[Hashable, bool] = {}  # whether a rule of codes is broken
        self._of_codes = [rule.broken for rule in OF_AIMS if rule.of_codes]
        self._others = [rule.broken for rule in OF_AIMS if not rule.of_codes]

    def of(self, learner: Learner) -> Iterator[Fault]:
        yield from self._within_file(learner)
        header = self._header
        for rule in OF_LEARNERS:
            if rule.broken(learner, header):
                yield self._fault(rule, learner, None, learner)
        yield from self._of_statuses(learner)
        yield from self._of_aims(learner)

    def _of_statuses(self, learner: Learner) -> Iterator[Fault]:
        for status in learner.statuses:
            for rule in OF_STATUSES:
                if rule.broken(status, learner, self._header):
                    yield self._fault(rule, learner, None, status)

    def _of_aims(self, learner: Learner) -> Iterator[Fault]:
        header = self._header
        for aim in learner.aims:
            if self._breaks_any(aim, learner):
                for rule in OF_AIMS:
                    if rule.broken(aim, learner, header):
                        yield self._fault(rule, learner, aim.number, aim)

    def _breaks_any(self, aim: Aim, learner: Learner) -> bool:
        header, key = self._header, codes(aim)
        broken = self._by_codes.get(key)
        if broken is None:
            if len(self._by_codes) > MOST:
                self._by_codes.clear()
            broken = any(broken(aim, learner, header) for broken in self._of_codes)
            self._by_codes[key] = broken
        if broken:
            return True
        for other in self._others:  # noqa: SIM110 (a loop is asked faster, and this is asked of every aim)
            if other(aim, learner, header):
                return True
        return False

    def _fault(self, rule: Rule, learner: Learner, aim: int | None, record: Any) -> Fault:
        fault = rule.fault(record.line, learner, aim, record)
        return replace(fault, severity=WARNING) if self._is_known(rule.name, learner) else fault

    def _is_known(self, rule: str, learner: Learner) -> bool:
        known = _known_faults()
        return self._header.ukprn == known["ukprn"] and learner.reference in known["rules"].get(rule, ())

    def _within_file(self, learner: Learner) -> Iterator[Fault]:
        reference = learner.reference.strip().upper()
        if reference in self._references:
            yield _fault(learner, "LearnRefNumber", "R_06", ERROR, learner.reference,
                         "Two learners of the file have this reference; give each their own.")  # fmt: skip
        if learner.uln != TEMPORARY_ULN and learner.uln in self._numbers:
            yield _fault(learner, "ULN", "R_59", WARNING, learner.uln,
                         "Two learners of the file have this unique learner number; check whether they are "
                         "one person.")  # fmt: skip
        self._references.add(reference)
        self._numbers.add(learner.uln)


def _fault(learner: Learner, field: str, rule: str, severity: str, value: object, message: str) -> Fault:
    return Fault(learner.line, learner.reference, None, field, rule, shown(value), message, severity)


@lru_cache(maxsize=1)
def _known_faults() -> Mapping[str, Any]:
    found: Mapping[str, Any] = definitions.load(definitions.ROOT / "ilr" / "known-faults.yaml")
    return found


def of_file(header: Header) -> Iterator[Fault]:
    """Of what the file says of itself; asked once."""
    for rule in OF_FILES:
        if rule.broken(header):
            yield rule.fault(header.line, Learner(), None, header)


def listed() -> list[Rule]:
    """Every rule that looks at one record or at the header, for the page that explains them."""
    return [*OF_FILES, *OF_LEARNERS, *OF_STATUSES, *OF_AIMS]
