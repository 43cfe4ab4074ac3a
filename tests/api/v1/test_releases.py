from skillshire.core import periods
from skillshire.indicators import changes, queries
from skillshire.indicators.changes import Logged, Revision


def test_the_release_that_serves_is_among_those_kept(ask):
    body = ask("/api/v1/releases").json
    (serving,) = [one for one in body["releases"] if one["serves"]]
    assert (
        serving["id"] == body["serving"] == queries.release().id and serving["rows"] == queries.release().rows
    )


def test_current_is_a_name_for_the_release_that_serves(ask):
    assert ask("/api/v1/releases/current").json == ask(f"/api/v1/releases/{queries.release().id}").json


def test_a_release_that_is_not_kept_is_not_found(refused):
    refused("/api/v1/releases/20200101-00000000", "unknown-release", 404)
    refused("/api/v1/releases/20200101-00000000/changes", "unknown-release", 404)


def test_the_first_release_changed_nothing(ask):
    body = ask("/api/v1/releases/current/changes").json
    assert body["previous"] is None and body["indicators"] == [] and body["figures"] == []


def test_changes_are_counted_and_listed_for_an_indicator(ask, refused, monkeypatch):
    """As after a second load, which revised one figure."""
    serving, counts = queries.release().id, {"state": "changed", "added": 0, "revised": 1, "withdrawn": 0}
    logged = Logged(
        serving, "2026-11-22", "earlier", ("ons-els-claimant-count",), {"claimant-count-rate": counts}
    )
    period = periods.parse("2024-01-01/P1Y")
    moved = Revision("claimant-count-rate", "E07000243", (), period, "revised", 3.1, "", None, "x")
    monkeypatch.setattr(changes, "log", lambda: [logged])
    monkeypatch.setattr(changes, "revisions", lambda release, indicator: [moved])
    plain = ask("/api/v1/releases/current/changes").json
    assert plain["indicators"] == [{"indicator": "claimant-count-rate", **counts}] and plain["figures"] == []
    (figure,) = ask("/api/v1/releases/current/changes?indicator=claimant-count-rate").json["figures"]
    assert (figure["before"], figure["after"], figure["after_status"]) == (3.1, None, "x")
    assert (
        figure["area"] == "E07000243"
        and figure["period"] == "2024-01-01/P1Y"
        and plain["previous"] == "earlier"
    )
    refused("/api/v1/releases/current/changes?indicator=x", "unknown-indicator")
