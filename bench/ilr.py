"""Reading, checking and loading a large file of learner records, beside lxml alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from bench import ilr_file, ours, postgres, table
from bench.figures import Figures, middle
from bench.plan import Plan, interleave

LEARNERS, QUICK = 60_000, 2_000
TIMES, MEGABYTES = 3.0, 500.0
BARE = "lxml iterparse, each element cleared, nothing kept"
VALIDATE = "lxml iterparse with the schema, nothing kept"
CHECK = "Skillshire: check (schema and rules)"
LOAD = "Skillshire: check and load, SQLite"
SERVER = "Skillshire: check and load, PostgreSQL (its server's own work not counted)"
XMLSCHEMA = "xmlschema"
_BARE = """
import sys
from lxml import etree
for _, element in etree.iterparse(sys.argv[1]):
    element.clear()
"""
_VALIDATE = """
import sys
from pathlib import Path
from skillshire.casework.ilr import verdict
assert verdict.check(Path(sys.argv[1]))
"""
_CHECK = """
import sys
from pathlib import Path
from skillshire.casework.ilr import check
assert check.check(Path(sys.argv[1])).passes
"""


def run(plan: Plan) -> None:
    learners = QUICK if plan.quick else LEARNERS
    table.heading(f"ilr: a year of learner records, {learners:,} learners")
    file = plan.folder("ilr") / f"{learners}.xml"
    ilr_file.write(file, learners)
    table.say(f"{file.stat().st_size / 1e6:.0f} MB. The same in every row: the whole file, read once.\n")
    missing = {XMLSCHEMA: "it is not among the peers of requirements/bench.txt"}
    contestants = {
        BARE: lambda: _python(_BARE, file),
        VALIDATE: lambda: _python(_VALIDATE, file),
        CHECK: lambda: _python(_CHECK, file),
        LOAD: lambda: _load(plan, file, learners),
    }
    _prepare(plan)
    with ExitStack() as stack:
        url = stack.enter_context(postgres.server())
        if url:
            kept = stack.enter_context(postgres.prepared(url, _environment(plan, "kept-postgres")))
            contestants[SERVER] = lambda: _load_on_server(plan, file, learners, kept)
        else:
            missing[SERVER] = "there is no server: name one in TEST_DATABASE_URL, or run script/setup"
        found = interleave(contestants, plan.rounds)
    table.results(found, LOAD, "wall s", missing=missing)
    if plan.quick:
        table.say("\nThe goals are of 60,000 learners; starting takes most of the time of so few.")
        return
    _goals(found)


def _goals(found: Mapping[str, list[Figures]]) -> None:
    for name in (LOAD, SERVER):
        if name in found:
            times = middle(found[name], "wall s") / middle(found[BARE], "wall s")
            table.goal(f"{name}: times as long as lxml's bare iterparse, at most 3", times, TIMES)
            memory = middle(found[name], "peak MB")
            table.goal(f"{name}: peak memory of both processes in MB, at most 500", memory, MEGABYTES)
    work = middle(found[LOAD], "CPU s") / middle(found[BARE], "CPU s")
    table.say(f"\nOn one core it would take {table.number(work)} times as long: the work of both processes.")


def _python(program: str, file: Path) -> Figures:
    return timed([sys.executable, "-c", program, str(file)], dict(os.environ))


# --- Into a home or a database that was prepared before, as at the first import -----------------------------


def _environment(plan: Plan, home: str) -> dict[str, str]:
    return {**os.environ, "SKILLSHIRE_HOME": str(plan.folder("ilr") / home)}


def _prepare(plan: Plan) -> None:
    shutil.rmtree(plan.folder("ilr") / "kept", ignore_errors=True)
    command = [ours.skillshire(), "prepare"]
    subprocess.run(command, env=_environment(plan, "kept"), check=True, capture_output=True)


def _load(plan: Plan, file: Path, learners: int) -> Figures:
    home = plan.folder("ilr") / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(plan.folder("ilr") / "kept", home)
    return _import(file, learners, _environment(plan, "home"))


def _load_on_server(plan: Plan, file: Path, learners: int, kept: postgres.Prepared) -> Figures:
    kept.renew()
    return _import(file, learners, {**_environment(plan, "kept-postgres"), "DATABASE_URL": kept.url})


def _import(file: Path, learners: int, environment: dict[str, str]) -> Figures:
    command = [ours.skillshire(), "learners", "import", str(file)]
    return timed(command, environment, said=f"{learners:,} learners")


# --- How long, how much work, and how much memory -----------------------------------------------------------


def timed(command: list[str], environment: dict[str, str], said: str = "") -> Figures:
    """CPU and memory are of the process and those it started. SystemExit where it fails, or does not say
    what it should."""
    started = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    with Peak(process.pid) as peak:
        assert process.stdout is not None
        answer = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
    took = perf_counter() - started
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if status or said not in answer:
        raise SystemExit(f"{command[0]} failed, or did not say “{said}”.")
    return {
        "wall s": took,
        "CPU s": used.ru_utime + used.ru_stime,
        "peak MB": max(peak.megabytes, used.ru_maxrss / 1024),
    }


class Peak:
    """The most that a process and its children ever held, each at its own worst moment, added up.

    So it is never less than what they held at once; pages that they share are counted for each.
    """

    def __init__(self, pid: int, every: float = 0.05) -> None:
        self._pid, self._every, self._held = pid, every, dict[int, int]()
        self._done = Event()
        self._watch = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Peak":
        self._watch.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self._watch.join()

    @property
    def megabytes(self) -> float:
        return sum(self._held.values()) / 1024

    def _look(self) -> None:
        while not self._done.wait(self._every):
            for pid in _family(self._pid):
                self._held[pid] = max(self._held.get(pid, 0), _most_held(pid))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in _read(f"/proc/{pid}/task/{pid}/children").split():
        yield from _family(int(child))


def _most_held(pid: int) -> int:
    """Kilobytes: the kernel's own note of the most that this process ever held; 0 once it has ended."""
    lines = _read(f"/proc/{pid}/status").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _read(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError:  # it has ended
        return ""
