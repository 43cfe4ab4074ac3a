import json
import logging
from datetime import date
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.sources import check, http, live
from tests.standins.server import Answer, problem, standin

ON = date(2026, 11, 22)


@pytest.fixture
def service():
    with standin() as service:
        service.route("GET", "/a.csv", lambda asked: "a,b\n1,2\n")
        service.route("GET", "/a", lambda asked: {"it": "is"})
        service.route("POST", "/a", lambda asked: {"asked": asked.json})
        yield service


@pytest.fixture
def client(service):
    with http.Client(service.url) as client:
        yield client


# --- Asking ------------------------------------------------------------------------------------------------


def test_a_get_and_a_post_answer_json(client, service):
    assert client.json("/a", params={"page": 2, "code": ["x", "y"]}) == {"it": "is"}
    assert client.json("/a", body={"criteria": [1]}) == {"asked": {"criteria": [1]}}
    assert service.asked[0].params == {"page": ["2"], "code": ["x", "y"]}
    assert service.asked[0].headers["user-agent"] == "Skillshire"
    assert service.asked[1].headers["content-type"] == "application/json"


@pytest.mark.parametrize("kind", ["500", "503", "truncated", "cut"])
def test_a_fault_that_may_pass_is_tried_again_later_and_later(client, service, pauses, kind):
    service.misbehave(kind, times=3)
    assert client.json("/a") == {"it": "is"}
    assert [len(service.asked), len(pauses)] == [4, 3]
    assert 1 <= pauses[0] < 2 <= pauses[1] < 3
    assert 4 <= pauses[2] < 5


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("500", "answered 500 after 4 tries"), ("429", "answered 429 after 4 tries"),
        ("truncated", "could not be reached or broke off after 4 tries"),
        ("length", "could not be reached or broke off after 4 tries"),
        ("cut", "gave an answer that is not JSON or was cut short after 4 tries"),
    ],
)  # fmt: skip
def test_after_four_tries_one_sentence_says_why(client, service, kind, said):
    service.misbehave(kind, times=9)
    with pytest.raises(UserError) as caught:
        client.json("/a")
    assert str(caught.value) == f"{service.url}/a {said}; try again later."
    assert len(service.asked) == 4


def test_a_service_that_names_its_pause_gets_it(client, service, pauses):
    answers = [Answer(429, b"", {"Retry-After": "30"}), {"it": "is"}]
    service.route("GET", "/a", lambda asked: answers.pop(0))
    assert client.json("/a") == {"it": "is"}
    assert pauses == [30]


