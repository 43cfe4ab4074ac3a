"""What a dashboard asks of 10,240,000 observations, and how soon new figures are live."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench import ours, store_data, table
from bench.figures import Figures, middle, percentile
from bench.peers import questions
from bench.peers.questions import KINDS, Peer
from bench.plan import SEED, Plan, has, interleave
from bench.store_data import BREAKDOWNS, FIRST_YEAR, YEARS, Size

OURS = "Skillshire"
GOAL_MS = {"series": 0.2, "map": 1.0, "profile": 1.0, "compare": 1.0}
ONE_SECONDS, ALL_SECONDS = 0.5, 60.0
CHECKED = 12  # questions of each kind that all must answer alike before anything is timed
WORDS = {
    "series": "one indicator, area and breakdown: {periods} periods with limits",
    "map": "one indicator, period and breakdown in all {areas} areas, with limits",
    "profile": "the headline of {indicators} indicators in one area, all periods",
    "compare": "the headline of 10 indicators in 10 areas, all periods, for a table with sparklines",
}


def run(plan: Plan) -> None:
    size = Size(indicators=20, areas=40) if plan.quick else Size()
    table.heading(f"dashboard: {size.rows:,} rows")
    home, built = store_data.made(plan, size)
    asked = {kind: ask(kind, 200, size) for kind in KINDS}
    peers, missing = contestants(plan, home, plan.folder(f"peers-{size.rows}"))
    table.say(f"{equal(peers, asked)}\n")
    for kind in KINDS:
        _compare(plan, home, kind, peers, asked[kind], missing, size)
    _one_indicator(plan, home)
    table.heading("dashboard: all rows as a release")
    table.say(
        f"{size.rows:,} rows written as Parquet and cubes, read back and checked: {built['build s']:.1f} s, "
        f"peak {built['peak MB']:,.0f} MB with all figures in memory."
    )
    table.goal("seconds for all rows, at most 60", built["build s"], ALL_SECONDS)


def ask(kind: str, count: int, size: Size, seed: int = 7) -> list[tuple[Any, ...]]:
    """Questions of one kind: the arguments of each."""
    rng = random.Random(f"{seed}/{kind}")
    return [tuple(_argument(what, rng, size) for what in ARGUMENTS[kind]) for _ in range(count)]


ARGUMENTS = {
    "series": ("indicator", "area", "breakdown"),
    "map": ("indicator", "period", "breakdown"),
    "profile": ("area",),
    "compare": ("areas", "indicators"),
}


def _argument(what: str, rng: random.Random, size: Size) -> Any:
    return {
        "indicator": lambda: store_data.indicator(rng.randrange(size.indicators)),
        "indicators": lambda: tuple(map(store_data.indicator, rng.sample(range(size.indicators), 10))),
        "area": lambda: store_data.area(rng.randrange(size.areas)),
        "areas": lambda: tuple(map(store_data.area, rng.sample(range(size.areas), 10))),
        "breakdown": lambda: store_data.breakdown(rng.randrange(BREAKDOWNS)),
        "period": lambda: f"{FIRST_YEAR + rng.randrange(YEARS)}-01-01/P1Y",
    }[what]()


def contestants(plan: Plan, home: Path, folder: Path) -> tuple[dict[str, Peer], dict[str, str]]:
    ours.use(home)
    from skillshire.indicators import releases

    parquet = releases.current().parquet
    found = {
        OURS: questions.skillshire(home),
        "SQLite, clustered table": questions.sqlite_clustered(parquet, folder / "clustered.sqlite"),
        "Polars, a Parquet file an indicator": questions.polars_parquet(parquet, folder / "parquet"),
    }
    if not has("duckdb"):
        return found, {"DuckDB, sorted": "the package duckdb is not installed"}
    return {**found, "DuckDB, sorted": questions.duckdb_sorted(parquet, folder)}, {}


def equal(peers: dict[str, Peer], asked: dict[str, list[tuple[Any, ...]]]) -> str:
    """A sentence when all agree; an error when not: different answers are not timed."""
    for kind in KINDS:
        for question in asked[kind][:CHECKED]:
            answers = {name: one.plain(kind, one.asks[kind](*question)) for name, one in peers.items()}
            for name, answer in answers.items():
                if not answer or answer != answers[OURS]:
                    raise SystemExit(f"{name} answers {kind} {question} differently; nothing was timed.")
    return f"Equal answers to {CHECKED} questions of each kind: checked."


def _compare(  # noqa: PLR0913
    plan: Plan, home: Path, kind: str, peers: dict[str, Peer], asked: list[tuple[Any, ...]],
    missing: dict[str, str], size: Size,
) -> None:  # fmt: skip
    words = WORDS[kind].format(periods=YEARS, areas=size.areas, indicators=size.indicators)
    table.say(f"\n**{kind}**: {words}\n")
    runs = {name: timed(peer, kind, asked, home) for name, peer in peers.items()}
    found = interleave(runs, plan.rounds)
    table.results(found, OURS, "p50 ms", missing=missing)
    table.goal(f"{kind}, p95 in ms, at most {GOAL_MS[kind]:g}", middle(found[OURS], "p95 ms"), GOAL_MS[kind])


def timed(peer: Peer, kind: str, asked: list[tuple[Any, ...]], home: Path) -> Callable[[], Figures]:
    """One round: each question once, one after another, warm."""

    def once() -> Figures:
        ours.use(home)
        chosen, run, spent, used = asked[: peer.patience], peer.asks[kind], [], []
        for question in chosen[:5]:
            run(*question)
        for question in chosen:
            started, clock = perf_counter(), process_time()
            run(*question)
            used.append((process_time() - clock) * 1000)
            spent.append((perf_counter() - started) * 1000)
        return {
            "p50 ms": percentile(spent, 0.5), "p95 ms": percentile(spent, 0.95),
            "CPU p50 ms": percentile(used, 0.5), "CPU p95 ms": percentile(used, 0.95),
        }  # fmt: skip

    return once


# --- New figures -----------------------------------------------------------------------------------------


def _one_indicator(plan: Plan, home: Path) -> None:
    """From a checked table to the first answer from it; every other indicator stays as it is."""
    table.heading("dashboard: a new release of one indicator, until its first answer")
    shorn = plan.folder("stores") / "one-indicator"
    shutil.rmtree(shorn, ignore_errors=True)
    (shorn / "releases").mkdir(parents=True)
    ours.use(home)
    from skillshire.indicators import releases

    serving = releases.current()
    shutil.copytree(serving.folder, shorn / "releases" / serving.id, copy_function=_link)
    ours.use(shorn)
    releases.switch(serving)
    found = interleave({OURS: _editions(shorn)}, max(plan.rounds, 5))
    table.say(
        "Its Parquet file and cube, written, put on the disk and checked; what changed, listed; the switch; "
        "the first read. In “an edition” a year is new and one figure in a hundred revised; in “all moved” "
        "every one is.\n"
    )
    table.results(found, OURS, "an edition s")
    slowest = max(one["an edition s"] for one in found[OURS])
    table.goal("seconds until one indicator is live, at most 0.5, the slowest", slowest, ONE_SECONDS)


def _link(source: str, target: str) -> str:
    import os

    os.link(source, target)
    return target


def _editions(home: Path) -> Callable[[], Figures]:
    counter = iter(range(1, 10_000))

    def once() -> Figures:
        ours.use(home)
        return {
            "an edition s": _edition(next(counter), everything=False),
            "all moved s": _edition(next(counter), everything=True),
        }

    return once


def _edition(number: int, everything: bool) -> float:
    import polars as pl

    from skillshire.indicators import build, queries, releases
    from skillshire.indicators.build import Contents

    serving, name = releases.current(), store_data.indicator(0)
    before = build.table(serving, name).filter(pl.col("period") < "2025")
    chosen = pl.lit(True) if everything else pl.int_range(pl.len()) % 100 == number % 100
    shift = pl.when(chosen).then(0.01 * (number % 7 + 1)).otherwise(0.0)
    moved = before.with_columns(*(pl.col(one) + shift for one in ("value", "lower", "upper")))
    newest = moved.filter(pl.col("period") == "2024-01-01/P1Y").with_columns(period=pl.lit("2025-01-01/P1Y"))
    kept = queries.handle().indicators
    contents = Contents(
        definitions={one: held.definition for one, held in kept.items()},
        lags={one: held.lag_months for one, held in kept.items()},
        tables={name: pl.concat([moved, newest])},
        snapshots={name: [{**store_data.RECORD, "sha256": f"{SEED + number:064d}"}]},
        kept=serving,
    )
    started = perf_counter()
    new = build.write(contents, built=f"2026-02-{number % 28 + 1:02d}", previous=serving.id, report={})
    releases.switch(new)
    if not queries.series(name, store_data.area(0)).observations[-1].period.iso.startswith("2025"):
        raise SystemExit("The new figures are not served.")
    spent = perf_counter() - started
    releases.prune(2)
    return spent
