"""Lists from schools and colleges in the office: sent in, checked, linked; rows that a person decides on."""

import io

import pytest

from skillshire.casework.models import Match, YoungPerson
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework import files
from tests.casework.invented import with_activity, young_person
from tests.casework.linking import desk
from tests.casework.linking.desk import college, line, now, person
from tests.web.office import rows
from tests.web.office.asking import LIST, day, text

pytestmark = pytest.mark.django_db
LINKING = f"{LIST}linking/"
SEND, LOAD = f"{LINKING}list/", f"{LINKING}list/load/"
STRANGER = dict(zip(desk.HEADINGS, ("Zachary", "Thistlethwaite", "03/04/2009", "AL1 3JE"), strict=True))
QUERIES_QUEUE, QUERIES_ROW = 11, 15  # three of every page; see test_young_people.py


@pytest.fixture(autouse=True)
def home(office_home):
    """The folder of files between check and load is this test's own."""


@pytest.fixture
def council():
    desk.register()


def answers(**more):
    said = {"code": "220", "establishment": "Example College", **day("day", desk.DAY)}
    return {**said, **day("starts", desk.ENROLLED.starts), **more}


def send(client, *lines, name="college.csv", **more):
    file = io.BytesIO(college(*lines))
    file.name = name
    return client.post(SEND, {"file": file, **answers(**more)})


def page_of(match):
    return f"{LINKING}{match.pk}/"


def asked(client):
    """The row about Grace Adams, whose family name is another one on the list; it waits."""
    send(client, line(6, Surname="Adamson-Smith"), line(1), STRANGER)
    client.post(LOAD)
    return Match.objects.get(state="ask")


# --- A list is sent in -------------------------------------------------------------------------------------


def test_a_list_is_checked_and_only_then_linked(officer, council):
    checked = text(send(officer, line(1), line(2, Surname="Browne-Smith"), STRANGER))
    assert "1 of 3 rows would be linked: go on?" in checked and "Nobody on record 1: row 4" in checked
    assert not Match.objects.exists()
    answer = officer.post(LOAD)
    assert (answer.status_code, answer.url) == (302, LINKING)
    assert now(1) == (220, desk.ENROLLED.starts)
    shown = text(officer.get(LINKING))
    assert "college.csv: linked 1 of 3 rows: 1 changed, 0 as they were" in shown
    assert "1 row waits for a decision" in shown and "Browne-Smith" in shown


def test_what_holds_for_the_whole_list_is_kept_with_it_until_it_is_linked(officer, council):
    send(officer, line(1), code="310", establishment="")
    officer.post(LOAD)
    spell = person(1).spells.order_by("-starts").first()
    assert (spell.code, spell.starts, spell.verified) == (310, desk.ENROLLED.starts, desk.DAY)
    assert spell.establishment_name == ""


def test_a_list_may_say_itself_what_they_do(officer, council):
    said = {"ActivityCode": "310", "StartDate": "01/03/2026"}
    send(officer, line(1, **said), code="", **dict.fromkeys(day("starts", desk.DAY), ""))
    officer.post(LOAD)
    assert now(1)[0] == 310


def test_a_fault_is_told_with_its_cell_and_what_was_answered_is_kept(officer, council):
    answer = send(officer, line(1, **{"Date of birth": "31/02/2009"}))
    shown = text(answer)
    assert answer.status_code == 400 and "DOB" in shown and "college.csv was not loaded" in shown
    page = answer.content.decode()
    assert 'value="Example College"' in page and f'action="{SEND}"' in page
    assert '<option value="220" selected>Sixth form college (220)</option>' in page
    assert officer.post(LOAD).status_code == 400


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"code": ""}, "does not say what the young people do"),
        ({"day-day": "", "day-month": "", "day-year": ""}, "Enter the day it describes"),
        ({"code": "999"}, "Choose an answer"),
        ({"code": "810"}, "Choose an answer"),
        ({"day-year": "2999"}, "or earlier"),
    ],
)
def test_what_is_missing_is_asked_for(officer, council, more, said):
    answer = send(officer, line(1), **more)
    assert answer.status_code == 400 and said in text(answer)


def test_a_file_that_was_checked_as_the_councils_own_is_not_linked(officer, council):
    file = io.BytesIO(files.file(files.row(1)))
    file.name = "list.csv"
    officer.post(f"{LIST}import/", {"file": file})
    answer = officer.post(LOAD)
    assert answer.status_code == 400 and "no longer here" in text(answer)


