"""After an erasure the bytes of a name are in none of the database's files."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from skillshire.casework import erasure, retention
from skillshire.casework.models import YoungPerson
from skillshire.config import housekeeping
from skillshire.core import traces
from tests.casework import elsewhere, records

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's files"),
]
TODAY = date(2026, 11, 22)
WORDS = [word for word in records.WORDS if word != "shouted"]  # of a decision: it goes with its score


@pytest.fixture
def file(tmp_path):
    """Amy's record, written into a file, with its journal beside it."""
    where = elsewhere.url(tmp_path)
    with elsewhere.reading(where):
        records.amy()
        assert traces.clear()  # she is in the database's own pages
        YoungPerson.objects.update(adviser="rowan")  # and now in the journal as well
        yield Path(where.removeprefix("sqlite:///"))


def left(file):
    """The words of her record that stand in any of the files, in capitals or not."""
    everything = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    return [word for word in WORDS if word.lower().encode() in everything.lower()]


def test_the_files_held_her_before(file):
    assert left(file) == WORDS
    assert Path(f"{file}-wal").stat().st_size > 0


def test_an_erasure_leaves_no_byte_of_a_name(file):
    erasure.erase(f"young-person:{YoungPerson.objects.get().pk}", by="bob", on=TODAY)
    assert left(file) == []


def test_a_run_of_retention_leaves_no_byte_of_a_name(file):
    assert sum(one.count for one in retention.run(date(2060, 1, 1), by="nightly"))
    assert left(file) == []


def test_somebody_who_reads_keeps_no_erasure_from_happening_and_its_bytes_go_later(file, home):
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM casework_youngperson").fetchone()
        erasure.erase(f"young-person:{YoungPerson.objects.get().pk}", by="bob", on=TODAY)
        assert YoungPerson.objects.get().given_name == ""
        assert not traces.clear() and left(file)
    housekeeping.tidy_up()
    assert left(file) == []


def test_the_wait_for_other_writers_is_as_it_was(file):
    def wait():
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA busy_timeout").fetchone()

    before = wait()
    traces.clear()
    assert wait() == before == (20000,)
