"""Records of people go when their time is over, by rules that are data."""

from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatch

import pytest
from django.db.models import CASCADE
from hypothesis import given
from hypothesis import strategies as st

from skillshire.accounts.models import Invitation, User
from skillshire.casework import holds, keeping, retention
from skillshire.casework.models import Learner, RiskScore, YoungPerson
from skillshire.core import audit, classified
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework import records

TODAY = date(2026, 6, 1)
DAY = timedelta(days=1)


def due(on=TODAY):
    return {one.rule.id: one.count for one in retention.due(on) if one.count}


# --- The rules ---------------------------------------------------------------------------------------------


def covered(model, taken, kept):
    """By a rule, by a reason to keep it, or by the record that it belongs to."""
    label = model._meta.label
    if label in taken or any(fnmatch(label, pattern) for pattern in kept):
        return True
    parents = [
        field.related_model for field in model._meta.fields
        if field.related_model and field.remote_field.on_delete is CASCADE
    ]  # fmt: skip
    return any(covered(parent, taken, kept) for parent in parents if parent is not model)


def test_every_record_of_a_person_goes_some_day_or_says_why_not():
    rules = keeping.read()
    taken = {rule.model for rule in rules.rules}
    models = [model for model in classified.models() if classified.sensitive(model)]
    assert [one._meta.label for one in models if not covered(one, taken, rules.kept)] == []


def test_every_rule_is_about_a_record_and_fields_that_there_are():
    for rule in retention.rules():
        names = {field.name for field in rule.record._meta.fields}
        after = rule.after.field or rule.after.academic_year or rule.after.school_year
        assert {after, *rule.where} <= names, rule.id
        assert rule.basis and rule.decided
    assert len(retention.rules()) == len(keeping.read().rules)


@given(st.dates(date(1950, 1, 1), date(2020, 12, 31)))
def test_a_time_is_over_on_its_last_day_and_not_before(born):
    rule = next(rule for rule in keeping.read().rules if rule.id == "young-people")
    last = rule.last_day(YoungPerson(born=born))
    leap = (born.month, born.day) == (2, 29)  # then it is over a day later where 25 years on has no such day
    assert not _is_over(rule, born, last - DAY)
    assert _is_over(rule, born, last + DAY * leap)


def _is_over(rule, born, on):
    ((_, latest),) = rule.over(on).children
    return born <= latest


@pytest.mark.parametrize(("on", "gone"), [(date(2022, 7, 30), False), (date(2022, 7, 31), True)])
def test_an_academic_year_ends_on_the_last_of_july(on, gone):
    rule = next(rule for rule in keeping.read().rules if rule.id == "learners")
    assert (rule.last_day(Learner(year=2015)) <= on) is gone
    ((_, year),) = rule.over(on).children
    assert (year > 2015) is gone


# --- A run -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_dry_run_counts_by_rule_and_changes_nothing():
    records.amy(born=date(2001, 6, 1))
    records.amy(born=date(2001, 6, 2), reference="HC-2")
    records.learner(year=2015)
    records.learner(year=2024, reference="L2")
    assert due() == {"young-people": 1, "risk-scores": 2, "risk-factors": 2, "learners": 1}
    assert YoungPerson.objects.filter(given_name="Amy").count() == 2
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_a_run_erases_or_deletes_what_is_due_and_nothing_else():
    old = records.amy(born=date(2001, 6, 1))
    young = records.amy(born=date(2001, 6, 2), reference="HC-2")
    went = {one.rule.id: one.count for one in retention.run(TODAY, by="alice") if one.count}
    old.refresh_from_db()
    young.refresh_from_db()
    assert went["young-people"] == 1 and old.erased_at and old.given_name == ""
    assert young.given_name == "Amy" and not RiskScore.objects.exists()
    assert due() == {}


@pytest.mark.django_db
def test_each_batch_is_in_the_audit_and_in_the_history_of_each(monkeypatch):
    monkeypatch.setattr(retention.erasure, "BATCH", 2)
    amys = [records.amy(reference=f"HC-{number}") for number in range(3)]
    retention.run(TODAY, by="alice")
    runs = AuditEvent.objects.filter(event="retention.run", subject="retention:young-people")
    assert sorted(run.detail["count"] for run in runs) == [1, 2]
    assert all(audit.history(f"young-person:{amy.pk}")[-1].event == "young-person.erase" for amy in amys)


@pytest.mark.django_db
def test_who_is_on_hold_stays_with_all_that_is_theirs():
    held = records.amy()
    records.amy(reference="HC-2")
    holds.put(f"young-person:{held.pk}", reason="A claim", by="alice", on=TODAY)
    (one,) = [one for one in retention.due(TODAY) if one.rule.id == "young-people"]
    assert (one.count, one.held) == (1, 1)
    retention.run(TODAY, by="alice")
    held.refresh_from_db()
    assert held.given_name == "Amy" and RiskScore.objects.get().young_person == held


@pytest.mark.django_db
def test_a_record_without_its_day_stays():
    amy = records.amy()
    YoungPerson.objects.update(born=None)
    retention.run(TODAY, by="alice")
    amy.refresh_from_db()
    assert amy.given_name == "Amy"


@pytest.mark.django_db
def test_staff_who_left_are_erased_once_and_staff_who_work_are_not():
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    gone, here = people.alice(), people.bob()
    User.objects.update(last_login=long_ago)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    retention.run(TODAY, by="charlie")
    gone.refresh_from_db()
    here.refresh_from_db()
    assert (gone.username, here.username) == (f"erased-{gone.pk}", "bob")
    assert due() == {}


@pytest.mark.django_db
def test_old_uploads_forget_who_and_old_invitations_go():
    records.learner(year=2024)
    at = datetime(2018, 1, 1, tzinfo=UTC)
    from skillshire.casework.models import Upload

    Upload.objects.update(at=at)
    Invitation.objects.create(
        email="new@example.org", organisation=people.council(), role="analyst", digest="0" * 64, by="bob",
        at=at, expires=at + DAY,
    )  # fmt: skip
    assert due() == {"uploads": 1, "invitations": 1}
    retention.run(TODAY, by="alice")
    assert Upload.objects.get().by.startswith("erased-") and not Invitation.objects.exists()
    assert due() == {}
