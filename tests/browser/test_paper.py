"""What is meant to be printed, and tables wider than the window."""

import re

import pytest

from tests.browser import helpers
from tests.browser.conftest import DESKTOP, PHONE

CUE = "More columns: scroll sideways"
AREAS = ["E07000243", "E10000015", "E06000052", "E69000016", "E92000001"]
WIDE = ["/compare/", "/supply-and-demand/", "/indicators/claimant-count-rate/", "/api/"]


@pytest.mark.parametrize("code", AREAS)
def test_the_profile_of_an_area_is_one_page_of_a4(open_page, code, live_site):
    page = open_page(f"/areas/{code}/", alone=True)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible() and page.locator(".app-headlines-table").is_visible()
    said = page.locator(".app-paper")
    assert said.is_visible() and f"{live_site}/areas/{code}/" in said.inner_text()
    assert re.search(r"Source: .*Office for National Statistics.*Data release \S+\.", said.inner_text())
    for selector in (".app-multiples", ".app-links", ".app-embed", ".app-downloads", ".app-provenance"):
        assert not [one for one in page.locator(selector).all() if one.is_visible()], selector


@pytest.mark.parametrize("code", AREAS)
def test_no_heading_of_a_printed_profile_runs_into_the_next(open_page, code):
    page = open_page(f"/areas/{code}/", viewport={"width": 718, "height": 1047}, alone=True)
    page.emulate_media(media="print")
    heads = page.locator(".app-headlines-table thead th")
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    assert heads.count() >= 3 and heads.evaluate_all(cut) == []


def test_the_line_for_paper_is_not_on_the_screen(open_page):
    assert not open_page(f"/areas/{AREAS[0]}/").locator(".app-paper").is_visible()


@pytest.mark.parametrize("address", WIDE)
def test_a_table_says_in_words_that_it_scrolls_where_it_does(open_page, address):
    page = open_page(address, viewport=PHONE, javascript=False)
    page.screenshot()  # whether something scrolls is known to a style sheet once it was drawn
    regions = page.locator(".app-scroll").evaluate_all(
        """all => all.filter(one => one.clientWidth).map(one => {
            const cue = getComputedStyle(one, '::before');
            return [one.scrollWidth > one.clientWidth, cue.display === 'block' ? cue.content : ''];
        })"""
    )
    assert any(wide for wide, _ in regions)
    assert [bool(cue) for _, cue in regions] == [wide for wide, _ in regions]
    assert {cue for wide, cue in regions if wide} == {f'"{CUE}"'}
    helpers.assert_no_sideways_scroll(page)


def test_a_table_that_fits_says_nothing_of_scrolling(open_page):
    page = open_page("/compare/", viewport=DESKTOP)
    cue = page.locator(".app-scroll").first.evaluate("one => getComputedStyle(one, '::before').display")
    assert cue == "none"
