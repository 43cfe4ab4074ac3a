"""The definitions of the department's sources and the indicators made from them agree with the readers."""

import importlib
from pathlib import Path

import pytest

from skillshire.core import definitions, periods
from skillshire.sources import download

DEFINITIONS = Path(download.__file__).parent.parent / "definitions"
SOURCES = {path.stem: definitions.load(path) for path in DEFINITIONS.glob("sources/dfe-*.yaml")}
INDICATORS = {path.stem: definitions.load(path) for path in DEFINITIONS.glob("indicators/*.yaml")}


def reader(source):
    return importlib.import_module(f"skillshire.sources.{source['connector']}")


@pytest.mark.parametrize("name", sorted(name for name in SOURCES if SOURCES[name]["download"]))
def test_a_source_downloads_from_the_addresses_that_it_names(name, tmp_path, monkeypatch):
    source = SOURCES[name]
    asked = []

    def files(urls, directory):
        asked.extend(urls)
        saved = [directory / url.rsplit("/", 1)[-1] for url in urls]
        for file in saved:
            file.touch()
        return saved

    monkeypatch.setattr(download, "files", files)
    saved = reader(source).fetch(tmp_path)
    assert asked == source["download"]
    assert all(file.exists() for file in saved)
    wanted = [Path(pattern).name for pattern in source["files"] + source.get("companions", [])]
    assert all(any(file.match(pattern) for file in saved) for pattern in wanted)


@pytest.mark.parametrize("name", ["dfe-nccis", "dfe-lait"])
def test_the_winter_of_2019_to_2020_was_out_by_december_2020_but_not_by_march(name):
    ended = periods.parse("2019-12-01/P3M").end
    seen = periods.add_months(ended, periods.parse_lag(SOURCES[name]["publication_lag"]))
    assert periods.parse_date("2020-03-31") < seen <= periods.parse_date("2020-12-31")


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_series_that_an_indicator_names_is_in_the_published_file(name, shared):
    source = SOURCES[name]
    folders = [shared / "raw", DEFINITIONS]
    files = [file for at in source["files"] for folder in folders for file in sorted(folder.glob(at))]
    assert files
    series = set().union(*(reader(source).rows(file)["series"].unique() for file in files))
    used = {
        origin["series"]
        for indicator in INDICATORS.values()
        for origin in indicator["from"]
        if origin["source"] == name
    }
    assert used
    assert used <= series


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("neet-or-not-known-16-17", "dfe-lait"),
        ("participation-16-17", "dfe-lait"),
        ("apprenticeship-starts", "dfe-apprenticeships"),
    ],
)
def test_the_indicators_that_strategies_rely_on_keep_their_names_and_first_source(name, first):
    assert INDICATORS[name]["from"][0]["source"] == first
