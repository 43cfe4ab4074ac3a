from datetime import date

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from skillshire.web.public import cache

ask = RequestFactory().get


@pytest.mark.parametrize("made_up", ["?x=1", "?utm_source=mail&x=2", "?AS-AT=2020-03-31"])
def test_made_up_parameters_share_the_page_that_they_do_not_change(made_up):
    assert cache._address(ask(f"/strategy/{made_up}")) == cache._address(ask("/strategy/"))


def test_parameters_that_a_page_reads_have_pages_of_their_own():
    addresses = [
        "/a/",
        "/a/?as-at=2020-03-31",
        "/a/?area=E10000016",
        "/a/?as-at=2020-03-31&area=E10000016",
        "/b/",
    ]
    assert len({cache._address(ask(address)) for address in addresses}) == len(addresses)


def test_the_order_of_parameters_does_not_matter():
    one, other = ask("/a/?area=E10000016&as-at=2020-03-31"), ask("/a/?as-at=2020-03-31&x=1&area=E10000016")
    assert cache._address(one) == cache._address(other)


def test_a_value_cannot_pretend_to_be_another_parameter():
    one, other = ask("/a/?as-at=2020%26area%3DE1"), ask("/a/?as-at=2020&area=E1")
    assert cache._address(one) != cache._address(other)


def test_each_of_several_areas_counts():
    one, other = ask("/a/?area=E10000015"), ask("/a/?area=E10000015&area=E10000016")
    assert cache._address(one) != cache._address(other)


def test_a_question_mark_in_a_path_cannot_pretend_to_be_a_parameter():
    assert cache._address(ask("/a/%3Farea=E1")) != cache._address(ask("/a/?area=E1"))


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "GZIP;q=0.5", "*", "gzip; q=1"])
def test_a_reader_who_takes_gzip_is_known(accepted):
    assert cache._takes_gzip(accepted)


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.000", "identity, gzip;q=0.0", "xgzip"])
def test_a_reader_who_refuses_gzip_is_known(accepted):
    assert not cache._takes_gzip(accepted)


def test_a_file_that_would_crowd_out_pages_is_not_kept(monkeypatch):
    asked = []
    monkeypatch.setattr(cache, "stamp", lambda: ("r1", 1, 1, date(2026, 11, 22)))

    @cache.cached
    def view(request):
        asked.append(request.path)
        return HttpResponse(b"x" * (cache.LARGEST + 1))

    view(ask("/large/"))
    view(ask("/large/"))
    assert len(asked) == 2


def test_what_a_reader_typed_is_not_kept(monkeypatch):
    asked = []
    monkeypatch.setattr(cache, "stamp", lambda: ("r1", 1, 1, date(2026, 11, 22)))

    @cache.cached
    def view(request):
        asked.append(request.path)
        return HttpResponse("found", headers={"Cache-Control": "no-store"})

    view(ask("/find/?q=a"))
    assert view(ask("/find/?q=a")).headers["Cache-Control"] == "no-store"
    assert len(asked) == 2


def test_a_page_is_kept_for_the_address_of_the_site_that_was_asked():
    one, other = ask("/a/", headers={"host": "localhost"}), ask("/a/", headers={"host": "127.0.0.1"})
    assert cache._address(one) != cache._address(other)


def test_what_a_stranger_adds_to_an_address_goes_into_no_file():
    request = ask("/data.csv?area=E07000243&token=SECRET&area=E06000052&breakdown=sex%3Dfemale")
    assert cache.known_query(request) == "?area=E07000243&area=E06000052&breakdown=sex%3Dfemale"
    assert cache.known_query(ask("/data.csv?token=SECRET")) == ""
