"""Which release serves, and the switch between two, in this process, in others and in several threads."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import build, export, queries, releases
from tests.indicators import invented
from tests.indicators.invented import HERTS

# Runs a command in a process of its own that dies, as by `kill -9`, when it comes to the function named.
KILLED = """
import importlib, os, signal, sys
from skillshire.config import cli, prepare
prepare.prepare = lambda **options: None
from skillshire.config import startup
startup.setup()
module, name = sys.argv[1].rsplit(".", 1)
def die(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(importlib.import_module(module), name, die)
sys.exit(cli.run(sys.argv[2:]))
"""
PLAIN = """
import sys
from skillshire.config import cli, prepare
prepare.prepare = lambda **options: None
sys.exit(cli.run(sys.argv[1:]))
"""


def elsewhere(home, script, *arguments):
    """Run in another process with the same home folder."""
    environ = {**os.environ, "SKILLSHIRE_HOME": str(home)}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def values():
    return [one.value for one in queries.series("claimant-count-rate", HERTS).observations]


def hidden(home):
    return {file.name for file in (home / "releases").glob(".*")} - {".lock"}


@pytest.fixture
def two(load, published):
    """Two releases: every figure of the claimant count is 1, then 2."""
    invented.claimants(published, value=1.0)
    first = load(published, now=datetime(2026, 11, 1, tzinfo=UTC))
    invented.claimants(published, value=2.0)
    return first, load(published, now=datetime(2026, 11, 2, tzinfo=UTC))


def test_there_is_no_release_at_first(home):
    assert releases.current_id() is None
    with pytest.raises(UserError, match="There are no figures yet"):
        releases.current()


def test_releases_are_listed_oldest_first_and_named_by_their_day(two):
    assert releases.every() == list(two)
    assert [one.id[:9] for one in two] == ["20261101-", "20261102-"]


def test_rolling_back_serves_the_release_before(two):
    assert values() == [2.0, 2.0, 2.0]
    assert releases.rollback() == two[0]
    assert values() == [1.0, 1.0, 1.0]


def test_rolling_back_to_a_named_release_goes_either_way(two):
    releases.rollback(two[0].id)
    assert values() == [1.0, 1.0, 1.0]
    releases.rollback(two[1].id)
    assert values() == [2.0, 2.0, 2.0]


def test_rolling_back_from_the_first_release_says_so(two):
    releases.rollback()
    with pytest.raises(UserError, match=f"{two[0].id} is the first one"):
        releases.rollback()
    assert releases.current_id() == two[0].id


def test_rolling_back_to_a_release_that_is_not_there_names_those_that_are(two):
    with pytest.raises(
        UserError, match=f"no release “20200101-0”; the releases are: {two[0].id}, {two[1].id}"
    ):
        releases.rollback("20200101-0")


def test_the_switch_replaces_one_file_whole(two, home, monkeypatch):
    """Until the very moment of the replacement, the file says what it said."""
    seen, replace = [], os.replace

    def watched(source, target):
        seen.append((releases.current_id(), str(target)))
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    releases.switch(two[0])
    assert seen == [(two[1].id, str(home / "releases" / "current"))]
    assert releases.current_id() == two[0].id
    assert hidden(home) == set()


def test_a_release_still_being_built_is_not_listed(two, home):
    """It has its manifest shortly before it has its name, and keeps it if the process dies there."""
    building = home / "releases" / f"{releases.BUILDING}1"
    building.mkdir()
    (building / "release.json").write_text((two[0].folder / "release.json").read_text())
    assert [one.folder for one in releases.every()] == [two[0].folder, two[1].folder]
    assert releases.get(two[0].id).folder == two[0].folder


def test_another_user_of_the_machine_may_read_a_release(two):
    assert two[1].folder.stat().st_mode & 0o055 == 0o055 & ~_umask()
    assert releases.pointer().stat().st_mode & 0o044 == 0o044


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment",
    [
        "skillshire.indicators.harvest.resolve",
        "skillshire.indicators.build.verify",
        "skillshire.indicators.releases.place",
        "skillshire.indicators.releases.switch",
        "os.fsync",  # within the switch, the new pointer written aside
    ],
)
def test_a_load_killed_at_any_moment_leaves_the_old_release_and_the_next_clears_up(
    load, home, published, moment
):
    old = load(published)
    invented.claimants(published, value=7.0)

    assert elsewhere(home, KILLED, moment, "ingest", "--from", published).returncode == -9

    assert releases.current_id() == old.id
    assert values() == [2.5, 2.5, 2.5]
    assert all(build.read(one).tables for one in releases.every())
    new = load(published)
    assert values() == [7.0, 7.0, 7.0]
    assert hidden(home) == set()
    assert releases.rollback(old.id) == old
    assert new in releases.every()


@pytest.mark.slow
def test_a_switch_by_another_process_is_seen_without_a_restart(two, home):
    before = queries.handle()
    assert values() == [2.0, 2.0, 2.0]
    done = elsewhere(home, PLAIN, "release", "rollback")
    assert (done.returncode, done.stdout) == (0, f"Release {two[0].id} serves.\n")
    assert values() == [1.0, 1.0, 1.0]
    assert queries.handle() is not before
    assert queries.handle() is queries.handle()


@pytest.mark.slow
def test_readers_during_switches_never_see_two_releases_mixed(two):
    """Values, release id and provenance of one answer are all of the same release."""
    expected = {two[0].id: 1.0, two[1].id: 2.0}
    files = {one.id: [each for some in build.read(one).snapshots.values() for each in some] for one in two}
    wrong, seen, stop = [], set(), threading.Event()

    def read():
        while not stop.is_set():
            series = queries.series("claimant-count-rate", HERTS)
            rows = export.series("claimant-count-rate", HERTS)
            with queries.one_release() as handle:
                page = [queries.series("claimant-count-rate", HERTS) for _ in range(3)]
                digests = {record["sha256"] for record in queries.snapshots("claimant-count-rate")}
            answers = [(series.release, {one.value for one in series.observations})]
            answers += [(one.release, {each.value for each in one.observations}) for one in page]
            answers += [(row["release"], {row["value"]}) for row in rows]
            wrong.extend(answer for answer in answers if answer[1] != {expected[answer[0]]})
            if len({one.release for one in page} | {handle.release.id}) != 1:
                wrong.append(page)
            if not digests <= {record["sha256"] for record in files[page[0].release]}:
                wrong.append(digests)
            seen.add(series.release)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for turn in range(80):
        releases.switch(two[turn % 2])
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert seen == set(expected)


def test_a_bundle_gives_the_same_answers_as_the_release_it_came_from(
    two, command, tmp_path, settings, monkeypatch
):
    bundle = tmp_path / "bundled"
    assert command("release", "bundle", bundle)[0] == 0
    assert command("release", "bundle", bundle)[0] == 2  # never over what is there
    asked = [(one.id, area) for one in queries.indicators() for area in invented.AREAS]
    before = [queries.series(*each) for each in asked]
    records = [queries.snapshots(each) for each, _ in asked]

    settings.SKILLSHIRE_HOME = tmp_path / "another"
    monkeypatch.setattr(releases, "BUNDLED", bundle)
    said = []
    installed = releases.install_bundled(said.append)

    assert installed.id == releases.current_id() == two[1].id
    assert [queries.series(*each) for each in asked] == before
    assert [queries.snapshots(each) for each, _ in asked] == records
    assert said == [f"Installed the bundled figures: release {two[1].id}, 18 observations."]
    assert releases.install_bundled(said.append) is None


def test_a_bundle_never_replaces_what_was_loaded_here(two, tmp_path, monkeypatch):
    bundle = tmp_path / "bundled"
    bundle.mkdir()
    (bundle / "release.json").write_text(json.dumps({**json.loads(_manifest(two[0])), "id": "20300101-0"}))
    monkeypatch.setattr(releases, "BUNDLED", bundle)
    assert releases.install_bundled() is None
    assert releases.current_id() == two[1].id


def _manifest(release):
    return (release.folder / "release.json").read_text()


# --- Deleting old releases ---------------------------------------------------------------------------------


@pytest.fixture
def four(load, published):
    made = []
    for day in range(1, 5):
        invented.claimants(published, value=float(day))
        made.append(load(published, now=datetime(2026, 11, day, tzinfo=UTC)))
    return made


@pytest.mark.parametrize("keep", [1, 2, 3, 4, 9])
def test_the_newest_releases_are_kept(four, keep, command, home):
    status, out, _ = command("release", "prune", "--keep", keep)
    assert status == 0
    assert releases.every() == four[-min(keep, 4) :]
    assert out.splitlines()[-1] == f"{max(0, 4 - keep)} deleted, {min(keep, 4)} kept."
    assert hidden(home) == set()
    assert values() == [4.0, 4.0, 4.0]


def test_the_release_that_serves_is_never_deleted(four):
    releases.rollback(four[0].id)
    assert releases.prune(1) == four[1:]
    assert releases.every() == [four[0]]
    assert values() == [1.0, 1.0, 1.0]


def test_what_two_releases_share_outlives_the_older(four):
    """Files of unchanged indicators are links: deleting one release must not touch another's."""
    releases.prune(1)
    assert build.rebuild(four[3]) == []
    assert len(queries.series("median-gross-weekly-pay", HERTS).observations) == 3


def test_keeping_none_is_refused(four, command):
    status, _, said = command("release", "prune", "--keep", "0")
    assert (status, len(releases.every())) == (2, 4)
    assert "0 releases cannot be kept" in said


def test_where_what_serves_cannot_be_read_everything_may_be_loaded_again(two, load, published):
    (two[1].folder / "contents.json").write_text("{")
    with pytest.raises(UserError, match="should serve but cannot be read"):
        values()
    with pytest.raises(UserError, match="what is not loaded now would be lost; load every source"):
        load(published, "ons-els-claimant-count")
    load(published)
    assert values() == [2.0, 2.0, 2.0]
