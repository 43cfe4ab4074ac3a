"""A public process has no office: not its addresses, not its code, and no right to prepare its records."""

import json
import os
import subprocess
import sys

import pytest

from skillshire.config import prepare, public_role
from skillshire.core.errors import UserError

LOOK = """
import json, sys
import django
django.setup()
from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, get_resolver, resolve

def addresses(patterns, before=""):
    for one in patterns:
        here = before + str(one.pattern)
        yield from addresses(one.url_patterns, here) if hasattr(one, "url_patterns") else [here]

def answered(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False

found = list(addresses(get_resolver().url_patterns))
print(json.dumps({
    "apps": [room.name for room in apps.get_app_configs()],
    "modules": sorted(sys.modules),
    "middleware": settings.MIDDLEWARE,
    "addresses": found,
    "answered": {path: answered(path) for path in json.loads(sys.argv[1])},
}))
"""
OFFICE_ONLY = ("skillshire.casework", "skillshire.content", "skillshire.web.office", "allauth", "wagtail",
               "django.contrib.sessions", "django.contrib.messages")  # fmt: skip
ASKED = ["/", "/strategy/", "/office/", "/office", "/office/account/login/", "/office/young-people/",
         "/office/editing/", "/office/privacy/"]  # fmt: skip


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    home = tmp_path_factory.mktemp("public")
    environ = {**os.environ, "SKILLSHIRE_FACE": "public", "SKILLSHIRE_HOME": str(home)}
    environ["DJANGO_SETTINGS_MODULE"] = "skillshire.config.settings"
    command = [sys.executable, "-c", LOOK, json.dumps(ASKED)]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


def test_no_address_of_the_office_leads_anywhere(public):
    assert [path for path, known in public["answered"].items() if known] == ["/", "/strategy/"]
    assert [one for one in public["addresses"] if "office" in one or "account" in one] == []
    assert len(public["addresses"]) > 30


def test_nothing_of_the_office_is_loaded(public):
    wrong = [one for one in public["modules"] if one.startswith(OFFICE_ONLY)]
    assert wrong == [] and "skillshire.web.public.views.home" in public["modules"]
    assert not [one for one in public["apps"] if one.startswith(OFFICE_ONLY)]


def test_nobody_can_be_signed_in(public):
    assert not [one for one in public["middleware"] if "ession" in one or "auth" in one.lower()]


# --- Preparing ---------------------------------------------------------------------------------------------


@pytest.fixture
def face(monkeypatch, home):
    monkeypatch.setenv("SKILLSHIRE_FACE", "public")
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_records_that_nobody_made_are_said_in_one_sentence(face, home):
    with pytest.raises(UserError, match="start the office first"):
        prepare.check_records(home, lambda line: None)


def test_records_that_are_there_are_not_touched(face, home, db, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(prepare, "_database_is_there", lambda folder: True)
    with django_assert_max_num_queries(3):
        prepare.check_records(home, lambda line: None)


def test_records_of_an_older_version_are_said(face, home, db, monkeypatch):
    from django.db.migrations.recorder import MigrationRecorder

    monkeypatch.setattr(prepare, "_database_is_there", lambda folder: True)
    MigrationRecorder.Migration.objects.filter(app="strategy").delete()
    with pytest.raises(UserError, match="not up to date"):
        prepare.check_records(home, lambda line: None)


def test_a_public_process_makes_no_tables_and_loads_nothing():
    steps = {step for _, step in prepare.PUBLIC_STEPS}
    assert prepare.migrate not in steps and prepare.load_strategies not in steps
    assert {prepare.check_records, prepare.install_release} <= steps


def test_one_folder_may_serve_both_faces(face, home, monkeypatch):
    monkeypatch.setattr(prepare, "PUBLIC_STEPS", ())
    prepare.prepare(lambda line: None)
    assert (home / "prepared-public.json").exists() and not (home / "prepared.json").exists()


# --- The role ----------------------------------------------------------------------------------------------


def test_no_table_of_a_person_is_among_those_it_may_read():
    from django.apps import apps

    guarded = {
        model._meta.db_table
        for room in apps.get_app_configs()
        if room.label not in {"strategy", "contenttypes"}
        for model in room.get_models(True)
    } - {"accounts_organisation", "core_sitefact"}
    assert set(public_role.tables()) & guarded == set()
    assert {"strategy_action", "strategy_action_leads", "core_sitefact"} <= set(public_role.tables())


@pytest.mark.parametrize("name", ["", "Public", "a b", 'x"; DROP TABLE core_auditevent; --', "1a", "a" * 64])
def test_a_name_that_is_no_role_is_refused(name):
    with pytest.raises(UserError, match="is not a role's name"):
        public_role.statements(name)


def test_every_right_is_taken_before_any_is_given():
    kinds = [statement.split()[0] for statement in public_role.statements("readers")]
    assert kinds == ["REVOKE", "REVOKE", "REVOKE", "GRANT", "GRANT", "ALTER"]
