"""What is printed: Markdown tables, sentences on goals, and which machine it was."""

import os
import platform
from collections.abc import Mapping, Sequence

from bench.figures import Figures, middle, ratio


def machine() -> str:
    model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if "model name" in line), "")
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores {model or platform.machine()}, {int(memory) / 1024**2:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; load {load}."
    )


def is_busy() -> bool:
    """More waiting for the processors than a third of them could serve, before anything is started."""
    return os.getloadavg()[0] > (os.cpu_count() or 1) / 3


def _lines(file: str) -> list[str]:
    try:
        with open(file, encoding="utf-8") as stream:
            return stream.readlines()
    except OSError:
        return []


def heading(text: str) -> None:
    print(f"\n## {text}\n", flush=True)


def say(text: str) -> None:
    print(text, flush=True)


def number(value: float) -> str:
    """Three figures, and thousands with commas."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{max(0, 2 - (len(str(int(value))) - 1))}f}" if value >= 1 else f"{value:.3g}"


def results(
    found: Mapping[str, Sequence[Figures]],
    ours: str,
    by: str,
    more_is_better: bool = False,
    missing: Mapping[str, str] | None = None,
) -> None:
    """One row a contestant: medians over the rounds, and how many times `ours` is better `by` a figure."""
    columns = list(dict.fromkeys(key for rounds in found.values() for key in rounds[0]))
    say(f"| | {' | '.join(columns)} | ours is better by |")
    say(f"|---|{'---:|' * (len(columns) + 1)}")
    for name, rounds in found.items():
        cells = [number(middle(rounds, key)) if key in rounds[0] else "–" for key in columns]
        last = "ours" if name == ours else better(found[ours], rounds, by, more_is_better)
        say(f"| {name} | {' | '.join(cells)} | {last} |")
    for name, why in (missing or {}).items():
        say(f"| {name} |{' – |' * len(columns)} not run: {why} |")


def better(ours: Sequence[Figures], theirs: Sequence[Figures], by: str, more_is_better: bool = False) -> str:
    """`8.1× (7.9–8.4)`; below 1× ours is the slower."""
    one, other = [row[by] for row in ours], [row[by] for row in theirs]
    value, low, high = ratio(one, other) if more_is_better else ratio(other, one)
    return f"{number(value)}× ({number(low)}–{number(high)})"


def goal(text: str, value: float, limit: float, at_most: bool = True) -> None:
    met = value <= limit if at_most else value >= limit
    say(f"\nGoal: {text}: {'**met**' if met else '**missed**'}, {number(value)}.")
