"""A person asks for their data: all of it is found, handed out, erased, or kept for a reason said."""

import json
from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from skillshire.accounts import standing
from skillshire.accounts.models import User
from skillshire.casework import erasure, holds, remnants, subject_export, subjects
from skillshire.casework.models import Learner, RiskDecision, Upload, YoungPerson
from skillshire.core import audit, classified, fields
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from skillshire.web.office.pages import subject_report
from tests import people
from tests.casework import records
from tests.casework.records import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def found(*args, **options):
    return {one.subject for one in subjects.find(*args, **options)}


# --- Find --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["HC-1", "hc-1", "1234567890", "Amy Quince", "quince amy", "Quin", " amy "])
def test_finds_every_record_of_a_person_by_reference_number_or_name(text):
    amy, other = records.amy(), records.learner()
    assert found(text) == {f"young-person:{amy.pk}", f"learner:{other.pk}"}


def test_the_day_of_birth_tells_namesakes_apart():
    records.amy()
    YoungPerson.objects.update(uln="")
    second = records.amy(date(2009, 5, 6), reference="HC-2")
    YoungPerson.objects.update(uln="")
    assert found("Amy Quince", date(2009, 5, 6)) == {f"young-person:{second.pk}"}


def test_finds_staff_by_name_username_or_address():
    person = people.alice()
    for text in ("alice", "Alice Archer", "ALICE@example.org"):
        assert found(text) == {f"user:{person.pk}"}


def test_every_word_must_fit():
    records.amy()
    assert found("Amy Quail") == set()


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_to_look_for_is_said(text):
    with pytest.raises(UserError, match="Write a reference"):
        subjects.find(text)


def test_who_answers_for_one_council_finds_nobody_of_another():
    amy, other = records.amy(), records.amy(organisation=people.other_council())
    records.learner(organisation=people.other_council(), reference="L2")
    mine = standing.of(people.alice("information-governance"), TODAY)
    theirs = standing.of(people.charlie("information-governance"), TODAY)
    assert found("Amy", standing=mine) == {f"young-person:{amy.pk}"}
    assert f"young-person:{other.pk}" in found("Amy", standing=theirs)
    assert found("alice", standing=theirs) == set()
    with pytest.raises(UserError, match="no record young-person"):
        subjects.get(f"young-person:{other.pk}", mine)


def test_who_may_not_answer_finds_nobody():
    records.amy()
    assert found("Amy", standing=standing.of(people.bob("participation-officer"), TODAY)) == set()


@pytest.mark.parametrize("subject", ["", "young-person", "young-person:x", "door:1", "young-person:-1"])
def test_what_names_no_record_is_refused(subject):
    with pytest.raises(UserError, match="names no record"):
        subjects.get(subject)


# --- Hand out ----------------------------------------------------------------------------------------------


def test_an_export_has_everything_about_the_person():
    amy = records.amy()
    content = subject_export.export([f"young-person:{amy.pk}"], by="alice", at=NOON)
    text = subject_report.as_json(content).decode()
    assert [word for word in records.WORDS if word not in text] == []
    kinds = {part["kind"] for part in content["about"][0]["parts"]}
    assert {
        "Young persons",
        "Activity spells",
        "Notes",
        "Risk factors",
        "Risk scores",
        "Risk decisions",
    } <= kinds


def test_an_export_has_every_classified_field_of_the_record():
    amy = records.amy()
    (one,) = subject_export.export([f"young-person:{amy.pk}"], by="alice", at=NOON)["about"]
    assert set(one["parts"][0]["rows"][0]) == set(fields.names(YoungPerson))


def test_an_export_hands_out_no_secret():
    user = people.alice("analyst")
    user.set_password("correct horse")
    user.save()
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=user, type="totp", data={"secret": "swordfish"})
    text = json.dumps(subject_export.export([f"user:{user.pk}"], by="alice", at=NOON))
    assert "alice@example.org" in text and "analyst" in text
    assert "swordfish" not in text and user.password not in text


def test_an_export_is_in_the_audit_and_so_in_the_next_export():
    amy = records.amy()
    subject = f"young-person:{amy.pk}"
    audit.look("young-person", [amy.pk, 7], by="bob", at=NOON, purpose="duty")
    (one,) = subject_export.export([subject], by="alice", at=NOON)["about"]
    assert [(event["event"], event["purpose"]) for event in one["audit"]] == [
        ("young-person.look", "duty"),
        ("young-person.export", "subject access"),
    ]


# --- Erase -------------------------------------------------------------------------------------------------


def everything():
    """All that the tables say, but for the audit's and migrations', as one text."""
    said = []
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
        for model in apps.get_models():
            if model._meta.db_table in there and model._meta.app_label != "core":
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                said.append(str(cursor.fetchall()))
    return "\n".join(said)


def test_erasing_a_young_person_leaves_no_word_of_them_and_keeps_the_number():
    amy = records.amy()
    deleted = erasure.erase(f"young-person:{amy.pk}", by="alice", on=TODAY)
    text = everything()
    assert [word for word in records.WORDS if word in text] == []
    assert deleted >= 5 and not RiskDecision.objects.exists()
    kept = YoungPerson.objects.get(pk=amy.pk)
    assert kept.erased_at and kept.organisation_id == amy.organisation_id


