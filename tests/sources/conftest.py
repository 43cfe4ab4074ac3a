import pytest

from skillshire.sources import http


@pytest.fixture(autouse=True)
def pauses(monkeypatch):
    """No test waits between tries: how long each pause would have been, in seconds."""
    taken = []
    monkeypatch.setattr(http, "sleep", taken.append)
    return taken
