"""Large files are made one at a time, by processes that may be killed at any moment."""

import csv
import gzip
import io
import subprocess
import sys
import threading
import time

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import distributions, downloads, export, making, queries

NAME = "claimant-count-rate"


@pytest.fixture
def release(load, published):
    return load(published)


@pytest.fixture
def slow(monkeypatch):
    """What is ordered sleeps instead, with the lock; the test ends it."""
    started = []
    real = subprocess.Popen

    def sleeper(arguments, **options):
        # `exec`, so that what is killed is what has the lock.
        started.append(real(["/bin/sh", "-c", "exec sleep 60"], **options))
        return started[-1]

    monkeypatch.setattr(making.subprocess, "Popen", sleeper)
    yield started
    for child in started:
        child.kill()
        child.wait()
    making._left.clear()


def test_a_process_of_its_own_makes_what_this_one_would(release):
    made = distributions.ready(NAME, "csv")
    rows = list(csv.DictReader(io.StringIO(gzip.decompress(made.read_bytes()).decode())))
    asked = [export.flat(row) for area in queries.area_codes(NAME) for row in export.series(NAME, area)]
    assert [(row["area"], row["period"], row["value"]) for row in rows] == [
        (row["area"], row["period"], str(row["value"])) for row in asked
    ]
    whole = downloads.ready("csv")
    before = whole.read_bytes()
    whole.unlink()
    assert downloads.file("csv").read_bytes() == before


def test_whoever_asks_while_one_is_made_is_told_so_at_once(release):
    with making.lock():
        start = time.monotonic()
        with pytest.raises(making.NotYet, match="one at a time; ask again in 10 seconds") as caught:
            distributions.ready(NAME, "json")
        assert caught.value.seconds == making.SOON
        assert time.monotonic() - start < 5
    assert distributions.ready(NAME, "json").exists()


def test_a_file_that_is_there_is_had_while_another_is_made(release):
    there = distributions.file(NAME, "csv")
    with making.lock():
        assert distributions.ready(NAME, "csv") == there


def test_what_takes_too_long_goes_on_without_its_asker_and_keeps_the_lock(release, slow):
    target = distributions._path(queries.handle(), NAME, "csv")
    with pytest.raises(making.NotYet, match="still being made; ask again in 60 seconds"):
        making.order(target, "csv", NAME, patience=0.1)
    with pytest.raises(making.NotYet, match="one at a time"):
        making.order(target, "csv", NAME, patience=0.1)
    assert len(slow) == 1
    slow[0].kill()
    slow[0].wait()
    with making.lock(wait=False):
        pass  # it went with the process that had it


HALF = """
import sys, time
from pathlib import Path
from skillshire.config import startup
startup.setup()
from skillshire.indicators import making
with making.lock():
    making.make(Path(sys.argv[1]), lambda aside: (aside.write_bytes(b"half"), time.sleep(60)))
"""


def test_a_killed_process_leaves_nothing_half_made_and_the_next_asker_succeeds(release):
    """Killed by SIGKILL in the middle of writing: it can clear nothing itself."""
    target = downloads.path("sqlite")
    child = subprocess.Popen([sys.executable, "-c", HALF, target])
    deadline = time.monotonic() + 60
    while not list(target.parent.glob(".making-*/*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    with pytest.raises(making.NotYet):
        downloads.ready("sqlite")
    child.kill()
    child.wait()
    assert not target.exists()
    assert gzip.decompress(downloads.ready("sqlite").read_bytes()).startswith(b"SQLite format 3")
    assert [one.name for one in target.parent.iterdir()] == [target.name]


def test_a_process_that_fails_is_logged_and_the_asker_is_told_to_come_again(release, caplog):
    target = distributions._path(queries.handle(), NAME, "csv")
    with pytest.raises(making.NotYet, match="could not be made; ask again in 60 seconds"):
        making.order(target, "exe", NAME)
    assert "There is no download “exe”" in caplog.text


def test_who_waits_for_a_process_that_is_killed_hears_of_it_and_the_next_asker_succeeds(
    release, monkeypatch, caplog
):
    real = subprocess.Popen
    with monkeypatch.context() as patched:
        patched.setattr(
            making.subprocess, "Popen", lambda _, **options: real(["sh", "-c", "kill -9 $$"], **options)
        )
        with pytest.raises(making.NotYet, match="could not be made"):
            distributions.ready(NAME, "csv")
    assert "status -9" in caplog.text
    assert distributions.ready(NAME, "csv").exists()


def test_a_home_that_cannot_be_written_to_is_said_in_words(release, home, caplog):
    (home / "cache").write_text("a file where the folder should be")
    with pytest.raises(
        UserError, match="whoever keeps this site must see that its home folder can be written"
    ):
        downloads.ready("csv")


def test_in_one_process_askers_wait_for_one_another(release):
    held, done = threading.Event(), threading.Event()

    def maker():
        with making.lock():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=maker)
    thread.start()
    held.wait(10)
    waiting = threading.Thread(target=downloads.file, args=("csv",))
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive() and downloads.made() == []
    done.set()
    thread.join()
    waiting.join()
    assert len(downloads.made()) == 1


def test_the_process_gives_way_and_does_not_last_for_ever(monkeypatch):
    said = []
    monkeypatch.setattr(making.os, "nice", said.append)
    monkeypatch.setattr(making.signal, "alarm", said.append)
    making.gently()
    assert said == [making.NICENESS, making.LONGEST]


def test_the_hidden_command_makes_one_file_and_says_where(release, command):
    status, out, _ = command("release", "make", "json", NAME)
    assert (status, out.strip()) == (0, str(distributions.file(NAME, "json")))
    assert "\n  make" not in command("release", "--help")[1]
