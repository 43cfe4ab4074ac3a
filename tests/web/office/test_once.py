"""The same form sent twice, by a double click or with “back”, is taken once and answered twice."""

import re

import pytest

from skillshire.casework.models import ActivitySpell, Note, PlanStep, Sending, Transfer
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from tests import people
from tests.web.office.asking import LIST, day, lost, page_of, text

pytestmark = pytest.mark.django_db


def note(**changes):
    said = {"way": "call", "reached": "no", "text": "No answer", **day("when", clock.today())}
    return said | changes


def step():
    return {"text": "Visit", "who": "Ada", **day("due", clock.today())}


def transfer():
    return {"direction": "out", "authority": "873", "reason": "Moved"}


def word_in(answer):
    return re.search('name="once" value="([^"]+)"', answer.content.decode()).group(1)


@pytest.mark.parametrize(
    ("part", "given", "model"),
    [("note/", note, Note), ("plan/", step, PlanStep), ("transfer/", transfer, Transfer)],
)
def test_a_form_sent_twice_makes_one_record_and_the_same_answer(officer, part, given, model):
    person = lost()
    where = page_of(person, part)
    sent = given() | {"once": word_in(officer.get(where))}
    first = officer.post(where, sent)
    events = AuditEvent.objects.count()
    second = officer.post(where, sent)
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, page_of(person))
    assert model.objects.count() == 1 and AuditEvent.objects.count() == events
    person.refresh_from_db()
    assert person.contact_attempts == (1 if model is Note else 0)


def test_the_answers_about_an_activity_that_were_checked_are_saved_once(officer):
    person = lost()
    where = page_of(person, "activity/")
    answers = {"code": "210", **day("starts", clock.today()), "once": word_in(officer.get(where))}
    checked = officer.post(where, answers)
    sent = answers | {"once": word_in(checked), "step": "save"}
    assert sent["once"] == answers["once"]
    spells = ActivitySpell.objects.count()
    assert [officer.post(where, sent).status_code for _ in range(2)] == [302, 302]
    assert ActivitySpell.objects.count() == spells + 1


def test_what_was_changed_before_it_is_sent_again_is_a_record_of_its_own(officer):
    where = page_of(lost(), "note/")
    word = word_in(officer.get(where))
    for said in ("No answer", "No answer; rang the school"):
        officer.post(where, note(text=said, once=word))
    assert Note.objects.count() == 2


def test_the_same_words_in_a_form_opened_anew_are_a_record_of_their_own(officer):
    where = page_of(lost(), "note/")
    for _ in range(2):
        officer.post(where, note(once=word_in(officer.get(where))))
    assert Note.objects.count() == 2


def test_somebody_elses_form_with_the_same_word_is_taken(officer, office):
    where = page_of(lost(), "note/")
    word = word_in(officer.get(where))
    for client in (officer, office(people.bob("participation-officer"))):
        client.post(where, note(once=word))
    assert Note.objects.count() == 2


def test_a_form_that_the_record_refused_may_be_sent_again(officer):
    person = lost()
    where = page_of(person, "transfer/")
    sent = transfer() | {"once": word_in(officer.get(where))}
    other = Transfer.objects.create(young_person=person, direction="out", authority="873", reason="x",
                                    asked_on=clock.today(), asked_by="x")  # fmt: skip
    assert officer.post(where, sent).status_code == 400
    assert not Sending.objects.exists()
    other.delete()
    assert officer.post(where, sent).status_code == 302
    assert Transfer.objects.count() == 1


@pytest.mark.parametrize("word", [None, "", "x"])
def test_without_a_word_of_ours_each_is_taken(officer, word):
    where = page_of(lost(), "note/")
    for _ in range(2):
        officer.post(where, note(**({} if word is None else {"once": word})))
    assert Note.objects.count() == 2 and not Sending.objects.exists()


def test_what_is_kept_of_a_form_says_nothing(officer):
    where = page_of(lost(), "note/")
    word = word_in(officer.get(where))
    officer.post(where, note(once=word))
    kept = str(Sending.objects.values().get())
    assert word not in kept and "No answer" not in kept
    assert "The note was saved." in text(officer.get(LIST))
