"""What is recorded about a young person besides activities: each is written to the audit with it."""

from datetime import timedelta

import pytest

from skillshire.casework import advisers, destinations, notes, offers, plans, transfers
from skillshire.core import audit
from skillshire.core.errors import UserError
from tests import people
from tests.casework.invented import TODAY, with_activity, young_person

pytestmark = pytest.mark.django_db
BY = {"by": "alice", "on": TODAY}


def events(person):
    return [one.event for one in audit.history(f"young-person:{person.pk}")]


def a_note(person, **given):
    return notes.add(
        person, **{"way": "call", "reached": False, "text": "No answer", "when": TODAY, **BY, **given}
    )


def test_a_try_without_an_answer_is_counted():
    person = young_person()
    a_note(person)
    a_note(person)
    person.refresh_from_db()
    assert person.contact_attempts == 2 and person.last_contact is None
    assert events(person) == ["young-person.note"] * 2


def test_a_contact_is_dated_and_is_no_further_try():
    person = young_person(contact_attempts=2, last_contact=TODAY)
    a_note(person, reached=True, when=TODAY - timedelta(days=5))
    person.refresh_from_db()
    assert person.last_contact == TODAY and person.contact_attempts == 2


def test_a_note_for_the_file_is_no_try():
    person = young_person()
    a_note(person, way="none")
    person.refresh_from_db()
    assert person.contact_attempts == 0


def test_refuses_a_contact_that_is_still_to_come():
    with pytest.raises(UserError, match="still to come"):
        a_note(young_person(), when=TODAY + timedelta(days=1))


def test_what_was_written_is_not_in_the_audit():
    person = young_person()
    a_note(person, text="Very private words")
    plans.add(person, text="Also private", who="Nobody else", due=TODAY, **BY)
    kept = str([one.detail for one in audit.history(f"young-person:{person.pk}")])
    assert "private" not in kept and "Nobody" not in kept


def test_a_step_of_the_plan_is_done_once():
    person = young_person()
    step = plans.add(person, text="Visit the college", who="Ada", due=TODAY, **BY)
    assert plans.complete(step, **BY).done_on == TODAY
    with pytest.raises(UserError, match="already done"):
        plans.complete(step, **BY)
    assert events(person) == ["young-person.add-plan-step", "young-person.complete-plan-step"]


def test_refuses_a_step_that_is_due_in_the_past():
    with pytest.raises(UserError, match="gone by"):
        plans.add(young_person(), text="x", who="x", due=TODAY - timedelta(days=1), **BY)


def test_an_offer_replaces_the_one_of_the_same_september():
    person = young_person()
    offers.record(person, year=2026, status="NONE", place="", **BY)
    offers.record(person, year=2026, status="OFFR", place="Example College", **BY)
    assert [(one.year, one.status) for one in person.offers.all()] == [(2026, "OFFR")]


@pytest.mark.parametrize(("year", "status"), [(2026, "WHAT"), (2020, "OFFR"), (2030, "OFFR")])
def test_refuses_an_offer_that_cannot_be(year, status):
    with pytest.raises(UserError):
        offers.record(young_person(), year=year, status=status, place="", **BY)


def test_a_destination_replaces_the_one_of_the_same_school_year():
    person = young_person()
    destinations.record(person, school_year=11, code="UNDE", **BY)
    destinations.record(person, school_year=11, code="APPR", **BY)
    assert [one.code for one in person.destinations.all()] == ["APPR"]
    with pytest.raises(UserError):
        destinations.record(person, school_year=10, code="APPR", **BY)


def ask(person, direction="out"):
    return transfers.ask(person, direction=direction, authority="873", reason="Moved house", **BY)


def test_an_accepted_transfer_out_ends_the_record_for_us():
    person = with_activity(review_on=TODAY, adviser="bob")
    transfers.accept(ask(person), **BY)
    person.refresh_from_db()
    assert (person.cohort_status, person.left_on, person.lead_authority) == ("T", TODAY, "873")
    assert person.review_on is None and person.adviser == "" and person.spells.get().ends == TODAY


def test_nothing_moves_before_the_other_side_agrees_or_when_it_does_not():
    person = with_activity()
    asked = ask(person)
    person.refresh_from_db()
    assert person.cohort_status == "P"
    transfers.refuse(asked, reason="Not found at that address", **BY)
    person.refresh_from_db()
    assert person.cohort_status == "P" and person.spells.get().ends is None
    assert events(person) == ["young-person.ask-transfer", "young-person.refuse-transfer"]


def test_a_transfer_is_answered_once_and_only_one_waits():
    person = young_person()
    asked = ask(person)
    with pytest.raises(UserError, match="already waiting"):
        ask(person)
    transfers.accept(asked, **BY)
    with pytest.raises(UserError, match="already answered"):
        transfers.refuse(asked, reason="x", **BY)


def test_an_accepted_transfer_in_brings_somebody_back():
    person = young_person(cohort_status="T", left_on=TODAY)
    transfers.accept(ask(person, "in"), **BY)
    person.refresh_from_db()
    assert (person.cohort_status, person.left_on) == ("P", None)


def test_refuses_an_authority_that_nobody_knows():
    with pytest.raises(UserError, match="000"):
        transfers.ask(young_person(), direction="out", authority="000", reason="", **BY)


def test_only_who_may_write_on_young_people_of_the_organisation_is_their_adviser():
    people.bob("careers-adviser")
    people.charlie("careers-adviser")
    person = young_person()
    advisers.assign(person, adviser="bob", **BY)
    assert person.adviser == "bob"
    with pytest.raises(UserError):
        advisers.assign(person, adviser="charlie", **BY)
    advisers.assign(person, adviser="", **BY)
    assert person.adviser == ""
