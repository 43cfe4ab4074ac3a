"""From records to frames: who is in the cohort and what they did, without names. Two queries, or three."""

from dataclasses import dataclass

import polars as pl
from django.db.models import Min

from skillshire.accounts.models import Organisation
from skillshire.casework import codes
from skillshire.casework.models import ActivitySpell, Characteristic, YoungPerson
from skillshire.casework.participation import SPELL_SCHEMA
from skillshire.places import areas

PEOPLE_SCHEMA = {
    "person": pl.Int64, "born": pl.Date, "area": pl.String, "gender": pl.String, "ethnicity": pl.String,
    "send": pl.String, "level_of_need": pl.String, "cohort_from": pl.Date, "cohort_to": pl.Date,
}  # fmt: skip
ELSEWHERE = "elsewhere"  # a home district outside the council's area, or not known
BY = ("gender", "ethnicity", "send", "level_of_need", "characteristic")


@dataclass(frozen=True)
class Frames:
    """As participation.monthly takes them; `area` is a district of the council's area or ELSEWHERE."""

    people: pl.DataFrame
    spells: pl.DataFrame


def frames(organisation: Organisation) -> Frames:
    """Everybody of the organisation who is counted, and all their activities."""
    people = pl.DataFrame(_people(organisation), schema=PEOPLE_SCHEMA, orient="row")
    within = [area.code for area in areas.children(organisation.area_code)] or [organisation.area_code]
    known = pl.when(pl.col("area").is_in(within)).then(pl.col("area")).otherwise(pl.lit(ELSEWHERE))
    return Frames(people.with_columns(area=known), _spells(organisation))


def by_characteristic(frames: Frames, organisation: Organisation) -> pl.DataFrame:
    """The people once for each characteristic that holds, as the column `characteristic`: they overlap."""
    held = Characteristic.objects.filter(young_person__organisation=organisation, ends__isnull=True)
    titles = {int(code): one.title for code, one in codes.named("characteristics").items()}
    pairs = [(pk, titles.get(code, str(code))) for pk, code in held.values_list("young_person_id", "code")]
    found = pl.DataFrame(pairs, schema={"person": pl.Int64, "characteristic": pl.String}, orient="row")
    return frames.people.join(found, on="person", how="inner")


def _people(organisation: Organisation) -> list[tuple[object, ...]]:
    not_counted = [code for code, one in codes.named("cohort-statuses").items() if not one.counted]
    wanted = YoungPerson.objects.filter(
        organisation=organisation, erased_at__isnull=True, born__isnull=False
    ).exclude(cohort_status__in=not_counted)
    return list(
        wanted.annotate(cohort_from=Min("spells__starts"))
        .order_by("pk")
        .values_list(
            "pk",
            "born",
            "area_code",
            "gender",
            "ethnicity",
            "send",
            "level_of_need",
            "cohort_from",
            "left_on",
        )
    )


def _spells(organisation: Organisation) -> pl.DataFrame:
    rows = ActivitySpell.objects.filter(young_person__organisation=organisation).order_by("young_person_id")
    values = rows.values_list("young_person_id", "code", "starts", "ends", "lapses")
    return pl.DataFrame(list(values), schema=SPELL_SCHEMA, orient="row")
