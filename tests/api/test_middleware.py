"""What every answer of the API has in common."""

import gzip

import pytest

AT = "/api/v1/indicators/claimant-count-rate"
ADDRESSES = [AT, "/api/v1/openapi.json", "/api/", "/api/v1/nonsense", "/api/v1/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_web_page_may_ask_and_nobody_gets_a_cookie(figures, client, address):
    found = client.get(address, headers={"host": "localhost", "origin": "https://example.org"})
    assert found["Access-Control-Allow-Origin"] == "*" and "Access-Control-Allow-Credentials" not in found
    assert "ETag" in found["Access-Control-Expose-Headers"] and not found.cookies
    assert found["X-Content-Type-Options"] == "nosniff"


def test_a_browser_may_ask_first_what_is_allowed(ask):
    found = ask(AT, expect=204, method="options")
    assert found.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in found.headers["Access-Control-Allow-Headers"] and not found.text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [AT, "/api/v1/nonsense", "/api/v1/openapi.json", "/api/"])
def test_the_api_only_reads(ask, method, address):
    found = ask(address, expect=405, method=method)
    assert found.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert found.json["type"] == "/api/problems/method-not-allowed/"


def test_head_has_the_headers_of_get_and_no_body(ask):
    plain, head = ask(AT), ask(AT, method="head")
    assert head.text == "" and head.headers["ETag"] == plain.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(plain.response.content))
    ask("/api/v1/areas/E99", expect=404, method="head")


@pytest.mark.parametrize(
    "address", [AT, "/api/v1/openapi.json", "/api/v1/observations?indicator=claimant-count-rate"]
)
def test_nothing_new_is_an_empty_answer(ask, address):
    found = ask(address)
    assert found.headers["Cache-Control"] == "public, max-age=30"
    again = ask(address, expect=304, **{"if-none-match": found.headers["ETag"]})
    assert again.text == "" and ask(address, **{"if-none-match": '"other"'}).text == found.text


def test_answers_are_packed_for_who_can_unpack_them(figures, client):
    found = client.get(AT, headers={"host": "localhost", "accept-encoding": "gzip"})
    assert found["Content-Encoding"] == "gzip"
    assert gzip.decompress(found.content) == client.get(AT, headers={"host": "localhost"}).content
    assert client.get(
        AT, headers={"host": "localhost", "accept-encoding": "gzip", "if-none-match": found["ETag"]}
    ).status_code == 304  # fmt: skip


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "text/nonsense"])
def test_a_cache_between_is_told_that_the_form_depends_on_what_is_accepted(figures, client, accept):
    at = "/api/v1/observations?indicator=claimant-count-rate&area=E07000243"
    found = client.get(at, headers={"host": "localhost", "accept": accept})
    assert "Accept" in [one.strip() for one in found["Vary"].split(",")]
