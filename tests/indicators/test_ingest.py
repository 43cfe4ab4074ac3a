"""From a folder of files to a release, with invented files."""

import shutil
from datetime import UTC, datetime

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import build, cubes, harvest, queries, releases
from skillshire.sources.errors import SourceError
from tests.indicators import damage, invented
from tests.indicators.invented import ENGLAND, HERTS, STEVENAGE

LATER = datetime(2026, 12, 24, 9, 30, tzinfo=UTC)


def values(area=HERTS, indicator="claimant-count-rate"):
    return [one.value for one in queries.series(indicator, area).observations]


def tables():
    return build.read(releases.current()).tables


def state(home):
    """What a failed load must leave alone: each release's bytes and which one serves."""
    files = sorted((home / "releases").rglob("*"))
    return {file: file.read_bytes() for file in files if file.is_file() and file.name != ".lock"}


def test_a_load_serves_what_the_files_say(load, published):
    release = load(published)
    assert release.id == releases.current_id()
    assert values() == [2.5, 2.5, 2.5]
    assert values(indicator="median-gross-weekly-pay") == [600.0, 600.0, 600.0]
    assert (release.rows, release.indicators, release.areas) == (18, 2, 3)
    assert release.sources == ("ons-els-claimant-count", "ons-els-median-weekly-pay")


def test_files_may_stand_in_the_publisher_s_folder_or_directly(load, tmp_path):
    invented.claimants(tmp_path / "published" / "ons-els")
    load(tmp_path / "published")
    assert values() == [2.5, 2.5, 2.5]


def test_only_the_named_source_is_loaded(load, published):
    load(published, "ons-els-median-weekly-pay")
    assert set(tables()) == {"median-gross-weekly-pay"}


def test_a_load_of_one_source_carries_the_others_over_unchanged(load, published, tmp_path):
    load(published)
    before, records = tables(), queries.snapshots("median-gross-weekly-pay")

    fresh = tmp_path / "fresh"
    invented.claimants(fresh, value=3.5)
    load(fresh, "ons-els-claimant-count", now=LATER)

    assert values() == [3.5, 3.5, 3.5]
    columns = ["area", "breakdown", "period", "value", "lower", "upper", "status"]
    old, new = before["median-gross-weekly-pay"], tables()["median-gross-weekly-pay"]
    assert new.select(columns).equals(old.select(columns))
    assert queries.snapshots("median-gross-weekly-pay") == records
    (changed,) = queries.snapshots("claimant-count-rate")
    assert (changed["file"], changed["accessed"]) == ("claimant-count.csv", "2026-12-24")
    assert releases.current().sources == ("ons-els-claimant-count", "ons-els-median-weekly-pay")


def test_loading_the_same_files_again_changes_nothing(load, home, published):
    first = load(published)
    before, stamp = state(home), releases.pointer().stat().st_mtime_ns
    second = load(published, now=LATER)
    third = load(published, "ons-els-claimant-count", now=LATER)
    fourth = load(published, "ons-els-median-weekly-pay", now=LATER)  # by name the last of the two
    assert first == second == third == fourth
    assert (state(home), releases.pointer().stat().st_mtime_ns) == (before, stamp)


def test_a_changed_figure_makes_a_new_release_that_names_the_one_before(load, published):
    first = load(published)
    invented.claimants(published, value=lambda area, year: 9.9 if (area, year) == (HERTS, 2023) else 2.5)
    second = load(published)
    assert (second.previous, values()) == (first.id, [2.5, 9.9, 2.5])
    report = build.json.loads((second.folder / "report.json").read_text())
    (line,) = [one for one in report["indicators"] if one["indicator"] == "claimant-count-rate"]
    assert (line["added"], line["changed"], line["removed"]) == (0, 1, 0)
    assert line["largest_changes"][0]["value_after"] == 9.9


def test_every_observation_s_snapshot_is_kept_with_its_record(load, home, published):
    load(published)
    kept = {file.name for file in (home / "snapshots").rglob("*.csv")}
    for indicator in queries.indicators():
        for record in queries.snapshots(indicator.id):
            assert record["file"] in kept
            assert str(home) not in str(record)


@pytest.mark.parametrize("spoil", damage.BYTES)
def test_a_damaged_file_leaves_the_old_release_serving(load, home, published, spoil):
    load(published)
    before = state(home)
    invented.claimants(published, value=9.0)
    file = published / "claimant-count.csv"
    file.write_bytes(spoil(file.read_bytes()))

    with pytest.raises(SourceError, match="claimant-count.csv"):
        load(published)

    assert state(home) == before
    assert values() == [2.5, 2.5, 2.5]


def test_a_file_cut_between_two_rows_is_noticed_beside_what_serves(load, published):
    """Such a file is sound in itself; the many figures that are gone give it away."""
    release = load(published)
    file = published / "claimant-count.csv"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:6]))

    with pytest.raises(SourceError, match="claimant-count.csv: 4 of the 9 figures .* cut short"):
        load(published)

    assert releases.current_id() == release.id


def test_a_file_that_stops_in_its_last_row_may_not_have_lost_a_figure(load, published):
    """Where the last line does not end, one figure gone is enough to tell a cut from a new edition."""
    load(published)
    file = published / "claimant-count.csv"
    rows = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join(rows[:-1]))
    with pytest.raises(SourceError, match="1 of the 9 figures"):
        load(published)

    file.write_bytes(b"\n".join(rows))
    load(published)
    assert values() == [2.5, 2.5, 2.5]


