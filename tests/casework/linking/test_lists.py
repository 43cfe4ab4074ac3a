"""A college's list: sure rows are recorded, doubtful ones wait, all of it or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from skillshire.casework import erasure, young_people_file
from skillshire.casework.linking import lists
from skillshire.casework.linking.reading import Standing
from skillshire.casework.linking.register import Verdict
from skillshire.casework.models import Match, Upload, YoungPerson
from skillshire.core import audit
from skillshire.core.errors import UserError
from tests import people
from tests.casework.linking.desk import (
    DAY,
    ENROLLED,
    HEADINGS,
    TODAY,
    check,
    college,
    line,
    link,
    now,
    person,
    register,
)

pytestmark = pytest.mark.django_db
STRANGER = dict(zip(HEADINGS, ("Zachary", "Thistlethwaite", "03/04/2009", "AL1 3JE"), strict=True))


@pytest.fixture(autouse=True)
def council():
    return register()


def states():
    return dict(Match.objects.values_list("row", "state"))


def test_rows_are_linked_asked_about_or_nobodys():
    link(college(line(1), line(2, Surname="Browne-Smith"), STRANGER))
    assert states() == {2: "linked", 3: "ask", 4: "nobody"}
    assert now(1) == (220, date(2026, 2, 2))
    assert now(2)[0] != 220


def test_a_linked_row_says_where_and_is_known_from_the_day_of_the_list():
    link(college(line(1)))
    spell = person(1).spells.order_by("-starts").first()
    assert (spell.establishment_name, spell.ascertained, spell.verified) == ("Example College", DAY, DAY)
    assert person(1).activity == 220


def test_the_tries_to_find_somebody_are_over_once_they_are_linked():
    YoungPerson.objects.update(contact_attempts=3)
    link(college(line(1)))
    assert (person(1).contact_attempts, person(2).contact_attempts) == (0, 3)


def test_names_and_homes_on_record_stay_and_a_missing_number_is_taken():
    YoungPerson.objects.filter(pk=person(1).pk).update(uln="")
    link(college(line(1, Postcode="AL1 3JE", ULN="9000000001")))
    one = person(1)
    assert (one.postcode, one.uln, one.given_name) == ("SG1 1EH", "9000000001", "Ben")


def test_the_list_may_say_row_by_row_what_they_do():
    said = [
        {"ActivityCode": "310", "StartDate": "01/03/2026"},
        {"ActivityCode": "230", "StartDate": "02/03/2026"},
    ]
    link(college(*(line(number, **one) for number, one in enumerate(said, 1))), Standing(DAY))
    assert [now(1)[0], now(2)[0]] == [310, 230]


def test_nothing_is_written_by_a_check():
    found = check(college(line(1), STRANGER))
    assert (found.counts, found.rows(Verdict.NOBODY)) == ({"linked": 1, "ask": 0, "nobody": 1}, [3])
    assert not Match.objects.exists()
    assert now(1)[0] != 220


def test_the_same_list_again_changes_nothing():
    first = link(college(line(1), STRANGER))
    again = link(college(line(1), STRANGER))
    assert (again.already, again.upload) == (True, first.upload)
    assert Match.objects.count() == 2


def test_the_same_file_with_something_else_said_for_all_of_it_is_another_list():
    link(college(line(1)))
    again = link(college(line(1)), replace(ENROLLED, code=310, starts=date(2026, 2, 9)))
    assert not again.already
    assert now(1) == (310, date(2026, 2, 9))


def test_who_is_erased_while_the_rows_are_compared_is_left_out(monkeypatch):
    load, data = lists._load, college(line(1))

    def first_erase(*given):
        erasure.batch("young-person", [person(1).pk], by="ines", why="request")
        return load(*given)

    monkeypatch.setattr(lists, "_load", first_erase)
    link(data)
    match = Match.objects.get()
    assert match.state != "linked"
    assert match.young_person is None or match.young_person.erased_at is None


def test_what_a_row_says_is_kept_only_while_it_waits():
    link(college(line(1), line(2, Surname="Browne-Smith"), STRANGER))
    kept = dict(Match.objects.values_list("row", "cells"))
    assert (kept[2], kept[4]) == ({}, {})
    assert kept[3]["FamilyName"] == "Browne-Smith"


def test_no_row_means_somebody_who_was_erased():
    erased = person(1)
    erasure.batch("young-person", [erased.pk], by="ines", why="request")
    link(college(line(1)))
    assert erased.pk not in [one["number"] for one in Match.objects.get().candidates]


def test_erasing_somebody_takes_the_rows_that_may_mean_them():
    link(college(line(2, Surname="Browne-Smith")))
    erasure.batch("young-person", [person(2).pk], by="ines", why="request")
    assert not Match.objects.exists()


def test_another_councils_people_are_not_on_the_register():
    YoungPerson.objects.update(organisation=people.other_council())
    link(college(line(1)))
    assert states() == {2: "nobody"}


def test_what_is_newer_on_record_stands_and_is_said():
    old = Standing(DAY, 220, date(2025, 8, 1), "Example College")
    found = check(college(line(1)), old)
    assert (found.counts["linked"], found.newer, found.plan.changed) == (1, 1, 0)


def test_every_link_is_in_the_history_of_its_young_person():
    link(college(line(1), line(3)))
    events = [one.event for one in audit.history(f"young-person:{person(1).pk}")]
    assert events == ["young-person.link"]
    [upload] = Upload.objects.filter(kind=Upload.Kind.ENROLMENTS)
    detail = audit.history(f"upload:{upload.pk}")[0].detail
    assert (detail["linked"], detail["changed"]) == (2, 2)
    assert "Adams" not in str(detail)


@pytest.mark.parametrize(
    ("data", "said", "sentence"),
    [
        (college(line(1)), Standing(DAY), "does not say what the young people do"),
        (college({"YoungPersonsID": "1", **line(1)}), ENROLLED, "load it as a list of young people"),
        (college(line(1)), Standing(date(2026, 3, 11), 220, date(2026, 2, 2)), "still to come"),
        (college({"First name": "A", "Surname": "B"}), ENROLLED, "no column DOB"),
        (b"First name,Surname,DOB\n", ENROLLED, "no rows"),
    ],
)
def test_refuses_a_list_that_cannot_be_read_as_one(data, said, sentence):
    with pytest.raises(UserError, match=sentence):
        check(data, said)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (line(1, DOB="31/02/2009"), "is no day"),
        (line(1, ActivityCode="810", StartDate="01/03/2026"), "says that nobody knows"),
        (line(1, ActivityCode="", StartDate=""), "is empty"),
        (line(1, ActivityCode="220", StartDate="11/03/2026"), "still to come"),
    ],
)
def test_a_fault_in_one_row_leaves_the_whole_list_out(row, what):
    row.pop("Date of birth") if "DOB" in row else None
    data = college(row, *({column: other.get(column, "") for column in row} for other in [line(3)]))
    with pytest.raises(young_people_file.Refused) as caught:
        link(data, Standing(DAY) if "ActivityCode" in row else ENROLLED)
    assert what in str(caught.value) or "is not" in str(caught.value)
    assert caught.value.faults[0].row == 2
    assert not Match.objects.exists()
    assert not Upload.objects.filter(kind=Upload.Kind.ENROLMENTS).exists()


def test_a_list_of_a_council_without_schools_is_refused():
    council = people.council()
    council.kind = "college"
    council.save()
    with pytest.raises(UserError, match="is not a council with schools"):
        check(college(line(1)))


def test_today_is_a_day_a_list_may_be_of():
    assert check(college(line(1)), Standing(TODAY, 220, TODAY)).faults.count == 0