def test_the_same_list_of_the_same_day_changes_nothing(officer, council):
    for _ in range(2):
        send(officer, line(1))
        officer.post(LOAD)
    assert "was linked before, so nothing changed" in text(officer.get(LINKING))
    assert Match.objects.count() == 1


def test_the_same_list_of_a_later_day_confirms_what_they_do(officer, council):
    send(officer, line(1))
    officer.post(LOAD)
    later = desk.DAY.replace(day=9)
    send(officer, line(1), **day("day", later))
    officer.post(LOAD)
    assert person(1).verified == later


# --- What waits --------------------------------------------------------------------------------------------


def test_the_queue_says_of_each_row_who_it_may_be_and_why_it_is_asked(officer):
    rows.waiting(young_person(given_name="Amy", family_name="Quince", reference="YP1"))
    shown = text(officer.get(LINKING))
    assert "Quinse, Amy" in shown and "On record: Amy Quince YP1" in shown and "Born 5 January 2010" in shown
    assert "Row 4 of college.csv" in shown and "Very likely, 93%" in shown
    assert "The family name is not the same" in shown and "at Example College since 7 September 2026" in shown


def test_everybody_in_the_queue_was_looked_at(officer):
    ones = [young_person() for _ in range(2)]
    for one in ones:
        rows.waiting(one)
    officer.get(LINKING)
    look = AuditEvent.objects.filter(event="young-person.look").latest("pk")
    assert look.detail["ids"] == [one.pk for one in ones] and look.detail["purpose"]


def test_the_queue_has_fifty_rows_on_a_page(officer):
    one = young_person()
    for number in range(51):
        rows.waiting(one, row=number + 2)
    assert text(officer.get(LINKING)).count("Quinse, Amy") == 50
    assert text(officer.get(f"{LINKING}?page=2")).count("Quinse, Amy") == 1
    assert officer.get(f"{LINKING}?page=x").status_code == 200


def test_lists_say_how_their_rows_went_and_which_belong_to_nobody(officer, council):
    match = asked(officer)
    shown = text(officer.get(LINKING))
    assert "Linked by points: 1" in shown and "Waiting: 1" in shown and "Nobody on record: 1 Row 4" in shown
    officer.post(page_of(match), {"who": "nobody", "reason": ""})
    assert "Decided by a person: 0 linked, 1 not" in text(officer.get(LINKING))


def test_of_a_list_whose_rows_are_let_go_of_nothing_is_said(officer, council):
    asked(officer)
    Match.objects.all().delete()
    assert "How its rows were linked is no longer kept" in text(officer.get(LINKING))


def test_what_waits_is_said_where_the_work_begins(officer):
    assert "wait" not in text(officer.get("/office/")) and "Lists from schools" in text(officer.get(LIST))
    rows.waiting(young_person())
    assert "1 row of a list waits for a decision" in text(officer.get("/office/"))
    assert "Lists from schools and colleges: 1 row waits" in text(officer.get(LIST))


def test_who_changes_nothing_is_led_to_no_list(adviser):
    rows.waiting(young_person())
    assert "linking/" not in adviser.get(LIST).content.decode() + adviser.get("/office/").content.decode()


# --- One row -----------------------------------------------------------------------------------------------


def test_a_row_is_shown_beside_the_record_field_by_field_with_points(officer, council):
    shown = text(officer.get(page_of(asked(officer))))
    assert "Row 2 of college.csv: whose is it?" in shown and "has Grace Adamson-Smith : " in shown
    assert "Family name Row: Adamson-Smith On record: Adams" in shown
    assert "Given name Row: Grace On record: Grace Same +" in shown
    assert "would be recorded" in shown and "would end on 1 February 2026" in shown
    assert "Same person: Grace Adams" in shown and "Not this person" in shown
    [look] = AuditEvent.objects.filter(event="young-person.look")
    assert look.subject == f"young-person:{person(6).pk}" and look.detail["purpose"]


