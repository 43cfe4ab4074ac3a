from datetime import date

import pytest

from skillshire.sources import live
from tests.standins import find_apprenticeship as standins
from tests.standins.server import standin


@pytest.fixture
def service(monkeypatch):
    """An invented Find an apprenticeship that holds us to its guide, and a look-up of postcodes beside it."""
    with standin(check=standins.wrong) as running, standin() as postcodes:
        postcodes.route("POST", "/postcodes", standins.look_up)
        monkeypatch.setenv("SKILLSHIRE_FIND_APPRENTICESHIP_URL", running.url)
        monkeypatch.setenv("SKILLSHIRE_FIND_APPRENTICESHIP_KEY", standins.KEY)
        monkeypatch.setenv("SKILLSHIRE_POSTCODES_URL", postcodes.url)
        made = standins.Standin(running)
        made.postcodes = postcodes
        yield made


@pytest.fixture
def order(tmp_path):
    def make(day=date(2026, 11, 22), **query):
        file = tmp_path / "downloads" / "find-apprenticeship" / "vacancies.jsonl"
        return live.Order("find-apprenticeship", query or {"everywhere": True}, file, day)

    return make
