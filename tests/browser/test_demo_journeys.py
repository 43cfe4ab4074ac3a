"""A day's work in the demo county, by keyboard alone: analyst, publisher, administrator, strategy editor."""

import csv
import io
import re
from contextlib import suppress

import pytest
from playwright.sync_api import expect

from skillshire.casework.demo import staff
from tests.browser import demo_people, helpers
from tests.browser.keyboard import follow, heading, reach, start_again, submit, type_into

SYNTHETIC = "Synthetic: invented people"


@pytest.fixture
def signed_in(browser, demo_site):
    """signed_in("analyst"): a window in which that ready-made person has signed in."""
    complaints, windows = [], []

    def begin(username):
        page = demo_people.window(browser, demo_site, username, complaints)
        windows.append(page)
        page.goto("/office/")
        return page

    yield begin
    for page in windows:
        page.stop_listening()
        page.context.close()
    assert not complaints, complaints


def arrived(page, words):
    assert words in heading(page), heading(page)
    assert SYNTHETIC in page.locator("body").inner_text()
    helpers.assert_no_sideways_scroll(page)
    helpers.axe(page)
    start_again(page)


def choose(page, name, value):
    """The radio button of that value: Tab into the group, then down."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            break
    page.keyboard.press("Space")
    for _ in range(60):
        if page.locator(f"input[name={name}]:checked").get_attribute("value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no {value} among {name}")


def press(page, words):
    reach(page, words)
    submit(page)


def test_whoever_opens_the_demo_learns_who_can_sign_in(browser, demo_site):
    page = browser.new_context(base_url=demo_site).new_page()
    page.goto("/office/")
    arrived(page, "Sign in")
    follow(page, "Who can sign in, and how")
    arrived(page, "Who can sign in to this demo")
    assert page.locator("code").count() == len(staff.READY)
    page.context.close()


def test_an_analyst_reads_counts_of_a_district_and_keeps_them(signed_in):
    page = signed_in("analyst")
    start_again(page)
    follow(page, "Statistics")
    start_again(page)
    if "16 and 17" not in heading(page):
        follow(page, "16 and 17 year olds by what they do")
    arrived(page, "16 and 17 year olds by what they do")
    reach(page, id="area")
    page.keyboard.type("Steve")
    press(page, "Show")
    assert "Stevenage" in page.locator("main").inner_text()
    helpers.axe(page)
    start_again(page)
    reach(page, "CSV")
    answer = page.request.get(page.evaluate("document.activeElement.href"))
    rows = list(csv.reader(io.StringIO(answer.text())))
    assert answer.status == 200 and len(rows) > 10
    assert "synthetic-participation.csv" in answer.headers["content-disposition"]


def test_an_analyst_opens_no_record_of_a_person(signed_in):
    page = signed_in("analyst")
    assert page.request.get("/office/young-people/").status == 403


def test_an_analyst_reads_how_well_the_points_work(signed_in):
    page = signed_in("analyst")
    page.goto("/office/risk/list/")
    arrived(page, "points")
    assert "Recall" in page.locator("main").inner_text()
    assert "Transparency record" in page.locator("main").inner_text()


def test_a_publisher_lets_counts_out_and_the_measures_are_judged(signed_in):
    page = signed_in("publisher")
    start_again(page)
    follow(page, "Publish figures")
    arrived(page, "New figures wait to be published")
    reach(page, id="id_sure")
    page.keyboard.press("Space")
    press(page, "Publish")
    arrived(page, "Nothing new to publish")
    page.goto("/strategy/")
    said = page.locator("main").inner_text()
    assert SYNTHETIC in page.locator("body").inner_text()
    assert "Apprenticeship starts at 16 to 18" in said


def test_an_editor_drafts_a_publisher_approves_and_the_public_reads_it(signed_in):
    said = "Forty firms were asked what they need."
    editor = signed_in("editor")
    start_again(editor)
    follow(editor, "Strategy")
    arrived(editor, "Strategy: what is due")
    follow(editor, "Report progress on an action")
    arrived(editor, "Progress on an action")
    write_progress(editor, said)
    kept_as_typed(editor)
    press_action(editor, "Submit to Review by a publisher")
    settled(editor, ".messages > ul")
    helpers.axe(editor)
    assert said not in editor.request.get("/strategy/actions/1/").text()
    publisher = signed_in("publisher")
    start_again(publisher)
    follow(publisher, "Strategy")
    arrived(publisher, "Strategy: what is due")
    follow(publisher, "Action 1, ")
    assert said in publisher.locator("#id_note").input_value()
    arrived(publisher, "Action 1, ")
    press_action(publisher, "Approve and Publish")
    publisher.goto("/strategy/actions/1/")
    assert said in publisher.locator("main").inner_text()


def write_progress(page, said):
    reach(page, id="id_of_action")
    page.keyboard.type("1. ")
    reach(page, id="id_on")
    for key in ("ArrowUp", "ArrowRight", "ArrowUp", "ArrowRight", "ArrowUp"):  # the first day of this year
        page.keyboard.press(key)
    reach(page, id="id_status")
    page.keyboard.type("In p")
    type_into(page, "id_note", said)
    type_into(page, "id_source", "Example Growth Hub")


def kept_as_typed(page):
    """Without a button, since the address becomes that of a draft that is kept.

    The editor compares with what stood there two seconds after it opened, so one types on until it notices.
    """
    for _ in range(15):
        page.keyboard.type(".")
        with suppress(AssertionError):
            expect(page).to_have_url(re.compile("/progressdraft/edit/"), timeout=2000)
            return
    raise AssertionError("what was typed was not kept")


def settled(page, selector):
    """What was done fades in; half faded, its words have no contrast."""
    expect(page.locator(selector)).to_have_css("opacity", "1")


def press_action(page, words):
    """One of the buttons that the editor keeps behind “More actions”."""
    reach(page, "More actions")
    page.keyboard.press("Enter")
    press(page, words)


def test_an_administrator_invites_somebody_and_gives_them_a_role(signed_in):
    page = signed_in("administrator")
    start_again(page)
    follow(page, "People and roles")
    arrived(page, "People")
    follow(page, "Invite")
    arrived(page, "E-mail address")
    type_into(page, "id_email", "newcomer@example.org")
    submit(page)
    arrived(page, "Organisation")
    choose(page, "organisation", staff.COUNCIL)
    press(page, "Continue")
    arrived(page, "Role")
    choose(page, "role", "analyst")
    press(page, "Continue")
    start_again(page)
    if "area" in heading(page).lower() or "district" in heading(page).lower():
        press(page, "Continue")
        start_again(page)
    assert "newcomer@example.org" in page.locator("main").inner_text()
    helpers.axe(page)


def test_an_administrator_sees_no_young_person(signed_in):
    page = signed_in("administrator")
    assert page.request.get("/office/young-people/").status == 403
