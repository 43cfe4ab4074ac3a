"""Files of young people in the office: checked, loaded whole or not at all; and the return."""

import io
import os
import stat
import time

import pytest

from skillshire.casework.models import YoungPerson
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from skillshire.web.office import incoming
from tests import people
from tests.casework import files
from tests.casework.invented import with_activity
from tests.web.office.asking import LIST, day, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """The folder of files between check and load is this test's own."""
    settings.SKILLSHIRE_HOME = tmp_path
    return tmp_path


def send(client, data, name="list.csv"):
    file = io.BytesIO(data)
    file.name = name
    return client.post(f"{LIST}import/", {"file": file})


GOOD = files.file(files.row(1), files.row(2))
WRONG = files.file(files.row(1), files.row(2, CohortStatus="Z"))


def test_a_file_is_checked_and_only_then_loaded(officer):
    checked = send(officer, GOOD)
    assert checked.status_code == 200 and "2 new, 0 changed" in text(checked)
    assert not YoungPerson.objects.exists()
    loaded = officer.post(f"{LIST}import/load/")
    assert "list.csv was loaded" in text(loaded) and YoungPerson.objects.count() == 2
    assert "list.csv" in text(officer.get(f"{LIST}files/"))


def test_a_file_with_a_fault_loads_nothing_and_says_in_which_cell(officer):
    answer = send(officer, WRONG)
    shown = text(answer)
    assert answer.status_code == 400 and "CohortStatus" in shown and "was not loaded" in shown
    assert officer.post(f"{LIST}import/load/").status_code == 400
    assert not YoungPerson.objects.exists()


def test_nobody_loads_a_file_that_somebody_else_checked(officer, office):
    send(officer, GOOD)
    bob = office(people.bob("participation-officer"))
    answer = bob.post(f"{LIST}import/load/")
    assert answer.status_code == 400 and "no longer here" in text(answer)


def test_a_file_that_is_no_list_is_refused_in_words(officer):
    answer = send(officer, b"\x00\x01nonsense")
    assert answer.status_code == 400 and "There is a problem" in text(answer)
    assert "Choose the file." in text(officer.post(f"{LIST}import/", {}))


def test_the_return_is_a_file_and_everybody_in_it_was_looked_at(officer):
    person = with_activity()
    answer = officer.post(f"{LIST}return/", day("day", clock.today()))
    assert answer["Content-Type"].startswith("text/csv") and person.reference in answer.content.decode()
    assert AuditEvent.objects.filter(event="young-person.look").count() == 1
    assert officer.post(f"{LIST}return/", {}).status_code == 400


# --- Between check and load --------------------------------------------------------------------------------


def test_a_kept_file_is_for_this_program_alone_and_goes_once_it_is_loaded(officer, home):
    send(officer, GOOD)
    kept = list((home / "incoming").iterdir())
    assert len(kept) == 2 and {stat.S_IMODE(one.stat().st_mode) for one in kept} == {0o600}
    assert stat.S_IMODE((home / "incoming").stat().st_mode) == 0o700
    officer.post(f"{LIST}import/load/")
    assert not list((home / "incoming").iterdir())


def test_a_file_that_nobody_comes_back_for_goes_after_an_hour(officer, home):
    send(officer, GOOD)
    long_ago = time.time() - incoming.LONGEST_SECONDS - 1
    for file in (home / "incoming").iterdir():
        os.utime(file, (long_ago, long_ago))
    assert "no longer here" in text(officer.post(f"{LIST}import/load/"))
    assert not list((home / "incoming").iterdir())


def test_a_second_file_takes_the_place_of_the_first(officer, home):
    send(officer, GOOD)
    send(officer, files.file(files.row(3)), "other.csv")
    assert len(list((home / "incoming").iterdir())) == 2
    assert "other.csv was loaded" in text(officer.post(f"{LIST}import/load/"))


@pytest.mark.parametrize("part", ["import/", "files/", "return/"])
def test_nothing_is_wrong_before_anything_was_sent(officer, part):
    answer = officer.get(LIST + part)
    assert answer.status_code == 200 and "There is a problem" not in text(answer)
