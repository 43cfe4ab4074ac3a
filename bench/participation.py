"""Counting participation month by month: district × month × academic age × SEND, and the winter's average.

14.4 million rows in twelve monthly Parquet files: 1.2 million people, 296 districts of uneven size; each
month 1.5 % move and 4 % change what they do; an activity that has lapsed counts as not known. Ours is the
function that the office uses; beside it the same query written by hand in Polars, in DuckDB and in NumPy.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench import table
from bench.figures import Figures, middle, ratio
from bench.plan import Plan, has, interleave

SEED = 20260103
PEOPLE, SMALL, MONTHS, DISTRICTS = 1_200_000, 60_000, 12, 296
OURS, POLARS = "Skillshire", "Polars, by hand"
GOAL = 1.2
WANTED = ("neet-or-not-known", "neet")
FIRST = date(2025, 9, 1)
# Codes and how often somebody has them; the shares are invented, near those published for England.
SHARES = {
    210: 0.40, 220: 0.12, 230: 0.28, 240: 0.01, 270: 0.02, 280: 0.01, 310: 0.05, 320: 0.01, 330: 0.015,
    410: 0.01, 460: 0.005, 530: 0.005, 540: 0.002, 610: 0.004, 619: 0.02, 630: 0.002, 640: 0.004,
    710: 0.001, 810: 0.022, 820: 0.005, 830: 0.004,
}  # fmt: skip
EPOCH = date(1970, 1, 1)
Key = tuple[int, int, int, int]  # month (days since 1970), district, SEND, academic age
Answer = dict[Key, tuple[int, int, int]]  # cohort, neither in learning nor known, out of learning


def run(plan: Plan) -> None:
    people = SMALL if plan.quick else PEOPLE
    files = made(plan.folder(f"participation-{people}"), people)
    size = sum(file.stat().st_size for file in files) / 1e6
    table.heading(f"participation: {people * MONTHS:,} monthly rows in {len(files)} files of {size:,.0f} MB")
    ways = contestants(files)
    table.say(equal({name: way() for name, way in ways.items()}))
    found = interleave({name: _timed(way) for name, way in ways.items()}, plan.rounds)
    missing = {} if has("duckdb") else {"DuckDB": "it is not installed"}
    table.results(found, OURS, "ms", missing=missing)
    _, _, high = ratio([one["ms"] for one in found[OURS]], [one["ms"] for one in found[POLARS]])
    table.goal("at most 1.2 times Polars by hand (upper end of the interval)", high, GOAL)
    table.say(f"Rows a second, ours: {people * MONTHS / middle(found[OURS], 'ms') * 1000:,.0f}.")


# --- The workload ------------------------------------------------------------------------------------------


def made(folder: Path, people: int) -> list[Path]:
    """The twelve files, written where they are not there yet."""
    files = [folder / f"{place:02d}.parquet" for place in range(MONTHS)]
    if not all(file.exists() for file in files):
        for file, rows in zip(files, snapshots(people), strict=True):
            rows.write_parquet(file, compression="zstd", row_group_size=250_000)
    return files


def snapshots(people: int) -> Iterator[pl.DataFrame]:
    rng = np.random.default_rng(SEED)
    weights = rng.lognormal(0, 0.6, DISTRICTS)
    codes, shares = np.array(list(SHARES), dtype=np.uint16), np.array(list(SHARES.values()))
    state = {
        "person": np.arange(people, dtype=np.uint32),
        "area": rng.choice(DISTRICTS, people, p=weights / weights.sum()).astype(np.uint16),
        "age": rng.integers(16, 18, people).astype(np.int8),
        "send": rng.choice(3, people, p=[0.83, 0.12, 0.05]).astype(np.uint8),
        "gender": rng.integers(0, 2, people).astype(np.uint8),
        "code": rng.choice(codes, people, p=shares / shares.sum()),
        "lapses": _days(FIRST) + rng.integers(30, 500, people),
    }
    for place in range(MONTHS):
        yield _month(state, place, rng, weights / weights.sum(), codes, shares)


def _month(
    state: dict[str, Any], place: int, rng: Any, weights: Any, codes: Any, shares: Any
) -> pl.DataFrame:
    month = first_of(place)
    people = len(state["person"])
    if place:
        moved, changed = rng.random(people) < 0.015, rng.random(people) < 0.04
        state["area"][moved] = rng.choice(DISTRICTS, int(moved.sum()), p=weights)
        state["code"][changed] = rng.choice(codes, int(changed.sum()), p=shares / shares.sum())
        state["lapses"][changed] = _days(month) + rng.integers(90, 400, int(changed.sum()))
    frame = pl.DataFrame(state).with_columns(
        month=pl.lit(month), lapses=pl.col("lapses").cast(pl.Int32).cast(pl.Date)
    )
    return frame.sort("area")


def first_of(place: int) -> date:
    return date(FIRST.year + (FIRST.month - 1 + place) // 12, (FIRST.month - 1 + place) % 12 + 1, 1)


def last_of(place: int) -> date:
    return first_of(place + 1) - timedelta(days=1)


def _days(day: date) -> int:
    return (day - EPOCH).days


# --- Who answers -------------------------------------------------------------------------------------------


def contestants(files: Sequence[Path]) -> dict[str, Callable[[], Any]]:
    from skillshire.casework import codes

    known = codes.activities()
    neet, not_known = known.by_group("neet"), known.by_group("not-known")
    outside = known.by_group(*known.outside)
    ways = {
        OURS: lambda: ours(files),
        POLARS: lambda: polars(files, neet, not_known, outside),
        "NumPy, bincount": lambda: numpy(files, neet, not_known, outside),
    }
    if has("duckdb"):
        ways["DuckDB"] = lambda: duckdb(files, neet, not_known, outside)
    return ways


def ours(files: Sequence[Path]) -> pl.DataFrame:
    from skillshire.casework import participation

    rows = participation.lapse(pl.scan_parquet(files))
    return participation.counts(rows, by=("area", "send"), wanted=WANTED)


def polars(
    files: Sequence[Path], neet: Sequence[int], not_known: Sequence[int], outside: Sequence[int]
) -> pl.DataFrame:
    """A file is a month, so its last day is one number; that is several times quicker than `dt.month_end`."""
    code = pl.col("code")
    months = [
        pl.scan_parquet(file).with_columns(
            gone=(pl.col("lapses") <= last_of(place)) | code.is_in(list(not_known))
        )
        for place, file in enumerate(files)
    ]
    return (
        pl.concat(months)
        .filter(pl.col("age").is_between(16, 17))
        .with_columns(
            custody=~pl.col("gone") & code.is_in(list(outside)), neet=~pl.col("gone") & code.is_in(list(neet))
        )
        .group_by("month", "area", "send", "age")
        .agg(
            cohort=(~pl.col("custody")).sum(), neither=(pl.col("gone") | pl.col("neet")).sum(),
            neet=pl.col("neet").sum(),
        )
        .collect()
    )  # fmt: skip


def duckdb(
    files: Sequence[Path], neet: Sequence[int], not_known: Sequence[int], outside: Sequence[int]
) -> pl.DataFrame:
    import duckdb as engine

    listed = ", ".join(f"'{file}'" for file in files)
    known = ", ".join
    gone = f"(lapses <= last_day(month) OR code IN ({known(map(str, not_known))}))"
    out = f"(NOT {gone} AND code IN ({known(map(str, neet))}))"
    held = f"(NOT {gone} AND code IN ({known(map(str, outside))}))"
    return engine.sql(
        f"SELECT month, area, send, age, count(*) FILTER (NOT {held}) AS cohort, "  # noqa: S608
        f"count(*) FILTER ({gone} OR {out}) AS neither, count(*) FILTER ({out}) AS neet "
        f"FROM read_parquet([{listed}]) WHERE age BETWEEN 16 AND 17 GROUP BY ALL"
    ).pl()


def numpy(
    files: Sequence[Path], neet: Sequence[int], not_known: Sequence[int], outside: Sequence[int]
) -> pl.DataFrame:
    """One table of what each code is, and one count over all cells of a month."""
    kind = np.zeros(
        1000, dtype=np.int64
    )  # 0 in the cohort and known, 1 custody, 2 out of learning, 3 not known
    kind[list(outside)], kind[list(neet)], kind[list(not_known)] = 1, 2, 3
    found = []
    for place, file in enumerate(files):
        read = pl.read_parquet(file, columns=["area", "age", "send", "code", "lapses"])
        last = _days(last_of(place))
        what = kind[read["code"].to_numpy()]
        what[read["lapses"].to_physical().to_numpy() <= last] = 3
        cell = ((read["area"].to_numpy().astype(np.int64) * 3 + read["send"].to_numpy()) * 2
                + (read["age"].to_numpy() - 16)) * 4 + what  # fmt: skip
        found.append(_cells(np.bincount(cell, minlength=DISTRICTS * 24).reshape(-1, 4), place))
    return pl.concat(found)


def _cells(counted: Any, place: int) -> pl.DataFrame:
    every = np.arange(len(counted))
    rows = pl.DataFrame(
        {
            "area": every // 6, "send": every // 2 % 3, "age": every % 2 + 16,
            "cohort": counted[:, 0] + counted[:, 2] + counted[:, 3], "neither": counted[:, 2] + counted[:, 3],
            "neet": counted[:, 2], "all": counted.sum(axis=1),
        }
    )  # fmt: skip
    return rows.filter(pl.col("all") > 0).with_columns(month=pl.lit(first_of(place)))


# --- Equal answers, and how long they take -----------------------------------------------------------------


def plain(answer: pl.DataFrame) -> Answer:
    named = answer.rename({"neet-or-not-known": "neither"}, strict=False)
    keys = named.select(pl.col("month").cast(pl.Date).to_physical(), "area", "send", "age")
    numbers = named.select("cohort", "neither", "neet").cast(pl.Int64)
    return dict(zip(keys.iter_rows(), numbers.iter_rows(), strict=True))  # type: ignore[arg-type]


def winter_percent(answer: Answer) -> float:
    """Neither in learning nor known, December to February, all districts: the ratio of the two sums."""
    months = {_days(day) for day in (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))}
    three = [numbers for (month, *_), numbers in answer.items() if month in months]
    return 100 * sum(one[1] for one in three) / sum(one[0] for one in three)


def equal(answers: dict[str, pl.DataFrame]) -> str:
    """Says what all agree on; stops the bench where one differs in a single number."""
    found = {name: plain(answer) for name, answer in answers.items()}
    wanted = found[OURS]
    for name, answer in found.items():
        if answer != wanted:
            raise SystemExit(f"{name} gives other numbers than {OURS}; nothing was timed.")
    return (
        f"All {len(found)} give the same {3 * len(wanted):,} whole numbers in {len(wanted):,} cells; "
        f"December to February: {winter_percent(wanted):.6f} %.\n"
    )


def _timed(way: Callable[[], Any]) -> Callable[[], Figures]:
    def once() -> Figures:
        start, worked = time.perf_counter(), time.process_time()
        way()
        return {
            "ms": (time.perf_counter() - start) * 1000, "CPU ms": (time.process_time() - worked) * 1000
        }  # fmt: skip

    return once
