"""A stand-in of Nomis, pauses that do not pause, and an order to fetch."""

from datetime import date

import pytest

from skillshire.sources.live import Order
from tests.sources.nomis import standin as of_nomis
from tests.standins.server import standin

ON = date(2026, 11, 22)
CLAIMANTS = {
    "dataset": "NM_162_1", "geography": ["E92000001", "TYPE480", "TYPE424"], "date": "latestMINUS1-latest",
    "gender": 0, "age": 0, "measure": [1, 2], "measures": 20100,
}  # fmt: skip


@pytest.fixture
def server(monkeypatch):
    with standin(check=of_nomis.wrong) as service:
        monkeypatch.setenv("SKILLSHIRE_NOMIS_URL", service.url)
        monkeypatch.delenv("SKILLSHIRE_NOMIS_UID", raising=False)
        yield service


@pytest.fixture
def nomis(server):
    route = of_nomis.Nomis()
    server.route("GET", "/dataset/{name}", route)
    return route


@pytest.fixture
def order(tmp_path):
    return Order("nomis-api-claimant-count", CLAIMANTS, tmp_path / "nomis" / "claimant-count.csv", ON)
