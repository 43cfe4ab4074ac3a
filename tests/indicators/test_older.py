"""A release of the layout before cubes goes on serving the same figures."""

import json

import polars as pl
import pytest

from skillshire.indicators import contents, older, queries, releases

HERTS = "E10000015"


@pytest.fixture
def serving(load, published):
    return load(published)


def make_older(release):
    """As the first program wrote it: all indicators' snapshots in one list, and no cubes."""
    described, every = {}, []
    for name, entry in contents.read(release.folder).items():
        file = release.parquet / f"{name}.parquet"
        frame = pl.read_parquet(file)
        frame.with_columns(pl.col("snapshot") + len(every)).write_parquet(file)
        every += entry.snapshots
        described[name] = {"definition": dict(entry.written), "lag_months": entry.lag_months}
    numbered = {str(number): record for number, record in enumerate(every, start=1)}
    text = json.dumps({"indicators": described, "snapshots": numbered})
    (release.folder / contents.NAME).write_text(text, encoding="utf-8")
    for cube in release.folder.rglob("*.cube"):
        cube.unlink()


def everything():
    return {
        one.id: [(o.area, o.period, o.value, queries.snapshot(o.snapshot)["source"])
                 for o in queries.series(one.id, HERTS).observations]
        for one in queries.indicators()
    }  # fmt: skip


def test_serves_the_same_figures_once_it_is_brought_up_to_date(serving):
    before = everything()
    make_older(serving)
    lines = []
    older.upgrade(lines.append)
    assert everything() == before and any(before.values())
    assert lines == [f"Release {serving.id} was of an older layout and has been brought up to date."]
    assert releases.current_id() == serving.id


def test_leaves_a_release_of_today_alone(serving):
    lines = []
    older.upgrade(lines.append)
    assert lines == []
