"""Which other counts of people would be shown in the very same way: the proof that a hidden cell is secret.

A county's people are counted in leaves, the finest cells; every cell shown is a sum of leaves. `Bounds` say
of each cell by how much its sum may differ before a reader would see it. The search moves people into and
out of leaves until a chosen cell has another number and no bound is broken. What it finds is a proof,
whatever a reader may try. Where it finds nothing there may still be an alternative, and more is hidden than
need be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

Key = tuple[str, ...]
Bounds = Mapping[Key, tuple[int, int]]  # cell -> least and greatest difference that shows nowhere
Moves = Mapping[Key, int]  # leaf -> people added to it

FARTHEST = 4  # differences of a cell that are tried, either way
STEPS = 8  # leaves that may be changed, one after another
BRANCHES = 6  # leaves tried at each step, those that break least
TRIES = 150  # steps in all before a search gives up


@dataclass(frozen=True)
class Cells:
    """How cells are made of leaves. `floors` is the least difference of each leaf: nobody is fewer than 0."""

    leaves: Mapping[Key, tuple[Key, ...]]
    holding: Mapping[Key, tuple[Key, ...]]
    floors: Mapping[Key, int]

    def near(self, key: Key) -> set[Key]:
        """Cells that share people with `key`, and those beside it: of one line with it."""
        sharing = {cell for leaf in self.leaves[key] for cell in self.holding[leaf]}
        beside = {cell for cell in self.leaves if sum(a != b for a, b in zip(cell, key, strict=True)) == 1}
        return (sharing | beside) - {key}

    def sharing(self, key: Key) -> set[Key]:
        return {cell for leaf in self.leaves[key] for cell in self.holding[leaf]} - {key}


def made_of(leaves: Mapping[Key, Sequence[Key]], floors: Mapping[Key, int]) -> Cells:
    """`leaves` of each cell; `floors` as above, of the leaves where there is anybody."""
    holding: dict[Key, list[Key]] = {}
    for cell, parts in leaves.items():
        for leaf in parts:
            holding.setdefault(leaf, []).append(cell)
    return Cells(
        {cell: tuple(parts) for cell, parts in leaves.items()},
        {leaf: tuple(cells) for leaf, cells in holding.items()},
        floors,
    )


def enough(key: Key, cells: Cells, bounds: Bounds, possible: int) -> bool:
    """Whether a hidden cell has so many possible values, its true one among them."""
    found = 1
    for by in _differences(bounds[key]):
        found += found < possible and moves(key, by, cells, bounds) is not None
    return found >= possible


def _differences(allowed: tuple[int, int]) -> list[int]:
    """1, -1, 2, -2, …, those that are allowed."""
    every = (sign * size for size in range(1, FARTHEST + 1) for sign in (1, -1))
    return [by for by in every if allowed[0] <= by <= allowed[1]]


def moves(key: Key, by: int, cells: Cells, bounds: Bounds) -> Moves | None:
    """How people could be added and taken away so that `key` differs by `by` and all is shown as it was."""
    return _Search(cells, {**bounds, key: (by, by)}, TRIES).mend({key: 0}, {}, STEPS)


class _Search:
    def __init__(self, cells: Cells, bounds: Bounds, tries: int):
        self.cells, self.bounds, self.tries = cells, bounds, tries

    def mend(self, sums: Mapping[Key, int], moved: Moves, steps: int) -> Moves | None:
        """Moves that break no bound, beginning with those made so far, whose sums by cell are `sums`."""
        broken = [cell for cell in sums if self._gap(cell, sums[cell])]
        if not broken:
            return moved
        if not steps or self.tries <= 0:
            return None
        cell = min(broken, key=lambda one: (len(self.cells.leaves[one]), one))
        gap = self._gap(cell, sums[cell])
        options = sorted(self._options(cell, gap, sums, moved), key=lambda option: option[:3])
        for _, leaf, by, after in options[:BRANCHES]:
            self.tries -= 1
            found = self.mend(after, {**moved, leaf: moved.get(leaf, 0) + by}, steps - 1)
            if found is not None:
                return found
        return None

    def _options(
        self, cell: Key, gap: int, sums: Mapping[Key, int], moved: Moves
    ) -> Iterable[tuple[int, Key, int, Mapping[Key, int]]]:
        """For each leaf that may take up the gap, or one of it: what is broken then, the leaf, by how much,
        and the sums.
        """
        for leaf, by in product(self.cells.leaves[cell], {gap, 1 if gap > 0 else -1}):
            before = moved.get(leaf, 0)
            # A leaf is not moved back, or the search would go round; nobody is fewer than 0.
            if before * by < 0 or before + by < self.cells.floors.get(leaf, 0):
                continue
            after = {**sums, **{one: sums.get(one, 0) + by for one in self.cells.holding[leaf]}}
            yield sum(abs(self._gap(one, total)) for one, total in after.items()), leaf, by, after

    def _gap(self, cell: Key, total: int) -> int:
        """What must be added for the cell to be within its bounds: 0 where it is."""
        low, high = self.bounds[cell]
        return low - total if total < low else min(0, high - total)
