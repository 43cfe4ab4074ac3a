"""Participation as a table of figures: each with its area, period, numerator, denominator and status.

Exact, or after disclosure control. Each month is protected on its own; the December to February average is
then made from what is shown of its months, so it tells nothing more. No Django.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product

import polars as pl

from skillshire.casework import codes, disclosure, participation
from skillshire.casework.disclosure import Hierarchy, Protected
from skillshire.core.periods import add_months

SOURCE = "Records of young people kept in this office"
ALL = ""  # the part that is everybody
Cell = tuple[str, str, str]  # area, part, what is counted
Shown = Mapping[Cell, Protected]


@dataclass(frozen=True)
class Figure:
    """`part` is the value of what the table is broken down by, empty for everybody.

    `numerator` and `denominator` are people; for an average over months, people a month. Value is in
    percent. Status is empty, `c` for hidden, `z` where there was nobody to count.
    """

    count: str
    title: str
    area: str
    period: str
    part: str
    numerator: float | None
    denominator: float | None
    value: float | None
    unit: str
    status: str
    source: str

    def plain(self) -> dict[str, object]:
        return asdict(self)


def figures(
    rows: pl.DataFrame,
    months: Sequence[date],
    county: str,
    *,
    by: str = "",
    overlap: bool = False,
    exact: bool = False,
) -> list[Figure]:
    """Every count for the county, each area in `rows` and each part, by month; then each winter's average.

    `rows` are those of participation.monthly with a column `area`, and one named as `by` where that is given.
    Where parts `overlap`, one person stands in several rows, and there is no total over the parts. Nobody of
    an age that counts in any of the months makes no figures.
    """
    cells = _atoms(rows, by)
    if not cells:
        return []  # there is nobody to count and nothing to protect
    hierarchy = _hierarchy(cells, county, sorted(rows["area"].unique()), overlap)
    show = _exact if exact else _protected
    shown = {month: show(cells.get(month, {}), hierarchy) for month in months}
    found = [
        _figure(cell, f"{month:%Y-%m}-01/P1M", [month_shown])
        for month, month_shown in shown.items()
        for cell in _asked(month_shown)
    ]
    for year in range(months[0].year, months[-1].year + 1):
        three = [shown[month] for month in participation.winter(year) if month in shown]
        if len(three) == 3:
            period = f"{year - 1}-12-01/P3M"
            found += [_figure(cell, period, three) for cell in _asked(*three)]
    return found


def _atoms(rows: pl.DataFrame, by: str) -> dict[date, dict[Cell, int]]:
    """Month → people in the finest cells: area, part and atom (see `_parts_of`)."""
    atom_of = {code: atom for atom, members in _codes_by_atom().items() for code in members}
    part = pl.col(by) if by else pl.lit("all")
    held = (
        rows.filter(pl.col("age").is_in(list(participation.AGES)))
        .group_by("month", "area", part.cast(pl.String).fill_null("").alias("part"), "code")
        .agg(n=pl.len())
    )
    found: dict[date, dict[Cell, int]] = defaultdict(lambda: defaultdict(int))
    for month, area, value, code, people in held.select("month", "area", "part", "code", "n").iter_rows():
        found[month][area, value or "not-recorded", atom_of[code]] += people
    return found


def _codes_by_atom() -> dict[str, list[int]]:
    """Codes that are in the very same counts belong together; every count is a sum of such atoms."""
    counts = [(one, set(codes.activities().codes_of(one))) for one in codes.activities().counts]
    outside = set(codes.activities().by_group(*codes.activities().outside))
    found: dict[str, list[int]] = defaultdict(list)
    for code in codes.by_code():
        ids = [
            one.id
            for one, members in counts
            if code in members and not (one.of == "cohort" and code in outside)
        ]
        found["+".join([*ids, "outside" if code in outside else "inside"])].append(code)
    return found


def _parts_of() -> dict[str, list[str]]:
    """Each count, and both denominators, as the atoms it is made of."""
    atoms = list(_codes_by_atom())
    made = {
        one.id: [atom for atom in atoms if one.id in atom.split("+")] for one in codes.activities().counts
    }
    return made | {"cohort": [atom for atom in atoms if atom.endswith("inside")], "everyone": atoms}


def _hierarchy(
    cells: Mapping[date, Mapping[Cell, int]], county: str, areas: Sequence[str], overlap: bool
) -> Hierarchy:
    """The same for every month, so that each has the same cells."""
    places = {area: [area] for area in areas} | {county: list(areas)}
    values = sorted({part for month in cells.values() for _, part, _ in month})
    each = {value: [value] for value in values} if values != ["all"] else {}
    whole = {} if overlap else {ALL: values}
    return [places, whole | each, _parts_of()]


def _protected(cells: Mapping[Cell, int], hierarchy: Hierarchy) -> Shown:
    found = disclosure.protect({tuple(cell): people for cell, people in cells.items()}, hierarchy)
    return {(area, part, what): shown for (area, part, what), shown in found.items()}


def _exact(cells: Mapping[Cell, int], hierarchy: Hierarchy) -> Shown:
    found = disclosure.totals(
        {tuple(cell): people for cell, people in cells.items()}, hierarchy, product(*hierarchy)
    )
    return {(area, part, what): Protected(count) for (area, part, what), count in found.items()}


def _asked(*shown: Shown) -> Iterator[Cell]:
    """Every count, not the denominators by themselves; the county and everybody first."""
    cells = dict.fromkeys(cell for one in shown for cell in one)
    order = {one.id: place for place, one in enumerate(codes.activities().counts)}
    yield from sorted(
        (cell for cell in cells if cell[2] in order),
        key=lambda cell: (order[cell[2]], cell[0][:3] != "E10", cell),
    )


def _figure(cell: Cell, period: str, months: Sequence[Shown]) -> Figure:
    """The figure of a month, or the average over several from what is shown of each."""
    area, part, what = cell
    count = participation.choose(what)
    above = _average([one.get(cell, Protected(0)) for one in months])
    below = _average([one.get((area, part, count.of), Protected(0)) for one in months])
    value, status = None, ""
    if above is None or below is None:
        status = disclosure.HIDDEN
    elif below == 0:
        status = "z"
    else:
        value = min(100.0, 100 * above / below)
    return Figure(what, count.title, area, period, part, above, below, value, "percent", status, SOURCE)


def _average(cells: Sequence[Protected]) -> float | None:
    values = [cell.value for cell in cells if cell.value is not None]
    if len(values) < len(cells):
        return None
    return values[0] if len(values) == 1 else sum(values) / len(values)


def last_complete(today: date) -> date:
    """The first day of the last month that is over."""
    return add_months(today.replace(day=1), -1)
