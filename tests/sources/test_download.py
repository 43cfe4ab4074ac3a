import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from skillshire.core.errors import UserError
from skillshire.sources import download, http


class Handler(BaseHTTPRequestHandler):
    """Answers each path with what is queued for it: (status, headers, body), the last one for ever."""

    def do_GET(self):
        path = self.path.split("?")[0].removeprefix("/www.example.org")  # it stands in for that host
        self.server.asked.append(path)
        queue = self.server.answers[path]
        status, headers, body = queue.pop(0) if len(queue) > 1 else queue[0]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing it waits for its connections

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked = {}, []

    def says(self, path, *answers):
        self.answers[path] = [
            (200, {}, answer) if isinstance(answer, bytes) else answer for answer in answers
        ]
        return f"https://www.example.org{path}"


@pytest.fixture
def server(monkeypatch):
    with Server() as server:
        monkeypatch.setenv("SKILLSHIRE_DOWNLOADS_URL", f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_saves_each_file_under_its_own_name_in_order(server, tmp_path):
    urls = [server.says("/b/two%20words.csv", b"a,b\n1,2\n"), server.says("/a/notes.json", b"{}")]
    saved = download.files(urls, tmp_path / "new" / "folder")
    assert [file.name for file in saved] == ["two words.csv", "notes.json"]
    assert saved[0].read_bytes() == b"a,b\n1,2\n"
    assert sorted(file.name for file in saved[0].parent.glob("[!.]*")) == ["notes.json", "two words.csv"]


def test_replaces_an_older_copy(server, tmp_path):
    (tmp_path / "a.csv").write_text("old")
    download.files([server.says("/a.csv", b"new")], tmp_path)
    assert (tmp_path / "a.csv").read_text() == "new"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_tries_again_after_a_busy_answer(server, tmp_path, pauses, status):
    url = server.says("/a.csv", (status, {}, b""), (status, {}, b""), b"data")
    assert download.files([url], tmp_path)[0].read_bytes() == b"data"
    assert len(server.asked) == 3
    assert 1 <= pauses[0] < 2 <= pauses[1] < 3


def test_gives_up_after_four_tries_in_one_sentence(server, tmp_path):
    url = server.says("/a.csv", (503, {}, b""))
    with pytest.raises(UserError, match=r"answered 503 after 4 tries; try again later\.$"):
        download.files([url], tmp_path)
    assert len(server.asked) == 4
    assert list(tmp_path.iterdir()) == []


def test_does_not_ask_again_for_what_is_not_there(server, tmp_path):
    with pytest.raises(UserError, match="answered 404; check whether the publisher has moved or changed it"):
        download.files([server.says("/a.csv", (404, {}, b"gone"))], tmp_path)
    assert len(server.asked) == 1


def test_a_download_cut_short_is_tried_again_and_never_kept(server, tmp_path):
    url = server.says("/a.csv", (200, {"Content-Length": "100"}, b"half"))
    with pytest.raises(UserError, match="broke off after 4 tries"):
        download.files([url], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_download_leaves_the_older_copy(server, tmp_path):
    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(UserError):
        download.files([server.says("/a.csv", (500, {}, b""))], tmp_path)
    assert (tmp_path / "a.csv").read_text() == "old"


def test_a_server_that_does_not_answer_in_time_is_named(server, tmp_path, monkeypatch):
    url = server.says("/a.csv", b"data")
    held = threading.Event()
    monkeypatch.setattr(Handler, "send_response", lambda *_: held.wait(5) and None)
    monkeypatch.setattr(Handler, "send_header", lambda *_: None)
    monkeypatch.setattr(Handler, "end_headers", lambda *_: None)
    monkeypatch.setattr(http, "TIMEOUT", http.httpx.Timeout(0.05))
    with pytest.raises(UserError, match="did not answer in time after 4 tries"):
        download.files([url], tmp_path)
    held.set()


def test_a_server_that_is_not_there_is_named(server, tmp_path):
    url = server.says("/a.csv", b"data")
    server.server_close()
    server.shutdown()
    with pytest.raises(UserError, match="could not be reached"):
        download.files([url], tmp_path)


@pytest.mark.parametrize("body", [b"", b"  \n", b"\xef\xbb\xbf\n"])
def test_refuses_an_empty_file(server, tmp_path, body):
    with pytest.raises(UserError, match="gave an empty file"):
        download.files([server.says("/a.csv", body)], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("body", [b"<!DOCTYPE html><p>Sorry", b"\n <HTML lang=en>", b"\xef\xbb\xbf<html>"])
def test_refuses_a_web_page_where_data_was_expected(server, tmp_path, body):
    with pytest.raises(UserError, match="gave a web page instead of data"):
        download.files([server.says("/a.csv", body)], tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.csv",
        "http://127.0.0.1/a.csv",
        "ftp://example.org/a.csv",
        "file:///etc/passwd",
        "example.org/a.csv",
    ],
)
def test_refuses_an_address_that_is_not_secure(tmp_path, url):
    with pytest.raises(UserError, match="is not a secure address"):
        download.files([url], tmp_path)


def test_does_not_follow_a_redirect_out_of_https(server, tmp_path):
    url = server.says("/a.csv", (302, {"Location": "http://example.org/a.csv"}, b""))
    with pytest.raises(UserError, match="http://example.org/a.csv is not a secure address"):
        download.files([url], tmp_path)


def test_follows_a_redirect_that_is_allowed(server, tmp_path):
    server.says("/b.csv", b"data")
    url = server.says("/a.csv", (302, {"Location": "/www.example.org/b.csv"}, b""))
    assert download.files([url], tmp_path) == [tmp_path / "a.csv"]


@pytest.mark.parametrize(
    "url",
    ["https://example.org/", "https://example.org", "https://example.org/..", "https://example.org/.hidden"],
)
def test_refuses_an_address_without_a_file_name(tmp_path, url):
    with pytest.raises(UserError, match="does not end in a file name"):
        download.files([url], tmp_path)


def test_an_encoded_slash_cannot_leave_the_directory(server, tmp_path):
    saved = download.files([server.says("/a/..%2F..%2Fescaped.csv", b"data")], tmp_path / "in")
    assert saved == [tmp_path / "in" / "escaped.csv"]


def test_refuses_two_addresses_that_would_share_a_name(tmp_path):
    with pytest.raises(UserError, match="would both be saved as a.csv"):
        download.files(["https://example.org/1/a.csv", "https://example.org/2/a.csv"], tmp_path)


def test_a_key_is_in_neither_messages_nor_logs(server, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    url = server.says("/a.csv", (404, {}, b"")) + "?uid=0xSECRET"
    with pytest.raises(UserError) as caught:
        download.files([url.replace("https://", "https://me:SECRET@")], tmp_path)
    assert "SECRET" not in str(caught.value) + caplog.text


def test_a_plan_lists_addresses_without_what_may_be_a_key(tmp_path):
    (planned,) = download.plan(["https://example.org/a.csv?uid=SECRET"], tmp_path)
    assert (planned.method, planned.address) == ("GET", "https://example.org/a.csv")
    assert planned.file == tmp_path / "a.csv"


def test_the_files_that_came_before_a_fault_are_not_asked_for_again(server, tmp_path):
    urls = [server.says("/a.csv", b"data"), server.says("/b.csv", (404, {}, b""), b"data")]
    with pytest.raises(UserError):
        download.files(urls, tmp_path)
    download.files(urls, tmp_path)
    assert server.asked == ["/a.csv", "/b.csv", "/b.csv"]
    assert not (tmp_path / ".journal.json").exists()
