"""Checks a whole file, and hands on its learners one by one while it does."""

import gc
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skillshire.casework.ilr import extract, validation
from skillshire.casework.ilr.faults import CAP, ERROR, NOTICE, Fault, Faults, shown
from skillshire.casework.ilr.reading import Reading, Refused
from skillshire.casework.ilr.records import Header, Learner
from skillshire.casework.ilr.rules.every import Rules, of_file
from skillshire.casework.ilr.verdict import LARGE, Verdict
from skillshire.core.errors import UserError
from skillshire.core.words import on_one_line

Each = Callable[[Learner, Header], None]


@dataclass
class Report:
    """What was found; `header` is None where the file does not say whose it is."""

    faults: Faults
    header: Header | None = None
    sha256: str = ""
    bytes: int = 0
    learners: int = 0
    aims: int = 0

    @property
    def passes(self) -> bool:
        return not self.faults.errors


@dataclass
class _Run:
    """One passage through a file. `trusted`: the schema is asked of the whole file elsewhere."""

    file: Path
    each: Each | None
    trusted: bool
    report: Report
    rules: Rules | None = None
    noticed: set[str] = field(default_factory=set)


def check(file: Path, each: Each | None = None, cap: int = CAP) -> Report:
    """Every fault of the file up to `cap`. UserError where there is no such file.

    `each` is handed every learner that passed until the first error, so what it keeps may only stand if the
    report passes at the end. It may be called for learners of a file that fails, and from two passages if
    the first ended in a doubt: then it is handed nothing more in the second.
    """
    size = _size(file)
    if size < LARGE:
        return _pass(_Run(file, each, False, Report(Faults(cap))))
    with Verdict(file) as verdict:
        report = _pass(_Run(file, each, True, Report(Faults(cap))))
        in_doubt = report.header is not None and not report.header.earlier
        if not report.faults.errors and in_doubt and not verdict.fits(report.sha256):
            return _explained(file, cap)
        if report.faults.errors and in_doubt:
            return _pass(_Run(file, None, False, Report(Faults(cap))))
    return report


def _explained(file: Path, cap: int) -> Report:
    """Why the other process said no. If nothing is found, it failed, or the file changed meanwhile."""
    report = _pass(_Run(file, None, False, Report(Faults(cap))))
    if report.passes:
        raise UserError(
            f"{file.name} could not be read to its end twice alike; try again when nothing else writes it."
        )
    return report


def _size(file: Path) -> int:
    name = on_one_line(str(file))
    try:
        found = file.stat()
        if stat.S_ISREG(found.st_mode):
            file.open("rb").close()  # whether we may read it
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"There is no file {name}; check the name.") from None
    except OSError as error:
        raise UserError(f"{name} cannot be read ({error.strerror}); ask who owns it for the right.") from None
    if stat.S_ISDIR(found.st_mode):
        raise UserError(f"{name} is a folder; give the name of a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise UserError(f"{name} is no file that can be read twice; save it as a file first.")
    return found.st_size


def _pass(run: _Run) -> Report:
    with run.file.open("rb") as opened, _uncollected():
        reading = Reading(opened)
        try:
            for element in reading:
                _learner(run, reading, element)
            _add(run, validation.of_frame(reading))
            _add(run, of_file(reading.header) if reading.header else ())
        except Refused as refused:
            run.report.faults.add(_refusal(refused))
        run.report.header = reading.header
        run.report.sha256, run.report.bytes = reading.file.sha256, reading.file.bytes
    return run.report


@contextmanager
def _uncollected() -> Iterator[None]:
    """Records of a file hold no cycles, and looking for some among so many takes a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _learner(run: _Run, reading: Reading, element: Any) -> None:
    run.report.learners += 1
    if not run.trusted or reading.earlier:
        found = validation.of_learner(element, reading)
        _add(run, found)
        if any(fault.severity == ERROR for fault in found):
            return
    learner = _extract(run, element)
    if learner is None or reading.header is None:
        return
    run.report.aims += len(learner.aims)
    run.rules = run.rules or Rules(reading.header)
    _add(run, run.rules.of(learner))
    if run.each and run.report.passes:
        run.each(learner, reading.header)


def _extract(run: _Run, element: Any) -> Learner | None:
    try:
        return extract.learner(element)
    except extract.Unreadable as fault:
        run.report.faults.add(_unreadable(fault, element))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        if not run.trusted:  # the schema had let it pass
            raise
        run.report.faults.add(Fault(element.sourceline or 0, "", None, "", "schema", "", ""))
    return None


def _add(run: _Run, faults: Iterable[Fault]) -> None:
    """Of a field that an earlier layout had, one notice is enough."""
    for fault in faults:
        if fault.severity == NOTICE:
            if fault.field in run.noticed:
                continue
            run.noticed.add(fault.field)
        run.report.faults.add(fault)


def _refusal(refused: Refused) -> Fault:
    return Fault(
        refused.line, "", None, refused.field, refused.rule, shown(refused.value), refused.message
    )  # fmt: skip


def _unreadable(fault: extract.Unreadable, element: Any) -> Fault:
    reference = shown(element.findtext("{*}LearnRefNumber"))
    message = f"{fault.field} cannot be kept; write a day of the calendar like 2025-09-01."
    return Fault(fault.line, reference, None, fault.field, "schema", shown(fault.value), message)
