"""An import of learners that is killed between any two of its statements leaves nothing half loaded."""

import json
import os
import subprocess
import sys

import pytest

from tests.casework import elsewhere
from tests.casework import ilr_files as made

PEOPLE = 30
# One process starts Django and forks: child n dies, as by `kill -9`, before statement n. Until one is done.
FORKS = """
import os, signal, sys, json
import django
django.setup()
from datetime import date
from pathlib import Path
from django.db import connection, connections
from skillshire.casework import learners
from skillshire.casework.models import Aim, EmploymentStatus, Learner, Upload
from skillshire.core import sealing, verify
from skillshire.core.models import AuditEvent
from skillshire.places import postcodes

KEPT = (Learner, Aim, EmploymentStatus, Upload, AuditEvent)

class Dies:
    def __init__(self, at):
        self.left = at
    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

def load(at, file):
    with connection.execute_wrapper(Dies(at)):
        learners.load(Path(file), by="alice", on=date(2026, 4, 1))

def until_done(file):
    killed, left = 0, []
    while True:
        child = os.fork()
        if child == 0:
            load(killed + 1, file)
            connections.close_all()
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        counts = [model.objects.count() for model in KEPT]
        connections.close_all()
        if status == 0:
            return killed, left, counts
        killed += 1
        left.append(counts)

# What every child would otherwise read anew: schemas and postcodes.
learners.check(Path(sys.argv[1]), on=date(2026, 4, 1))
postcodes.find("SG1 1AA")
connections.close_all()
done = [until_done(file) for file in sys.argv[1:]]
sealing.seal()
print(json.dumps([*done, verify.verify().fault]))
"""


@pytest.fixture
def database(tmp_path, transactional_db):
    """The address of this test's database, for another program; on SQLite of a copy of it in a file."""
    return elsewhere.url(tmp_path)


def test_nothing_is_half_loaded_at_any_moment_and_the_load_can_be_repeated(database, tmp_path, home):
    first = made.write(tmp_path, *made.people(PEOPLE), name="first.xml")
    second = made.write(tmp_path, *made.people(PEOPLE + 5, start=10), name="second.xml")
    environment = {**os.environ, "DATABASE_URL": database, "SKILLSHIRE_HOME": str(home),
                   "DJANGO_SETTINGS_MODULE": "skillshire.config.settings"}  # fmt: skip
    command = [sys.executable, "-c", FORKS, str(first), str(second)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (killed, left, new), (killed_again, left_again, replaced), fault = json.loads(done.stdout)
    assert min(killed, killed_again) > 8  # it died in many places
    # Its last statements seal the audit, when the load itself is done.
    assert new[:4] == [PEOPLE, PEOPLE, PEOPLE, 1]
    assert all(counts == new or counts[:4] == [0, 0, 0, 0] for counts in left)
    assert sum(counts[:4] == [0, 0, 0, 0] for counts in left) > 8
    assert replaced[:4] == [PEOPLE + 5, PEOPLE + 5, PEOPLE + 5, 2]
    assert all(counts in (new, replaced) for counts in left_again)  # all that was there before, and no more
    assert sum(counts == new for counts in left_again) > 8
    assert fault == ""  # the audit proves
