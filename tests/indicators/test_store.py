"""Cubes: what they hold is what was written, and damage never passes for figures."""

import threading

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.indicators import build, contents, cubes, queries, releases, store
from skillshire.indicators.assemble import COLUMNS
from tests.indicators import invented
from tests.indicators.invented import HERTS

NAME = "claimant-count-rate"
KINDS = [pl.String] * 3 + [pl.Float64] * 3 + [pl.String, pl.Int64]
numbers = st.floats(allow_nan=False, allow_infinity=False)
keys = st.tuples(
    st.sampled_from(["E07000243", "E10000015", "E92000001", "E12000006"]),
    st.sampled_from(["", "age=16-24", "age=16-24;sex=female"]),
    st.sampled_from(["2024-08-01/P1Y", "2024-08-01/P9M", "2023-08-01/P1Y", "2025-04-30/P1D"]),
)
cells = st.one_of(
    st.tuples(numbers, st.none() | numbers, st.none() | numbers, st.sampled_from(["", "p", "f"])),
    st.tuples(st.none(), st.none(), st.none(), st.sampled_from(["", "c", "x", "low"])),
)
tables = st.dictionaries(keys, st.tuples(cells, st.integers(1, 300)), min_size=1)


def frame(table):
    rows = [(*key, *cell, snapshot) for key, (cell, snapshot) in table.items()]
    return pl.DataFrame(rows, schema=dict(zip(COLUMNS, KINDS, strict=True)), orient="row")


@pytest.fixture
def release(load, published):
    return load(published)


# --- What goes in comes out -------------------------------------------------------------------------------


@given(tables)
def test_a_cube_holds_every_cell_of_the_table_it_was_made_from(tmp_path_factory, table):
    file = tmp_path_factory.mktemp("cube") / "one.cube"
    written = frame(table)
    cube = cubes.read(file, cubes.write("one", written, file))
    cubes.verify(cube)
    in_order = written.sort("area", "breakdown", "period")
    assert cube.frame().equals(in_order)
    assert list(cube.rows_in_order()) == in_order.rows()
    assert (cube.rows, set(cube.areas)) == (written.height, set(written["area"]))


@given(tables, st.randoms())
def test_the_same_figures_make_the_same_bytes_in_whatever_order_they_come(tmp_path_factory, table, chance):
    folder = tmp_path_factory.mktemp("cubes")
    mixed = list(table.items())
    chance.shuffle(mixed)
    cubes.write("one", frame(table), folder / "a")
    cubes.write("one", frame(dict(mixed)), folder / "b")
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes()


def test_a_nought_is_a_number_and_a_missing_figure_is_none(tmp_path):
    rows = {("E07000243", "", "2024-01-01/P1Y"): ((0.0, None, None, ""), 1),
            ("E07000243", "", "2025-01-01/P1Y"): ((None, None, None, "c"), 1)}  # fmt: skip
    cube = cubes.read(tmp_path / "a", cubes.write("a", frame(rows), tmp_path / "a"))
    assert [row[3] for row in cube.rows_in_order()] == [0.0, None]


def test_limits_and_snapshots_take_no_room_where_there_are_none(release):
    cube = queries.handle().cube(NAME)
    assert (cube.lower, cube.upper, cube.snapshot) == (None, None, None)
    assert {one.snapshot for one in queries.series(NAME, HERTS).observations} == {
        queries.held(NAME).snapshots[0]
    }


def test_nothing_can_be_written_through_a_cube(release):
    with pytest.raises(ValueError, match="read-only"):
        queries.handle().cube(NAME).value[0, 0, 0] = 1.0


def test_the_cubes_and_the_parquet_files_say_the_same(release):
    for name, table in build.read(release).tables.items():
        assert queries.handle().cube(name).frame().equals(table)


