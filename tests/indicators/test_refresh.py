"""A site that refreshes itself from a stand-in of Nomis, sound and otherwise."""

import fcntl
import io
import json
import logging
from datetime import UTC, datetime

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import definitions, fetch, ingest, queries, refresh, releases
from skillshire.sources import http
from skillshire.sources.nomis import service as connector
from tests.indicators import invented
from tests.sources.nomis import standin as of_nomis
from tests.standins.server import standin

NOW = datetime(2026, 11, 22, 6, 30, tzinfo=UTC)
SOURCE = "nomis-api-claimant-count"


@pytest.fixture(autouse=True)
def pauses(monkeypatch):
    monkeypatch.setattr(http, "sleep", lambda seconds: None)


@pytest.fixture
def server(monkeypatch):
    with standin(check=of_nomis.wrong) as service:
        monkeypatch.setenv("SKILLSHIRE_NOMIS_URL", service.url)
        monkeypatch.delenv("SKILLSHIRE_NOMIS_UID", raising=False)
        monkeypatch.setattr(connector, "GUEST", 500)
        yield service


@pytest.fixture
def nomis(server):
    route = of_nomis.Nomis()
    server.route("GET", "/dataset/{name}", route)
    return route


@pytest.fixture
def run(home):
    return lambda *names: refresh.refresh(names or [SOURCE], now=NOW, echo=lambda line: None)


@pytest.fixture
def old(nomis, run):
    """The release that serves after a first, sound run."""
    return run().release


def dearer(area, date, codes, measures):
    """Two new figures, one on each page; the second is of an area that is not served."""
    new = area in ("E07000243", "W06000001") and date == "2026-10" and codes["measure"] == "1"
    return 95.0 if new else of_nomis.plain(area, date, codes, measures)


def test_what_is_new_is_fetched_loaded_and_served(nomis, run):
    done = run()
    assert releases.current_id() == done.release.id
    assert done.news == ["The first figures: 600 of 2 indicators."]
    assert queries.series("claimants-by-month", "E07000243").latest.value == 20.0


def test_its_snapshot_says_where_and_when_it_came_from(old):
    (record,) = queries.snapshots("claimants-by-month")
    assert (record["source"], record["file"]) == (SOURCE, "NM_162_1.csv")
    assert str(record["published"]) == str(record["accessed"]) == "2026-11-22"


def test_when_nothing_is_new_nothing_happens(server, nomis, old, run):
    asked = len(server.asked)
    done = run()
    assert (done.release.id, done.news) == (old.id, [])
    assert all("if-none-match" in one.headers for one in server.asked[asked:])
    assert [one.id for one in releases.every()] == [old.id]


def test_a_revision_is_counted_and_served(nomis, old, run):
    nomis.value = dearer
    done = run()
    assert done.release.id != old.id
    assert done.news == ["claimants-by-month: 0 added, 1 revised, 0 withdrawn"]
    assert queries.series("claimants-by-month", "E07000243").latest.value == 95.0


def test_a_release_that_a_person_went_back_to_stays(nomis, old, run):
    nomis.value = dearer
    run()
    releases.rollback()
    assert run().news == []
    assert releases.current_id() == old.id


FAULTS = {
    "slow": "did not answer in time after 4 tries",
    "429": "answered 429 after 4 tries",
    "500": "answered 500 after 4 tries",
    "503": "answered 503 after 4 tries",
    "truncated": "broke off after 4 tries",
    "length": "broke off after 4 tries",
    "cut": "after 4 tries",
    "empty": "Nomis gives no rows for nomis-api-claimant-count",
    "html": "gave a web page instead of data",
}


@pytest.mark.parametrize(
    ("kind", "after"), [*((kind, 1) for kind in FAULTS), ("500", 0), ("empty", 0)],
    ids=[*(f"{kind} at a later page" for kind in FAULTS), "500 at the first page", "empty at the first page"],
)  # fmt: skip
def test_whatever_goes_wrong_the_old_release_serves_on(server, nomis, old, run, monkeypatch, kind, after):
    if kind == "slow":
        monkeypatch.setattr(http, "TIMEOUT", http.httpx.Timeout(0.1))
    nomis.value = dearer
    server.misbehave(kind, times=99, after=after)
    _fails(run, FAULTS[kind], old)


def _fails(run, said, old):
    with pytest.raises(UserError, match=said) as caught:
        run()
    assert "\n" not in str(caught.value)
    assert releases.current_id() == old.id
    assert queries.series("claimants-by-month", "E07000243").latest.value == 20.0