def test_every_personal_field_is_emptied_and_no_other():
    amy = records.amy()
    erasure.erase(f"young-person:{amy.pk}", by="alice", on=TODAY)
    kept = YoungPerson.objects.get(pk=amy.pk)
    left = {name for name in classified.sensitive(YoungPerson) if getattr(kept, name)}
    assert left == {"reference"} and kept.reference == remnants.of("HC-1")


def test_erasing_a_learner_leaves_no_word_of_them():
    one = records.learner()
    erasure.erase(f"learner:{one.pk}", by="alice", on=TODAY)
    kept = Learner.objects.get(pk=one.pk)
    assert (kept.family_name, kept.uln, kept.detail, kept.year) == ("", 0, {}, 2015)
    assert not kept.aims.exists() and Upload.objects.exists()
    assert "Quince" not in everything()


def test_two_erased_people_of_one_council_stand_beside_each_other():
    first, second = records.amy(), records.amy(reference="HC-2")
    erasure.batch("young-person", [first.pk, second.pk], by="alice", why="test")
    left = set(YoungPerson.objects.values_list("reference", flat=True))
    assert left == {remnants.of("HC-1"), remnants.of("HC-2")} and all(len(one) == 12 for one in left)


def test_erasing_staff_closes_the_account_and_signs_them_out(client):
    from allauth.account.models import EmailAddress
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.models import Session

    user = people.alice("analyst")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    key = client.session.session_key
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=key, user_agent="Lynx")
    user.memberships.update(ends="2026-05-01")
    erasure.erase(f"user:{user.pk}", by="bob", on=TODAY)
    kept = User.objects.get(pk=user.pk)
    assert not kept.is_active and not kept.has_usable_password() and kept.memberships.count() == 0
    assert not Session.objects.exists() and not UserSession.objects.exists()
    text = everything()
    assert "Archer" not in text and "alice@" not in text and "Lynx" not in text


def test_an_erasure_is_in_the_audit_without_a_word_of_the_person():
    amy = records.amy()
    erasure.erase(f"young-person:{amy.pk}", by="alice", on=TODAY)
    event = AuditEvent.objects.get(event="young-person.erase")
    assert (event.by, event.subject) == ("alice", f"young-person:{amy.pk}")
    assert "Quince" not in str(event.detail) and "HC-1" not in str(event.detail)


def test_an_erased_record_is_erased_once():
    amy = records.amy()
    erasure.erase(f"young-person:{amy.pk}", by="alice", on=TODAY)
    with pytest.raises(UserError, match="erased already"):
        erasure.erase(f"young-person:{amy.pk}", by="alice", on=TODAY)


def test_staff_who_hold_a_role_are_not_erased_so_the_last_administrator_stays():
    user = people.alice("administrator")
    with pytest.raises(UserError, match="cannot be erased while they hold a role"):
        erasure.erase(f"user:{user.pk}", by="bob", on=TODAY)
    user.is_active = False
    assert not erasure.refusal(f"user:{user.pk}", user, TODAY)


def test_why_a_record_was_held_is_handed_out_and_goes_with_the_record():
    amy = records.amy()
    subject = f"young-person:{amy.pk}"
    holds.put(subject, reason="Quince against the council", by="alice", on=TODAY)
    content = subject_export.export([subject], by="alice", at=NOON)
    assert "Quince against the council" in json.dumps(content)
    holds.lift(subject, by="alice", on=TODAY)
    erasure.erase(subject, by="alice", on=TODAY)
    assert "Quince" not in everything()


# --- Refuse ------------------------------------------------------------------------------------------------


def test_a_record_that_the_law_still_needs_is_not_erased_and_the_day_is_said():
    amy = records.amy(born=date(2009, 5, 6))
    with pytest.raises(UserError, match="before 6 May 2027, since the council must follow"):
        erasure.erase(f"young-person:{amy.pk}", by="alice", on=TODAY)
    amy.refresh_from_db()
    assert amy.given_name == "Amy" and not AuditEvent.objects.filter(event="young-person.erase").exists()


def test_on_that_day_it_may_go():
    amy = records.amy(born=date(2009, 5, 6))
    assert erasure.refusal(f"young-person:{amy.pk}", amy, date(2027, 5, 5))
    assert not erasure.refusal(f"young-person:{amy.pk}", amy, date(2027, 5, 6))


def test_a_learner_is_kept_for_six_years_after_the_year_of_learning():
    one = records.learner(year=2020)
    assert "before 31 July 2027" in erasure.refusal(f"learner:{one.pk}", one, TODAY)


def test_a_hold_refuses_with_its_reason_until_it_is_lifted():
    amy = records.amy()
    subject = f"young-person:{amy.pk}"
    holds.put(subject, reason="A claim is before the court", by="alice", on=TODAY)
    with pytest.raises(UserError, match="A claim is before the court"):
        erasure.erase(subject, by="alice", on=TODAY)
    with pytest.raises(UserError, match="on hold already"):
        holds.put(subject, reason="Another", by="alice", on=TODAY)
    holds.lift(subject, by="alice", on=TODAY)
    erasure.erase(subject, by="alice", on=TODAY)
    assert [event.event for event in audit.history(subject)] == [
        "hold.put", "hold.lift", "young-person.erase",
    ]  # fmt: skip


def test_a_hold_needs_a_reason_and_lifting_one_needs_a_hold():
    with pytest.raises(UserError, match="Say why"):
        holds.put("young-person:1", reason=" ", by="alice", on=TODAY)
    with pytest.raises(UserError, match="not on hold"):
        holds.lift("young-person:1", by="alice", on=TODAY)
