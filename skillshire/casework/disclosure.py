"""Disclosure control: which counts of people may be shown, and as what. Pure: no database, no clock.

    protect(counts, hierarchy, parameters, keys=…, earlier=…) -> {key: Protected(value, status)}

`counts` are the exact numbers of people in the finest cells, {("E07000095", "16", "neet"): 3, …}: one member
for each dimension; a cell that is absent is 0. `hierarchy` has one mapping for each dimension, from every
member that a table may use to the leaves it is made of: {"E07000095": ["E07000095"], "E10000015":
["E07000095", …]}; members may nest and may overlap. `keys` are the cells to be shown, of one table or of
several tables of the same people at once (a table that leaves a dimension out takes the member that is all of
it); without it, all. `earlier` is what was published before of the same thing.

A cell below the threshold is hidden: value None, status "c", never 0. So is a true zero, or else four hidden
cells that make a hidden total below five would each have to be 1. What is shown is rounded to the nearest
`base`, each cell from its own exact count. Rounding alone does not keep a hidden cell secret (7 + 7 + 4 = 18
is shown as 5 + 5 + c = 20, and only 4 fits), so more cells are hidden until each hidden cell has at least
`possible` values that fit everything shown, then and now. That is proved for each, not assumed: another
county is found, made of whole people, that would be shown in the very same way and has another number there
(alternatives.py).

Rates are made from what is shown (`share`), so they tell nothing more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from skillshire.casework import alternatives
from skillshire.core.errors import UserError

Key = tuple[str, ...]
Hierarchy = Sequence[Mapping[str, Sequence[str]]]
HIDDEN = "c"
MOST = 10**9  # more people than there are: no upper limit
TRIED = 8  # cells near by that are looked at for one that is enough alone


@dataclass(frozen=True)
class Parameters:
    """See definitions/disclosure.yaml for why these. A hidden cell keeps `possible` values or more."""

    threshold: int = 5
    base: int = 5
    possible: int = 3


DEFAULT = Parameters()


@dataclass(frozen=True)
class Protected:
    value: int | None
    status: str = ""


@dataclass(frozen=True)
class Published:
    """What was shown before, and the exact counts that it was made from."""

    counts: Mapping[Key, int]
    shown: Mapping[Key, Protected]


class Unsafe(UserError):
    """Nothing more can be hidden, and still what was published before would give a cell away."""

    def __init__(self, key: Key):
        cell = ", ".join(key)
        super().__init__(
            f"The count of {cell} could be worked out from what was published before; publish no new edition "
            "of this table for the period."
        )
        self.key = key


def protect(
    counts: Mapping[Key, int],
    hierarchy: Hierarchy,
    parameters: Parameters = DEFAULT,
    *,
    keys: Iterable[Key] | None = None,
    earlier: Sequence[Published] = (),
    known: Iterable[Key] = (),
) -> dict[Key, Protected]:
    """Each of `keys` with what may be shown. Raises Unsafe where no way of hiding keeps a cell secret."""
    table = _Table(counts, hierarchy, parameters, sorted(keys or product(*hierarchy)), earlier, known)
    # What was hidden before is as secret as what is hidden now.
    before = {key for one in earlier for key, cell in one.shown.items() if cell.value is None}
    waiting = sorted(table.hidden | before, key=lambda key: (table.exact.get(key, 0), key))
    while waiting:
        waiting += table.secure(waiting.pop(0))
    return table.shown()


def totals(counts: Mapping[Key, int], hierarchy: Hierarchy, keys: Iterable[Key]) -> dict[Key, int]:
    """The exact count of each cell, from the finest ones."""
    return {key: sum(counts.get(leaf, 0) for leaf in leaves(key, hierarchy)) for key in keys}


def share(part: Protected, whole: Protected) -> tuple[float | None, str]:
    """The part as percent of the whole, from what is shown of both; hidden where either is."""
    if part.value is None or whole.value is None:
        return None, HIDDEN
    if whole.value == 0:
        return None, "z"
    return min(100.0, 100 * part.value / whole.value), ""


def rounded(count: int, base: int) -> int:
    """To the nearest multiple of `base`; halfway goes up."""
    return (2 * count + base) // (2 * base) * base


def readings(value: int, parameters: Parameters) -> tuple[int, int]:
    """The least and greatest count that a shown number may stand for."""
    around = range(max(parameters.threshold, value - parameters.base), value + parameters.base)
    fits = [count for count in around if rounded(count, parameters.base) == value]
    return fits[0], fits[-1]


class _Table:
    """The cells to be shown, what is hidden of them so far, and what a reader can conclude of each."""

    def __init__(
        self,
        counts: Mapping[Key, int],
        hierarchy: Hierarchy,
        parameters: Parameters,
        keys: Sequence[Key],
        earlier: Sequence[Published],
        known: Iterable[Key],
    ):
        self.parameters = parameters
        self.exact = totals(counts, hierarchy, keys)
        self.before = _meet([*_then(earlier, hierarchy, parameters), dict.fromkeys(known, (0, 0))])
        self.cells = alternatives.made_of(
            {key: leaves(key, hierarchy) for key in {*keys, *self.before}},
            _floors([counts, *(one.counts for one in earlier)]),
        )
        self.hidden = {key for key in keys if self.exact[key] < parameters.threshold}
        # Where an earlier edition had a number, the marker itself must not be read as “below the threshold”.
        numbers = {key for one in earlier for key, cell in one.shown.items() if cell.value is not None}
        self.small = self.hidden - numbers
        self.bounds = {key: self._bound(key) for key in self.cells.leaves}

    def shown(self) -> dict[Key, Protected]:
        base = self.parameters.base
        return {
            key: Protected(None, HIDDEN) if key in self.hidden else Protected(rounded(count, base))
            for key, count in self.exact.items()
        }

    def secure(self, key: Key) -> list[Key]:
        """Hide more until a hidden cell has enough possible values; returns what was hidden for it."""
        more: list[Key] = []
        while not self._safe(key):
            chosen = self._choose(key)
            self._hide(chosen)
            more.append(chosen)
        return more

    def _safe(self, key: Key) -> bool:
        return alternatives.enough(key, self.cells, self.bounds, self.parameters.possible)

    def _choose(self, key: Key) -> Key:
        """The least cell near by that is enough alone, or else the least that has people in common, or any.
        The cell itself comes first, where it was hidden before and is not now.
        """
        sharing = self._least_first(self.cells.sharing(key))
        near = [*self._least_first([key]), *self._least_first(self.cells.near(key))]
        left = sharing or near or self._least_first(self.exact)
        if not left:
            raise Unsafe(key)
        return next((other for other in near[:TRIED] if self._would_do(other, key)), left[0])

    def _least_first(self, keys: Iterable[Key]) -> list[Key]:
        """Of the cells that are not hidden yet; totals last, since they are what most people look for."""
        can = [key for key in keys if key in self.exact and key not in self.hidden]
        return sorted(can, key=lambda key: (len(self.cells.leaves[key]), self.exact[key], key))

    def _would_do(self, other: Key, key: Key) -> bool:
        held = self.bounds[other]
        self.hidden.add(other)
        self.bounds[other] = self._bound(other)
        done = self._safe(key)
        self.hidden.discard(other)
        self.bounds[other] = held
        return done

    def _hide(self, key: Key) -> None:
        self.hidden.add(key)
        self.bounds[key] = self._bound(key)

    def _bound(self, key: Key) -> tuple[int, int]:
        """By how much the cell's count could differ and nothing shown be different. Who reads is taken to
        know which cells are hidden for being small: more than we tell.
        """
        low, high = self.before.get(key, (-MOST, MOST))
        count = self.exact.get(key)
        if count is None:  # shown before, and not now
            return low, high
        if key in self.hidden:
            least, most = 0, self.parameters.threshold - 1 if key in self.small else MOST
        else:
            least, most = readings(rounded(count, self.parameters.base), self.parameters)
        return max(low, least - count), min(high, most - count)


def _then(
    earlier: Sequence[Published], hierarchy: Hierarchy, parameters: Parameters
) -> Iterator[dict[Key, tuple[int, int]]]:
    """The same of each earlier edition alone. Who reads is taken to know of every change since."""
    numbers: set[Key] = set()
    for one in earlier:
        exact = totals(one.counts, hierarchy, one.shown)
        found = {}
        for key, cell in one.shown.items():
            if cell.value is not None:
                least, most = readings(cell.value, parameters)
                numbers.add(key)
            else:
                small = exact[key] < parameters.threshold and key not in numbers
                least, most = 0, parameters.threshold - 1 if small else MOST
            found[key] = (least - exact[key], most - exact[key])
        yield found


def _meet(every: Iterable[Mapping[Key, tuple[int, int]]]) -> dict[Key, tuple[int, int]]:
    met: dict[Key, tuple[int, int]] = {}
    for one in every:
        for key, (low, high) in one.items():
            before = met.get(key, (-MOST, MOST))
            met[key] = (max(low, before[0]), min(high, before[1]))
    return met


def _floors(every: Sequence[Mapping[Key, int]]) -> dict[Key, int]:
    """No leaf has fewer than nobody in it, at any date."""
    known = {leaf for one in every for leaf in one}
    return {leaf: -min(one.get(leaf, 0) for one in every) for leaf in known}


def leaves(key: Key, hierarchy: Hierarchy) -> tuple[Key, ...]:
    parts = (dimension[member] for dimension, member in zip(hierarchy, key, strict=True))
    return tuple(product(*parts))