def test_when_the_fault_is_gone_the_next_run_serves_what_is_new(server, nomis, old, run):
    nomis.value = dearer
    server.misbehave("500", times=99, after=1)
    _fails(run, FAULTS["500"], old)
    server.behave()
    assert run().release.id != old.id


def test_a_renamed_column_leaves_the_old_release_serving(server, nomis, old, run):
    nomis.value = dearer
    server.misbehave("renamed", times=9, old="OBS_VALUE", new="VALUE")
    _fails(run, "the column “OBS_VALUE” is not there", old)


def test_a_figure_that_is_none_leaves_the_old_release_serving(nomis, old, run):
    nomis.value = lambda *_: "a lot"
    _fails(run, "“a lot” in the column “OBS_VALUE” is not a number", old)


def test_a_thousandfold_of_everything_leaves_the_old_release_serving(nomis, old, run):
    nomis.value = lambda *asked: 1000 * of_nomis.plain(*asked)
    _fails(run, f"{SOURCE}: .* cannot be a figure of claimant-rate-by-month, in percent", old)


def test_a_tenth_of_everything_leaves_the_old_release_serving(nomis, old, run):
    nomis.value = lambda *asked: of_nomis.plain(*asked) / 10
    _fails(run, f"{SOURCE}: .* figures of claim.* → .*--accept-changes", old)


def test_a_change_that_the_publisher_meant_can_be_accepted(nomis, old, run, home):
    nomis.value = lambda *asked: of_nomis.plain(*asked) / 10
    _fails(run, "--accept-changes", old)
    done = refresh.refresh([SOURCE], now=NOW, echo=lambda line: None, accept_changes=True)
    assert releases.current_id() == done.release.id != old.id


def test_half_of_the_areas_gone_leaves_the_old_release_serving(nomis, old, run):
    nomis.areas = {code: name for code, name in nomis.areas.items() if code[:3] != "E07"}
    _fails(run, "figures of claimant.* are not there any more", old)


def test_a_month_that_is_not_over_leaves_the_old_release_serving(nomis, old, run, monkeypatch):
    monkeypatch.setattr(of_nomis, "LATEST", (2026, 12))
    _fails(run, "there is a figure for November 2026, which is not over yet|for December 2026", old)


def test_a_load_that_failed_is_tried_again_although_nothing_newer_came(nomis, old, run, monkeypatch):
    nomis.value = dearer
    with monkeypatch.context() as patch:
        patch.setattr(ingest.releases, "switch", _no_room)
        with pytest.raises(UserError, match="cannot write"):
            run()
    assert releases.current_id() == old.id
    assert run().release.id != old.id


def _no_room(release):
    raise OSError(28, "No space left on device", "current")


