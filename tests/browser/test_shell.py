"""What every page owes its reader, whatever it is about. The pages' own tests stand beside this file."""

import re
from urllib.request import urlopen

import pytest

from tests.browser import helpers
from tests.browser.conftest import DESKTOP, PHONE


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_home_page_has_no_accessibility_fault(open_page, viewport):
    helpers.axe(open_page("/", viewport=viewport))


def test_the_home_page_reflows(page):
    helpers.assert_no_sideways_scroll(page)


def test_the_home_page_has_a_title_and_one_heading(page):
    assert page.title()
    assert page.locator("h1").count() == 1


def test_public_pages_set_no_cookie(page):
    assert helpers.cookies(page) == []


def test_the_style_sheet_is_there_and_may_be_kept_for_ever(open_page, live_site):
    page = open_page("/")
    assert page.locator("link[rel=stylesheet]").count() == 1
    address = page.locator("link[rel=stylesheet]").get_attribute("href")
    assert re.search(r"\.[0-9a-f]{12}\.css$", address)
    with urlopen(live_site + address, timeout=10) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_an_address_that_does_not_exist_has_a_page_of_its_own(open_page):
    page = open_page("/no-such-page/", viewport=PHONE, expect=404)
    helpers.axe(page)
    assert page.locator("h1").count() == 1
    assert page.locator("a[href='/']").count()


def test_the_policy_stops_what_is_inline(open_page):
    page = open_page("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p id=probe style=\"color: red\">x</p>')")
    assert page.locator("#probe").evaluate("node => getComputedStyle(node).color") != "rgb(255, 0, 0)"
    assert "Content Security Policy" in open_page.complaints.pop()
