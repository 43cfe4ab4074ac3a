"""What the log of a process with people's records shows, and what it does not."""

import copy
import logging
import logging.config

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError
from django.test import Client

from skillshire.casework.models import YoungPerson
from skillshire.config.logs import Discreet
from tests.casework import records

LOGGER = "test.discreet"
NAME = "Amy Quince"
SECRET = "aB3-_" * 8


class Lines(logging.Handler):
    """Keeps what the site's own formatter makes of each record."""

    def __init__(self):
        super().__init__()
        said = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["stderr"]["formatter"]]
        found = logging.config.DictConfigurator({"version": 1}).configure_formatter(copy.copy(said))
        self.setFormatter(found)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))

    @property
    def text(self):
        return "\n".join(self.lines)


@pytest.fixture
def lines():
    handler = Lines()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


def test_the_office_has_a_discreet_log():
    assert isinstance(Lines().formatter, Discreet)


def test_an_error_is_told_by_its_kind_and_place_not_by_its_words(lines):
    try:
        try:
            int(NAME)
        except ValueError as error:
            raise RuntimeError(NAME) from error
    except RuntimeError as error:
        logging.getLogger(LOGGER).exception("A page failed: %s", error)

    assert "builtins.ValueError\n" in lines.text and lines.text.endswith("builtins.RuntimeError")
    assert lines.text.count("test_logs.py") == 2 and "A page failed: builtins.RuntimeError" in lines.text
    assert NAME not in lines.text


@pytest.mark.django_db
def test_what_a_database_says_of_a_key_stays_out(lines):
    amy = records.amy()
    try:
        amy.pk = None
        amy.save(force_insert=True)
    except IntegrityError:
        logging.getLogger(LOGGER).exception("Saving failed")

    assert "IntegrityError" in lines.text and "test_logs.py" in lines.text
    assert amy.reference not in lines.text and "casework_youngperson.reference" not in lines.text


def test_what_names_nobody_is_kept_of_an_error(lines):
    logging.getLogger(LOGGER).error("%s", OSError(28, "No space left on device", NAME))
    assert lines.text.endswith("builtins.OSError (No space left on device)")


def test_a_group_of_errors_is_told_one_by_one(lines):
    try:
        raise ExceptionGroup("of Amy", [KeyError("Quince"), DatabaseError("Amy")])
    except ExceptionGroup:
        logging.getLogger(LOGGER).exception("Several")
    assert "builtins.KeyError" in lines.text and lines.text.endswith("django.db.utils.DatabaseError")


def test_of_a_record_only_what_anyone_may_see_is_shown(lines):
    amy = YoungPerson(pk=7, given_name="Amy", family_name="Quince", ethnicity="WBRI")
    logging.getLogger(LOGGER).error("Could not draw %s", amy)
    logging.getLogger(LOGGER).error("Could not draw %(who)s", {"who": amy})
    assert all("casework.YoungPerson {'id': 7," in line for line in lines.lines)
    assert "[personal]" in lines.text and "[special]" in lines.text
    assert not any(word in lines.text for word in ("Amy", "Quince", "WBRI"))


@pytest.mark.parametrize("after", ["", "/", "/?next=1"])
def test_no_secret_of_an_address_is_shown(lines, after):
    logging.getLogger(LOGGER).error("Forbidden: /office/invitation/%s%s", SECRET, after)
    assert SECRET not in lines.text and lines.text.endswith(f"/office/invitation/…{after}")


def test_an_address_without_a_secret_stays_whole(lines):
    logging.getLogger(LOGGER).error("Failed: /office/young-people/7/plan/")
    assert lines.text.endswith("/office/young-people/7/plan/")


def test_what_other_handlers_have_is_left_alone(lines):
    record = logging.LogRecord(LOGGER, logging.ERROR, "x", 1, "%s", (ValueError("words"),), None)
    lines.handle(record)
    assert record.getMessage() == "words"


@pytest.mark.django_db
def test_a_page_that_fails_tells_the_log_nothing_personal(lines, client, monkeypatch):
    def fail(*_):
        raise ValueError(NAME)

    monkeypatch.setattr("skillshire.web.office.sign_in.joining.invitations.find", fail)
    client.raise_request_exception = False
    assert client.get(f"/office/invitation/{SECRET}/").status_code == 500
    assert "builtins.ValueError" in lines.text and "/office/invitation/…/" in lines.text
    assert NAME not in lines.text and SECRET not in lines.text


@pytest.mark.django_db
def test_a_form_that_is_not_ours_leaves_no_secret_in_the_log(lines):
    asked = Client(enforce_csrf_checks=True).post(f"/office/invitation/{SECRET}/", {"name": NAME})
    assert asked.status_code == 403
    assert "Forbidden" in lines.text and SECRET not in lines.text
