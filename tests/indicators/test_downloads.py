"""A whole release as one file: what strangers read in it is what pages are answered."""

import csv
import gzip
import hashlib
import io
import json
import sqlite3
import threading
import zipfile

import polars as pl
import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import build, downloads, export, queries
from tests.indicators import invented
from tests.indicators.invented import HERTS

NAME = "claimant-count-rate"


@pytest.fixture
def release(load, published):
    return load(published)


@pytest.fixture
def database(release, tmp_path):
    file = tmp_path / "whole.sqlite"
    file.write_bytes(gzip.decompress(downloads.file("sqlite").read_bytes()))
    connection = sqlite3.connect(file)
    yield connection
    connection.close()


def rows_of_csv():
    text = gzip.decompress(downloads.file("csv").read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_csv_has_every_observation_as_the_page_s_own_download_has_it(release):
    found = rows_of_csv()
    asked = [
        export.flat(row) for one in queries.indicators() for area in sorted(invented.AREAS)
        for row in export.series(one.id, area)
    ]  # fmt: skip
    written = [
        {name: "" if row[name] is None else str(row[name]) for name in export.COLUMNS} for row in asked
    ]
    assert found == written
    assert len(found) == release.rows


def test_a_missing_figure_is_an_empty_cell_and_its_status_says_why(load, published):
    file = published / "claimant-count.csv"
    header, first, *rest = file.read_text().splitlines()
    cells = first.split(",")
    cells[5], cells[10] = "", "c"
    file.write_text("\n".join([header, ",".join(cells), *rest]) + "\n")
    load(published)
    one = next(row for row in rows_of_csv() if row["status"] == "c")
    assert (one["value"], one["area"]) == ("", HERTS)
    assert [row["value"] for row in rows_of_csv()].count("0") == 0


def test_the_database_is_sound_and_says_what_the_release_says(release, database):
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("SELECT id FROM release").fetchall() == [(release.id,)]
    rows = database.execute(
        "SELECT o.area, a.name, period, value, s.file FROM observation o JOIN area a ON a.code = o.area"
        " JOIN snapshot s ON s.id = o.snapshot WHERE indicator = ? AND o.area = ? ORDER BY period",
        (NAME, HERTS),
    ).fetchall()
    series = queries.series(NAME, HERTS).observations
    assert rows == [
        (HERTS, "Hertfordshire", one.period.iso, one.value, "claimant-count.csv") for one in series
    ]
    assert database.execute("SELECT count(*) FROM observation").fetchone() == (release.rows,)
    assert database.execute("SELECT unit FROM indicator WHERE id = ?", (NAME,)).fetchone() == ("percent",)


def test_the_parquet_files_are_those_of_the_release_with_what_they_mean(release):
    with zipfile.ZipFile(downloads.file("parquet")) as packed:
        names = set(packed.namelist())
        tables = build.read(release).tables
        assert names == {"README.txt", "contents.json"} | {f"observations/{name}.parquet" for name in tables}
        for name, table in tables.items():
            assert pl.read_parquet(packed.read(f"observations/{name}.parquet")).equals(table)
        assert set(json.loads(packed.read("contents.json"))["indicators"]) == set(tables)
        about = packed.read("README.txt").decode()
    assert release.id in about
    assert "Open Government Licence" in about
    for record in queries.snapshots(NAME):
        assert record["title"] in about


def test_a_download_is_made_once_and_names_its_release(release):
    first = downloads.file("csv")
    stamp = first.stat().st_mtime_ns
    assert downloads.file("csv") == first
    assert first.stat().st_mtime_ns == stamp
    assert first.name == f"skillshire-{release.id}.csv.gz"
    assert downloads.made() == [first]


@pytest.mark.parametrize("kind", downloads.KINDS)
def test_the_same_release_makes_the_same_bytes(release, kind):
    digests = set()
    for _ in range(2):
        file = downloads.file(kind)
        digests.add(hashlib.sha256(file.read_bytes()).hexdigest())
        file.unlink()
    assert len(digests) == 1


def test_readers_at_once_get_one_whole_file(release):
    found = []
    threads = [threading.Thread(target=lambda: found.append(downloads.file("sqlite"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert {one.name for one in found[0].parent.iterdir()} == {found[0].name}


def test_a_download_that_fails_leaves_nothing_behind(release, monkeypatch):
    def full(opened, target):
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(downloads.KINDS, "csv", (".csv.gz", full))
    with pytest.raises(UserError, match="cannot be made .No space left on device"):
        downloads.file("csv")
    assert downloads.made() == []
    monkeypatch.undo()
    assert len(rows_of_csv()) == 18


def test_an_unknown_kind_is_refused_with_those_there_are(release):
    with pytest.raises(
        UserError, match="no download “pdf” of the whole release; there are: parquet, csv, sqlite"
    ):
        downloads.file("pdf")


def test_the_command_makes_them_all(release, command):
    status, out, _ = command("release", "downloads")
    assert status == 0
    assert [line.partition(":")[0] for line in out.splitlines()] == list(downloads.KINDS)
    assert len(downloads.made()) == 3


def test_the_command_deletes_what_was_made_of_other_releases(release, command, load, published):
    old = downloads.file("csv")
    invented.claimants(published, value=3.5)
    load(published)
    assert downloads.made() == []
    status, out, _ = command("release", "downloads")
    assert (status, out.splitlines()[-1]) == (0, "1 files of other releases deleted.")
    assert not old.exists()
    assert len(downloads.made()) == 3
