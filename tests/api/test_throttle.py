import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from skillshire.api import throttle
from skillshire.api.throttle import PerAddress


def by(address, **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@given(st.integers(1, 200), st.lists(st.floats(0, 30), max_size=60))
def test_nobody_gets_more_than_the_bucket_and_what_flowed_in(rate, waits):
    limit, now, let = PerAddress(), 0.0, 0
    for wait in waits:
        now += wait
        let += limit._take("a", rate, now)
    assert let <= rate + now * rate / 60 + 1e-6


@given(st.integers(1, 500))
def test_a_minutes_requests_may_come_at_once_and_then_one_by_one(rate):
    limit = PerAddress()
    assert all(limit._take("a", rate, 0.0) for _ in range(rate)) and not limit._take("a", rate, 0.0)
    wait = limit.wait()
    assert 0 < wait <= 60 / rate + 1e-6
    assert not limit._take("a", rate, wait * 0.9) and limit._take("a", rate, wait + 1e-6)


def test_each_address_has_a_bucket_of_its_own(settings):
    settings.SKILLSHIRE_API_RATE = 1
    limit = PerAddress()
    assert limit.allow_request(by("10.0.0.1")) and limit.allow_request(by("10.0.0.2"))
    assert not limit.allow_request(by("10.0.0.1"))


@pytest.mark.parametrize(("proxies", "let"), [(0, False), (1, True)])
def test_who_stands_behind_a_proxy_is_believed_only_where_there_is_one(settings, proxies, let):
    settings.SKILLSHIRE_API_RATE, settings.NINJA_NUM_PROXIES = 1, proxies
    limit = PerAddress()
    assert limit.allow_request(by("10.0.0.1", **{"x-forwarded-for": "1.1.1.1"}))
    assert limit.allow_request(by("10.0.0.1", **{"x-forwarded-for": "2.2.2.2"})) is let


def test_nought_is_no_limit(settings):
    settings.SKILLSHIRE_API_RATE = 0
    limit = PerAddress()
    assert all(limit.allow_request(by("10.0.0.1")) for _ in range(2000))


def test_only_so_many_addresses_are_remembered(monkeypatch):
    monkeypatch.setattr(throttle, "MOST", 3)
    limit = PerAddress()
    for number in range(10):
        limit._take(str(number), 1, 0.0)
    assert list(limit._buckets) == ["7", "8", "9"]
