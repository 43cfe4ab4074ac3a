from django.http import HttpResponse
from django.test import RequestFactory

from skillshire.config.middleware import HEADERS, security_headers


def answer(**headers):
    return security_headers(lambda request: HttpResponse("", headers=headers))(RequestFactory().get("/"))


def test_every_answer_carries_the_security_headers():
    found = answer()
    assert {name: found.headers[name] for name in HEADERS} == HEADERS


def test_a_page_may_be_stricter_than_the_rest():
    assert answer(**{"Referrer-Policy": "no-referrer"}).headers["Referrer-Policy"] == "no-referrer"


def test_nothing_inline_and_nothing_from_elsewhere():
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
