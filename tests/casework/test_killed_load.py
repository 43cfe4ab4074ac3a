"""A load that is killed between any two of its statements leaves nothing behind, and can be run again."""

import json
import os
import subprocess
import sys

import pytest

from tests import people
from tests.casework import elsewhere
from tests.casework.files import many

PEOPLE = 60
# Young people, activities, characteristics, uploads, audit events.
WHOLE = [PEOPLE, PEOPLE, 16, 1, 1]
# One process starts Django and forks: each child dies, as by `kill -9`, before a later statement.
FORKS = """
import os, signal, sys, json
import django
django.setup()
from datetime import date
from django.db import connection, connections
from skillshire.accounts.models import Organisation
from skillshire.casework import young_people_file as files
from skillshire.casework.ccis import reading, records
from skillshire.casework.models import ActivitySpell, Characteristic, Upload, YoungPerson
from skillshire.core import sealing, verify
from skillshire.core.models import AuditEvent

STEP = 3  # every statement would take long, and says no more
KEPT = (YoungPerson, ActivitySpell, Characteristic, Upload, AuditEvent)
data = open(sys.argv[1], "rb").read()
# Postcodes and codes are read once, for all.
records.read(*reading.table(reading.text(data)), "919", date(2026, 3, 10))

class Dies:
    def __init__(self, at):
        self.left = at
    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

def load(at):
    with connection.execute_wrapper(Dies(at)):
        organisation = Organisation.objects.get(slug="test-council")
        files.load(data, organisation=organisation, name="x.csv", by="alice", on=date(2026, 3, 10))

killed, left = 0, []
while True:
    child = os.fork()
    if child == 0:
        load(STEP * killed + 1)
        connections.close_all()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    counts = [model.objects.count() for model in KEPT]
    connections.close_all()
    if status == 0:
        break
    killed += 1
    left.append(counts)
sealing.seal()
print(json.dumps({"killed": killed, "left": left, "loaded": counts, "fault": verify.verify().fault}))
"""


@pytest.fixture
def database(transactional_db, tmp_path):
    """The address of a database with one council in it that other processes can open."""
    people.council()
    return elsewhere.url(tmp_path)


def test_a_load_killed_before_any_statement_leaves_nothing_half_loaded(database, home, tmp_path):
    file = tmp_path / "many.csv"
    file.write_bytes(many(PEOPLE))
    environ = {
        **os.environ, "DATABASE_URL": database, "SKILLSHIRE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "skillshire.config.settings",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", FORKS, str(file)], env=environ, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)

    assert told["killed"] >= 6  # there were as many statements to die at
    # Its last statements seal the audit, when the load itself is done.
    assert [one for one in told["left"] if one not in ([0] * 5, WHOLE)] == []
    assert told["left"].count([0] * 5) >= 5
    assert told["loaded"] == WHOLE
    assert told["fault"] == ""  # the audit's own proof
