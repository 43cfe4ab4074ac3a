import json

import pytest
from django.test import RequestFactory

from skillshire.api import problems
from skillshire.api.problems import KINDS, Problem
from skillshire.api.v1 import service
from skillshire.indicators import queries
from skillshire.indicators.releases import NoRelease


@pytest.mark.parametrize("slug", KINDS)
def test_every_kind_has_a_page_at_its_type(ask, slug):
    answer = problems.answer(RequestFactory().get("/api/v1/x"), Problem(slug, "So it is."))
    content = json.loads(answer.content)
    assert (
        answer.status_code == content["status"] == KINDS[slug].status
        and answer["Content-Type"] == problems.MEDIA
    )
    page = ask(content["type"])
    assert KINDS[slug].title in page.text and KINDS[slug].mend in page.text.replace("&#39;", "'")


def test_a_kind_that_does_not_exist_has_no_page(ask):
    ask("/api/problems/nonsense/", expect=404)


@pytest.mark.parametrize("address", ["/api/v1/nonsense", "/api/v2/", "/api/v1/areas/", "/api/nonsense/"])
def test_an_address_that_does_not_exist_is_a_problem_too(refused, address):
    refused(address, "not-found", 404)


def test_a_long_address_is_not_repeated_in_full():
    answer = problems.answer(RequestFactory().get("/api/v1/x?q=" + "a" * 5000), Problem("fault", "So."))
    assert len(answer.content) < 700


def test_without_figures_the_answer_is_to_try_again(refused, monkeypatch):
    def nothing():
        raise NoRelease("There are no figures yet; load some with: skillshire ingest --from FOLDER.")

    monkeypatch.setattr(queries, "one_release", nothing)
    assert "skillshire" not in refused("/api/v1/indicators", "no-release", 503)["detail"]


def test_a_fault_of_ours_is_logged_and_gives_nothing_away(refused, monkeypatch, caplog):
    def broken():
        raise RuntimeError("the secret key is 123")

    monkeypatch.setattr(queries, "indicators", broken)
    assert "123" not in json.dumps(refused("/api/v1/indicators", "fault", 500))
    assert "123" in caplog.text


def test_who_asks_too_fast_is_told_when_to_go_on(ask, refused, settings):
    settings.SKILLSHIRE_API_RATE = 3
    service.limit.forget()
    for _ in range(3):
        ask("/api/v1/areas?q=stevenage")
    refused("/api/v1/areas?q=stevenage", "too-many-requests", 429)
    assert 1 <= int(ask("/api/v1/areas?q=stevenage", expect=429).headers["Retry-After"]) <= 20
