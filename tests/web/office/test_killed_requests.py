"""A server killed in the midst of 200 forms loses none that it answered, and leaves none half done."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from skillshire.casework.models import Note, YoungPerson
from skillshire.core import clock, sealing, verify
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework import elsewhere
from tests.casework.invented import young_person
from tests.web.office import signing_in
from tests.web.office.asking import day

FORMS, SENDERS, PERSONS = 200, 20, 20
LONGEST = 90  # seconds for two workers to start on a machine with much to do
CSRF = "c" * 32
# What a sender hears of a server that is dead, or dies before it answers.
SILENCE = {"ConnectionRefusedError", "ConnectionResetError", "RemoteDisconnected", "BrokenPipeError",
           "BadStatusLine", "IncompleteRead"}  # fmt: skip
# As `skillshire serve` runs it, without a home prepared first: what is asked here shows no page.
SERVER = """
import sys
from skillshire.config import startup
startup.setup()
from skillshire.config.commands.serve import run
run("127.0.0.1", int(sys.argv[1]), 2)
"""


@pytest.fixture
def serve(tmp_path):
    """serve(url): the port of an office that works on that database, and its processes' group."""
    started = []

    def start(where):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        environ = os.environ | {
            "DATABASE_URL": where, "SKILLSHIRE_HOME": str(tmp_path / "home"), "SKILLSHIRE_FACE": "office",
            "SKILLSHIRE_SECRET_KEY": settings.SECRET_KEY,
        }  # fmt: skip
        log = (tmp_path / "server.log").open("w")
        command = [sys.executable, "-c", SERVER, str(port)]
        process = subprocess.Popen(command, env=environ, stdout=log, stderr=log, start_new_session=True)
        started.append(process)
        log.close()
        _wait(process, port, tmp_path / "server.log")
        return port, process.pid

    yield start
    for process in started:
        _kill(process.pid)
        process.wait()


def _wait(process, port, log):
    deadline = time.monotonic() + LONGEST
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the server did not start; it said:\n{log.read_text()[-2000:]}")


def _kill(group):
    """`kill -9` to the server and its workers, all at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


class Senders:
    """Twenty people who send forms at once; at one of the answers the server is killed."""

    def __init__(self, port, cookies, persons):
        self.port, self.cookies, self.persons = port, cookies, persons
        self.answered, self.others = [], Counter()
        self.lock, self.enough = threading.Lock(), threading.Event()

    def run(self, count, then):
        with ThreadPoolExecutor(SENDERS) as pool:
            sent = [pool.submit(self._send, number, count) for number in range(FORMS)]
            assert self.enough.wait(LONGEST), f"only {len(self.answered)} were answered; {self.others}"
            then()
            for one in sent:
                one.result()

    def _send(self, number, count):
        try:
            status = self._post(number)
        except (OSError, http.client.HTTPException) as error:  # nothing was answered
            status = type(error).__name__
        with self.lock:
            if status == 302:
                self.answered.append(_words(number))
            else:
                self.others[status] += 1
            if len(self.answered) >= count:
                self.enough.set()

    def _post(self, number):
        told = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with_cookies = f"{self.cookies[number % len(self.cookies)]}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        form = {"way": "call", "reached": "no", "text": _words(number), "csrfmiddlewaretoken": CSRF}
        form |= day("when", clock.today())
        headers = {"Cookie": with_cookies, "Content-Type": "application/x-www-form-urlencoded"}
        path = f"/office/young-people/{self.persons[number % PERSONS]}/note/"
        try:
            told.request("POST", path, urlencode(form), headers)
            return told.getresponse().status
        finally:
            told.close()


def _words(number):
    return f"Called for the {number}th time"


def _signed_in(person):
    client = Client()
    signing_in.sign_in(client, person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_every_form_that_was_answered_is_kept_and_none_is_half(serve, tmp_path):
    persons = [young_person(reference=f"HC-{number}").pk for number in range(PERSONS)]
    officer = people.alice("participation-officer")
    cookies = [_signed_in(officer) for _ in range(4)]
    where = elsewhere.url(tmp_path)
    port, group = serve(where)
    senders = Senders(port, cookies, persons)
    senders.run(Random(os.getpid()).randint(1, FORMS - 40), lambda: _kill(group))
    assert set(senders.others) <= SILENCE, "something else than a dead server's silence"
    assert 0 < len(senders.answered) < FORMS
    with elsewhere.reading(where):
        _whole(senders.answered)


def _whole(answered):
    kept = {note.text: note for note in Note.objects.all()}
    assert [one for one in answered if one not in kept] == []
    audited = set(AuditEvent.objects.filter(event="young-person.note").values_list("detail__note", flat=True))
    assert audited == {note.pk for note in kept.values()}, "a note without its event, or the reverse"
    tries = dict(YoungPerson.objects.filter(contact_attempts__gt=0).values_list("pk", "contact_attempts"))
    assert tries == Counter(note.young_person_id for note in kept.values()), "a note that is half"
    assert verify.verify().whole
    sealing.seal()
    proof = verify.verify()
    assert proof.whole and proof.open == 0
