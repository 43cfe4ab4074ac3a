"""What people come to do, done as they would do it."""

from tests.browser.conftest import PHONE


def follow(page, words):
    """Tab from where the focus is to the link or button with these words, and press Enter."""
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText?.trim() ?? ''")
        if words in focused.replace("\n", " "):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no “{words}” can be reached by keyboard on {page.url}")


def tab_to_the_day(page):
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "as-at":
            return
    raise AssertionError("the day cannot be reached by keyboard")


def type_the_day(page):
    """31 March 2020, in the order in which this browser asks for day and month."""
    for typed in ("31032020", "03312020"):
        page.keyboard.type(typed)
        if page.input_value("#as-at") == "2020-03-31":
            return
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
    raise AssertionError(f"the day typed became {page.input_value('#as-at')}")


def heading(page):
    return page.locator("h1").inner_text()


def test_by_keyboard_from_home_to_a_measure_and_back_in_time(open_page):
    page = open_page("/")
    follow(page, "Strategy")
    assert "1 of 15 measures can be judged" in heading(page)
    follow(page, "Young people out of learning and work")
    assert "3.3% (Dec 2019 to Feb 2020), above the 3.0% aimed for by 2020" in heading(page)
    tab_to_the_day(page)
    type_the_day(page)
    follow(page, "Show this day")
    assert page.url.endswith("/strategy/measures/2/?as-at=2020-03-31")
    assert "3.4% (Dec 2018 to Feb 2019)" in heading(page)
    follow(page, "Back to today")
    assert "3.3% (Dec 2019 to Feb 2020)" in heading(page) and "as-at" not in page.url


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page("/strategy/")
    page.keyboard.press("Tab")
    skip = page.locator(".govuk-skip-link")
    assert skip.evaluate("node => node === document.activeElement") and skip.is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_focus_goes_down_the_page_and_is_seen(open_page):
    page = open_page("/strategy/measures/2/")
    order = []
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the end of the page
        order.append(page.evaluate(
            "(() => { const node = document.activeElement, box = node.getBoundingClientRect();"
            " const style = getComputedStyle(node);"
            " return [box.top + scrollY, box.left, style.outlineStyle, style.boxShadow]; })()"
        ))  # fmt: skip
    rows = [round(top / 40) for top, *_ in order[1:]]
    assert rows == sorted(rows)
    assert all(outline != "none" or shadow != "none" for _, _, outline, shadow in order)


def test_a_day_goes_along_from_the_home_page(open_page):
    page = open_page("/?as-at=2020-03-31", viewport=PHONE, javascript=False)
    page.get_by_role("link", name="Measure 2, Young people").click()
    assert page.url.endswith("/strategy/measures/2/?as-at=2020-03-31")
    page.get_by_role("link", name="Strategy", exact=True).first.click()
    assert page.url.endswith("/strategy/?as-at=2020-03-31")
    page.get_by_role("link", name="Back to today").click()
    assert page.url.endswith("/strategy/")


def test_an_analyst_finds_a_figure_and_takes_it_along(open_page):
    page = open_page("/")
    page.get_by_role("link", name="Indicators", exact=True).click()
    page.get_by_role("link", name="Median gross weekly pay").click()
    assert "£773.70" in heading(page)
    assert page.get_by_role("cell", name="864.10").is_visible()
    with page.expect_download() as begun:
        page.get_by_role("link", name="CSV", exact=True).click()
    text = begun.value.path().read_text(encoding="utf-8")
    assert "773.7" in text and text.startswith("indicator,area,area_name,period")


def test_a_mistaken_day_is_refused_and_mended(open_page):
    page = open_page("/strategy/?as-at=31-3-2020", expect=400)
    assert "write it as year-month-day" in page.locator("main").inner_text()
    page.get_by_role("link", name="open the page without any choices").click()
    assert page.url.endswith("/strategy/")
