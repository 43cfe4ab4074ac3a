"""What the office records while a file is being loaded is not lost with it.

On SQLite whoever writes first keeps all others out from the start, so there is nothing to see there.
"""

import threading
from functools import partial

import pytest
from django.db import connection, connections

from skillshire.casework import (
    activities,
    cohort,
    erasure,
    learners,
    offers,
    young_people_file,
    young_people_store,
)
from skillshire.casework.models import Learner, YoungPerson
from tests import people
from tests.casework import ilr_files as made
from tests.casework.files import TODAY, file, row

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
LATER = {"FamilyName": "Baker", "DateOfSend": "05/03/2026", "PeriodEnd": "01/03/2026"}
PATIENCE = 1.0  # seconds that the load waits for the other write, which must wait for the load
WRITES = {
    "leaves the cohort": lambda one: cohort.place(one, status="L", by="bob", on=TODAY),
    "is found": lambda one: activities.record(one, code=310, starts=TODAY, by="bob", on=TODAY),
    "is offered a place": lambda one: offers.record(
        one, year=2026, status=offers.statuses()[0][0], place="College", by="bob", on=TODAY
    ),
    "is erased": lambda one: erasure.batch("young-person", [one.pk], by="bob", why="request"),
}


def load(data):
    young_people_file.load(data, organisation=people.council(), name="list.csv", by="alice", on=TODAY)


@pytest.fixture
def meanwhile(monkeypatch):
    """meanwhile(write, of, name): have another thread write, once the next load has read the records with the
    function of that name.
    """
    read, written, failed = threading.Event(), threading.Event(), []

    def slow(reads, *given, **named):
        found = reads(*given, **named)
        read.set()
        written.wait(PATIENCE)
        return found

    def other(write):
        read.wait()
        try:
            write()
        except Exception as error:
            failed.append(error)
        finally:
            written.set()
            connections.close_all()

    def start(write, of, name):
        monkeypatch.setattr(of, name, partial(slow, getattr(of, name)))
        thread = threading.Thread(target=other, args=(write,))
        thread.start()
        return lambda: thread.join() or failed

    return start


@pytest.mark.parametrize("what", WRITES)
def test_what_is_recorded_during_a_load_stands(transactional_db, meanwhile, what):
    load(file(row(1, GuaranteeStatusIndicator="")))
    person = YoungPerson.objects.get()
    failed = meanwhile(lambda: WRITES[what](person), young_people_store, "held")
    load(file(row(1, **LATER)))
    assert failed() == []
    now = YoungPerson.objects.get()  # one still, not a second beside an erased one

    if what == "is erased":
        assert (now.erased_at is None, now.family_name, now.born) == (False, "", None)
    else:
        assert now.family_name == "Baker"
        assert (now.cohort_status == "L") == (what == "leaves the cohort")
        assert (now.activity == 310) == (what == "is found")
        assert now.offers.exists() == (what == "is offered a place")


def test_a_learner_who_is_erased_during_a_load_stays_erased(transactional_db, home, tmp_path, meanwhile):
    first = made.write(tmp_path, made.learner(), name="first.xml")
    learners.load_file(first, by="alice", on=TODAY)
    number = Learner.objects.get().pk
    failed = meanwhile(lambda: erasure.batch("learner", [number], by="bob", why="request"), learners, "_held")
    second = made.write(tmp_path, made.learner(FamilyName="Baker"), name="second.xml")
    learners.load_file(second, by="alice", on=TODAY)
    assert failed() == []
    now = Learner.objects.get()

    assert (now.pk, now.erased_at is None, now.family_name, now.born) == (number, False, "", None)
