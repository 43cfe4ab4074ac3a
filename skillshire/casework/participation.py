"""Young people in learning, out of it, or not known: how many, where, month by month. Polars only, no Django.

The definitions, from the Department's methodology for local authorities unless said otherwise:

- Whoever is in a month: on its last day, those in the council's cohort. Somebody counts from the month in
  which their first activity on record had begun, until the month in which they left.
- Academic age: years reached on 31 August before the school year that the month is in. Counted: 16 and 17.
- Activity: the one going on on that day. Where there is none, or it has lapsed, they count as not known.
- Denominator: all but those in custody (`cohort`); `everyone` has them too, for the strategy's first measure.
- The year's figure of those out of learning or not known: the average of December, January and February, as
  the average number divided by the average cohort, not the average of three percentages. The year is
  February's.
- Taking part in education and training: the month of March.

Which codes are counted as what is data: definitions/codes/activities.yaml. Where somebody lives is where they
live now, since earlier addresses are not kept; what else they are broken down by is as on record now, too.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from skillshire.casework import codes
from skillshire.casework.codes import Count
from skillshire.core.errors import UserError
from skillshire.core.periods import add_months

AGES = (16, 17)
NEEDED = {"person", "born", "cohort_from", "cohort_to"}
SPELL_SCHEMA = {"person": pl.Int64, "code": pl.UInt16, "starts": pl.Date, "ends": pl.Date, "lapses": pl.Date}
LARGEST_CODE = 999
# The last day of the month of each day since 1970: looking it up is many times quicker than working it out.
_LAST_DAYS = (
    pl.Series([date(1970, 1, 1)])
    .to_frame("day")
    .select(pl.date_range(pl.col("day").first(), date(2099, 12, 31)).dt.month_end().to_physical())
    .to_series()
)
Frame = pl.DataFrame | pl.LazyFrame


def monthly(
    people: pl.DataFrame, spells: pl.DataFrame, months: Sequence[date], ages: Sequence[int] = ()
) -> pl.DataFrame:
    """One row for each young person and month in which they are in the cohort.

    `people` has person, born, cohort_from (the first day on which they count, or null) and cohort_to (the
    first on which they no longer do, or null); other columns, such as area, are carried along. `spells` has
    person, code, starts, ends and lapses, no two of one person at a time. `months` are first days; `ages`
    the academic ages that are wanted, all where none is named.
    Result: person, the carried columns, month, age, code.
    """
    days = pl.DataFrame({"month": list(months)}, schema={"month": pl.Date})
    days = days.with_columns(day=pl.col("month").dt.month_end())
    here = (pl.col("cohort_from").is_null() | (pl.col("cohort_from") <= pl.col("day"))) & (
        pl.col("cohort_to").is_null() | (pl.col("cohort_to") > pl.col("day"))
    )
    rows = people.join(days, how="cross").filter(here).with_columns(age=_academic_age())
    rows = (rows.filter(pl.col("age").is_in(list(ages))) if ages else rows).sort("day")
    begun = spells.select(list(SPELL_SCHEMA)).cast(SPELL_SCHEMA).sort("starts")  # type: ignore[arg-type]
    found = rows.join_asof(
        begun, left_on="day", right_on="starts", by="person", strategy="backward", check_sortedness=False
    )
    over = pl.col("ends") < pl.col("day")
    counted = pl.when(over | pl.col("code").is_null()).then(None).otherwise(pl.col("code"))
    settled = lapse(found.lazy().with_columns(code=counted)).lazy()
    carried = [name for name in people.columns if name not in NEEDED]
    wanted = settled.select("person", *carried, "month", "age", pl.col("code").cast(pl.UInt16))
    return wanted.sort("person", "month").collect()


def _academic_age() -> pl.Expr:
    began = pl.col("month").dt.year() - (pl.col("month").dt.month() < 9).cast(pl.Int32)
    late = (pl.col("born").dt.month() >= 9).cast(pl.Int32)
    return (began - pl.col("born").dt.year() - late).cast(pl.Int8).alias("age")


def lapse(rows: Frame) -> Frame:
    """Code by code what counts: not known where there is none, or from the day on which it lapses.

    `lapses` is a day, held against the month's last; rows without that column have no lapse.
    """
    not_known = pl.lit(codes.activities().not_known, pl.UInt16)
    gone = pl.col("code").is_null()
    if "lapses" in rows.collect_schema():
        last = pl.lit(_LAST_DAYS).gather(pl.col("month").to_physical())
        gone = gone | (pl.col("lapses").to_physical() <= last).fill_null(False)
    return rows.with_columns(code=pl.when(gone).then(not_known).otherwise(pl.col("code")))


def counts(
    rows: Frame, by: Sequence[str] = ("area",), wanted: Iterable[str] = (), ages: Sequence[int] = AGES
) -> pl.DataFrame:
    """How many of them do what: one row for each month, age and value of `by`.

    `rows` are those of `monthly`, or of a monthly snapshot with month, age, code and the columns of `by`.
    Result: month, *by, age, everyone, cohort, and a column for each count (`wanted`: some of them by id).
    """
    keys = ["month", *by, "age"]
    chosen = [choose(one) for one in wanted] or list(codes.activities().counts)
    classes = _classes(chosen)
    kind = pl.lit(_by_code(classes)).gather(pl.col("code")).alias("class")
    within = rows.lazy().filter(pl.col("age").is_in(list(ages)))
    held = within.group_by(*keys, kind).agg(n=pl.len()).collect()
    sums = [_people(place for place, _ in enumerate(classes)).alias("everyone")]
    sums += [_people(_places(classes, "cohort")).alias("cohort")]
    sums += [_people(_places(classes, one.id)).alias(one.id) for one in chosen]
    return held.group_by(keys).agg(sums).sort(keys)


def _classes(chosen: Iterable[Count]) -> dict[frozenset[str], list[int]]:
    """Codes that are in the very same of these counts: what each class is in, and its codes.

    Grouping by a class instead of by code, and adding up afterwards, reads the rows once.
    """
    known = codes.activities()
    outside = set(known.by_group(*known.outside))
    members = {
        one.id: set(known.codes_of(one)) - (outside if one.of == "cohort" else set()) for one in chosen
    }
    found: dict[frozenset[str], list[int]] = {}
    for code in codes.by_code():
        inside = set() if code in outside else {"cohort"}
        within = inside | {name for name, holds in members.items() if code in holds}
        found.setdefault(frozenset(within), []).append(code)
    return found


def _by_code(classes: dict[frozenset[str], list[int]]) -> pl.Series:
    """The class of each number that could be a code; a number that is none has none."""
    table: list[int | None] = [None] * (LARGEST_CODE + 1)
    for place, members in enumerate(classes.values()):
        for code in members:
            table[code] = place
    return pl.Series(table, dtype=pl.UInt8)


def _places(classes: dict[frozenset[str], list[int]], name: str) -> list[int]:
    return [place for place, names in enumerate(classes) if name in names]


def _people(places: Iterable[int]) -> pl.Expr:
    return pl.col("n").filter(pl.col("class").is_in(list(places))).sum().cast(pl.Int64)


def choose(identifier: str) -> Count:
    known = {one.id: one for one in codes.activities().counts}
    if identifier not in known:
        raise UserError(f"“{identifier}” is not counted; choose one of {', '.join(known)}.")
    return known[identifier]


def winter(year: int) -> tuple[date, date, date]:
    """The three months of the year's figure: December before it, January and February."""
    return date(year - 1, 12, 1), date(year, 1, 1), date(year, 2, 1)


def averages(counted: pl.DataFrame, year: int, by: Sequence[str] = ("area",)) -> pl.DataFrame:
    """The December to February figures of a year: *by and, of each column counted, its sum over them.

    A third of each is the average; as sums they stay whole numbers, and the ratio of two sums is that of the
    averages. Without rows where one of the three months is not there at all.
    """
    months = winter(year)
    three = counted.filter(pl.col("month").is_in(months))
    if three["month"].n_unique() < len(months):
        three = three.clear()
    numbers = [name for name in counted.columns if name not in {"month", "age", *by}]
    return (
        three.group_by(by or pl.lit(1).alias("_"))
        .agg(pl.col(numbers).sum())
        .drop("_", strict=False)
        .sort([*by] or numbers[:1])
    )


def percent(numerator: int, denominator: int) -> float | None:
    return None if denominator == 0 else 100 * numerator / denominator


def academic_year(month: date) -> int:
    """The calendar year in which the month's school year began; it begins in September."""
    return month.year - (month.month < 9)


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from one to the other, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first.replace(day=1), index) for index in range(count)]