def test_a_pause_may_be_a_date(monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    until = format_datetime(now.replace(microsecond=0), usegmt=True)
    assert check.pause("https://x.org", {"Retry-After": until}) == 0
    assert check.pause("https://x.org", {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0


def test_a_pause_that_is_too_long_is_left_to_the_person(client, service):
    service.route("GET", "/a", lambda asked: Answer(429, b"", {"Retry-After": "3600"}))
    with pytest.raises(UserError, match=r"/a asks for a pause of 60 minutes; try again after that\.$"):
        client.json("/a")
    assert len(service.asked) == 1


@given(st.text(max_size=30))
def test_any_word_for_a_pause_is_seconds_or_a_sentence(text):
    try:
        assert 0 <= check.pause("https://x.org", {"Retry-After": text}) <= check.LONGEST_PAUSE
    except UserError as error:
        assert "asks for a pause" in str(error)


def test_an_answer_that_will_not_get_better_is_not_asked_for_again(client, service):
    service.route("GET", "/a", lambda asked: problem(400, "Bad request", detail="no such location"))
    said = r"/a answered 400 \(Bad request no such location\); check whether the publisher has moved"
    with pytest.raises(UserError, match=said):
        client.json("/a")
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("kind", "said"), [("empty", "an empty file"), ("html", "a web page instead of data")]
)
def test_200_with_nothing_or_a_page_is_no_answer(client, service, kind, said):
    service.misbehave(kind)
    with pytest.raises(UserError, match=f"/a gave {said}"):
        client.json("/a")


def test_a_slow_service_is_left(service, monkeypatch):
    monkeypatch.setattr(http, "TIMEOUT", http.httpx.Timeout(0.05))
    service.misbehave("slow", times=9)
    with http.Client(service.url) as client, pytest.raises(UserError, match="did not answer in time"):
        client.json("/a")


def test_an_answer_that_trickles_is_left(client, service, tmp_path, monkeypatch):
    moments = iter(range(0, 10**9, http.LONGEST_ANSWER + 1))
    monkeypatch.setattr(http, "ticks", lambda: next(moments))
    with pytest.raises(UserError, match="sent its answer too slowly after 4 tries"):
        client.save("/a.csv", tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()


def test_an_answer_without_end_is_not_kept(service, tmp_path):
    with http.Client(service.url, limit=5) as client, pytest.raises(UserError, match="sends more than"):
        client.save("/a.csv", tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_two_requests_to_one_host_keep_their_gap(service, monkeypatch, pauses):
    now = [100.0]
    monkeypatch.setattr(http, "ticks", lambda: now[0])
    with http.Client(service.url, gap=0.5) as client:
        client.json("/a")
        now[0] += 0.2
        client.json("/a")
    with http.Client(service.url, gap=0.5) as other:
        now[0] += 5
        other.json("/a")
        now[0] += 0.1
        other.json("/a")
    assert pauses == pytest.approx([0.3, 0.4])


def test_other_hosts_get_half_a_second_and_this_machine_none():
    assert http.Client("https://www.nomisweb.co.uk/api")._gap == http.GAP == 0.5
    assert http.Client("http://127.0.0.1:1")._gap == 0


# --- Addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["http://example.org", "ftp://example.org", "http://127.0.0.1.example.org"])
def test_only_https_is_asked(url):
    with pytest.raises(UserError, match="is not a secure address"), http.Client(url):
        pass


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:1", "[::1]:8000"])
def test_plain_http_will_do_for_this_machine_when_it_was_asked_for(monkeypatch, host):
    monkeypatch.setenv("SKILLSHIRE_NOMIS_URL", f"http://{host}/api/")
    assert http.base("SKILLSHIRE_NOMIS_URL", "https://x.org") == f"http://{host}/api"


@pytest.mark.parametrize(
    "given", ["http://example.org?uid=SECRET", "nonsense", "https://", "file:///etc/passwd"]
)
def test_another_address_in_the_environment_is_refused_without_being_shown(monkeypatch, given):
    monkeypatch.setenv("SKILLSHIRE_NOMIS_URL", given)
    with pytest.raises(UserError, match="SKILLSHIRE_NOMIS_URL is not an address that can be used") as caught:
        http.base("SKILLSHIRE_NOMIS_URL", "https://x.org")
    assert "SECRET" not in str(caught.value)


def test_a_publisher_s_address_never_leads_to_plain_http_on_this_machine():
    """What is asked over https may not be redirected into the machine that asks."""
    with http.Client("https://example.org") as client:
        for url in ("http://127.0.0.1/x", "http://localhost:8000/x", "http://example.org/x"):
            with pytest.raises(UserError, match="is not a secure address"):
                client._refuse_unsafe(url)


def test_a_stand_in_cannot_lead_to_plain_http_elsewhere(client, service):
    service.route("GET", "/a", lambda asked: Answer(302, b"", {"Location": "http://example.org/a"}))
    with pytest.raises(UserError, match="http://example.org/a is not a secure address"):
        client.json("/a")


def test_a_key_goes_to_no_other_host(service):
    service.route(
        "GET", "/a", lambda asked: Answer(302, b"", {"Location": f"http://localhost:{_port(asked)}/b"})
    )
    for keyed in ({"headers": {"X-Key": "SECRET"}}, {"secrets": {"uid": "SECRET"}}):
        with http.Client(service.url, **keyed) as client, pytest.raises(UserError) as caught:
            client.json("/a")
        assert "sends us on to another host" in str(caught.value)
        assert "SECRET" not in str(caught.value)
    assert service.paths() == ["/a", "/a"]


def _port(asked):
    return asked.headers["host"].rsplit(":", 1)[1]


def test_a_key_is_sent_but_neither_logged_nor_shown(service, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    keyed = {"headers": {"X-Key": "SECRET1"}, "secrets": {"uid": "SECRET2"}}
    with http.Client(service.url, **keyed) as client:
        client.save("/a.csv", tmp_path / "a.csv", params={"q": "x"})
        shown = client.shown("/a.csv", {"q": "x"})
        service.route("GET", "/a", lambda asked: problem(401, "Unauthorized"))
        with pytest.raises(UserError, match="/a answered 401; check the key that was given for it") as caught:
            client.json("/a")
    assert service.asked[0].params == {"q": ["x"], "uid": ["SECRET2"]}
    assert service.asked[0].headers["x-key"] == "SECRET1"
    assert shown == f"{service.url}/a.csv?q=x"
    kept = "".join(file.read_text() for file in tmp_path.iterdir())
    assert "SECRET" not in caplog.text + str(caught.value) + shown + kept


# --- Keeping -----------------------------------------------------------------------------------------------


@pytest.fixture
def dated(service):
    """A file whose contents, tag and day a test can change."""
    state = {"body": b"one\n", "etag": '"1"', "day": "Mon, 26 Oct 2026 09:30:00 GMT"}

    def reply(asked):
        headers = {"Content-Type": "text/csv", "ETag": state["etag"], "Last-Modified": state["day"]}
        if asked.headers.get("if-none-match") == state["etag"]:
            return Answer(304, b"", headers)
        return Answer(200, state["body"], headers)

    service.route("GET", "/dated.csv", reply)
    return state


def test_what_is_still_the_newest_is_not_sent_again(client, service, dated, tmp_path):
    file = tmp_path / "in" / "dated.csv"
    assert client.save("/dated.csv", file) == live.Saved(file, changed=True)
    assert client.save("/dated.csv", file) == live.Saved(file, changed=False)
    assert service.asked[1].headers["if-none-match"] == '"1"'
    assert service.asked[1].headers["if-modified-since"] == dated["day"]
    dated.update(body=b"two\n", etag='"2"')
    assert client.save("/dated.csv", file).changed
    assert file.read_bytes() == b"two\n"


@pytest.mark.parametrize("spoil", ["changed", "gone", "note"])
def test_a_file_that_is_not_as_it_came_is_fetched_again(client, dated, tmp_path, spoil):
    file = tmp_path / "dated.csv"
    client.save("/dated.csv", file)
    if spoil == "changed":
        file.write_text("edited")
    elif spoil == "gone":
        file.unlink()
    else:
        (tmp_path / ".dated.csv.http.json").write_text("{")
    client.save("/dated.csv", file)
    assert file.read_bytes() == b"one\n"


def test_another_question_never_gets_the_answer_of_the_first(client, service, dated, tmp_path):
    file = tmp_path / "dated.csv"
    client.save("/dated.csv", file, params={"page": 1})
    client.save("/dated.csv", file, params={"page": 2})
    assert "if-none-match" not in service.asked[1].headers


def test_a_304_that_nobody_asked_for_is_no_answer(client, service, tmp_path):
    service.route("GET", "/a.csv", lambda asked: Answer(304, b""))
    with pytest.raises(UserError, match="answered 304"):
        client.save("/a.csv", tmp_path / "a.csv")


def test_the_same_contents_again_are_no_change(client, service, tmp_path):
    assert client.save("/a.csv", tmp_path / "a.csv").changed
    assert not client.save("/a.csv", tmp_path / "a.csv").changed


def test_a_file_knows_the_day_of_its_edition(client, dated, tmp_path):
    file = tmp_path / "dated.csv"
    client.save("/dated.csv", file)
    assert live.published(file) == date(2026, 10, 26)
    client.save("/a.csv", tmp_path / "a.csv")
    assert live.published(tmp_path / "a.csv") == clock.today()
    assert live.published(tmp_path / "never-fetched.csv") is None


@pytest.mark.parametrize("kind", ["500", "truncated", "html", "empty"])
def test_a_fault_leaves_the_file_that_was_there(client, service, tmp_path, kind):
    (tmp_path / "a.csv").write_text("old")
    service.misbehave(kind, times=9)
    with pytest.raises(UserError):
        client.save("/a.csv", tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_what_arrived_before_a_break_is_not_asked_for_again_that_day(service, tmp_path):
    file = tmp_path / "a.csv"

    def fetch(day):
        with http.Client(service.url, journal=live.Journal(tmp_path, day)) as client:
            return client.save("/a.csv", file)

    assert fetch(ON) == fetch(ON) == live.Saved(file, changed=True)
    assert len(service.asked) == 1
    fetch(ON.replace(day=23))
    assert len(service.asked) == 2


def test_a_finished_journal_asks_for_its_own_anew_and_leaves_another_s(tmp_path):
    mine, other = live.Journal(tmp_path, ON), live.Journal(tmp_path, ON)
    mine.add("a", {"changed": True})
    other.add("b", {"changed": True})
    mine.finish()
    assert live.Journal(tmp_path, ON).find("a") is None
    assert live.Journal(tmp_path, ON).find("b") == {"changed": True}
    other.finish()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"day": "2026-11-22"}', '{"day": "2026-11-22", "arrived": 3}']
)
def test_a_damaged_journal_costs_no_more_than_asking_again(tmp_path, text):
    (tmp_path / ".journal.json").write_text(text)
    journal = live.Journal(tmp_path, ON)
    assert journal.find("a") is None
    journal.add("a", {"changed": False})
    assert json.loads((tmp_path / ".journal.json").read_text())["arrived"] == {"a": {"changed": False}}


def test_progress_is_told_in_bytes(client, tmp_path):
    seen = []
    client.save("/a.csv", tmp_path / "a.csv", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (8, 8)
