"""Exact counts from learner records. They are for `statistics` and its disclosure control only: nothing here
may be shown to anybody.

An aim that goes on from one academic year into the next stands in both years' files. It is counted once, as
the latest file has it, in the year of its first day; a pass in the year of its last day. Both are given by
academic year (from August) and by calendar year, since targets of the two kinds exist.
"""

from collections.abc import Iterable, Sequence
from functools import reduce

import polars as pl

from skillshire.casework import learning_terms
from skillshire.casework.learning_terms import Funding, Terms
from skillshire.casework.models import Aim

ACADEMIC, CALENDAR = "academic", "calendar"
UNKNOWN = "unknown"
STARTS, UNDER_19 = "apprenticeship-starts", "apprenticeship-starts-under-19"
LEVEL_3, STEM, STEM_THREE = (
    "apprenticeship-starts-level-3", "apprenticeship-starts-stem", "apprenticeship-starts-stem-three",
)  # fmt: skip
OUT_OF_WORK, BASIC_SKILLS, COMMUNITY = "out-of-work-learning", "basic-skills", "community-learning"
SCHEMA: dict[str, pl.DataType] = {
    "count": pl.String(), "basis": pl.String(), "year": pl.Int32(), "area": pl.String(), "age": pl.String(),
    "level": pl.String(), "subject": pl.String(), "skill": pl.String(), "value": pl.UInt32(),
}  # fmt: skip
_PARTS = ("age", "level", "subject", "skill")
AIMS: dict[str, pl.DataType] = {  # one row for each aim of each file
    "provider": pl.Int64(), "learner": pl.Int64(), "reference": pl.String(), "year": pl.Int32(),
    "area": pl.String(), "number": pl.Int32(), "aim_ref": pl.String(), "aim_type": pl.Int32(),
    "starts": pl.Date(), "ended": pl.Date(), "fund_model": pl.Int32(), "prog_type": pl.Int32(),
    "framework": pl.Int32(), "pathway": pl.Int32(), "standard": pl.Int32(), "outcome": pl.Int32(),
    "fams": pl.String(), "level": pl.String(), "subject": pl.String(), "basic_skill": pl.String(),
    "age": pl.Int32(), "employment": pl.Int32(),
}  # fmt: skip
_FIELDS = (
    "learner__organisation_id", "learner_id", "learner__reference", "learner__year", "learner__area_code",
    "number", "aim_ref", "aim_type", "starts", "ended", "fund_model", "prog_type", "framework", "pathway",
    "standard", "outcome", "fams", "level", "subject", "basic_skill", "age", "employment",
)  # fmt: skip
_SAME_AIM = ("provider", "reference", "aim_ref", "starts", "prog_type", "standard", "framework", "pathway")


def aims(organisations: Iterable[int] | None = None) -> pl.DataFrame:
    """Every aim on record (of these organisations) as AIMS; of erased learners none."""
    found = Aim.objects.filter(learner__erased_at__isnull=True)
    if organisations is not None:
        found = found.filter(learner__organisation_id__in=list(organisations))
    rows = found.order_by().values_list(*_FIELDS)
    return pl.DataFrame(list(rows), schema=AIMS, orient="row")


def counts(rows: pl.DataFrame, terms: Terms | None = None) -> pl.DataFrame:
    """AIMS → SCHEMA: how many in each year, district of the home (empty: none known) and part, where any.

    A part is empty in a count that has no such part. Each count has all its parts; add up for fewer.
    """
    marked = mark(rows, terms)
    found = [_count(marked, *one) for one in _COUNTS]
    return pl.concat(found).sort(pl.all().exclude("value"))


def mark(rows: pl.DataFrame, terms: Terms | None = None) -> pl.DataFrame:
    """Each aim once, with a column for each count that says whether it is in it, and its parts and years."""
    terms = terms or learning_terms.load()
    once = latest(rows)
    start = is_start(terms)
    return once.with_columns(
        start.alias(STARTS),
        (start & is_under_19(terms)).alias(UNDER_19),
        (start & is_level_3_or_above(terms)).alias(LEVEL_3),
        (start & is_stem(terms, "four")).alias(STEM),
        (start & is_stem(terms, "three")).alias(STEM_THREE),
        is_out_of_work_learning(terms).alias(OUT_OF_WORK),
        is_basic_skill_passed(terms).alias(BASIC_SKILLS),
        is_community_learning(terms).alias(COMMUNITY),
        age_group(terms).alias("age_group"),
        level_group(terms).alias("level_group"),
        tier_1().fill_null(UNKNOWN).alias("subject_area"),
        *_years("starts"),
        *_years("ended"),
    )


def latest(rows: pl.DataFrame) -> pl.DataFrame:
    """Of the same aim in several years' files the last. Two alike aims in one file stay two."""
    numbered = rows.sort("provider", "reference", "year", "number").with_columns(
        place=pl.int_range(pl.len()).over("learner", *_SAME_AIM)
    )
    return numbered.unique([*_SAME_AIM, "place"], keep="last", maintain_order=True).drop("place")


# --- what is counted, each by itself


