"""How much to do, and where its files go."""

import importlib.util
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figures

SEED = 20260101


@dataclass(frozen=True)
class Plan:
    rounds: int
    quick: bool
    work: Path

    def folder(self, name: str) -> Path:
        made = self.work / name
        made.mkdir(parents=True, exist_ok=True)
        return made


def interleave(contestants: Mapping[str, Callable[[], Figures]], rounds: int) -> dict[str, list[Figures]]:
    """Every contestant once a round, in an order drawn anew for each: a busy minute then hits them alike."""
    found: dict[str, list[Figures]] = {name: [] for name in contestants}
    order, rng = list(contestants), random.Random(SEED)
    for _ in range(rounds):
        rng.shuffle(order)
        for name in order:
            found[name].append(contestants[name]())
    return found


def has(*modules: str) -> bool:
    return all(importlib.util.find_spec(name) for name in modules)
