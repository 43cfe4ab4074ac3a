"""Drawing a chart on the server."""

from collections.abc import Callable
from time import perf_counter

from bench import table
from bench.figures import Figures, middle, percentile
from bench.peers import drawings
from bench.plan import Plan, has, interleave

KINDS = {
    "line": "line with band, target and path",
    "dots": "dots with limits",
    "bars": "bars",
    "spark": "sparkline",
}
NEEDS = {"Matplotlib": ("matplotlib",), "Altair": ("altair", "vl_convert")}
GOAL = 50.0


def run(plan: Plan) -> None:
    for kind, what in KINDS.items():
        table.heading(f"charts: {what}")
        _compare(plan, kind)


def _compare(plan: Plan, kind: str) -> None:
    subjects = drawings.subjects(8 if plan.quick else 60)
    makers, missing = _makers(kind)
    for name, make in makers.items():
        drawings.check(name, kind, make(subjects[0]), subjects[0])
    table.say("Each drawing holds the same points and the title as text: checked.\n")
    runs = {
        name: _timed(make, subjects if "Skillshire" in name else subjects[:12])
        for name, make in makers.items()
    }
    found = interleave(runs, plan.rounds)
    table.results(found, "Skillshire", "ms a chart", missing=missing)
    peers = [name for name in makers if "Skillshire" not in name]
    if peers and kind == "line":
        best = min(middle(found[name], "ms a chart") for name in peers)
        times = best / middle(found["Skillshire"], "ms a chart")
        table.goal("a chart at least 50 times as fast as the best peer", times, GOAL, at_most=False)


def _makers(kind: str) -> tuple[dict[str, Callable[[drawings.Subject], str]], dict[str, str]]:
    makers = {"Skillshire": drawings.ours(kind)}
    if kind != "spark":
        makers["Skillshire, wide and narrow as on a page"] = drawings.ours(kind, both=True)
    missing = {}
    for name, modules in NEEDS.items():
        if has(*modules):
            makers[name] = drawings.peer(name, kind)
        else:
            missing[name] = f"{' or '.join(modules)} is not installed"
    return makers, missing


def _timed(
    make: Callable[[drawings.Subject], str], subjects: list[drawings.Subject]
) -> Callable[[], Figures]:
    def once() -> Figures:
        make(subjects[0])
        spent, size = [], 0
        for subject in subjects:
            started = perf_counter()
            size += len(make(subject))
            spent.append((perf_counter() - started) * 1000)
        return {
            "ms a chart": percentile(spent, 0.5),
            "p95 ms": percentile(spent, 0.95),
            "kB": size / len(subjects) / 1000,
        }

    return once