def is_start(terms: Terms) -> pl.Expr:
    """The programme aim of an apprenticeship. A restart after a break is none, unless the terms count it."""
    wanted = terms.apprenticeships
    begun = (pl.col("aim_type") == wanted.aim_type) & pl.col("prog_type").is_in(wanted.programme_types)
    funded = begun & funded_by(wanted.funding)
    return _sure(funded if wanted.restarts else funded & ~has_fam("RES"))


def is_under_19(terms: Terms) -> pl.Expr:
    return _sure(pl.col("age") < terms.ages["19-24"])


def is_level_3_or_above(terms: Terms) -> pl.Expr:
    return _sure(pl.col("level").is_in(terms.level_3_or_above))


def is_stem(terms: Terms, which: str = "four") -> pl.Expr:
    return _sure(tier_1().is_in([str(area) for area in terms.stem[which]]))


def is_out_of_work_learning(terms: Terms) -> pl.Expr:
    """Begun by an adult who was out of work on the first day, and paid for by the state."""
    wanted = terms.out_of_work
    return _sure(
        funded_by(wanted.funding)
        & pl.col("employment").is_in(wanted.employment)
        & pl.col("age").is_between(*wanted.age)
    )


def is_basic_skill_passed(terms: Terms) -> pl.Expr:
    wanted = terms.basic_skills
    return _sure(
        pl.col("basic_skill").is_in(wanted.skills)
        & (pl.col("outcome") == wanted.outcome)
        & pl.col("age").is_between(*wanted.age)
        & pl.col("ended").is_not_null()
    )


def is_community_learning(terms: Terms) -> pl.Expr:
    return _sure(funded_by(terms.community.funding))


def funded_by(funding: Sequence[Funding]) -> pl.Expr:
    return reduce(pl.Expr.__or__, (_funded(one) for one in funding))


def _funded(one: Funding) -> pl.Expr:
    fits = pl.col("fund_model") == one.model
    if one.since:
        fits = fits & (pl.col("starts") >= one.since)
    return fits & (pl.col("starts") < one.until) if one.until else fits


def has_fam(kind: str) -> pl.Expr:
    return (pl.lit(" ") + pl.col("fams")).str.contains(f" {kind}:", literal=True)


def tier_1() -> pl.Expr:
    """The sector subject area's first tier: 6 of 6.1. Null where it is not known."""
    area = pl.col("subject").str.split(".").list.first()
    return pl.when(area != "").then(area)


def age_group(terms: Terms) -> pl.Expr:
    """The last group whose first age is reached; the groups are in order of age."""
    group = pl.lit(UNKNOWN)
    for name, first in terms.ages.items():
        group = pl.when(pl.col("age") >= first).then(pl.lit(name)).otherwise(group)
    return group


def level_group(terms: Terms) -> pl.Expr:
    group = pl.lit(UNKNOWN)
    for name, levels in terms.levels.items():
        group = pl.when(pl.col("level").is_in(levels)).then(pl.lit(name)).otherwise(group)
    return group


def _sure(condition: pl.Expr) -> pl.Expr:
    """What is not known is not counted."""
    return condition.fill_null(value=False)


# --- counting

_STARTS_PARTS = {"age": "age_group", "level": "level_group", "subject": "subject_area"}
_COUNTS: Sequence[tuple[str, str, dict[str, str]]] = (
    (STARTS, "starts", _STARTS_PARTS),
    (UNDER_19, "starts", {}),
    (LEVEL_3, "starts", {}),
    (STEM, "starts", {}),
    (STEM_THREE, "starts", {}),
    (OUT_OF_WORK, "starts", {}),
    (BASIC_SKILLS, "ended", {"skill": "basic_skill"}),
    (COMMUNITY, "starts", {}),
)


def _years(day: str) -> list[pl.Expr]:
    calendar = pl.col(day).dt.year()
    academic = calendar - (pl.col(day).dt.month() < 8).cast(pl.Int32)
    return [academic.alias(f"{day}_{ACADEMIC}"), calendar.alias(f"{day}_{CALENDAR}")]


def _count(marked: pl.DataFrame, name: str, day: str, parts: dict[str, str]) -> pl.DataFrame:
    chosen = marked.filter(pl.col(name))
    return pl.concat(_grouped(chosen, name, f"{day}_{basis}", basis, parts) for basis in (ACADEMIC, CALENDAR))


def _grouped(chosen: pl.DataFrame, name: str, year: str, basis: str, parts: dict[str, str]) -> pl.DataFrame:
    keys = [pl.col(year).alias("in_year"), "area", *(pl.col(parts[key]).alias(f"by_{key}") for key in parts)]
    grouped = chosen.group_by(keys).agg(value=pl.len())
    empty = [pl.lit("").alias(key) for key in _PARTS if key not in parts]
    named = [pl.col(f"by_{key}").alias(key) for key in parts]
    whole = grouped.with_columns(
        *empty, *named, count=pl.lit(name), basis=pl.lit(basis), year=pl.col("in_year")
    )
    return whole.select(pl.col(key).cast(kind) for key, kind in SCHEMA.items())
