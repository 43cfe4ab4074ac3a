"""The office's part “Privacy”: the audit, people's requests, retention."""

import json
from datetime import date

import pytest
from django.urls import reverse

from skillshire.casework import holds
from skillshire.casework.models import Hold, RiskScore, YoungPerson
from skillshire.core import audit
from skillshire.core.models import AuditEvent
from skillshire.web.office.pages import trail
from tests import people
from tests.casework import records
from tests.casework.records import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def governance(office):
    return office(people.alice("information-governance"))


@pytest.fixture
def amy():
    return records.amy()


def about(name, amy, **more):
    return reverse(f"office-privacy-{name}", kwargs={"noun": "young-person", "number": amy.pk, **more})


def text(response):
    return " ".join(response.content.decode().split())


# --- Who looked --------------------------------------------------------------------------------------------


def test_the_trail_of_a_record_is_sentences_newest_first(amy):
    audit.look("young-person", [amy.pk], by="bob", at=NOON, purpose="duty")
    audit.look("young-person", [amy.pk, 999], by="alice", at=NOON.replace(hour=13), purpose="list")
    first, second = trail.trail(f"young-person:{amy.pk}")
    assert (first.by, first.said) == ("alice", "looked at a list of 2 young people")
    assert (second.said, second.purpose) == (f"looked at young person {amy.pk}", "duty")
    assert second.when == "1 June 2026, 13:00"


def test_an_event_without_a_sentence_still_says_what_it_is():
    made = audit.record("door.polish", "door:1", by="bob", at=NOON, detail={"coats": 2, "wet": True})
    line = trail.line(made)
    assert (line.said, line.detail) == ("door polish: door 1", (("coats", "2"), ("wet", "yes")))


def test_events_about_a_record_are_found_with_who_and_why(governance, amy):
    audit.look("young-person", [amy.pk], by="charlie", at=NOON, purpose="Curiosity")
    page = governance.get(reverse("office-privacy-audit"), {"subject": f"young-person:{amy.pk}"})
    assert "charlie" in text(page) and "Curiosity" in text(page)


def test_what_another_organisations_people_did_elsewhere_is_not_shown(governance):
    people.charlie("participation-officer")
    people.bob("participation-officer")
    theirs = records.amy(organisation=people.other_council())
    audit.look("young-person", [theirs.pk], by="charlie", at=NOON, purpose="Curiosity")
    audit.look("young-person", [theirs.pk], by="bob", at=NOON, purpose="Nosiness")
    for query in ({}, {"by": "charlie"}, {"subject": f"young-person:{theirs.pk}"}):
        assert "Curiosity" not in text(governance.get(reverse("office-privacy-audit"), query))
    assert "Nosiness" in text(governance.get(reverse("office-privacy-audit")))


def test_events_are_asked_for_by_day_and_paged(governance, amy):
    for hour in range(3):
        audit.look("young-person", [amy.pk], by="alice", at=NOON.replace(hour=hour), purpose=f"look {hour}")
    days = {"last-day": "30", "last-month": "5", "last-year": "2026"}
    assert "look 1" not in text(governance.get(reverse("office-privacy-audit"), days))
    assert "No event fits" in text(governance.get(reverse("office-privacy-audit"), {"page": "99"}))
    wrong = governance.get(reverse("office-privacy-audit"), {"last-day": "31", "last-month": "6"})
    assert wrong.status_code == 400 and "There is a problem" in text(wrong)


def test_the_proof_says_that_the_audit_is_whole(governance, amy):
    audit.look("young-person", [amy.pk], by="alice", at=NOON, purpose="duty")
    assert "whole" not in text(governance.get(reverse("office-privacy-proof")))
    assert "The audit is whole" in text(governance.post(reverse("office-privacy-proof")))


# --- People's requests -------------------------------------------------------------------------------------


def test_a_person_is_found_and_that_somebody_looked_is_written_down(governance, amy):
    page = governance.post(reverse("office-privacy-find"), {"text": "Amy Quince"})
    assert "1 record found" in text(page) and about("subject", amy) in text(page)
    look = AuditEvent.objects.get(event="young-person.look", by="alice")
    assert look.detail == {"ids": [amy.pk], "purpose": "People's rights over their own data"}


