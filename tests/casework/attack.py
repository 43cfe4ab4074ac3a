"""Somebody who wants to know a hidden count, and reasons with all that was published.

They know the rules (threshold, base, that numbers are rounded), every table and every edition of it, who has
been added and taken away between two editions, and even which cells are hidden for being small. From each
number shown follows an interval for a sum of leaves; from all of them together, by narrowing the leaves'
intervals and splitting where that is not enough, the values that each hidden cell may have. The search is
complete: a value that it rules out is impossible, one that it finds comes with a whole county.
"""

from dataclasses import dataclass, field
from itertools import product

PLENTY = 10**6
REACH = 8  # how far from a value that fits others are looked for


class Tired(Exception):
    """The search was given up, so that nothing is known."""


@dataclass
class Attack:
    """What is known so far: intervals of sums of leaves, and the least that each leaf can be."""

    hierarchy: list
    threshold: int = 5
    base: int = 5
    sums: list = field(default_factory=list)  # (leaves, least, greatest)

    def __post_init__(self):
        self.leaves = list(
            product(*({leaf for parts in one.values() for leaf in parts} for one in self.hierarchy))
        )
        self.place = {leaf: number for number, leaf in enumerate(self.leaves)}
        self.least = [0] * len(self.leaves)

    def read(self, shown, *, small=(), changes=None):
        """Take in one edition: {key: Protected}."""
        changes = changes or {}
        for leaf, more in changes.items():
            self.least[self.place[leaf]] = max(self.least[self.place[leaf]], -more)
        for key, cell in shown.items():
            low, high = self.meant(cell, key in small)
            since = sum(changes.get(leaf, 0) for leaf in self.parts(key))
            self.sums.append(([self.place[leaf] for leaf in self.parts(key)], low - since, high - since))
        return self

    def parts(self, key):
        return list(product(*(one[member] for one, member in zip(self.hierarchy, key, strict=True))))

    def meant(self, cell, small):
        if cell.value is None:
            return 0, self.threshold - 1 if small else PLENTY
        fits = [
            n
            for n in range(max(0, cell.value - self.base), cell.value + self.base + 1)
            if self.round(n) == cell.value
        ]
        fits = [n for n in fits if n >= self.threshold]
        return min(fits), max(fits)

    def round(self, count):
        return (count + self.base // 2) // self.base * self.base

    def interval(self, key):
        """What narrowing alone tells of a cell (of the first edition)."""
        box = self.narrow([[low, PLENTY] for low in self.least], self.sums)
        parts = [self.place[leaf] for leaf in self.parts(key)]
        return sum(box[one][0] for one in parts), sum(box[one][1] for one in parts)

    def values(self, key, enough=3, effort=120):
        """Values that the cell may have, at most `enough` of them, from one that fits outwards.

        All there are, where fewer come back and the effort was enough: what cannot be ruled out may be.
        """
        low, high = self.interval(key)
        parts = [self.place[leaf] for leaf in self.parts(key)]
        try:
            first = self.county(self.sums, 20 * effort)
        except Tired:
            first = None
        if first is None or low == high:
            return list(range(low, min(high, low + enough - 1) + 1))
        middle = sum(first[one] for one in parts)
        found = [middle]
        for value in (middle + step * sign for step in range(1, REACH) for sign in (-1, 1)):
            if len(found) < enough and low <= value <= high:
                found += [value] if self.possible([*self.sums, (parts, value, value)], effort) else []
        return sorted(found)

    def possible(self, sums, effort):
        try:
            return self.county(sums, effort) is not None
        except Tired:
            return True

    def county(self, sums, effort):
        """The people of each leaf in a county that fits; None where there is none."""
        waiting = [[[low, PLENTY] for low in self.least]]
        while waiting:
            if not effort:
                raise Tired
            effort -= 1
            box = self.narrow(waiting.pop(), sums)
            if box is None:
                continue
            open_ = [one for one in range(len(box)) if box[one][0] < box[one][1]]
            if not open_:
                return [low for low, _ in box]
            one = min(open_, key=lambda place: box[place][1] - box[place][0])
            middle = (box[one][0] + box[one][1]) // 2
            for part in ([middle + 1, box[one][1]], [box[one][0], middle]):
                others = [list(span) for span in box]
                others[one] = part
                waiting.append(others)
        return None

    def narrow(self, box, sums):
        """The leaves' intervals as narrow as every sum alone makes them; None where one is empty."""
        moved = True
        while moved:
            moved = False
            for leaves, least, most in sums:
                low, high = sum(box[one][0] for one in leaves), sum(box[one][1] for one in leaves)
                if low > most or high < least:
                    return None
                for one in leaves:
                    span = box[one]
                    least_here, most_here = least - (high - span[1]), most - (low - span[0])
                    if least_here > span[0] or most_here < span[1]:
                        new = [max(span[0], least_here), min(span[1], most_here)]
                        if new[0] > new[1]:
                            return None
                        low, high = low + new[0] - span[0], high + new[1] - span[1]
                        box[one] = new
                        moved = True
        return box


def recovered(attack, hidden, possible=3):
    """The hidden cells for which fewer values are left than were promised, with those values."""
    found = {key: attack.values(key, possible) for key in hidden}
    return {key: values for key, values in found.items() if len(values) < possible}
