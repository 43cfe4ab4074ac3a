"""Large files, made one at a time: whatever the number of processes and askers, one is made at once.

The lock is `<home>/cache/making.lock`. A process that is killed lets it go, and what it had half made is
cleared by the next. Readers of the site never have a file made in the process that serves them: it would hold
up every other reader. A process of its own makes it, of low priority, which has the same lock while it lives.
"""

import contextlib
import fcntl
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from skillshire.core.errors import UserError
from skillshire.indicators import releases

ASIDE = ".making-"
PATIENCE = 60.0  # seconds that whoever asked first waits for the file
SOON, LATER = 10, 60  # seconds after which to ask again
NICENESS = 10
LONGEST = 1800  # seconds; ten million observations take a tenth of it
_left: list[subprocess.Popen[str]] = []  # those that took longer than PATIENCE, kept until they have ended
_log = logging.getLogger(__name__)


class NotYet(UserError):
    """The file cannot be had now; ask again after `seconds`."""

    def __init__(self, sentence: str, seconds: int):
        super().__init__(sentence)
        self.seconds = seconds


@contextlib.contextmanager
def lock(wait: bool = True) -> Iterator[TextIO]:
    """The right to make a file. NotYet where another has it, unless `wait`, and where home is read-only."""
    with _opened(Path(releases.home()) / "cache" / "making.lock") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise NotYet(
                f"Another file is being made just now, and they are made one at a time; ask again in {SOON} "
                "seconds.", SOON,
            ) from None  # fmt: skip
        yield opened


def _opened(file: Path) -> TextIO:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("w")
    except OSError as error:
        _log.error("%s cannot be written: %s", file, error)
        raise NotYet(
            f"No file can be made now ({error.strerror or 'the disk refused'}); whoever keeps this site must "
            "see that its home folder can be written to.", LATER,
        ) from None  # fmt: skip


def turn(held: bool) -> contextlib.AbstractContextManager[object]:
    """Wait for the lock, unless it is held already."""
    return contextlib.nullcontext() if held else lock()


def make(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` write it aside and put it in place whole, unless it is there. Hold the lock meanwhile."""
    if target.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear(target.parent)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=ASIDE) as place:
            aside = Path(place) / target.name
            write(aside)
            os.replace(aside, target)
    except OSError as error:
        raise UserError(
            f"The download {target.name} cannot be made ({error.strerror or 'the disk refused'}); see that "
            "there is room, and make it ahead of time with: skillshire release downloads."
        ) from None


def _clear(folder: Path) -> None:
    """What a killed process left. Only who holds the lock may: nobody else is at it then."""
    for one in folder.glob(f"{ASIDE}*"):
        shutil.rmtree(one, ignore_errors=True)


def order(target: Path, *arguments: str, patience: float | None = None) -> None:
    """Have `skillshire release make ARGUMENTS` make the file in a process of its own, and wait for it.

    NotYet where one is being made already, where it takes longer than `patience` seconds [default: PATIENCE;
    the making goes on], and where it did not work, which is logged.
    """
    _left[:] = [one for one in _left if one.poll() is None]
    with lock(wait=False) as held:
        if target.exists():  # made between the question and the lock
            return
        child = _start(arguments, held)
        try:
            said = child.communicate(timeout=PATIENCE if patience is None else patience)[1]
        except subprocess.TimeoutExpired:
            _leave(child)
            raise NotYet(
                f"The file {target.name} is still being made; ask again in {LATER} seconds.", LATER
            ) from None
    if not target.exists():
        _log.error("%s was not made (status %s): %s", target.name, child.returncode, said.strip()[-500:])
        raise NotYet(f"The file {target.name} could not be made; ask again in {LATER} seconds.", LATER)


def _start(arguments: tuple[str, ...], held: TextIO) -> subprocess.Popen[str]:
    """It inherits the lock's open file, and with it the lock, however long this process waits or lives."""
    return subprocess.Popen(
        [sys.executable, "-m", "skillshire.config.cli", "release", "make", "--held", *arguments],
        env={**os.environ, "SKILLSHIRE_HOME": str(releases.home())},
        pass_fds=[held.fileno()],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _leave(child: subprocess.Popen[str]) -> None:
    if child.stderr is not None:
        child.stderr.close()
    _left.append(child)


def gently() -> None:
    """Give way to processes that serve readers, and end after LONGEST: nobody waits for ever for the lock."""
    os.nice(NICENESS)
    signal.alarm(LONGEST)
