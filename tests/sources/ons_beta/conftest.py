from datetime import date

import pytest

from skillshire.sources import live
from tests.standins import ons, specs
from tests.standins.server import standin

QUERY = {
    "dataset": ons.DATASET,
    "since": 2023,
    "area": "administrative-geography",
    "time": "calendar-years",
    "period": {"first": "04-01", "length": "P1M"},
    "keep": {"averages-and-percentiles": "median", "hours-and-earnings": "weekly-pay-gross"},
    "series": {"column": "workplace-or-residence", "values": {"residence": "home", "workplace": "work"}},
    "breakdowns": {"sex": {"column": "sex", "values": {"all": "", "male": "male", "female": "female"}}},
    "marks": {"x": "u", "..": "c", ":": "z", "-": "low"},
    "variation": "CV",
}


@pytest.fixture
def service(shared, monkeypatch):
    """An invented ONS API that holds us to the published description; its files are on a second server."""
    with standin(specs.ons(shared)) as running, standin() as files:
        monkeypatch.setenv("SKILLSHIRE_ONS_URL", f"{running.url}/v1")
        monkeypatch.setenv("SKILLSHIRE_DOWNLOADS_URL", files.url)
        made = ons.Standin(running)
        made.downloads = files
        files.route("GET", "/download.ons.gov.uk/{file}", made._file)
        yield made


@pytest.fixture
def order(tmp_path):
    def make(**changes):
        file = tmp_path / "downloads" / "ons-beta" / "pay.jsonl"
        return live.Order("ons-beta-pay", {**QUERY, **changes}, file, date(2026, 11, 22))

    return make
