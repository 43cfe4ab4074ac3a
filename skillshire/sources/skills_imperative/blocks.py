"""Where in the workbooks which figures stand. Rows count from 1, columns from 0."""

from collections.abc import Iterator
from dataclasses import dataclass

from skillshire.sources.dfe_local_skills import splits
from skillshire.sources.skills_imperative import labels
from skillshire.sources.skills_imperative.grid import Sheet
from skillshire.sources.table import breakdown

SHEETS = ("Occ T1", "Occ T2", "Ind T1", "Ind T2", "Qual T1", "RD T1")
Items = tuple[tuple[str, str], ...]  # (label, breakdown), in the order of the rows

_FIVE_YEARS, _TWO_YEARS = (2015, 2019, 2020, 2025, 2035), (2020, 2035)
_CHANGES = ("Change", "Demand", "Requirement")
_DEMAND = ("Net Change", "Replacement Demand level", "Total Requirement")
_SEXES: dict[int, dict[str, str]] = {0: {}, 11: {"sex": "male"}, 22: {"sex": "female"}}
# Tables of replacement demand by qualification repeat themselves every so many rows.
_OCCUPATIONS_STEP, _GROUPS_STEP = 29, 11


@dataclass(frozen=True)
class Block:
    """Rows of one table: the labels stand in `column` from row `first` on, the years' levels right of it.

    `heading` is the row with the years, `title` the cell above the labels where it tells blocks apart.
    `changes` are the three columns of net change, replacement demand and openings, None where there are
    none. `levels` says whether the levels are wanted; otherwise another block has the same.
    """

    sheet: str
    heading: int
    first: int
    items: Items
    column: int = 0
    years: tuple[int, ...] = _FIVE_YEARS
    changes: tuple[int, ...] | None = None
    levels: bool = True
    title: tuple[int, str] | None = None

    def expected(self) -> Iterator[tuple[int, int, list[str]]]:
        """(row, column, words) that must stand there."""
        yield self.heading, self.column + 1, [str(year) for year in self.years]
        if self.changes is not None:
            names = _CHANGES if self.years == _FIVE_YEARS else _DEMAND
            yield self.heading, self.changes[0], list(names)
        if self.title is not None:
            yield self.title[0], self.column, [self.title[1]]


def main() -> Iterator[Block]:
    """Jobs and changes by occupation and sex, by sector, by industry and by qualification."""
    for column, sex in _SEXES.items():
        changes = (column + 7, column + 8, column + 9)
        total = (("All occupations", breakdown(**sex)),)
        yield Block("Occ T1", 6, 8, _groups(**sex), column, changes=changes)
        yield Block("Occ T1", 6, 18, total, column, changes=changes)
        yield Block("Occ T2", 6, 8, _occupations(**sex), column, changes=changes)
    yield Block("Ind T1", 5, 7, _items("Broad sector", labels.SECTORS), changes=(7, 8, 9))
    yield Block("Ind T2", 3, 5, _items("Industry", labels.INDUSTRIES))
    yield Block("Qual T1", 3, 5, _items("Qualification", labels.QUALIFICATIONS))


def demand(sheet: Sheet) -> Iterator[Block]:
    """Replacement demand by occupation and qualification, and by industry: the last not for England, whose
    workbook has another list of industries there.
    """
    for place, (name, split) in enumerate(_items("Qualification", labels.QUALIFICATIONS)):
        level = dict([split.split("=")])
        heading = 35 + _OCCUPATIONS_STEP * place
        title = (heading, f"{name} (Constrained)")
        yield _demand(heading, heading + 1, _occupations(**level), 0, title=title)
        total = (("All occupations", split),)
        yield _demand(heading, heading + len(labels.OCCUPATIONS) + 1, total, 0, levels=False)
        above = 18 + _GROUPS_STEP * place
        yield _demand(6, above + 1, _groups(**level), 8, title=(above, name))
    if sheet.text(3, 23) == "22 Industries":
        yield _demand(6, 7, _items("Industry", labels.INDUSTRIES), 23, levels=False)


def _demand(
    heading: int,
    first: int,
    items: Items,
    column: int,
    levels: bool = True,
    title: tuple[int, str] | None = None,
) -> Block:
    changes = (column + 3, column + 4, column + 5)
    return Block("RD T1", heading, first, items, column, _TWO_YEARS, changes, levels, title)


def _items(split: str, names: tuple[str, ...], **more: str) -> Items:
    """Breakdowns as the department's data hub has them, since it holds the same projection."""
    return tuple((name, splits.read(split, name, **more)) for name in names)


def _occupations(**more: str) -> Items:
    return _items(splits.SUB_MAJOR, labels.OCCUPATIONS, **more)


def _groups(**more: str) -> Items:
    """The hub numbers the major groups, the workbooks do not."""
    return tuple(
        (name, splits.read(splits.MAJOR, f"{number} {name}", **more))
        for number, name in enumerate(labels.MAJOR_GROUPS, start=1)
    )
