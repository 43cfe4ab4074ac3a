from datetime import date
from types import SimpleNamespace

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, fetch, harvest
from skillshire.sources.live import Planned, Saved

ON = date(2026, 11, 22)


@pytest.fixture
def asked(monkeypatch):
    """Which files and folders the sources' readers were asked to download into; nothing is downloaded."""
    places = []

    def download(folder):
        assert folder.is_dir()
        places.append(folder)

    def get(order, progress):
        places.append(order.file)
        return Saved(order.file, changed=True)

    monkeypatch.setattr(harvest, "connector", lambda source: SimpleNamespace(fetch=download, get=get))
    return places


def test_a_named_source_is_downloaded_to_where_ingest_looks_for_it(home, asked):
    assert fetch.fetch(["dfe-nccis"], on=ON, echo=lambda line: None) == home / "downloads"
    assert asked == [home / "downloads" / "dfe-nccis"]


def test_another_folder_will_do(tmp_path, home, asked):
    assert fetch.fetch(["dfe-nccis"], on=ON, echo=lambda line: None, to=tmp_path / "x") == tmp_path / "x"
    assert asked == [tmp_path / "x" / "dfe-nccis"]


def test_without_a_name_what_can_be_asked_is_downloaded_and_the_others_said(home, asked):
    said = []
    fetch.fetch([], on=ON, echo=said.append)
    can_be_asked = [one for one in definitions.sources().values() if one.download or one.query]
    assert len(asked) == len(can_be_asked) < len(said) == len(definitions.published_sources())
    left_out = [line for line in said if "left out; Source" in line and "has no stable address" in line]
    assert len(left_out) == len(said) - len(asked)


def test_a_named_source_without_an_address_says_where_its_files_are(home, asked):
    with pytest.raises(UserError, match="ess-2017 has no stable address; save its files from https://"):
        fetch.fetch(["ess-2017"], on=ON)
    assert asked == []


def test_a_service_s_name_stands_for_all_its_sources(home, asked):
    fetch.fetch(["nomis"], on=ON, echo=lambda line: None)
    live = [one.files[0] for one in definitions.sources().values() if one.connector.startswith("nomis.")]
    assert len(live) >= 5
    assert asked == [home / "downloads" / file for file in live]


def test_a_source_named_twice_is_fetched_once(home, asked):
    fetch.fetch(["nomis-api-jobs", "nomis", "nomis-api-jobs"], on=ON, echo=lambda line: None)
    assert len(asked) == len(set(asked))


def test_what_is_neither_a_source_nor_a_service_is_refused(home, asked):
    with pytest.raises(UserError, match="There is no source “nomiss”; the sources are: "):
        fetch.fetch(["nomiss"], on=ON)


def test_a_source_without_its_key_is_left_out_unless_it_was_named(home, monkeypatch):
    module = SimpleNamespace(unready=lambda: "Set SKILLSHIRE_SOME_KEY to fetch it.")
    monkeypatch.setattr(harvest, "connector", lambda source: module)
    assert "Set SKILLSHIRE_SOME_KEY" in fetch.unready(definitions.source("nomis-api-jobs"))
    with pytest.raises(UserError, match="Set SKILLSHIRE_SOME_KEY to fetch it"):
        fetch.fetch(["nomis-api-jobs"], on=ON)


def test_a_plan_names_each_request_and_file_and_asks_nothing(home):
    planned = fetch.plan(["nomis-api-jobs", "ons-els-claimant-count"], on=ON)
    assert all(isinstance(one, Planned) for one in planned)
    assert [one.file.relative_to(home / "downloads").as_posix() for one in planned] == [
        "nomis/NM_189_1.csv", "ons-els/claimant-count.csv", "ons-els/claimant-count.json",
    ]  # fmt: skip
    assert not (home / "downloads").exists()


def test_a_plan_without_a_name_leaves_out_what_cannot_be_asked(home):
    files = {one.file.name for one in fetch.plan([], on=ON)}
    assert {"claimant-count.csv", "NM_162_1.csv"} <= files
    assert not any("xlsx" in name for name in files if "nomis" in name)


def test_the_whole_plan_names_every_service_and_asks_none(command):
    status, out, _ = command("fetch", "--plan")
    assert status == 0
    for service in ("nomisweb.co.uk/api/v01", "education.gov.uk/statistics/v1", "api.beta.ons.gov.uk/v1"):
        assert service in out


def test_postcodes_may_be_typed_without_quotes(command):
    status, out, _ = command("fetch", "postcodes", "al1", "3je", "SG1 1AA", "--plan")
    assert status == 0 and '["AL1 3JE", "SG1 1AA"]' in out
