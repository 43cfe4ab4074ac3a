import csv
import json

import polars as pl
import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import distributions, export, queries, releases
from tests.web.public.conftest import bundled, figures, loaded  # noqa: F401 (fixtures)

NAME = "fe-participation"  # has headlines and parts, numbers and symbols


@pytest.fixture
def apart(figures, settings, tmp_path, monkeypatch):  # noqa: F811
    """The bundled figures serve, yet what is made from them goes to a folder of this test's own."""
    root = releases.root()
    monkeypatch.setattr(releases, "root", lambda: root)
    with queries.one_release():
        settings.SKILLSHIRE_HOME = tmp_path
        yield tmp_path


@pytest.fixture
def every(apart):
    unit, release = queries.indicator(NAME).unit, queries.release().id
    return [
        export.row(one, release, unit)
        for area in queries.area_codes(NAME)
        for one in queries.observations(NAME, area)
    ]


def test_json_holds_every_figure_as_it_is(every):
    assert json.loads(distributions.file(NAME, "json").read_text(encoding="utf-8")) == every


def test_csv_holds_every_figure_and_a_missing_one_is_empty(every):
    with distributions.file(NAME, "csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == len(every) == queries.coverage(NAME)["observations"]
    for row, one in zip(rows, every, strict=True):
        assert (
            row["value"] == ("" if one["value"] is None else repr(one["value"]))
            and row["status"] == one["status"]
        )
    assert any(row["value"] == "" for row in rows)


def test_parquet_is_the_releases_own_file(apart):
    frame = pl.read_parquet(distributions.file(NAME, "parquet"))
    assert frame.height == queries.coverage(NAME)["observations"]


def test_a_file_is_made_once_and_gives_way_to_the_next_release(apart):
    old = apart / "cache" / "indicators" / "20200101-old"
    old.mkdir(parents=True)
    (old / "x.csv").touch()
    first = distributions.file(NAME, "csv")
    made = first.stat().st_mtime_ns
    assert distributions.file(NAME, "csv").stat().st_mtime_ns == made and not old.exists()


def test_a_file_that_could_not_be_finished_is_not_left_behind(apart, monkeypatch):
    def broken(indicator):
        yield from ()
        raise OSError("the disk is full")

    monkeypatch.setattr(distributions, "_rows", broken)
    with pytest.raises(OSError, match="full"):
        distributions.file(NAME, "csv")
    assert [one for one in (apart / "cache").rglob("*") if one.is_file()] == []


@pytest.mark.parametrize(("name", "kind"), [("nonsense", "csv"), ("../../secret", "csv"), (NAME, "exe")])
def test_what_there_is_not_is_refused(apart, name, kind):
    with pytest.raises(UserError):
        distributions.file(name, kind)
