import csv
import gzip
import io
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
    assert json.loads(gzip.decompress(distributions.file(NAME, "json").read_bytes())) == every


def test_csv_holds_every_figure_and_a_missing_one_is_empty(every):
    with gzip.open(distributions.file(NAME, "csv"), "rt", encoding="utf-8", newline="") as opened:
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


@pytest.mark.parametrize("name", ["highest-qualification", "claimant-count-rate", "fe-participation"])
def test_every_line_is_what_a_row_of_the_release_says(apart, name):
    """Quotes, commas and accents, limits and several snapshots: as csv and json write them."""
    opened, unit = queries.handle(), queries.indicator(name).unit
    some = queries.area_codes(name)[::97]
    rows = [
        export.row(one, opened.release.id, unit) for area in some for one in queries.observations(name, area)
    ]
    texts = {form: "".join(_blocks(opened, name, form, some)) for form in distributions.FORMS}
    assert json.loads(f"[{texts['json']}]") == rows
    cells = [["" if cell is None else str(cell) for cell in export.flat(row).values()] for row in rows]
    assert list(csv.reader(texts["csv"].splitlines())) == cells


def _blocks(opened, name, kind, some):
    form = distributions.FORMS[kind]
    every = distributions.lines.blocks(opened, name, form)
    chosen = [block for code, block in zip(queries.area_codes(name), every, strict=True) if code in some]
    return [form.between.join(chosen)]


@pytest.mark.parametrize(
    "text", ["plain", "", "a, b", 'say \u201cyes\u201d or "no"', "Ynys Môn", "two\nlines"]
)
def test_a_cell_is_read_back_as_it_was(text):
    form = distributions.lines.CSV
    written = io.StringIO(f"{form.text(text)},end\r\n", newline="")
    assert next(csv.reader(written)) == [text, "end"]
    assert json.loads(distributions.lines.JSON.text(text)) == text


def test_files_of_other_releases_go_with_the_command_s_pruning(apart):
    for release in ("20200101-old", queries.release().id):
        folder = apart / "cache" / "indicators" / release
        folder.mkdir(parents=True)
        (folder / "x.csv.gz").touch()
    assert distributions.prune() == 1
    assert [one.name for one in (apart / "cache" / "indicators").iterdir()] == [queries.release().id]


def test_a_file_is_made_once_and_gives_way_to_the_next_release(apart):
    old = apart / "cache" / "indicators" / "20200101-old"
    old.mkdir(parents=True)
    (old / "x.csv").touch()
    first = distributions.file(NAME, "csv")
    made = first.stat().st_mtime_ns
    assert distributions.file(NAME, "csv").stat().st_mtime_ns == made and not old.exists()


def test_a_file_that_could_not_be_finished_is_not_left_behind(apart, monkeypatch):
    def broken(opened, indicator, form):
        yield "half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(distributions.lines, "blocks", broken)
    with pytest.raises(UserError, match="fe-participation.csv.gz cannot be made .No space left on device"):
        distributions.file(NAME, "csv")
    left = [one.name for one in (apart / "cache").rglob("*") if one.is_file()]
    assert left == ["making.lock"]


@pytest.mark.parametrize(("name", "kind"), [("nonsense", "csv"), ("../../secret", "csv"), (NAME, "exe")])
def test_what_there_is_not_is_refused(apart, name, kind):
    with pytest.raises(UserError):
        distributions.file(name, kind)
