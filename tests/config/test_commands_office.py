"""`skillshire office`: links and lists for whoever runs the machine."""

import json

import pytest
from click.testing import CliRunner

from skillshire.accounts import first, members
from skillshire.accounts.models import Invitation
from skillshire.config import first_run
from skillshire.config.cli import skillshire
from skillshire.core import clock
from tests import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(home, monkeypatch):
    monkeypatch.setattr("skillshire.config.startup.ready", lambda: None)

    def command(*arguments):
        return CliRunner().invoke(skillshire, ["office", *arguments])

    return command


def test_prints_a_link_for_an_administrator_that_works(run):
    link = run("administrator", "--base", "http://skills.example/").output.strip()
    assert link.startswith("http://skills.example/office/start/")
    first.check(link.rstrip("/").rpartition("/")[2], clock.now())


def test_prints_an_invitation(run):
    people.council()
    done = run("invite", "new@example.org", "--role", "analyst", "--organisation", "test-council",
               "--area", "E07000243")  # fmt: skip
    assert "/office/invitation/" in done.output
    made = Invitation.objects.get()
    assert (made.email, made.areas, made.by) == ("new@example.org", ["E07000243"], "command line")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--role": "caretaker"}, "is not a role"),
        ({"--organisation": "nowhere"}, "There is no organisation “nowhere”"),
        ({"--area": "E99999999"}, "E99999999"),
    ],
)
def test_a_wrong_word_is_refused_in_a_sentence(run, changed, said):
    people.council()
    asked = {"--role": "analyst", "--organisation": "test-council"} | changed
    done = run("invite", "new@example.org", *[word for pair in asked.items() for word in pair])
    assert said in str(done.exception)
    assert not Invitation.objects.exists()


def test_lists_people_and_roles(run):
    people.alice("administrator")
    people.charlie()
    text = run("people").output
    assert "alice  alice@example.org  administrator at test-council" in text
    assert "charlie  charlie@example.org  no role" in text
    (alice, _) = json.loads(run("people", "--format", "json").output)
    assert alice["roles"] == [{"role": "administrator", "organisation": "test-council", "areas": []}]


def test_an_office_without_anybody_says_what_comes_first(run):
    assert run("people").output == ("Nobody yet; “skillshire office administrator” prints the first link.\n")
    assert json.loads(run("people", "--format", "json").output) == []


def test_a_first_start_says_the_link_until_there_is_an_administrator(home, monkeypatch):
    monkeypatch.setattr("skillshire.config.startup.setup", lambda: None)
    monkeypatch.setattr("django.db.connection.close", lambda: None)
    base = "http://localhost:8000"
    secret = first_run.link(base).removeprefix(f"{base}/office/start/").rstrip("/")
    first.check(secret, clock.now())
    people.alice("administrator")
    assert first_run.link(base) == ""
    assert (home / first_run.MARKER).exists()
    members.administrators(clock.today()).delete()
    assert first_run.link(base) == ""  # Django was not asked again


def test_a_public_process_prints_none(home, monkeypatch):
    monkeypatch.setenv("SKILLSHIRE_FACE", "public")
    assert first_run.link("http://localhost:8000") == ""