def test_the_same_person_is_recorded_and_the_next_row_comes(officer, council):
    match = asked(officer)
    after = rows.waiting(young_person(), row=9, probability=0.1)
    answer = officer.post(page_of(match), {"who": str(person(6).pk), "reason": "Rang the college."})
    assert answer.url == page_of(after)
    assert "Row 2 of college.csv is linked, and what it says is on record." in text(officer.get(answer.url))
    match.refresh_from_db()
    assert (match.state, match.reason, match.decided_by) == ("accepted", "Rang the college.", "alice")
    assert now(6) == (220, desk.ENROLLED.starts)


def test_none_of_them_changes_nobody_and_the_last_row_leads_back(officer, council):
    match, before = asked(officer), now(6)
    answer = officer.post(page_of(match), {"who": "nobody", "reason": ""})
    assert (answer.url, now(6)) == (LINKING, before)
    assert "belongs to none of those on record" in text(officer.get(LINKING))


def test_the_row_after_is_the_next_likely_one_and_behind_the_last_comes_the_first(officer):
    one = young_person()
    likely, even, odd = (rows.waiting(one, row=3, probability=share) for share in (0.9, 0.5, 0.5))
    steps = [(likely, even), (even, odd), (odd, likely)]
    for here, after in steps:
        assert f'href="{page_of(after)}">Leave it' in officer.get(page_of(here)).content.decode()


def test_a_decision_needs_an_answer(officer):
    match = rows.waiting(young_person())
    for who in ({}, {"who": "12345"}):
        answer = officer.post(page_of(match), who)
        assert answer.status_code == 400 and "Choose" in text(answer) and "Error: " in text(answer)
    assert officer.post(page_of(match), {"who": "nobody", "reason": "x" * 301}).status_code == 400
    match.refresh_from_db()
    assert match.state == "ask"


@pytest.mark.parametrize("who", ["nobody", "same"])
def test_a_row_that_is_decided_says_so(officer, who):
    one = with_activity()
    match = rows.waiting(one)
    sent = {"who": str(one.pk) if who == "same" else who}
    officer.post(page_of(match), sent)
    again, back = officer.post(page_of(match), sent), officer.get(page_of(match), follow=True)
    assert [answer.status_code for answer in (again, back)] == [400, 200]
    assert all("was decided by alice already" in text(answer) for answer in (again, back))


def test_a_row_that_can_no_longer_be_taken_says_why(officer):
    one = young_person()
    match = rows.waiting(one, DOB="05/01/1990")
    assert "This row can no longer be linked" in text(officer.get(page_of(match)))
    answer = officer.post(page_of(match), {"who": str(one.pk)})
    assert answer.status_code == 400 and "can no longer be linked" in text(answer)
    assert officer.post(page_of(match), {"who": "nobody"}).status_code == 302


def test_somebody_whom_a_role_does_not_reach_is_counted_and_not_shown(office):
    near, far = young_person(), young_person(family_name="Faraway", area_code="E07000095")
    match = rows.waiting(near)
    match.candidates += [{"number": far.pk, "probability": 0.2, "reasons": []}]
    match.save()
    client = office(people.bob("participation-officer", areas=["E07000243"]))
    shown = text(client.get(page_of(match)))
    assert "Faraway" not in shown and "1 more on record is like it" in shown
    assert client.post(page_of(match), {"who": str(far.pk)}).status_code == 400
    client.post(page_of(match), {"who": "nobody"})
    assert "a colleague who may see the others" in text(client.get(LINKING))


def test_a_role_for_some_areas_sends_in_no_list(office):
    client = office(people.bob("participation-officer", areas=["E07000243"]))
    assert client.get(SEND).status_code == 403
    assert "Send in a list" not in text(client.get(LINKING))


def test_nobody_of_another_council_finds_the_row(office):
    match = rows.waiting(young_person())
    charlie = office(people.charlie("participation-officer"))
    assert charlie.get(page_of(match)).status_code == 404
    assert "college.csv" not in text(charlie.get(LINKING))


@pytest.mark.usefixtures("facts_kept")
def test_a_page_costs_as_many_queries_whatever_waits(officer, council, django_assert_num_queries):
    ones = YoungPerson.objects.all()
    match = asked(officer)
    rows.waiting(ones[0])
    officer.get(LINKING)
    with django_assert_num_queries(QUERIES_QUEUE):
        officer.get(LINKING)
    for number in range(5):
        rows.waiting(ones[number], row=number)
    with django_assert_num_queries(QUERIES_QUEUE):
        officer.get(LINKING)
    with django_assert_num_queries(QUERIES_ROW):
        officer.get(page_of(match))
