"""Every field of every record that is installed is classified: ours and those of every library."""

from datetime import date

import pytest
from django.apps import apps

from skillshire.accounts.models import User
from skillshire.core import classified
from skillshire.core.fields import Sensitivity


def test_every_field_of_every_installed_record_is_classified():
    assert classified.unclassified() == []


def test_no_field_is_classified_that_is_not_there():
    assert classified.unknown() == []


def test_the_libraries_are_among_those_looked_at():
    looked = {model._meta.app_label for model in classified.models()}
    assert {"core", "accounts", "casework", "strategy", "sessions", "mfa", "account", "wagtailcore"} <= looked


def test_a_field_that_nobody_classified_is_named(monkeypatch):
    known = {**classified.libraries(), "sessions.Session": {}}
    monkeypatch.setattr(classified, "libraries", lambda: known)
    found = classified.unclassified()
    assert found == [f"sessions.Session.{name}" for name in ("session_key", "session_data", "expire_date")]


def test_a_name_that_is_no_field_is_found(monkeypatch):
    monkeypatch.setattr(classified, "libraries", lambda: {"sessions.Session": {"mood": Sensitivity.PUBLIC}})
    assert classified.unknown() == ["sessions.Session.mood"]


@pytest.mark.parametrize("model", list(apps.get_models()), ids=lambda model: model._meta.label)
def test_a_link_to_a_member_of_staff_is_personal(model):
    links = [field.name for field in model._meta.fields if field.related_model is User]
    assert {classified.of(model)[name] for name in links if model is not User} <= {Sensitivity.PERSONAL}


def test_a_redacted_record_shows_what_anyone_may_see_and_says_what_it_hides():
    user = User(pk=7, username="alice", email="", is_active=True)
    shown = classified.redacted(user)
    assert (shown["id"], shown["username"], shown["is_active"], shown["email"]) == (7, "[personal]", True, "")
    assert "alice" not in str(shown)


def test_redaction_shows_as_much_as_it_is_told_to():
    from skillshire.casework.models import YoungPerson

    amy = YoungPerson(pk=7, given_name="Amy", born=date(2009, 1, 2), ethnicity="WBRI")
    assert classified.redacted(amy)["born"] == "[personal]"
    shown = classified.redacted(amy, upto=Sensitivity.PERSONAL)
    assert (shown["given_name"], shown["ethnicity"]) == ("Amy", "[special]")
    assert "[" not in str(classified.redacted(amy, upto=Sensitivity.SPECIAL))


def test_a_key_that_says_something_is_hidden_as_well():
    from django.contrib.sessions.models import Session

    shown = classified.redacted(Session(session_key="abc"), upto=Sensitivity.PUBLIC)
    assert shown["session_key"] == "[internal]"


def test_a_field_that_was_not_read_is_not_asked_for(db):
    User.objects.create(username="alice")
    assert "username" not in classified.redacted(User.objects.only("email").get())


def test_what_is_not_classified_is_not_shown(monkeypatch):
    monkeypatch.setattr(classified, "of", lambda model: {})
    assert classified.redacted(User(username="alice"))["username"] == "[special]"
