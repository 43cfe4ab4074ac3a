import logging
from dataclasses import replace

import pytest

from skillshire.core.errors import UserError
from skillshire.indicators import definitions
from skillshire.sources import http, live
from skillshire.sources.nomis import claimant_count, service
from tests.sources.nomis.conftest import ON
from tests.standins.server import Answer

LIVE = [one for one in definitions.sources().values() if one.connector.startswith("nomis.")]
ROWS = 7 * 2 * 2  # areas (one comes twice), months, measures


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(service, "GUEST", 10)


def arrived(order):
    return order.file.read_text(encoding="utf-8").splitlines()


def test_pages_are_asked_for_one_after_the_other_until_every_row_is_there(server, nomis, order, small):
    seen = []
    saved = service.get(order, lambda done, total: seen.append((done, total)))
    assert saved == live.Saved(order.file, changed=True)
    assert [asked.param("RecordOffset") for asked in server.asked] == ["0", "10", "20"]
    assert seen == [(10, ROWS), (20, ROWS), (28, ROWS)]
    lines = arrived(order)
    assert len(lines) == 1 + ROWS
    assert sum(line.startswith('"DATE"') for line in lines) == 1
    assert claimant_count.rows(order.file).height == 6 * 2 * 2


def test_a_guest_asks_for_25_000_rows_and_a_person_with_a_key_for_100_000(server, nomis, order, monkeypatch):
    service.get(order)
    monkeypatch.setenv("SKILLSHIRE_NOMIS_UID", "0xSECRET")
    service.get(order)
    assert [asked.param("RecordLimit") for asked in server.asked] == ["25000", "100000"]
    assert [asked.param("uid") for asked in server.asked] == ["", "0xSECRET"]


