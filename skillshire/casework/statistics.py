"""Exact counts of an organisation's people, as the tables of definitions/publications ask for them.

Exact counts are as confidential as the records. They go from here to editions.py, which lets out what
disclosure control leaves of them, and nowhere else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from skillshire.accounts.models import Organisation
from skillshire.casework import codes, extract, learning, participation, whole_years
from skillshire.casework.disclosure import Hierarchy, Key
from skillshire.casework.participation_table import last_complete
from skillshire.casework.publications import Publication
from skillshire.places import areas

ELSEWHERE = extract.ELSEWHERE
NONE = "none"  # the atom of those who are in no column
WHOLE = 0.5  # of the other's size: a year group smaller than that is not all there


@dataclass(frozen=True)
class Counted:
    """One table of one period: people (or starts, or courses) in each area and atom.

    An atom is a set of columns, joined by “+”: those who are in exactly these.
    """

    table: str
    period: str
    counts: Mapping[Key, int]


class Aims:
    """Every aim, marked with the counts it is in: read when it is first asked for, and once."""

    @cached_property
    def marked(self) -> pl.DataFrame:
        return learning.mark(self.rows)

    @cached_property
    def rows(self) -> pl.DataFrame:
        return learning.aims()

    @cached_property
    def returns(self) -> list[whole_years.Return]:
        return whole_years.returned(self.rows)


def exact(
    table: Publication, organisation: Organisation, today: date, aims: Aims | None = None
) -> list[Counted]:
    """The table for every period that is over and whole, oldest first. Empty where nothing is recorded.

    Who asks for several tables gives them the same `aims`.
    """
    rows = COUNTING[table.counted](organisation, table, today, aims or Aims())
    found = []
    for (period,), part in rows.group_by("period", maintain_order=True):
        counts: dict[Key, int] = {
            (area, atom): people for area, atom, people in part.select("area", "atom", "people").iter_rows()
        }
        found.append(Counted(table.id, str(period), counts))
    return sorted(found, key=lambda one: one.period)


def hierarchy(table: Publication, organisation: Organisation, counts: Iterable[Key] = ()) -> Hierarchy:
    """Districts and the county; columns as the atoms they are made of. The same for every period."""
    places = [*districts(organisation), ELSEWHERE]
    atoms = sorted({atom for _, atom in counts} | {column.id for column in table.columns})
    columns = {
        column.id: [atom for atom in atoms if column.id in atom.split("+")] for column in table.columns
    }
    return [{**{place: [place] for place in places}, organisation.area_code: places}, columns]


def keys(table: Publication, organisation: Organisation) -> list[Key]:
    """The cells that are shown: the county's and each district's, every column."""
    shown = dict.fromkeys([organisation.area_code, *districts(organisation)])
    return [(place, column.id) for place in shown for column in table.columns]


def districts(organisation: Organisation) -> list[str]:
    within = [area.code for area in areas.children(areas.get(organisation.area_code), "district")]
    return within or [organisation.area_code]


# --- Young people -------------------------------------------------------------------------------------------


def _participation(organisation: Organisation, table: Publication, today: date, _: Aims) -> pl.DataFrame:
    held = extract.frames(organisation)
    months = _months(held.people, today)
    rows = participation.monthly(held.people, held.spells, months, participation.AGES)
    rows = rows.join(_whole(rows), on="month", how="semi")
    atoms = atoms_of_codes([column.id for column in table.columns])
    grouped = rows.group_by(
        "month", "area", atom=pl.col("code").cast(pl.Int64).replace_strict(atoms, return_dtype=pl.String)
    ).agg(people=pl.len())
    period = pl.col("month").dt.strftime("%Y-%m-01/P1M")
    return grouped.select(period.alias("period"), "area", "atom", "people")


def _months(people: pl.DataFrame, today: date) -> Sequence[date]:
    """From the first month of which anything is recorded to the last that is over."""
    first = people["cohort_from"].min()
    if not isinstance(first, date) or first > last_complete(today):
        return []
    return participation.months_between(first, last_complete(today))


def _whole(rows: pl.DataFrame) -> pl.DataFrame:
    """The months of which both year groups are on record. A list that was loaded says what its young people
    did before as well, but not of those who had left by then: such a month would be of one year group.
    """
    sizes = rows.group_by("month").agg(
        younger=(pl.col("age") == participation.AGES[0]).sum(),
        older=(pl.col("age") == participation.AGES[1]).sum(),
    )
    least, most = pl.min_horizontal("younger", "older"), pl.max_horizontal("younger", "older")
    return sizes.filter(least >= WHOLE * most).select("month")


def atoms_of_codes(columns: Sequence[str]) -> dict[int, str]:
    """Each activity code with the columns that somebody doing it is counted in."""
    known = codes.activities()
    outside = set(known.by_group(*known.outside))
    within: dict[str, set[int]] = {"everyone": set(codes.by_code()), "cohort": set(codes.by_code()) - outside}
    for one in known.counts:
        within[one.id] = set(known.codes_of(one)) - (outside if one.of == "cohort" else set())
    return {
        code: "+".join(column for column in columns if code in within[column]) or NONE
        for code in codes.by_code()
    }


# --- Learners -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Learning:
    """Which aims a table counts, by the flag of learning.mark; in the year of which day; its columns."""

    flag: str
    day: str
    columns: Mapping[str, pl.Expr]


ALL = pl.lit(value=True)
SKILLS = ("english", "maths", "digital")
LEARNING = {
    "apprenticeship-starts": Learning(
        learning.STARTS, "starts",
        {"all": ALL, "under-19": pl.col(learning.UNDER_19), "advanced": pl.col(learning.LEVEL_3),
         "stem": pl.col(learning.STEM)},
    ),
    "learning-out-of-work": Learning(learning.OUT_OF_WORK, "starts", {"all": ALL}),
    "basic-skills": Learning(
        learning.BASIC_SKILLS, "ended",
        {"all": ALL, **{skill: pl.col("basic_skill") == skill for skill in SKILLS}},
    ),
    "community-learning": Learning(learning.COMMUNITY, "starts", {"all": ALL}),
}  # fmt: skip


def _learning(organisation: Organisation, table: Publication, today: date, aims: Aims) -> pl.DataFrame:
    """Of the learners of every provider, those whose home is in the organisation's area."""
    wanted = LEARNING[table.counted]
    basis = learning.CALENDAR if table.period == "calendar-year" else learning.ACADEMIC
    whole = whole_years.whole(aims.returns, today, table.period)
    atom = pl.concat_str(
        [pl.when(wanted.columns[column.id]).then(pl.lit(column.id)) for column in table.columns],
        separator="+", ignore_nulls=True,
    )  # fmt: skip
    month = "01" if table.period == "calendar-year" else "08"
    chosen = aims.marked.filter(pl.col(wanted.flag) & pl.col("area").is_in(districts(organisation)))
    dated = chosen.with_columns(period=pl.format(f"{{}}-{month}-01/P1Y", f"{wanted.day}_{basis}"), atom=atom)
    grouped = dated.group_by("period", "area", "atom").agg(people=pl.len())
    return grouped.filter(pl.col("period").is_in(whole))


COUNTING: Mapping[str, Callable[[Organisation, Publication, date, Aims], pl.DataFrame]] = {
    "participation": _participation,
    **dict.fromkeys(LEARNING, _learning),
}
