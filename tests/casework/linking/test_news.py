"""What a linked row changes of a record, and what it leaves."""

from datetime import date

import pytest

from skillshire.casework.ccis.merge import Held
from skillshire.casework.ccis.records import Record
from skillshire.casework.linking import news

DAY = date(2026, 10, 1)
ROW = {"code": 220, "starts": date(2026, 9, 1), "establishment_name": "Example College"}


def of(spell=None, given=ROW, person=None):
    told = {"given_name": "Amie", "uln": "1234567890", "upn": "A1"}
    row = Record(2, "row-2", told, given, (110,), "OFFR", "COLL", "303", lapsed=False)
    return news.of(row, Held(5, {"reference": "YP5", "uln": "", **(person or {})}, spell=spell), DAY)


def spell(code, starts, verified=None):
    return {"code": code, "starts": starts, "ends": None, "verified": verified}


def test_an_activity_after_the_one_on_record_is_new():
    said = of(spell(619, date(2026, 6, 1)))
    assert (said.reference, said.spell["starts"], said.spell["verified"]) == ("YP5", ROW["starts"], DAY)
    assert said.spell["establishment_name"] == "Example College"


def test_the_same_activity_is_confirmed():
    said = of(spell(220, date(2026, 9, 3), date(2026, 9, 20)))
    assert (said.spell["starts"], said.spell["verified"]) == (date(2026, 9, 3), DAY)


def test_a_later_confirmation_on_record_stands():
    assert of(spell(220, date(2026, 9, 3), date(2026, 10, 9))).spell["verified"] == date(2026, 10, 9)


def test_who_was_looked_for_in_vain_is_known_from_the_day_of_the_list_on():
    assert of(spell(810, date(2026, 9, 15))).spell["starts"] == DAY


@pytest.mark.parametrize("last", [spell(619, date(2026, 9, 20)), spell(810, date(2026, 10, 2))])
def test_what_is_newer_on_record_stands(last):
    assert of(last) is None


@pytest.mark.parametrize("when", ["ascertained", "verified"])
def test_what_somebody_found_out_after_the_day_of_the_list_stands(when):
    last = spell(619, date(2026, 6, 1))
    assert of(last | {when: DAY}).spell["starts"] == ROW["starts"]
    assert of(last | {when: date(2026, 10, 9)}) is None
    lost = spell(810, date(2026, 6, 1))
    assert of(lost | {when: date(2026, 10, 9)}).spell["starts"] == ROW["starts"]


def test_what_has_lapsed_is_known_again_from_the_day_of_the_list_on():
    lapsed = spell(210, date(2026, 9, 1)) | {"lapses": date(2026, 9, 30)}
    assert (of(lapsed).spell["code"], of(lapsed).spell["starts"]) == (220, DAY)
    assert of(spell(210, date(2026, 9, 1)) | {"lapses": date(2026, 10, 2)}) is None


def test_only_a_number_that_is_missing_is_taken_of_the_person():
    assert of(person={"upn": "B2"}).person == {"uln": "1234567890"}
    said = of()
    assert (said.characteristics, said.guarantee, said.destination, said.transferred_to) == (None,) * 4
