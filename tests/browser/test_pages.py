"""Every public page in a real browser: as a person at a desk, on a small telephone, or on paper meets it."""

import pytest

from tests.browser import helpers
from tests.browser.conftest import DESKTOP, PHONE

PAGES = {
    "/": 200,
    "/strategy/": 200,
    "/strategy/?as-at=2020-03-31": 200,
    "/strategy/measures/": 200,
    "/strategy/measures/2/": 200,
    "/strategy/measures/2/?as-at=2020-03-31": 200,
    "/strategy/measures/3/": 200,
    "/strategy/measures/7/": 200,
    "/strategy/measures/14/": 200,
    "/strategy/actions/1/": 200,
    "/find/?q=pay+in+leeds": 200,
    "/areas/": 200,
    "/areas/E07000243/": 200,
    "/areas/E06000052/": 200,
    "/areas/E10000021/": 200,
    "/indicators/?theme=unemployment": 200,
    "/indicators/median-gross-weekly-pay/": 200,
    "/indicators/employment-rate-16-64/?area=E07000243&area=E12000006&area=E92000001": 200,
    "/indicators/employment-projection/": 200,
    "/indicators/highest-qualification/": 200,
    "/indicators/claimant-count-rate/areas/?group=districts-of-england": 200,
    "/embed/indicators/employment-rate-16-64/areas/?area=E07000243": 200,
    "/embed/areas/E07000243/": 200,
    "/compare/": 200,
    "/supply-and-demand/": 200,
    "/supply-and-demand/health-and-social-care/": 200,
    "/supply-and-demand/mapping/": 200,
    "/data/": 200,
    "/data/revisions/": 200,
    "/data/calendar/": 200,
    "/api/": 200,
    "/about/data/": 200,
    "/about/methods/": 200,
    "/accessibility/": 200,
    "/nowhere/": 404,
    "/?as-at=31-3-2020": 400,
}
# What must be at least 24 px high and wide, unless it stands in a sentence or a list of its own kind.
TARGETS = ".app-status--small, .govuk-button, input, summary, .govuk-service-navigation__link"


@pytest.mark.parametrize("address", PAGES)
def test_has_no_accessibility_fault_and_fits_a_desk_and_a_telephone(open_page, address):
    page = open_page(address, viewport=DESKTOP, expect=PAGES[address])
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        helpers.axe(page)
        helpers.assert_no_sideways_scroll(page)
        assert not page.evaluate(
            "selector => [...document.querySelectorAll(selector)].map(node => node.getBoundingClientRect())"
            ".filter(box => box.width && (box.width < 24 || box.height < 24)).length",
            TARGETS,
        )


def test_every_page_is_whole_without_javascript(open_page):
    page = open_page("/", viewport=PHONE, javascript=False)
    for address, status in PAGES.items():
        if status != 200:
            continue
        page.goto(address)
        assert page.locator("h1").is_visible() and page.locator("script").count() == 0
        helpers.assert_no_sideways_scroll(page)


def test_nothing_leaves_this_machine_and_no_cookie_is_set(open_page, live_site):
    page = open_page("/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/strategy/", "/strategy/measures/2/", "/indicators/median-gross-weekly-pay/"):
        page.goto(address)
    assert asked and all(url.startswith(live_site) for url in asked)
    assert helpers.cookies(page) == []


@pytest.mark.parametrize("address", ["/strategy/", "/strategy/measures/2/", "/indicators/job-adverts/"])
def test_prints_whole_and_without_what_only_a_screen_needs(open_page, address):
    page = open_page(address, alone=True)
    page.emulate_media(media="print")
    for selector in (".govuk-service-navigation", ".app-as-at", ".govuk-breadcrumbs", ".app-around"):
        assert not [one for one in page.locator(selector).all() if one.is_visible()], selector
    assert page.locator("h1").is_visible()
    # An A4 page is 210 mm wide; within its margins, at 96 dots to the inch, that is some 700 px.
    page.set_viewport_size({"width": 700, "height": 990})
    helpers.assert_no_sideways_scroll(page)
    assert page.pdf(format="A4").startswith(b"%PDF")
    for chart in page.locator(".app-chart__wide").all():
        assert chart.is_visible() and chart.bounding_box()["height"] < 900


def test_statuses_and_charts_stay_legible_in_forced_colours(open_page):
    page = open_page("/strategy/measures/2/", alone=True)
    page.emulate_media(forced_colors="active")
    tag = page.locator(".app-status--off-track").first
    style = tag.evaluate("node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
    assert style[0] != style[1]
    drawn = page.locator(".app-chart__wide path.c-strong").first
    assert drawn.evaluate("node => getComputedStyle(node).stroke") != "none"


@pytest.mark.parametrize("address", ["/", "/strategy/measures/2/", "/indicators/median-gross-weekly-pay/"])
def test_text_twice_as_large_still_fits(open_page, address):
    page = open_page(address, viewport={"width": 640, "height": 480})
    page.evaluate("document.documentElement.classList.add('twice')")
    page.evaluate("[...document.styleSheets].at(-1).insertRule('html.twice { font-size: 200% }')")
    helpers.assert_no_sideways_scroll(page)
    assert page.locator("h1").is_visible()


def test_the_words_in_a_chart_are_at_least_twelve_pixels_on_a_telephone(open_page):
    page = open_page("/strategy/measures/2/", viewport=PHONE)
    chart = page.locator(".app-chart__narrow").first
    assert chart.is_visible()
    shown = chart.evaluate("node => node.getBoundingClientRect().width / node.viewBox.baseVal.width")
    assert float(chart.get_attribute("font-size")) * shown >= 12
