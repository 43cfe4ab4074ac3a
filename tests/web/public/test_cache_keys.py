import pytest
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
