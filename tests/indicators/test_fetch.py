from datetime import date
from types import SimpleNamespace

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, fetch, harvest

ON = date(2026, 11, 22)


@pytest.fixture
def asked(monkeypatch):
    """Which folders the sources' readers were asked to download into; nothing is downloaded."""
    folders = []

    def download(folder):
        assert folder.is_dir()
        folders.append(folder)

    monkeypatch.setattr(harvest, "connector", lambda source: SimpleNamespace(fetch=download))
    return folders


def test_a_named_source_is_downloaded_into_the_day_s_folder_as_ingest_expects_it(home, asked):
    assert fetch.fetch(["dfe-nccis"], on=ON, echo=lambda line: None) == home / "downloads" / "2026-11-22"
    assert asked == [home / "downloads" / "2026-11-22" / "dfe-nccis"]


def test_without_a_name_those_with_an_address_are_downloaded_and_the_others_said(home, asked):
    said = []
    fetch.fetch([], on=ON, echo=said.append)
    with_address = [one for one in definitions.sources().values() if one.download]
    assert len(asked) == len(with_address) < len(said) == len(definitions.sources())
    assert sum("no stable address, left out; see https://" in line for line in said) == len(said) - len(asked)


def test_a_named_source_without_an_address_says_where_its_files_are(home, asked):
    with pytest.raises(UserError, match="ess-2017 has no stable address; save its files from https://"):
        fetch.fetch(["ess-2017"], on=ON)
    assert asked == []
