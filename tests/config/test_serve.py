import contextlib
import errno
import socket
import sys

import pytest

from skillshire.config import cli
from skillshire.config.commands import serve
from skillshire.core.errors import UserError


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_one_sentence_and_status_2(taken, capsys):
    assert cli.run(["serve", "--port", str(taken)]) == 2
    assert capsys.readouterr().err == (
        f"Port {taken} is in use; stop what uses it, or choose another with --port.\n"
    )


@pytest.mark.parametrize("port", ["0", "65536", "-1", "web"])
def test_a_port_that_cannot_be_is_refused(port, capsys):
    assert cli.run(["serve", "--port", port]) == 2
    assert "--port" in capsys.readouterr().err


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(UserError, match="not an address of this machine"):
        serve.claim("192.0.2.1", 8000)  # an address that no machine has: RFC 5737


def test_a_low_port_needs_rights():
    said = serve._refusal("127.0.0.1", 80, OSError(errno.EACCES, "Permission denied"))
    assert said.startswith("Port 80 needs an administrator's rights")


def test_a_free_port_is_left_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve.claim("127.0.0.1", port)
    serve.claim("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("::1", "localhost"), ("::", "localhost"),
     ("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "[2001:db8::1]"), ("skills.example", "skills.example")],
)  # fmt: skip
def test_this_machine_is_shown_by_its_name_which_passkeys_need(host, shown):
    assert serve._shown(host) == shown


def test_the_site_is_said_before_the_first_link_and_both_by_one_name(monkeypatch, capsys):
    monkeypatch.setattr("skillshire.config.prepare.prepare", lambda **_: None)
    monkeypatch.setattr("skillshire.config.first_run.link", lambda base: f"{base}/office/start/secret/")
    monkeypatch.setattr(serve, "_begin_afresh", lambda: None)
    monkeypatch.setattr(serve, "run", lambda *_: None)
    monkeypatch.setattr("skillshire.config.housekeeping.running", contextlib.nullcontext)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert cli.run(["serve", "--port", str(port)]) == 0
    site, link = capsys.readouterr().out.splitlines()
    assert site == f"Skillshire is at http://localhost:{port}/ (Ctrl+C stops it)"
    assert link.endswith(f": http://localhost:{port}/office/start/secret/")


def test_a_process_that_has_asked_polars_begins_anew_before_it_is_copied(monkeypatch):
    begun = []
    monkeypatch.setattr(serve.os, "execve", lambda *given: begun.append(given))
    monkeypatch.setitem(sys.modules, "polars", object())
    monkeypatch.delenv(serve.AFRESH, raising=False)
    monkeypatch.setenv("SKILLSHIRE_HOME", "/chosen/by/the/demo")
    serve._begin_afresh()
    ((_, arguments, environ),) = begun
    assert arguments == sys.orig_argv
    assert environ[serve.AFRESH] == "1" and environ.get("SKILLSHIRE_HOME") != "/chosen/by/the/demo"
    monkeypatch.setenv(serve.AFRESH, "1")
    serve._begin_afresh()
    assert len(begun) == 1