def test_the_key_is_in_no_log_no_message_no_plan_and_no_file(server, nomis, order, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("SKILLSHIRE_NOMIS_UID", "0xSECRET")
    service.get(order)
    server.misbehave("500", times=9)
    with pytest.raises(UserError) as caught:
        service.get(order)
    planned = str(service.plan(order))
    kept = "".join(file.read_text() for file in order.file.parent.rglob("*") if file.is_file())
    assert len(server.asked) == 1 + http.TRIES
    assert "SECRET" not in caplog.text + str(caught.value) + planned + kept


def test_what_has_not_changed_is_not_sent_again(server, nomis, order, small):
    service.get(order)
    before = order.file.stat().st_mtime_ns
    assert service.get(order) == live.Saved(order.file, changed=False)
    assert len(server.asked) == 6
    assert all("if-none-match" in asked.headers for asked in server.asked[3:])
    assert order.file.stat().st_mtime_ns == before


def test_a_service_without_etags_is_found_unchanged_by_its_contents(server, nomis, order):
    nomis.etags = False
    service.get(order)
    assert service.get(order).changed is False


def test_a_new_figure_on_one_page_is_a_change(server, nomis, order, small):
    service.get(order)
    nomis.value = lambda area, date, codes, measures: 90.0 if area == "E07000243" else 5.0
    assert service.get(order).changed
    assert "90.0" in order.file.read_text()


def test_fewer_rows_than_before_leave_no_old_page_behind(server, nomis, order, small):
    service.get(order)
    nomis.areas = {"E92000001": "England"}
    assert service.get(order).changed
    assert len(arrived(order)) == 1 + 4


@pytest.mark.parametrize("kind", ["500", "truncated", "503", "429", "cut"])
def test_a_fault_that_passes_is_got_over(server, nomis, order, small, kind):
    server.misbehave(kind, times=2, after=1)
    service.get(order)
    assert len(arrived(order)) == 1 + ROWS


FAULTS = {
    "500": r"answered 500 after 4 tries; try again later\.$",
    "503": r"answered 503 after 4 tries; try again later\.$",
    "429": r"answered 429 after 4 tries; try again later\.$",
    "truncated": r"broke off after 4 tries; try again later\.$",
    "cut": r"gave .* after 4 tries; try again later\.$",
    "html": r"gave a web page instead of data; open it in a browser",
    "empty": r"Nomis gives no rows for nomis-api-claimant-count, as it does when a parameter is wrong",
}


@pytest.mark.parametrize(("kind", "said"), FAULTS.items(), ids=list(FAULTS))
def test_a_fault_that_stays_is_said_in_a_sentence_and_the_file_before_stays(
    server, nomis, order, small, kind, said
):
    service.get(order)
    before = order.file.read_bytes()
    nomis.value = lambda *_: 90.0
    server.misbehave(kind, times=99, after=1)
    with pytest.raises(UserError, match=said) as caught:
        service.get(order)
    assert order.file.read_bytes() == before
    assert "\n" not in str(caught.value)


def test_a_server_that_does_not_answer_in_time_is_left(server, nomis, order, monkeypatch):
    monkeypatch.setattr(http, "TIMEOUT", http.httpx.Timeout(0.05))
    server.misbehave("slow", times=9)
    with pytest.raises(UserError, match="did not answer in time after 4 tries"):
        service.get(order)


def test_a_renamed_column_is_named(server, nomis, order):
    server.misbehave("renamed", old="OBS_VALUE", new="VALUE")
    with pytest.raises(UserError, match="the column “OBS_VALUE” is not there; Nomis may have renamed it"):
        service.get(order)
    assert not order.file.exists()


def test_a_column_that_nobody_asked_for_is_named(server, nomis, order):
    server.misbehave("renamed", old='"RECORD_COUNT"', new='"RECORD_COUNT","NEW"')
    with pytest.raises(UserError, match="the column “NEW” was not asked for"):
        service.get(order)


def test_a_header_and_no_rows_means_a_wrong_parameter(server, nomis, order):
    nomis.areas = {}
    with pytest.raises(
        UserError, match=r"check query: in definitions/sources/nomis-api-claimant-count\.yaml\.$"
    ):
        service.get(order)
    assert len(server.asked) == 1


def test_a_page_given_twice_is_refused(server, nomis, order, small):
    server.route("GET", "/dataset/{name}", lambda asked: nomis(_from_start(asked)))
    with pytest.raises(UserError, match="from row 11 repeats rows or leaves some out"):
        service.get(order)
    assert not order.file.exists()


def _from_start(asked):
    return replace(asked, params={**asked.params, "RecordOffset": ["0"]})


def test_a_page_with_fewer_rows_than_are_due_is_tried_again_and_then_refused(
    server, nomis, order, monkeypatch
):
    monkeypatch.setenv("SKILLSHIRE_NOMIS_UID", "0xWRONG")
    short = lambda asked: nomis(replace(asked, params={**asked.params, "RecordLimit": ["3"]}))  # noqa: E731
    server.route("GET", "/dataset/{name}", short)
    said = f"gave 3 rows where {ROWS} should come, and check SKILLSHIRE_NOMIS_UID after 4 tries"
    with pytest.raises(UserError, match=said):
        service.get(order)


def test_an_edition_that_comes_out_between_two_pages_is_noticed_and_read_whole_next_time(
    server, nomis, order, small
):
    def moving(asked):
        if asked.param("RecordOffset") == "10":
            nomis.areas = {code: name for code, name in nomis.areas.items() if code != "W06000001"}
        return nomis(asked)

    server.route("GET", "/dataset/{name}", moving)
    with pytest.raises(UserError, match="since a new edition has just come out; try again"):
        service.get(order)
    service.get(order)
    assert len(arrived(order)) == 1 + 6 * 2 * 2
    assert claimant_count.rows(order.file)["area_code"].n_unique() == 5


def test_a_run_that_broke_off_goes_on_where_it_was(server, nomis, order, small):
    server.misbehave("500", times=99, after=2)
    with pytest.raises(UserError):
        service.get(order)
    server.behave()
    asked = len(server.asked)
    assert service.get(order).changed
    assert [one.param("RecordOffset") for one in server.asked[asked:]] == ["20"]
    assert len(arrived(order)) == 1 + ROWS


def test_a_run_that_broke_off_yesterday_starts_anew(server, nomis, order, small):
    nomis.etags = False
    server.misbehave("500", times=99, after=2)
    with pytest.raises(UserError):
        service.get(order)
    server.behave()
    asked = len(server.asked)
    service.get(replace(order, day=ON.replace(day=23)))
    assert [one.param("RecordOffset") for one in server.asked[asked:]] == ["0", "10", "20"]


def test_the_edition_s_day_is_the_publisher_s(server, nomis, order):
    dated = {"Content-Type": "text/csv", "Last-Modified": "Tue, 17 Nov 2026 07:00:00 GMT"}
    server.route("GET", "/dataset/{name}", lambda asked: Answer(200, nomis(asked).body, dated))
    service.get(order)
    assert live.published(order.file).isoformat() == "2026-11-17"
    order.file.write_text("something else")
    assert live.published(order.file) is None


def test_a_plan_asks_nothing_and_knows_the_pages_of_the_answer_before(server, nomis, order, small):
    first = service.plan(order)
    assert [(one.method, one.rows) for one in first] == [("GET", None)]
    assert server.asked == []
    service.get(order)
    planned = service.plan(order)
    assert [one.rows for one in planned] == [10, 10, 8]
    assert planned[1].address.startswith(
        f"{server.url}/dataset/NM_162_1.data.csv?geography=E92000001,TYPE480"
    )
    assert planned[1].address.endswith("&RecordOffset=10&RecordLimit=10")
    assert planned[1].file == order.file


@pytest.mark.parametrize("definition", LIVE, ids=lambda one: one.id)
def test_every_definition_asks_what_nomis_understands_and_reads_what_it_answers(
    server, nomis, tmp_path, definition
):
    from skillshire.indicators import harvest

    module, file = harvest.connector(definition), tmp_path / definition.files[0]
    module.get(live.Order(definition.id, definition.query, file, ON))
    frame = module.rows(file)
    assert frame.height > 0
    assert set(frame["area_code"]) == set(nomis.areas)
    wanted = {
        origin.series
        for indicator in definitions.indicators().values()
        for origin in indicator.origins if origin.source == definition.id
    }  # fmt: skip
    assert wanted
    assert wanted <= set(frame["series"])


def test_a_query_without_a_dataset_is_a_mistake_in_the_definition(order):
    with pytest.raises(
        UserError, match=r"nomis-api-claimant-count\.yaml: query: name a dataset such as NM_162_1"
    ):
        service.plan(replace(order, query={"geography": 1}))
