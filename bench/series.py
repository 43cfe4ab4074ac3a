"""Reading a series in process: the real release, and 10,240,000 synthetic rows."""

import random
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns

from bench import ours, store_data, table
from bench.figures import Figures, middle, percentile
from bench.peers import stores
from bench.peers.stores import Question, Reader
from bench.plan import Plan, has, interleave
from bench.store_data import Size

OURS, GOAL_MS = "Skillshire: one series", 0.3
Contestants = dict[str, Callable[[], Figures]]


def run(plan: Plan) -> None:
    home, what = ours.real_home(plan)
    asked = real_questions(home, 400)
    table.heading(f"series, real figures: {what}")
    _compare(plan, home, asked, plan.folder("peers-real"))
    _synthetic(plan)
    _growth(plan)


def _synthetic(plan: Plan) -> None:
    size = Size(areas=40) if plan.quick else Size()
    home, built = store_data.made(plan, size)
    table.heading(f"series, synthetic: {size.rows:,} rows")
    table.say(
        f"Built by Skillshire in {built['build s']:.0f} s (checked, as Parquet and as the store; peak "
        f"{built['peak MB']:,.0f} MB with all figures in memory).\n"
    )
    asked = store_data.questions(400, size)
    _compare(plan, home, asked, plan.folder(f"peers-{size.rows}"))


def _compare(plan: Plan, home: Path, asked: list[Question], folder: Path) -> None:
    readers, missing = contestants(home, folder)
    table.say(f"{equal(readers, asked[:40])}\n")
    one = [(name, areas[:1], part) for name, areas, part in asked]
    runs = {OURS: timed(readers["Skillshire: the question"], one, home)}
    runs |= {name: timed(reader, asked, home) for name, reader in readers.items()}
    found = interleave(runs, plan.rounds)
    table.results(found, "Skillshire: the question", "p50 ms", missing=missing)
    table.goal("one series read, p95 in ms, at most 0.3", middle(found[OURS], "p95 ms"), GOAL_MS)


def contestants(home: Path, folder: Path) -> tuple[dict[str, Reader], dict[str, str]]:
    ours.use(home)
    from skillshire.indicators import releases

    parquet = releases.current().parquet
    found = {
        "Skillshire: the question": stores.skillshire(home),
        "Skillshire's store, bare rows": stores.skillshire_bare(home),
        "SQLite, table and index": stores.sqlite_heap(parquet, folder / "heap.sqlite"),
        "Polars, a Parquet file an indicator": stores.polars_parquet(parquet, folder / "parquet"),
    }
    if not has("duckdb"):
        return found, {"DuckDB, sorted": "the package duckdb is not installed"}
    return {**found, "DuckDB, sorted": stores.duckdb_sorted(parquet, folder / "duck.db")}, {}


def equal(readers: dict[str, Reader], asked: list[Question]) -> str:
    """A sentence when all agree; an error when not: different answers are not timed."""
    for question in asked:
        answers = {name: reader.plain(reader.ask(question)) for name, reader in readers.items()}
        for name, answer in answers.items():
            if not answer or answer != next(iter(answers.values())):
                raise SystemExit(f"{name} answers {question} differently; nothing was timed.")
    return f"Equal answers to {len(asked)} questions: checked."


def timed(reader: Reader, asked: list[Question], home: Path) -> Callable[[], Figures]:
    """One round: each question once, one after another, warm."""

    def once() -> Figures:
        ours.use(home)
        chosen = asked[: reader.patience]
        for question in chosen[:5]:
            reader.ask(question)
        spent = []
        for question in chosen:
            started = perf_counter_ns()
            reader.ask(question)
            spent.append((perf_counter_ns() - started) / 1e6)
        return {"p50 ms": percentile(spent, 0.5), "p95 ms": percentile(spent, 0.95)}

    return once


def real_questions(home: Path, count: int, seed: int = 7) -> list[Question]:
    """Of the release's own indicators, breakdowns and areas, with a figure for each area."""
    ours.use(home)
    from skillshire.indicators import queries

    rng = random.Random(seed)
    places: dict[tuple[str, str], set[str]] = {}
    for name in queries.handle().indicators:
        for area, part, *_ in queries.handle().cube(name).rows_in_order():
            places.setdefault((name, part), set()).add(area)
    keys = sorted(key for key, areas in places.items() if len(areas) >= 3)
    chosen = rng.choices(keys, k=count)
    return [(name, tuple(rng.sample(sorted(places[name, part]), 3)), part) for name, part in chosen]


def _growth(plan: Plan) -> None:
    """The same question of a hundredth, a tenth and all of the rows: areas grow with them."""
    table.heading("series, as rows and areas grow tenfold and a hundredfold")
    runs: Contestants = {}
    sizes = [Size(areas=4), Size(areas=40), *([] if plan.quick else [Size()])]
    for size in sizes:
        home, built = store_data.made(plan, size)
        asked = [(name, areas[:1], part) for name, areas, part in store_data.questions(400, size)]
        name = f"{size.rows:,} rows, {size.areas} areas (built in {built['build s']:.1f} s)"
        runs[name] = timed(stores.skillshire(home), asked, home)
    found = interleave(runs, plan.rounds)
    table.results(found, next(iter(runs)), "p50 ms")
