"""How well a list of points finds who will be NEET, from counts as the door shows them. Pure.

Nothing here is made from an exact count: each share is a whole percent of rounded ones, with its 95% Wilson
interval, so it tells no more than they do. A share is hidden where a count behind it is: its part, what is
left of the whole, or the whole. None and everybody (0% and 100%) are hidden by that as well, since a group
of which it is known that all were NEET has no secret left.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil, floor, sqrt

from skillshire.casework.disclosure import DEFAULT, Key, Parameters, Protected, Published, protect

Z = 1.959964  # standard normal: 95%
EVERYBODY = "everybody"
COMMON = ("people", "neet", "fine")  # counts that are the same for every list
OF_LIST = {  # of each list: what an atom says of the outcome (n for NEET, f for fine) and of the flag
    "flagged": ("nf", "1"), "unflagged": ("nf", "0"), "found": ("n", "1"), "missed": ("n", "0"),
    "false": ("f", "1"), "left": ("f", "0"),
}  # fmt: skip
SHARES = {  # part, what is left, whole
    "neet": ("neet", "fine", "people"),
    "flagged": ("flagged", "unflagged", "people"),
    "precision": ("found", "false", "flagged"),
    "recall": ("found", "missed", "neet"),
    "false_positive": ("false", "left", "fine"),
    "false_negative": ("missed", "found", "neet"),
}
Cells = Mapping[Key, Protected]


@dataclass(frozen=True)
class Judged:
    """One person: the group they are counted in, whether NEET later, and which lists flagged them."""

    group: str
    neet: bool
    flags: tuple[bool, ...]

    @property
    def atom(self) -> str:
        """Such as n01: NEET later, not flagged by the first list, flagged by the second."""
        return ("n" if self.neet else "f") + "".join("01"[flag] for flag in self.flags)


@dataclass(frozen=True)
class Share:
    """Whole percent, with its interval. None with `hidden` where it could tell of somebody."""

    value: int | None
    lower: int | None = None
    upper: int | None = None
    hidden: bool = False


HIDDEN = Share(None, hidden=True)


@dataclass(frozen=True)
class Quality:
    """`people` is rounded, None where hidden.

    precision: of those flagged, who was NEET. recall: of those NEET, who was flagged. flagged: of
    everybody, who was. false_positive: of those not NEET, who was flagged. false_negative: of those NEET, who
    was not.
    """

    kind: str  # what the group is of: everybody, gender, district…
    group: str
    people: int | None
    neet: Share
    flagged: Share
    precision: Share
    recall: Share
    false_positive: Share
    false_negative: Share


# --- Counts -------------------------------------------------------------------------------------------------


def count(people: Iterable[Judged]) -> dict[Key, int]:
    """Exact: people in each group and atom."""
    found: dict[Key, int] = {}
    for one in people:
        found[one.group, one.atom] = found.get((one.group, one.atom), 0) + 1
    return found


def columns(lists: Sequence[str]) -> dict[str, list[str]]:
    """Each count that is shown, such as “a.found”, as the atoms it is made of."""
    atoms = _atoms(lists)
    made = {"people": atoms, "neet": [one for one in atoms if one[0] == "n"],
            "fine": [one for one in atoms if one[0] == "f"]}  # fmt: skip
    for place, name in enumerate(lists, start=1):
        for part, (outcome, flag) in OF_LIST.items():
            made[f"{name}.{part}"] = [one for one in atoms if one[0] in outcome and one[place] == flag]
    return made


def _atoms(lists: Sequence[str]) -> list[str]:
    return ["".join(parts) for parts in product("nf", *["01"] * len(lists))]


def of_everybody(
    counts: Mapping[Key, int],
    lists: Sequence[str],
    earlier: Sequence[Published] = (),
    parameters: Parameters = DEFAULT,
) -> dict[Key, Protected]:
    """The row of everybody: a list of which one count is hidden shows none, so that nothing hidden is left
    here that the groups would have to keep as well."""
    made = columns(lists)
    shown = protect(counts, [{EVERYBODY: [EVERYBODY]}, made], parameters, earlier=earlier)
    gone = {column.split(".")[0] for (_, column), cell in shown.items() if cell.value is None}
    nothing = bool(gone & set(COMMON))
    return {
        key: Protected(None, "c") if nothing or key[1].split(".")[0] in gone else cell
        for key, cell in shown.items()
    }


def of_groups(
    counts: Mapping[Key, int],
    chosen: str,
    every: Cells,
    earlier: Sequence[Published] = (),
    parameters: Parameters = DEFAULT,
) -> dict[Key, Protected]:
    """The rows of one kind of group, such as districts, for one list; only what `every`, the row of
    everybody, shows. `counts` are by that list's flag alone.

    Who reads is taken to know everybody's counts exactly. So another county that proves a count secret only
    moves people between groups: the tables of other kinds of group, and the row of everybody by other lists,
    are as they were. (With several lists by group, nearly everything would have to be hidden.)
    Raises Unsafe as disclosure.protect does.
    """
    groups = sorted({group for one in (counts, *(one.counts for one in earlier)) for group, _ in one})
    made, atoms = columns([chosen]), _atoms([chosen])
    places = {**{group: [group] for group in groups}, EVERYBODY: groups}
    hierarchy = [places, {**made, **{atom: [atom] for atom in atoms}}]
    wanted = [column for column in made if every[EVERYBODY, column].value is not None]
    keys = [(group, column) for group in groups for column in wanted]
    known = [(EVERYBODY, atom) for atom in atoms]
    if not keys:
        return {}
    return protect(counts, hierarchy, parameters, keys=keys, earlier=earlier, known=known)


# --- Shares -------------------------------------------------------------------------------------------------


def quality(kind: str, chosen: str, cells: Cells) -> Iterator[Quality]:
    """How well the list `chosen` does in each group of which `cells` tell it, in the order of their names."""
    for group in sorted({group for group, column in cells if column == f"{chosen}.flagged"}):
        counts = {name: _value(cells, group, name) for name in COMMON}
        counts |= {name: _value(cells, group, f"{chosen}.{name}") for name in OF_LIST}
        shares = {name: _share(*(counts[part] for part in parts)) for name, parts in SHARES.items()}
        yield Quality(kind, group, counts["people"], **shares)


def _value(cells: Cells, group: str, column: str) -> int | None:
    cell = cells.get((group, column))
    return None if cell is None else cell.value


def _share(part: int | None, rest: int | None, whole: int | None) -> Share:
    """Of the part and the rest, which rounded need not add up to the whole: so two shares of it make 100."""
    return HIDDEN if part is None or rest is None or whole is None else wilson(part, part + rest)


def wilson(count: int, of: int) -> Share:
    """Wilson's score interval, in whole percent: the share to the nearest, and never 0 or 100 for a part that
    is neither; the limits outwards. https://doi.org/10.1080/01621459.1927.10502953
    """
    lower, upper = limits(count, of)
    return Share(min(99, max(1, floor(100 * count / of + 0.5))), floor(100 * lower), ceil(100 * upper))


def limits(count: int, of: int) -> tuple[float, float]:
    """Of the interval, as shares of 1. `of` is not 0."""
    p, n = count / of, float(of)
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return max(0.0, middle - half), min(1.0, middle + half)
