"""A process killed in the midst of 200 writes loses none that it said was done, and leaves none half."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from skillshire.casework.models import Hold, YoungPerson
from skillshire.core import sealing, verify
from skillshire.core.models import AuditEvent
from tests.casework import elsewhere, records

WRITER = Path(__file__).with_name("writer.py")
WRITES, THREADS = 200, 20
LONGEST = 30  # seconds for a process to start and write on a machine with much to do


@pytest.fixture
def start(tmp_path):
    """start(url): a process that makes 200 writes at once and prints each as soon as it is done."""
    started = []

    def run(where):
        environ = {**os.environ, "DATABASE_URL": where, "SKILLSHIRE_HOME": str(tmp_path / "home")}
        command = [sys.executable, "-u", str(WRITER), str(WRITES), str(THREADS)]
        process = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_was_acknowledged_is_there_and_nothing_is_half(start, tmp_path):
    for number in range(THREADS):
        records.amy(reference=f"HC-{number}")
    where = elsewhere.url(tmp_path)
    process = start(where)
    acknowledged = _until(process, Random(os.getpid()).randint(1, WRITES - 40))
    process.send_signal(signal.SIGKILL)
    acknowledged += _rest(process)
    assert 0 < len(acknowledged) < WRITES
    with elsewhere.reading(where):
        _whole(acknowledged)


def _until(process, count):
    """The first so many acknowledgements."""
    lines, deadline = [], time.monotonic() + LONGEST
    while len(lines) < count and time.monotonic() < deadline:
        line = process.stdout.readline().strip()
        if not line:
            pytest.fail(process.stderr.read().decode()[-2000:])
        lines.append(line.decode())
    return lines


def _rest(process):
    """What it had still said before it died; a line that broke off was never said."""
    return [line.decode().strip() for line in process.stdout.readlines() if line.endswith(b"\n")]


def _whole(acknowledged):
    kept = {str(hold.pk): hold for hold in Hold.objects.all()}
    assert [one for one in acknowledged if one not in kept] == []
    audited = {str(event.detail["hold"]) for event in AuditEvent.objects.filter(event="hold.put")}
    assert audited == set(kept), "a write without its event, or an event without its write"
    assert YoungPerson.objects.count() == THREADS
    assert verify.verify().whole
    sealing.seal()
    proof = verify.verify()
    assert proof.whole and proof.open == 0 and proof.sealed == len(kept)
