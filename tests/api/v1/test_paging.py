from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from skillshire.api.v1.paging import Page


@given(st.lists(st.integers(), max_size=50), st.integers(1, 60))
def test_pages_join_to_the_whole(whole, size):
    pages = Page(1, size, len(whole)).pages
    joined = [one for number in range(1, pages + 1) for one in Page(number, size, len(whole)).cut(whole)]
    assert joined == whole and Page(pages + 1, size, len(whole)).cut(whole) == []


@given(st.integers(1, 20), st.integers(1, 10), st.integers(0, 60))
def test_links_lead_only_to_pages_that_exist(number, size, total):
    page = Page(number, size, total)
    links = page.links(RequestFactory().get("/x?a=1&a=2"))
    assert (links["next"] is None) == (number >= page.pages) and (links["prev"] is None) == (number == 1)
    for url in filter(None, (links["first"], links["last"], links["next"], links["prev"])):
        assert 1 <= int(url.rpartition("page=")[2]) <= page.pages and url.startswith("/x?a=1&a=2&")