def test_threads_share_one_cube(release):
    found = []
    threads = [threading.Thread(target=lambda: found.append(queries.handle().cube(NAME))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


# --- Damage -----------------------------------------------------------------------------------------------


def cut(data):
    return data[:-64]


def cut_in_the_header(data):
    return data[:200]


def emptied(data):
    return b""


def longer(data):
    return data + bytes(64)


def other_header(data):
    return data.replace(HERTS.encode(), b"E10000016", 1)


def not_a_cube(data):
    return b"<!DOCTYPE html>".ljust(len(data))


def spoil(release, name, change):
    """The file is replaced, not written to: a process may have the old one mapped."""
    file = release.cube(name)
    aside = file.with_suffix(".spoilt")
    aside.write_bytes(change(file.read_bytes()))
    aside.replace(file)


@pytest.mark.parametrize(
    "change",
    [cut, cut_in_the_header, emptied, longer, other_header, not_a_cube],
    ids=lambda one: one.__name__,
)
def test_a_damaged_cube_is_refused_when_it_is_opened_and_says_how_to_mend_it(release, change, command):
    before = queries.series("median-gross-weekly-pay", HERTS)
    spoil(release, NAME, change)
    with pytest.raises(UserError, match=f"{NAME}.cube .*; make it again with: skillshire release rebuild"):
        queries.series(NAME, HERTS)
    assert queries.series("median-gross-weekly-pay", HERTS) == before

    status, out, _ = command("release", "rebuild", release.id)

    assert (status, out) == (0, f"Release {release.id}: 2 indicators checked, 1 made again.\n{NAME}\n")
    assert [one.value for one in queries.series(NAME, HERTS).observations] == [2.5, 2.5, 2.5]


def test_a_flipped_bit_among_the_figures_is_found_by_its_checksum(release):
    file = release.cube(NAME)
    data = file.read_bytes()
    at = data.rindex(np.float64(2.5).tobytes())
    file.unlink()
    file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    with pytest.raises(UserError, match="has other bytes than were written"):
        cubes.verify(cubes.read(file))
    assert build.rebuild(release) == [NAME]
    assert file.read_bytes() == data


def test_the_cube_of_another_indicator_is_refused(release):
    file = release.cube(NAME)
    file.unlink()
    file.write_bytes(release.cube("median-gross-weekly-pay").read_bytes())
    with pytest.raises(UserError, match="holds other figures than its release says"):
        queries.series(NAME, HERTS)


def test_a_cube_is_not_made_again_from_a_damaged_parquet_file(release):
    release.cube(NAME).unlink()
    file = release.parquet / f"{NAME}.parquet"
    data = file.read_bytes()
    file.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
    with pytest.raises(UserError, match=f"{NAME}.parquet is missing or damaged; load the figures again"):
        build.rebuild(release)


def test_figures_that_did_not_arrive_whole_never_serve(load, published, monkeypatch):
    write = cubes.write
    monkeypatch.setattr(cubes, "write", lambda name, table, file: write(name, table[1:], file))
    with pytest.raises(UserError, match="did not arrive whole"):
        load(published)
    assert releases.current_id() is None


# --- Files shared between releases ------------------------------------------------------------------------


def test_an_indicator_that_did_not_change_has_the_very_same_files(release, load, published):
    invented.claimants(published, value=9.0)
    new = load(published, "ons-els-claimant-count")
    other = "median-gross-weekly-pay"
    for file in ("cubes/{}.cube", "observations/{}.parquet"):
        one, two = (folder / file.format(other) for folder in (release.folder, new.folder))
        assert one.samefile(two)
        one, two = (folder / file.format(NAME) for folder in (release.folder, new.folder))
        assert not one.samefile(two)


def test_where_links_cannot_be_made_files_are_copied(release, load, published, monkeypatch):
    def refuse(source, target):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(build.os, "link", refuse)
    invented.claimants(published, value=9.0)
    new = load(published, "ons-els-claimant-count")
    assert build.rebuild(new) == []


def test_a_damaged_cube_is_not_handed_on_but_made_anew(release, load, published):
    spoil(release, "median-gross-weekly-pay", cut)
    invented.claimants(published, value=9.0)
    assert build.rebuild(load(published, "ons-els-claimant-count")) == []


def test_a_cube_that_is_open_stays_open_through_a_switch(release, load, published):
    before = queries.handle().cube("median-gross-weekly-pay")
    invented.claimants(published, value=9.0)
    load(published, "ons-els-claimant-count")
    assert queries.handle().cube("median-gross-weekly-pay") is before


def test_how_hard_files_are_packed_does_not_change_a_release_s_id(release, tmp_path):
    build.bundle(release, tmp_path / "bundle")
    described = releases.read(tmp_path / "bundle")
    assert described.id == release.id
    digest = contents.digest(contents.read(tmp_path / "bundle"))
    assert digest == contents.digest(contents.read(release.folder))
    assert release.id.endswith(digest[:8])


def test_a_flipped_bit_passes_for_no_figure_and_once_mended_the_same_process_serves_again(release):
    before = [one.value for one in queries.series(NAME, HERTS).observations]
    cube = release.cube(NAME)
    whole = cube.read_bytes()
    place = whole.index(np.float64(before[0]).tobytes())  # the first figure's own eight bytes
    cube.write_bytes(whole[:place] + np.float64(before[0] * 2).tobytes() + whole[place + 8 :])
    releases.switch(release)  # as after a restart: nothing of it is open
    store._serving.clear()
    with pytest.raises(releases.NoRelease, match="rebuild"):
        queries.series(NAME, HERTS)
    assert build.rebuild(release) == [NAME]
    assert [one.value for one in queries.series(NAME, HERTS).observations] == before


def test_pages_are_made_anew_when_what_serves_was_made_again(release):
    before = store.stamp()
    releases.switch(release)
    assert store.stamp() != before