def test_an_edition_with_fewer_figures_is_loaded_where_that_is_said_to_be_right(load, published):
    load(published)
    invented.claimants(published, areas={HERTS: "Hertfordshire"})
    load(published, accept_changes=True)
    assert (values(), values(ENGLAND)) == ([2.5, 2.5, 2.5], [])


def test_an_edition_without_the_oldest_years_is_loaded(load, published):
    load(published)
    invented.claimants(published, years=[2024, 2025])
    load(published)
    assert len(values()) == 2


def test_an_edition_that_ends_sooner_than_the_one_that_serves_is_refused(load, published):
    load(published)
    invented.claimants(published, years=[2022, 2023])
    with pytest.raises(SourceError, match="3 of the 9 figures"):
        load(published)


def test_a_figure_for_a_year_that_is_not_over_is_refused_with_its_line(load, published):
    """A flipped digit makes 2923 of 2023; only forecasts may lie ahead, and they say so."""
    invented.claimants(published, years=[2024, 2026])
    with pytest.raises(SourceError, match="line 3: there is a figure for 2026, which is not over yet"):
        load(published)


def test_the_first_of_several_unknown_areas_is_named(load, published):
    unknown = {f"E0799999{digit}": "Atlantis" for digit in range(9)}
    invented.claimants(published, areas={**invented.AREAS, **unknown})
    with pytest.raises(SourceError, match="line 11: the area “E07999990” is not known"):
        load(published)


def test_areas_of_other_nations_are_left_out(load, published, monkeypatch):
    monkeypatch.setitem(invented.LEVELS, "W92", "Nation")
    invented.claimants(published, areas={**invented.AREAS, "W92000004": "Wales"})
    assert load(published).areas == 3


def test_a_missing_companion_is_named(load, home, published):
    load(published)
    before = state(home)
    (published / "claimant-count.json").unlink()
    with pytest.raises(
        UserError, match=r"claimant-count.json: this file of source ons-els-claimant-count is not"
    ):
        load(published)
    assert state(home) == before


def test_an_empty_folder_is_refused(load, tmp_path):
    with pytest.raises(UserError, match="holds no file that a source is named for"):
        load(tmp_path)


def test_a_source_whose_files_are_not_there_is_refused(load, published):
    with pytest.raises(UserError, match="has none of the files of source dfe-nccis"):
        load(published, "dfe-nccis")


def test_a_folder_that_is_not_there_or_is_a_file_is_refused(load, published):
    with pytest.raises(UserError, match="There is no folder"):
        load(published / "nowhere")
    with pytest.raises(UserError, match="is a file; give the folder"):
        load(published / "claimant-count.csv")


def test_an_unknown_source_is_refused_with_the_known_ones(load, published):
    with pytest.raises(UserError, match="no source “nomis”; the sources are: casework-learning"):
        load(published, "nomis")


def full(*arguments, **options):
    raise OSError(28, "No space left on device")


def test_a_full_disk_is_one_sentence_and_leaves_nothing_half_built(load, home, published, monkeypatch):
    first = load(published)
    before = state(home)
    invented.claimants(published, value=3.0)
    monkeypatch.setattr(cubes, "write", full)
    with pytest.raises(UserError, match=f"cannot write to {home} .No space left on device"):
        load(published)
    assert releases.current_id() == first.id
    assert list((home / "releases").glob(".building-*")) == []
    assert state(home) == before


@pytest.mark.parametrize("end", [KeyboardInterrupt, SystemExit])
def test_a_load_that_is_stopped_leaves_nothing_half_built(load, home, published, monkeypatch, end):
    def stopped(*arguments, **options):
        raise end

    monkeypatch.setattr(cubes, "write", stopped)
    with pytest.raises(end):
        load(published)
    assert list((home / "releases").glob(".building-*")) == []


def test_what_a_killed_load_left_is_cleared_before_anything_is_read(load, home, published, monkeypatch):
    left = home / "releases" / ".building-0123"
    left.mkdir(parents=True)
    there = []
    monkeypatch.setattr(harvest, "read", lambda *asked: there.append(left.exists()) or full())
    with pytest.raises(UserError, match="cannot write"):
        load(published)
    assert there == [False]


def test_a_full_disk_is_named_by_the_folder_of_the_copy_not_by_what_was_copied(
    load, home, published, monkeypatch
):
    def copy(source, target):
        raise OSError(28, "No space left on device", str(source), None, str(target))

    monkeypatch.setattr(shutil, "copyfile", copy)
    with pytest.raises(UserError, match=f"cannot write {home}/snapshots/.* .No space left on device"):
        load(published)

    def bare(source, target):
        raise OSError(28, "No space left on device", str(source))

    monkeypatch.setattr(shutil, "copyfile", bare)
    with pytest.raises(UserError, match=f"cannot write to {home} .No space left on device"):
        load(published)


def test_a_second_load_at_the_same_time_is_refused(load, published):
    """It would clear the folder in which the first is building."""
    with releases.building(), pytest.raises(UserError, match="Another load is under way"):
        load(published)
    load(published)


def test_stevenage_is_not_hertfordshire(load, published):
    invented.claimants(published, value=lambda area, year: {HERTS: 1.0, STEVENAGE: 2.0, ENGLAND: 3.0}[area])
    load(published)
    assert [values(area)[0] for area in (HERTS, STEVENAGE, ENGLAND)] == [1.0, 2.0, 3.0]
