"""Reads and writes many young people's records at once, in bulk."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from skillshire.accounts.models import Organisation
from skillshire.casework import activities, codes, upserts
from skillshire.casework.ccis.merge import Change, Held
from skillshire.casework.ccis.records import PERSON, SPELL
from skillshire.casework.models import (
    ActivitySpell,
    Characteristic,
    Destination,
    Offer,
    Transfer,
    Upload,
    YoungPerson,
)

PERSON_FIELDS = (*PERSON.values(), "address", "area_code", "send", "left_on")
SPELL_FIELDS = (*SPELL.values(), "ends")
PERSON_ID = "young_person_id"
YEAR_11 = 11
Ids = Mapping[str, int]  # reference → number of the record


def held(
    organisation: Organisation, *, lock: bool = False, only: Collection[int] | None = None
) -> dict[str, Held]:
    """Everybody on the organisation's records, or those of these numbers, by reference. Six queries.

    With `lock`, for who then writes them, nobody else does until the transaction ends: a row is written back
    whole, and what the office records meanwhile would be lost with it.
    """
    people = YoungPerson.objects.filter(organisation=organisation).order_by("pk")
    mine: dict[str, Any] = {"young_person__organisation": organisation}
    if only is not None:
        people, mine = people.filter(pk__in=only), mine | {"young_person__in": only}
    people = people.select_for_update(no_key=True) if lock else people
    by_pk: dict[int, Held] = {}
    for pk, erased, *values in people.values_list("pk", "erased_at", *PERSON_FIELDS):
        by_pk[pk] = Held(pk, dict(zip(PERSON_FIELDS, values, strict=True)), erased is not None)
    for pk, *values in _spells(mine):
        by_pk[pk].spell = dict(zip(SPELL_FIELDS, values, strict=True))
    for pk, number, ends in Characteristic.objects.filter(**mine).values_list(
        "young_person_id", "code", "ends"
    ):
        by_pk[pk].characteristics[number] = ends is None
    for pk, year, status in Offer.objects.filter(**mine).values_list("young_person_id", "year", "status"):
        by_pk[pk].guarantees[year] = status
    wanted = Destination.objects.filter(**mine, school_year=YEAR_11)
    for pk, code in wanted.values_list("young_person_id", "code"):
        by_pk[pk].destination = code
    gone = Transfer.objects.filter(**mine, direction=Transfer.Direction.OUT, status=Transfer.Status.ACCEPTED)
    for pk, authority in gone.values_list("young_person_id", "authority"):
        by_pk[pk].transferred_to |= {authority}
    return {one.person["reference"]: one for one in by_pk.values()}


def _spells(mine: dict[str, Any]) -> Iterable[Sequence[Any]]:
    """Oldest first, so that each person's last one is what stays."""
    return (
        ActivitySpell.objects.filter(**mine)
        .order_by("starts")
        .values_list("young_person_id", *SPELL_FIELDS)
        .iterator(chunk_size=5000)
    )


def write(
    organisation: Organisation, changes: Sequence[Change], upload: Upload, *, by: str, day: date, at: datetime
) -> None:
    """All changes of a file, in the caller's transaction."""
    _write_people(organisation, changes, upload, at)
    ids = dict(YoungPerson.objects.filter(organisation=organisation).values_list("reference", "pk"))
    _write_spells(changes, ids)
    _write_characteristics(changes, ids, day)
    _write_offers(changes, ids, day)
    _write_transfers(changes, ids, by, day)
    activities.refresh_now([ids[one.record.reference] for one in changes if one.spell or one.close])
    _end_tries([ids[one.record.reference] for one in changes if one.spell and _is_known(one.spell, day)])


def _is_known(spell: Mapping[str, Any], day: date) -> bool:
    lapses = spell.get("lapses")
    return codes.group(spell["code"]) != "not-known" and (lapses is None or lapses > day)


def _end_tries(numbers: Sequence[int]) -> None:
    """To find out what somebody does is what one tried to."""
    for start in range(0, len(numbers), activities.AT_ONCE):
        some = YoungPerson.objects.filter(pk__in=numbers[start : start + activities.AT_ONCE])
        some.exclude(contact_attempts=0).update(contact_attempts=0)


def _write_people(
    organisation: Organisation, changes: Sequence[Change], upload: Upload, at: datetime
) -> None:
    common = {"organisation_id": organisation.pk, "upload_id": upload.pk, "updated_at": at}
    rows = [{**(one.held.person if one.held else {}), **one.person, **common} for one in changes]
    update = [*(name for name in PERSON_FIELDS if name != "reference"), "upload_id", "updated_at"]
    upserts.upsert(YoungPerson, rows, ["organisation_id", "reference"], update)


def _write_spells(changes: Sequence[Change], ids: Ids) -> None:
    """Earlier spells are closed before new ones begin."""
    update = [name for name in SPELL_FIELDS if name != "starts"]
    closed = [{"young_person_id": ids[one.record.reference], **one.close} for one in changes if one.close]
    begun = [{"young_person_id": ids[one.record.reference], **one.spell} for one in changes if one.spell]
    for rows in (closed, begun):
        upserts.upsert(ActivitySpell, rows, [PERSON_ID, "starts"], update)


def _write_characteristics(changes: Sequence[Change], ids: Ids, day: date) -> None:
    begun: list[dict[str, Any]] = []
    over: list[dict[str, Any]] = []
    for one in changes:
        person = ids[one.record.reference]
        for code, holds in one.characteristics.items():
            row = {PERSON_ID: person, "code": code}
            (begun if holds else over).append(row | ({"starts": day} if holds else {"ends": day}))
    upserts.upsert(Characteristic, begun, [PERSON_ID, "code"], ["starts", "ends"])
    upserts.upsert(Characteristic, over, [PERSON_ID, "code"], ["ends"])


def _write_offers(changes: Sequence[Change], ids: Ids, day: date) -> None:
    """The September Guarantee of the year of the file, and what those in year 11 mean to do."""
    offers = [
        {PERSON_ID: ids[one.record.reference], "year": day.year, "status": one.guarantee, "on": day}
        for one in changes if one.guarantee
    ]  # fmt: skip
    upserts.upsert(Offer, offers, [PERSON_ID, "year"], ["status", "on"])
    wanted = [
        {PERSON_ID: ids[one.record.reference], "school_year": YEAR_11, "code": one.destination, "on": day}
        for one in changes if one.destination
    ]  # fmt: skip
    upserts.upsert(Destination, wanted, [PERSON_ID, "school_year"], ["code", "on"])


def _write_transfers(changes: Sequence[Change], ids: Ids, by: str, day: date) -> None:
    gone = [
        Transfer(
            young_person_id=ids[one.record.reference], direction=Transfer.Direction.OUT,
            authority=one.transferred_to, status=Transfer.Status.ACCEPTED, asked_on=day, asked_by=by,
            answered_on=day,
        )
        for one in changes if one.transferred_to
    ]  # fmt: skip
    Transfer.objects.bulk_create(gone, batch_size=500)
