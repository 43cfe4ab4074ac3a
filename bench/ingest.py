"""Loading every published file into a release, and switching to a new one."""

import os
import shutil
import time
from pathlib import Path
from time import perf_counter

from bench import ours, table
from bench.figures import Figures, middle, percentile
from bench.plan import Plan, interleave

SECONDS, MEGABYTES, SWITCHES = 60.0, 1000.0, 50


def run(plan: Plan) -> None:
    table.heading("ingest: every published file, read, checked, built and switched to")
    if ours.RAW.is_dir():
        _load(plan)
    else:
        where = f"{ours.RAW.parent.name}/{ours.RAW.name}"
        table.say(f"Not run: it needs the publishers’ files in {where} beside the checkout.")
    _switch(plan)


def _load(plan: Plan) -> None:
    size = sum(file.stat().st_size for file in ours.RAW.rglob("*") if file.is_file()) / 1e6
    home = plan.folder("ingest-home")
    found = interleave({"Skillshire": lambda: _once(home)}, 1 if plan.quick else plan.rounds)
    table.say(
        f"{size:.0f} MB of files. There is no peer: nobody else turns these files into one checked set.\n"
    )
    table.results(found, "Skillshire", "wall s")
    table.goal("wall seconds, at most 60", middle(found["Skillshire"], "wall s"), SECONDS)
    table.goal("peak memory in MB, at most 1,000", middle(found["Skillshire"], "peak MB"), MEGABYTES)


def _once(home: Path) -> Figures:
    """A whole process from an empty home; `wait4` gives what the system counted of it."""
    shutil.rmtree(home, ignore_errors=True)
    started = perf_counter()
    log = (os.fspath(home.with_suffix(".log")), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    process = os.posix_spawn(
        ours.skillshire(), ["skillshire", "ingest", "--from", str(ours.RAW)],
        {**os.environ, "SKILLSHIRE_HOME": str(home)},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, *log), (os.POSIX_SPAWN_DUP2, 1, 2)],
    )  # fmt: skip
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"skillshire ingest failed; see what it said in {log[0]}.")
    wall = perf_counter() - started
    return {"wall s": wall, "cpu s": used.ru_utime + used.ru_stime, "peak MB": used.ru_maxrss / 1024}


def _switch(plan: Plan) -> None:
    """From the call that switches to the first series read from the new release, in one process."""
    table.heading("ingest: switching to another release")
    home, what = ours.real_home(plan)
    found = interleave({"Skillshire": lambda: _switches(home)}, plan.rounds)
    table.say(f"{what.capitalize()}.\n")
    table.results(found, "Skillshire", "switch p50 ms")


def _switches(home: Path) -> Figures:
    ours.use(home)
    from skillshire.indicators import queries, releases

    name = queries.indicators()[0].id
    switched, seen = [], []
    for _ in range(SWITCHES):
        time.sleep(0.002)  # a change of the pointer is told by its time
        started = perf_counter()
        releases.switch(releases.current())
        done = perf_counter()
        queries.series(name, "E92000001")
        switched.append((done - started) * 1000)
        seen.append((perf_counter() - done) * 1000)
    return {
        "switch p50 ms": percentile(switched, 0.5), "p95 ms": percentile(switched, 0.95),
        "first read after it p50 ms": percentile(seen, 0.5), "first read p95 ms": percentile(seen, 0.95),
    }  # fmt: skip