def test_a_run_that_was_killed_goes_on_where_it_was(server, nomis, run, home, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(done, total):
        raise Killed

    watch = _watch(killed)
    with pytest.raises(Killed):
        refresh.refresh([SOURCE], now=NOW, echo=lambda line: None, watch=watch)
    assert releases.current_id() is None
    run()
    assert [one.param("RecordOffset") for one in server.asked] == ["0", "500"]


def _watch(progress):
    from contextlib import nullcontext

    return lambda name: nullcontext(progress)


def test_two_at_once_are_refused(nomis, old, run):
    with (fetch.downloads() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(
            UserError, match=r"Another fetch or refresh is under way; let it finish, then try again\.$"
        ):
            run()
    assert run().news == []


def test_the_key_is_in_no_log(nomis, run, monkeypatch, caplog, home):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("SKILLSHIRE_NOMIS_UID", "0xSECRET")
    run()
    kept = [file for file in home.rglob("*") if file.is_file() and b"SECRET" in file.read_bytes()]
    assert ("SECRET" in caplog.text, kept) == (False, [])


def test_what_the_fetch_keeps_for_itself_is_not_reported_as_unread(nomis, old):
    report = json.loads((old.folder / "report.json").read_text(encoding="utf-8"))
    assert report["unread"] == []


def test_a_publisher_that_is_down_holds_up_nobody_else(server, nomis, old, run):
    nomis.value = dearer
    server.misbehave("500", path="NM_99_1|NM_17_5", times=99)
    done = run("nomis")
    assert [str(fault) for fault in done.faults] == [
        f"{server.url}/dataset/{name}.data.csv answered 500 after 4 tries; try again later."
        for name in ("NM_17_5", "NM_99_1")
    ]
    assert "claimants-by-month: 0 added, 1 revised, 0 withdrawn" in done.news
    assert "median-gross-weekly-pay-workplace" not in " ".join(done.news)


def test_when_all_are_down_the_old_release_serves_on(server, nomis, old, run):
    server.misbehave("500", times=99)
    done = run("nomis")
    assert (done.release.id, done.news, len(done.faults)) == (old.id, [], 5)


# --- From the command line ---------------------------------------------------------------------------------


def test_the_command_says_what_changed_and_next_time_that_nothing_did(nomis, command):
    status, out, err = command("refresh", SOURCE)
    assert status == 0
    assert "The first figures: 600 of 2 indicators." in out
    assert f"Release {releases.current_id()} serves: 600 observations." in out
    assert err.splitlines() == [f"[1/1] {SOURCE}", "  500 of 840", "  840 of 840", f"[1/1] {SOURCE}"]
    status, out, _ = command("refresh", SOURCE)
    assert (status, out) == (0, f"Nothing new; release {releases.current_id()} serves on.\n")


def test_the_command_fails_with_2_and_one_sentence(server, nomis, old, command):
    server.misbehave("500", times=9)
    status, out, err = command("refresh", SOURCE)
    assert (status, out) == (2, "")
    assert err.splitlines()[1:] == [
        f"{server.url}/dataset/NM_162_1.data.csv answered 500 after 4 tries; try again later."
    ]


def test_the_command_loads_what_came_and_still_fails_with_one_sentence(server, nomis, old, command):
    nomis.value = dearer
    server.misbehave("500", path="NM_99_1|NM_17_5", times=99)
    status, out, err = command("refresh", "nomis")
    assert status == 2
    assert "claimants-by-month: 0 added, 1 revised, 0 withdrawn" in out
    assert err.splitlines()[-1] == (
        f"{server.url}/dataset/NM_17_5.data.csv answered 500 after 4 tries; try again later. "
        "1 more could not be fetched either; see above."
    )


def test_the_plan_of_a_refresh_asks_nothing(server, nomis, command):
    status, out, _ = command("refresh", "nomis", "--plan")
    assert status == 0
    assert out.count(f"GET {server.url}/dataset/NM_") == 5
    assert server.asked == []


def test_fetch_downloads_and_loads_nothing(server, nomis, command, tmp_path):
    status, out, _ = command("fetch", SOURCE, "--to", tmp_path / "in")
    assert status == 0
    assert (
        out == f"Fetched into {tmp_path / 'in'}; load it with: skillshire ingest --from {tmp_path / 'in'}\n"
    )
    assert (tmp_path / "in" / "nomis" / "NM_162_1.csv").exists()
    assert releases.current_id() is None


def test_on_a_terminal_a_bar_shows_how_far_a_source_is(server, nomis, command, tmp_path, monkeypatch):
    screen = Screen()
    monkeypatch.setattr("skillshire.config.commands.fetch.sys.stderr", screen)
    status, _, _ = command("fetch", SOURCE, "--to", tmp_path)
    assert status == 0
    assert SOURCE in screen.getvalue()
    assert "  0%" in screen.getvalue()
    assert " 59%" in screen.getvalue()
    assert "100%" in screen.getvalue()
    assert "of 840" not in screen.getvalue()


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def two_publishers(home):
    """The files of two sources as if just fetched; the second one's has lost a column."""
    folder = fetch.downloads()
    invented.claimants(folder)
    invented.pay(folder)
    file = folder / "gross-median-weekly-pay.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("period", "when", 1), encoding="utf-8")
    names = ("ons-els-claimant-count", "ons-els-median-weekly-pay")
    return [fetch.Fetched(definitions.source(name), {}) for name in names]


def test_one_publishers_changed_file_does_not_keep_the_others_figures_out(two_publishers):
    faults, new = [], list(two_publishers)
    refresh._load(new, [], NOW, lambda line: None, faults)
    assert queries.has("claimant-count-rate") and not queries.has("median-gross-weekly-pay")
    assert [one.source.id for one in new] == ["ons-els-claimant-count"]
    (fault,) = faults
    assert "gross-median-weekly-pay.csv" in str(fault) and "period" in str(fault)


def test_a_changed_file_of_a_source_that_was_named_stops_the_refresh(two_publishers):
    with pytest.raises(UserError, match=r"gross-median-weekly-pay\.csv"):
        refresh._load(list(two_publishers), ["ons-els-median-weekly-pay"], NOW, lambda line: None, [])
    assert releases.current_id() is None
