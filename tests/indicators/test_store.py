import sqlite3

import polars as pl
import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import build, queries, releases, store
from tests.indicators.invented import HERTS


@pytest.fixture
def release(load, published):
    return load(published)


def tampered(release, statement, *values):
    """The release's store after somebody wrote to it."""
    release.store.chmod(0o644)
    with sqlite3.connect(release.store) as connection:
        connection.execute(statement, values)
    connection.close()


def test_observations_are_clustered_on_the_question_that_pages_ask(release):
    connection = store.open_read_only(release.store)
    (layout,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'observation'").fetchone()
    plan = connection.execute("EXPLAIN QUERY PLAN " + queries.SERIES, (1, HERTS, "")).fetchall()
    assert layout.endswith("WITHOUT ROWID")
    assert "PRIMARY KEY (indicator, area, breakdown, period)" in layout
    (step,) = [row[3] for row in plan]
    assert step == "SEARCH observation USING PRIMARY KEY (indicator=? AND area=? AND breakdown=?)"


def test_nothing_can_be_written_through_a_handle(release):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        queries.handle().connection().execute("DELETE FROM observation")


def test_a_release_holds_no_snapshot_that_does_not_exist(release):
    connection = store.open_read_only(release.store)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("SELECT count(DISTINCT snapshot) FROM observation").fetchone() == (2,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE observation SET value = value + 0.1 WHERE area = 'E07000243' AND period LIKE '2023%'",
        "UPDATE observation SET lower = 1.0 WHERE area = 'E07000243'",
        "UPDATE observation SET status = 'x' WHERE area = 'E07000243'",
        "DELETE FROM observation WHERE area = 'E07000243' AND period LIKE '2023%'",
        "UPDATE observation SET value = NULL WHERE area = 'E07000243'",
        "DELETE FROM indicator WHERE id = 'claimant-count-rate'",
    ],
)
def test_verifying_notices_a_store_that_was_tampered_with(release, statement):
    contents = build.read(release)
    build.verify(contents, release.store)
    tampered(release, statement)
    with pytest.raises(UserError, match="did not arrive whole"):
        build.verify(contents, release.store)


def test_a_store_that_did_not_arrive_whole_never_serves(load, published, monkeypatch):
    written = build._rows
    monkeypatch.setattr(build, "_rows", lambda number, frame: list(written(number, frame))[1:])
    with pytest.raises(UserError, match="did not arrive whole"):
        load(published)
    assert releases.current_id() is None


def test_the_store_and_the_parquet_files_say_the_same(release):
    connection = store.open_read_only(release.store)
    rows = connection.execute(
        "SELECT i.id, area, breakdown, period, value, lower, upper, status, snapshot"
        " FROM observation o JOIN indicator i ON i.number = o.indicator"
    ).fetchall()
    frames = [
        pl.read_parquet(file).select(pl.lit(file.stem).alias("id"), pl.all())
        for file in sorted(release.parquet.glob("*.parquet"))
    ]
    assert sorted(map(str, rows)) == sorted(map(str, pl.concat(frames).rows()))
