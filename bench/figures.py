"""Medians, percentiles and ratios with an interval. Plain Python: the same wherever it runs."""

import random
from collections.abc import Sequence
from statistics import median

Figures = dict[str, float]  # what one round of one contestant gave: {"p50 ms": 0.05, …}
DRAWS = 2000


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]


def middle(rounds: Sequence[Figures], name: str) -> float:
    return median(one[name] for one in rounds)


def ratio(above: Sequence[float], below: Sequence[float], seed: int = 7) -> tuple[float, float, float]:
    """The ratio of the two medians, and its 95 % interval by resampling rounds.

    Round for round the two ran side by side, so rounds are drawn in pairs.
    """
    if len(above) != len(below) or not above:
        raise ValueError("a ratio needs as many rounds of one as of the other, and at least one")
    rng, pairs, drawn = random.Random(seed), list(zip(above, below, strict=True)), []
    for _ in range(DRAWS):
        chosen = rng.choices(pairs, k=len(pairs))
        drawn.append(median(a for a, _ in chosen) / median(b for _, b in chosen))
    drawn.sort()
    return median(above) / median(below), drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975) - 1]
