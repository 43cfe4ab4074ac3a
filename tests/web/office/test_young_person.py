"""One young person's record in the office, and what is recorded on it, one thing a page."""

from datetime import timedelta

import pytest

from skillshire.casework import transfers
from skillshire.casework.models import ActivitySpell
from skillshire.core import audit, clock
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework.invented import with_activity, young_person
from tests.web.office.asking import LIST, day, lost, page_of, text

pytestmark = pytest.mark.django_db
QUERIES_RECORD = 16  # those of every page, the look and the trail among them


# --- The record --------------------------------------------------------------------------------------------


def test_the_record_says_first_what_is_due(officer):
    shown = text(officer.get(page_of(lost())))
    assert shown.index("Nobody knows what they are doing since") < shown.index("Contacts and notes")


def test_a_look_at_a_record_is_written_once_and_shown_on_it(officer):
    person = lost()
    officer.get(page_of(person))
    assert [one.event for one in audit.history(f"young-person:{person.pk}")] == ["young-person.look"]
    assert "looked at young person" in text(officer.get(page_of(person)))


def test_another_councils_worker_does_not_find_the_record(office):
    charlie = office(people.charlie("participation-officer"))
    answer = charlie.get(page_of(lost()))
    assert answer.status_code == 404 and "no young person with this number" in text(answer)
    assert not AuditEvent.objects.filter(event="young-person.look").exists()


def test_a_careers_adviser_sees_their_areas_writes_notes_and_changes_nothing(adviser):
    here, elsewhere = lost(), lost(area_code="E07000095")
    shown = text(adviser.get(page_of(here)))
    assert "Record a contact" in shown and "Record a new activity" not in shown
    assert "Characteristics" not in shown
    assert adviser.get(page_of(elsewhere)).status_code == 404
    assert adviser.get(page_of(here, "activity/")).status_code == 403
    assert adviser.get(f"{LIST}list.csv").status_code == 403
    assert adviser.get(f"{LIST}import/").status_code == 403


def test_a_record_costs_the_same_however_much_it_holds(officer, facts_kept, django_assert_num_queries):
    person = lost()
    officer.get(page_of(person))
    with django_assert_num_queries(QUERIES_RECORD):
        officer.get(page_of(person))
    for number in range(1, 15):
        ActivitySpell.objects.create(
            young_person=person, code=619, starts=clock.today() - timedelta(days=number)
        )
    with django_assert_num_queries(QUERIES_RECORD):
        officer.get(page_of(person))


# --- One thing a page --------------------------------------------------------------------------------------


def test_an_activity_is_checked_before_it_is_saved_and_then_leaves_the_list(officer):
    person, today = lost(), clock.today()
    answers = {"code": "230", "establishment_name": "Example College", **day("starts", today)}
    checked = officer.post(page_of(person, "activity/"), answers)
    assert "Check your answers" in text(checked) and ActivitySpell.objects.count() == 1
    saved = officer.post(page_of(person, "activity/"), {**answers, "step": "save"})
    assert saved.status_code == 302
    person.refresh_from_db()
    assert (person.activity, person.provider_name) == (230, "Example College")
    assert "0 young people not known now" in text(officer.get(LIST))


def test_answers_can_be_changed_before_they_are_saved(officer):
    person, today = lost(), clock.today()
    answers = {"code": "230", "establishment_name": "Example College", **day("starts", today)}
    again = officer.post(page_of(person, "activity/"), {**answers, "step": "change"})
    assert again.status_code == 200 and 'value="Example College"' in again.content.decode()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({}, "Choose what they are doing."),
        ({"code": "9999"}, "from the list"),
        ({"code": "230", "starts-day": "31", "starts-month": "2", "starts-year": "2026"}, "not a day"),
        ({"code": "230", "starts-day": "1", "starts-month": "1", "starts-year": "2999"}, "or earlier"),
    ],
)
def test_a_wrong_answer_comes_back_with_how_to_mend_it(officer, answers, said):
    answer = officer.post(page_of(lost(), "activity/"), answers)
    assert answer.status_code == 400
    assert said in text(answer) and "There is a problem" in text(answer)
    assert b"<title>Error: " in answer.content


def test_what_the_record_refuses_is_said_on_the_form(officer):
    person = with_activity(since=clock.today())
    answers = {"code": "230", **day("starts", clock.today()), "step": "save"}
    answer = officer.post(page_of(person, "activity/"), answers)
    assert answer.status_code == 400 and "give a later day" in text(answer)


def test_an_activity_is_confirmed(officer):
    person = with_activity(
        since=clock.today() - timedelta(days=300), lapses=clock.today() + timedelta(days=5)
    )
    assert officer.get(page_of(person, "confirm/")).status_code == 200
    assert officer.post(page_of(person, "confirm/")).status_code == 302
    person.refresh_from_db()
    assert person.verified == clock.today()
    assert "The activity was confirmed." in text(officer.get(page_of(person)))


def test_an_adviser_writes_a_note(adviser):
    person = lost()
    given = {"way": "call", "reached": "no", "text": "Rang twice", **day("when", clock.today())}
    assert adviser.post(page_of(person, "note/"), given).status_code == 302
    assert "Rang twice" in text(adviser.get(page_of(person)))
    assert person.notes.get().by == "bob"


def test_a_plan_is_made_and_a_step_done(officer):
    person = lost()
    given = {"text": "Visit the college", "who": "Ada", **day("due", clock.today())}
    officer.post(page_of(person, "plan/"), given)
    step = person.plan.get()
    assert "Due today" in text(officer.get(page_of(person)))
    officer.post(page_of(person, f"plan/{step.pk}/done/"))
    assert "Done on" in text(officer.get(page_of(person)))


def test_an_offer_and_a_destination_are_recorded(officer):
    person = lost()
    year = clock.today().year
    officer.post(page_of(person, "offer/"), {"year": year, "status": "OFFR", "place": "Example College"})
    officer.post(page_of(person, "destination/"), {"school_year": 11, "code": "APPR"})
    shown = text(officer.get(page_of(person)))
    assert f"September {year} : Offer made, Example College" in shown and "Year 11 : Apprenticeship" in shown


def test_a_transfer_is_asked_for_and_answered(officer):
    person = lost()
    asked = {"direction": "out", "authority": "873", "reason": "Moved house"}
    officer.post(page_of(person, "transfer/"), asked)
    transfer = person.transfers.get()
    assert "waits for an answer" in text(officer.get(page_of(person)))
    refused = officer.post(page_of(person, f"transfer/{transfer.pk}/"), {"answer": "refuse"})
    assert refused.status_code == 400 and "Write why they do not agree" in text(refused)
    officer.post(page_of(person, f"transfer/{transfer.pk}/"), {"answer": "accept"})
    said = text(officer.get(page_of(person)))
    assert "Left the cohort" in said
    assert "How easy this may be" not in said
    assert "app-state--late" not in officer.get(page_of(person)).content.decode()


def test_a_transfer_of_somebody_else_is_not_answered_here(officer):
    other, person = young_person(), young_person()
    asked = transfers.ask(other, direction="out", authority="873", reason="x", by="alice", on=clock.today())
    assert officer.get(page_of(person, f"transfer/{asked.pk}/")).status_code == 404


def test_an_adviser_is_chosen_from_those_who_may_write(officer):
    people.bob("careers-adviser")
    person = lost()
    assert officer.post(page_of(person, "adviser/"), {"adviser": "charlie"}).status_code == 400
    assert officer.post(page_of(person, "adviser/"), {"adviser": "bob"}).status_code == 302
    assert "Bob Barton" in text(officer.get(page_of(person)))
