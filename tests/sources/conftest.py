import pytest

from skillshire.sources import http


@pytest.fixture(autouse=True)
def pauses(monkeypatch):
    """No test waits between tries: how long each pause would have been, in seconds."""
    taken = []
    # A stand-in may get the port of an earlier test's, which is then a host that was asked just now.
    monkeypatch.setattr(http, "_last_asked", {})
    monkeypatch.setattr(http, "sleep", taken.append)
    return taken
