"""Ten journeys by keyboard alone: at a desk and on a telephone, with scripts and without."""

import itertools

import pytest

from tests.browser import helpers
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.keyboard import (
    fetch,
    fill_and_submit,
    follow,
    heading,
    parsed,
    reach,
    start_again,
    submit,
    type_into,
)

WAYS = {
    f"{size}-{scripts}": (viewport, scripts == "scripts")
    for (size, viewport), scripts in itertools.product(
        {"desk": DESKTOP, "phone": PHONE}.items(), ("scripts", "no-scripts")
    )
}


@pytest.fixture(params=WAYS)
def begin(request, open_page):
    """begin("/"): the page from which a journey starts, in one of the four ways."""
    viewport, javascript = WAYS[request.param]

    def open_one(address="/"):
        return open_page(address, viewport=viewport, javascript=javascript)

    return open_one


def arrived(page, words):
    """The page says what was sought, fits its window, and has no fault that axe can find (with scripts)."""
    assert words in heading(page), heading(page)
    helpers.assert_no_sideways_scroll(page)
    if page.has_javascript:
        helpers.axe(page)


def test_a_resident_types_a_postcode_and_reads_the_figures_of_the_district(begin):
    page = begin()
    fill_and_submit(page, "find", "SG1 1AA")
    arrived(page, "Stevenage")
    follow(page, "Claimant count rate")
    arrived(page, "Claimant count rate: ")


def test_someone_who_mistypes_a_name_still_gets_there(begin):
    page = begin()
    fill_and_submit(page, "find", "stevenge")
    arrived(page, "stevenge")
    follow(page, "Stevenage")
    arrived(page, "Stevenage")


def test_an_adviser_goes_down_from_a_region_to_a_district(begin):
    page = begin("/areas/")
    arrived(page, "districts and unitary authorities of England")
    follow(page, "Hertfordshire")
    arrived(page, "Hertfordshire")
    follow(page, "St Albans")
    arrived(page, "St Albans")


def test_an_analyst_adds_an_area_and_takes_the_figures_along(begin):
    page = begin("/indicators/employment-rate-16-64/")
    reach(page, "Add areas")
    page.keyboard.press("Enter")
    fill_and_submit(page, "choose-area", "Cornwall")
    assert page.url.count("area=") == 2
    arrived(page, "Hertfordshire")
    rows = parsed(page, "JSON")["rows"]
    assert {row["area"] for row in rows} >= {"E10000015", "E06000052"}
    assert all({"lower", "upper", "status", "unit", "source"} <= set(row) for row in rows)


def test_an_analyst_looks_at_every_district_and_at_the_map_of_england(begin):
    page = begin("/indicators/claimant-count-rate/?group=districts-of-england")
    arrived(page, "Claimant count rate: ")
    follow(page, "See all 296")
    arrived(page, "")
    assert page.get_by_role("link", name="Cornwall").is_visible()
    page.go_back()
    assert page.get_by_role("img", name="Claimant count rate").count() > 0


def test_an_officer_compares_sorts_and_adds(begin):
    page = begin("/compare/?area=E07000243&area=E07000240&indicator=claimant-count-rate")
    arrived(page, "")
    follow(page, "Claimant count rate")
    assert page.locator("th[aria-sort=ascending], th[aria-sort=descending]").count() == 1
    type_into(page, "add-area", "Kent (county)")
    type_into(page, "add-indicator", "Median gross weekly pay")
    submit(page)
    table = page.locator("table").first.inner_text()
    assert "Kent" in table and "Median gross weekly pay" in table
    arrived(page, "")


def test_a_provider_sees_what_a_sector_wants_and_how_that_was_reckoned(begin):
    page = begin("/supply-and-demand/")
    arrived(page, "widest gap")
    follow(page, "Health and social care")
    arrived(page, "ealth and social care")
    start_again(page)
    follow(page, "Supply and demand")
    follow(page, "see the mapping")
    arrived(page, "")
    assert "weight" in page.locator("main").inner_text().lower()


def test_a_provider_elsewhere_is_told_what_is_not_published_there(begin):
    page = begin("/supply-and-demand/")
    fill_and_submit(page, "area", "Cornwall")
    assert "E06000052" in page.url or "Cornwall" in page.url
    arrived(page, "Cornwall")


def test_a_journalist_finds_what_changed_and_when_more_is_due(begin):
    page = begin()
    follow(page, "Data")
    arrived(page, "")
    follow(page, "All dates")
    arrived(page, "")
    page.go_back()
    follow(page, "what was revised")
    arrived(page, "")


def test_a_developer_copies_an_example_that_works(begin):
    page = begin("/api/")
    arrived(page, "")
    answer = fetch(page, "/api/v1/observations?indicator=claimant-count-rate")
    assert answer.headers["access-control-allow-origin"] == "*"
    rows = answer.json()
    assert "value" in str(rows) and "E92000001" in str(rows)
