"""The synthetic county of the series benchmark, written through Skillshire's own build."""

import json
import random
import resource
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.plan import SEED, Plan

INDICATORS, AREAS, YEARS, BREAKDOWNS = 80, 400, 20, 16
SUPPRESSED = 0.03
FIRST_YEAR = 2005


@dataclass(frozen=True)
class Size:
    indicators: int = INDICATORS
    areas: int = AREAS

    @property
    def rows(self) -> int:
        return self.indicators * self.areas * YEARS * BREAKDOWNS


Row = tuple[str, str, str, float | None, float | None, float | None, str, int]


def indicator(number: int) -> str:
    return f"synthetic-{number:02d}"


def area(number: int) -> str:
    return f"E07{number:06d}"


def breakdown(number: int) -> str:
    return f"part=p{number:02d}" if number else ""


def walk(rng: random.Random) -> Iterator[float | None]:
    """One series: a percentage that wanders; three in a hundred figures are suppressed."""
    value = rng.uniform(20.0, 80.0)
    for _ in range(YEARS):
        value = min(97.0, max(3.0, value + rng.gauss(0.0, 1.5)))
        yield None if rng.random() < SUPPRESSED else round(value, 2)


def rows(number: int, areas: int) -> Iterator[Row]:
    """All rows of one indicator in key order. Each has its own seed, so a smaller county is a part of the
    larger one.
    """
    for place in range(areas):
        rng = random.Random(f"{SEED}/{number}/{place}")
        for part in range(BREAKDOWNS):
            for year, value in enumerate(walk(rng), start=FIRST_YEAR):
                limits = (None, None) if value is None else (round(value - 2, 2), round(value + 2, 2))
                yield (area(place), breakdown(part), f"{year}-01-01/P1Y", value, *limits,
                       "c" if value is None else "", 1)  # fmt: skip


def questions(count: int, size: Size, seed: int = 7) -> list[tuple[str, tuple[str, ...], str]]:
    """(indicator, three areas, breakdown): sixty rows each."""
    rng = random.Random(seed)
    return [
        (
            indicator(rng.randrange(size.indicators)),
            tuple(area(place) for place in rng.sample(range(size.areas), min(3, size.areas))),
            breakdown(rng.randrange(BREAKDOWNS)),
        )
        for _ in range(count)
    ]


def made(plan: Plan, size: Size) -> tuple[Path, dict[str, float]]:
    """A home folder that serves a county of this size, and what building it took; built once, then kept."""
    home = plan.folder("stores") / f"rows-{size.rows}"
    note = home / "built.json"
    if not note.exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        note.write_text(json.dumps(_build(home, size)), encoding="utf-8")
    return home, json.loads(note.read_text(encoding="utf-8"))


def _build(home: Path, size: Size) -> dict[str, float]:
    from bench import ours
    from skillshire.indicators import build, releases
    from skillshire.indicators.build import Contents

    ours.use(home)
    started = perf_counter()
    names = [indicator(number) for number in range(size.indicators)]
    contents = Contents(
        definitions={name: ours.definition(name) for name in names},
        lags=dict.fromkeys(names, 1),
        tables={name: _frame(number, size.areas) for number, name in enumerate(names)},
        snapshots={name: [RECORD] for name in names},
    )
    generated = perf_counter()
    releases.switch(build.write(contents, built="2026-01-01", previous=None, report={}))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"generate s": generated - started, "build s": perf_counter() - generated, "peak MB": peak}


def _frame(number: int, areas: int) -> Any:
    import polars as pl

    from skillshire.indicators.assemble import COLUMNS

    kinds = [pl.String] * 3 + [pl.Float64] * 3 + [pl.String, pl.Int64]
    schema = dict(zip(COLUMNS, kinds, strict=True))
    return pl.DataFrame(list(rows(number, areas)), schema=schema, orient="row")


RECORD = {
    "source": "synthetic", "producer": "Nobody", "title": "Random walks", "licence": "OGL-UK-3.0",
    "url": "https://example.org/", "published": "2026-01-01", "accessed": "2026-01-01", "sha256": "0" * 64,
    "bytes": 0, "file": "synthetic.csv", "quality": "experimental",
}  # fmt: skip
