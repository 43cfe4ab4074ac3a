from datetime import date

import pytest

from skillshire.sources import live
from tests.standins import ees, specs
from tests.standins.server import standin

QUERY = {
    "publication": "apprenticeships",
    "data_set": "Starts and achievements by area",
    "indicators": {"starts": "Starts", "rate": "rate"},
    "levels": ["NAT", "LA", "LAD"],
    "since": 2020,
    "filters": {
        "apps_level": {"as": "level", "total": "Total", "options": {"Advanced": "advanced-level"}},
        "Age group": {"as": "age", "total": "Total"},
        "fDet1": "Number",
    },
}


@pytest.fixture
def service(shared, monkeypatch):
    """An invented Explore Education Statistics that holds us to the published description."""
    with standin(specs.ees(shared)) as running:
        monkeypatch.setenv("SKILLSHIRE_EES_URL", f"{running.url}/v1")
        yield ees.Standin(running)


@pytest.fixture
def order(tmp_path):
    def make(**changes):
        query = {**QUERY, **changes}
        file = tmp_path / "downloads" / "ees" / "starts.jsonl"
        return live.Order("ees-starts", query, file, date(2026, 11, 22))

    return make
