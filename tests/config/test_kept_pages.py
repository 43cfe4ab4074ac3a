"""The short way to a kept page must answer just as the long way does."""

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from skillshire.config.middleware import HEADERS, kept_pages, security_headers
from skillshire.web.public import cache

PAGE = b"<p>Three learners in four</p>" * 40


@pytest.fixture
def ask(monkeypatch, settings):
    """ask("/a/", HTTP_…=…): (answer, how often the view was asked so far)."""
    settings.ALLOWED_HOSTS = ["testserver"]
    stamp, asked = ["release 1"], []
    monkeypatch.setattr(cache, "stamp", lambda: tuple(stamp))

    @cache.cached
    def view(request):
        asked.append(request.path)
        return HttpResponse(PAGE, headers={"Content-Disposition": "inline"})

    def run(path="/a/", method="get", **headers):
        request = getattr(RequestFactory(), method)(path, **headers)
        return kept_pages(security_headers(view))(request), len(asked)

    run.stamp = stamp
    cache.forget()
    yield run
    cache.forget()


def test_the_second_reader_is_answered_without_the_view(ask):
    first, _ = ask()
    second, asked = ask()

    assert asked == 1
    assert second.content == first.content == PAGE
    assert {**dict(first.items()), "Content-Length": str(len(PAGE))} == dict(second.items())
    assert {name: second.headers[name] for name in HEADERS} == HEADERS


def test_answers_do_not_share_what_belongs_to_one_reader(ask):
    ask()
    one, other = ask()[0], ask()[0]
    one.set_cookie("mine", "1")
    one._resource_closers.append(one.flush)

    assert not other.cookies
    assert not other._resource_closers


def test_packs_the_page_for_who_reads_gzip(ask):
    ask()
    answer, _ = ask(HTTP_ACCEPT_ENCODING="br, gzip")

    assert gzip.decompress(answer.content) == PAGE
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert ask()[0].content == PAGE


def test_a_reader_who_has_the_page_gets_304_without_a_body(ask):
    etag = ask()[0].headers["ETag"]
    answer, asked = ask(HTTP_IF_NONE_MATCH=etag)

    assert (answer.status_code, answer.content, asked) == (304, b"", 1)
    assert answer.headers["ETag"] == etag
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Type" not in answer.headers


def test_another_address_is_another_page(ask):
    ask()
    assert ask("/a/?as-at=2025-01-01")[1] == 2
    assert ask()[1] == 2


def test_another_release_is_another_page(ask):
    ask()
    ask.stamp[0] = "release 2"
    assert ask()[1] == 2
    assert ask()[1] == 2


@pytest.mark.parametrize(("method", "status"), [("head", 200), ("post", 405)])
def test_only_reading_is_answered_from_memory(ask, method, status):
    ask()
    assert ask(method=method)[0].status_code == status


def test_a_foreign_host_is_left_to_the_long_way(ask):
    ask()
    asked = RequestFactory().get("/a/", HTTP_HOST="elsewhere.example")
    assert cache.recall(asked, HEADERS) is None
    assert cache.recall(RequestFactory().get("/a/"), HEADERS) is not None


def test_the_packed_page_has_a_tag_of_its_own_and_either_is_known_again(ask):
    plain, packed = ask()[0].headers["ETag"], ask(HTTP_ACCEPT_ENCODING="gzip")[0].headers["ETag"]
    assert plain != packed
    for tag in (plain, packed):
        for accepted, wanted in (("gzip", packed), ("", plain)):
            answer, _ = ask(HTTP_IF_NONE_MATCH=tag, HTTP_ACCEPT_ENCODING=accepted)
            assert (answer.status_code, answer.headers["ETag"]) == (304, wanted)