def test_nothing_to_look_for_is_asked_again(governance):
    page = governance.post(reverse("office-privacy-find"), {"text": ""})
    assert page.status_code == 400 and "Write a name" in text(page)


def test_everything_is_handed_out_as_a_file(governance, amy):
    answer = governance.post(about("export", amy, form="json"))
    assert answer["Content-Disposition"] == f'attachment; filename="young-person-{amy.pk}.json"'
    assert json.loads(answer.content)["about"][0]["subject"] == f"young-person:{amy.pk}"
    read = governance.post(about("export", amy, form="html"))
    assert "Has asthma" in read.content.decode()
    assert AuditEvent.objects.filter(event="young-person.export").count() == 2


def test_opening_the_address_of_a_file_hands_out_nothing(governance, amy):
    assert governance.get(about("export", amy, form="json")).status_code == 302
    assert not AuditEvent.objects.filter(event="young-person.export").exists()


def test_erasing_asks_first(governance, amy):
    assert "cannot be undone" in text(governance.get(about("erase", amy)))
    assert governance.post(about("erase", amy)).status_code == 400
    amy.refresh_from_db()
    assert amy.given_name == "Amy"
    assert governance.post(about("erase", amy), {"sure": "on"}).status_code == 302
    amy.refresh_from_db()
    assert amy.erased_at
    assert governance.get(about("subject", amy)).status_code == 404


def test_what_the_law_keeps_is_refused_in_words(governance):
    young = records.amy(born=date(2012, 5, 6), reference="HC-9")
    page = governance.post(about("erase", young), {"sure": "on"})
    assert page.status_code == 400 and "cannot be erased before 6 May 2030" in text(page)
    assert "cannot be erased before 6 May 2030" in text(governance.get(about("subject", young)))


def test_a_hold_is_put_and_lifted(governance, amy):
    assert governance.post(about("hold", amy), {"reason": ""}).status_code == 400
    governance.post(about("hold", amy), {"reason": "A claim"})
    assert "A claim" in text(governance.get(about("subject", amy)))
    governance.post(about("hold", amy))
    assert Hold.objects.get().lifted_by == "alice" and holds.current(f"young-person:{amy.pk}") is None


@pytest.mark.parametrize("name", ["subject", "erase", "hold"])
def test_each_page_about_a_person_is_written_down_once(governance, amy, name):
    governance.get(about(name, amy))
    assert AuditEvent.objects.filter(event="young-person.look", subject=f"young-person:{amy.pk}").count() == 1


def test_a_deed_alone_is_no_look(governance, amy):
    governance.post(about("hold", amy), {"reason": "A claim"})
    governance.post(about("hold", amy))
    governance.post(about("erase", amy), {"sure": "on"})
    assert not AuditEvent.objects.filter(event="young-person.look").exists()


@pytest.mark.parametrize("name", ["subject", "erase", "hold"])
def test_a_record_of_another_council_is_not_found(governance, name):
    theirs = records.amy(organisation=people.other_council())
    for answer in (governance.get(about(name, theirs)), governance.post(about(name, theirs), {"sure": "on"})):
        assert answer.status_code == 404
    assert governance.post(about("export", theirs, form="json")).status_code == 404
    assert YoungPerson.objects.get().given_name == "Amy"


# --- Retention ---------------------------------------------------------------------------------------------


def test_retention_is_shown_before_it_runs(governance, amy):
    before = text(governance.get(reverse("office-privacy-retention")))
    assert "Let 3 records go" in before and "25 years" in before and "1 month" in before
    assert governance.post(reverse("office-privacy-retention")).status_code == 400
    assert RiskScore.objects.exists()
    governance.post(reverse("office-privacy-retention"), {"sure": "on"})
    amy.refresh_from_db()
    assert amy.erased_at and not RiskScore.objects.exists()
    assert "Nothing is over its time" in text(governance.get(reverse("office-privacy-retention")))
