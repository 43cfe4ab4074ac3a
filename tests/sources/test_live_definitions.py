"""The project's own definitions of live sources: each can be planned without a network or a key."""

from datetime import date

import pytest

from skillshire.indicators import definitions, fetch
from skillshire.sources.ees import query
from skillshire.sources.ees.query import Split

FAMILIES = ("ees", "ons_beta", "find_apprenticeship")
LIVE = [source for source in definitions.sources().values() if source.connector.partition(".")[0] in FAMILIES]
EES = [source for source in LIVE if source.connector.startswith("ees.")]
DAY = date(2026, 11, 22)


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_what_would_be_asked_can_be_told_beforehand(source, home, monkeypatch):
    monkeypatch.setenv("SKILLSHIRE_FIND_APPRENTICESHIP_KEY", "a-key-of-nobody")
    planned = fetch.plan([source.id], on=DAY)
    assert planned and all(each.address.startswith("https://") for each in planned)
    assert {each.file.name for each in planned} == {source.files[0].rsplit("/", 1)[-1]}
    assert "a-key-of-nobody" not in str(planned)
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("source", LIVE, ids=lambda source: source.id)
def test_every_live_source_feeds_an_indicator(source):
    assert any(
        origin.source == source.id for one in definitions.indicators().values() for origin in one.origins
    )


@pytest.mark.parametrize("source", EES, ids=lambda source: source.id)
def test_every_series_that_an_indicator_names_is_asked_for(source):
    asked = query.read(source.id, source.query)
    named = {
        origin.series
        for one in definitions.indicators().values() for origin in one.origins if origin.source == source.id
    }  # fmt: skip
    assert named <= set(asked.indicators)


@pytest.mark.parametrize("source", EES, ids=lambda source: source.id)
def test_every_breakdown_is_in_a_crossing_or_has_a_total(source):
    asked = query.read(source.id, source.query)
    for split in (each for each in asked.filters.values() if isinstance(each, Split)):
        assert split.total or all(split.key in crossing for crossing in asked.crossings())
