"""A participation officer's day, with the keyboard alone, on a phone and on a desk."""

import re

import pytest

from tests.browser import keyboard
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.helpers import assert_no_sideways_scroll, axe
from tests.casework import files

OFFICER = "participation-officer"
LIST = "/office/young-people/"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def viewport(request):
    return request.param


def sound(page):
    axe(page)
    assert_no_sideways_scroll(page)


def test_an_officer_finds_out_what_the_easiest_one_does_and_the_list_is_shorter(office_page):
    page = office_page(OFFICER, "/office/", viewport=DESKTOP)
    sound(page)
    many = not_known(page)
    keyboard.follow(page, f"{many} not known now")
    assert keyboard.heading(page) == f"{many} young people not known now"
    sound(page)
    keyboard.follow(page, "Easley, Quentin")
    assert "Example College may know (+2)" in page.inner_text("main")
    sound(page)
    record_contact(page)
    record_activity(page)
    keyboard.follow(page, "Young people")
    assert keyboard.heading(page) == f"{many - 1} young people not known now"
    assert "Easley" not in page.inner_text("main")


def not_known(page):
    """How many the office's first page or the list says: other journeys may have found some out."""
    return int(re.search(r"(\d+) (?:young people )?not known now", page.inner_text("main")).group(1))


def record_contact(page):
    keyboard.follow(page, "Record a contact")
    sound(page)
    keyboard.reach(page, "Save the note")
    keyboard.submit(page)
    assert page.title().startswith("Error: ") and page.locator(".govuk-error-summary").is_visible()
    sound(page)
    keyboard.reach(page, "Choose how you were in contact.")
    page.keyboard.press("Enter")  # each fault leads to its question
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    keyboard.type_into(page, "id_text", "Rang; is at college since Monday.")
    keyboard.reach(page, "Save the note")
    keyboard.submit(page)
    assert "The note was saved." in page.inner_text("main")
    sound(page)


def record_activity(page):
    keyboard.follow(page, "Record what they are doing")
    sound(page)
    keyboard.reach(page, id="id_code")
    page.keyboard.type("Further")
    keyboard.type_into(page, "id_establishment_name", "Example College")
    keyboard.reach(page, "Continue")
    keyboard.submit(page)
    assert keyboard.heading(page) == "Check your answers"
    assert "Further education, full time" in page.inner_text("main")
    sound(page)
    keyboard.reach(page, "Save")
    keyboard.submit(page)
    assert "The activity was recorded." in page.inner_text("main")
    assert "Full-time education" in page.inner_text("main")


def test_a_file_with_an_error_is_mended_and_loaded(office_page, tmp_path):
    page = office_page(OFFICER, f"{LIST}import/", viewport=DESKTOP)
    sound(page)
    choose(page, tmp_path / "list.csv", files.file(files.row(1), files.row(2, CohortStatus="Z")))
    assert "list.csv was not loaded" in keyboard.heading(page)
    assert "CohortStatus" in page.inner_text("main")
    sound(page)
    choose(page, tmp_path / "list.csv", files.file(files.row(1), files.row(2)))
    assert keyboard.heading(page) == "2 new, 0 changed: load it?"
    sound(page)
    keyboard.reach(page, "Load the file")
    keyboard.submit(page)
    assert keyboard.heading(page) == "list.csv was loaded"
    sound(page)


def choose(page, file, data):
    """The browser's own window for files is not the page's; what was chosen in it is set here."""
    file.write_bytes(data)
    page.set_input_files("#id_file", file)
    keyboard.reach(page, "Check the file")
    keyboard.submit(page)


PAGES = ["", "files/", "import/", "linking/", "linking/list/", "return/", "?state=all", "?search=unknown"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_reads_well_at_both_widths(office_page, viewport, path):
    sound(office_page(OFFICER, LIST + path, viewport=viewport))


@pytest.mark.parametrize("part", ["", "activity/", "adviser/", "confirm/", "destination/", "note/", "offer/",
                                  "plan/", "transfer/"])  # fmt: skip
def test_every_page_of_a_record_reads_well_on_a_phone(office_page, part):
    page = office_page(OFFICER, f"{LIST}?state=learning&order=name", viewport=PHONE)
    record = page.locator(".app-people__who a").first.get_attribute("href")
    assert page.goto(record + part).status == 200
    sound(page)


def test_nothing_needs_a_script(office_page):
    page = office_page(OFFICER, LIST, viewport=PHONE, javascript=False)
    keyboard.type_into(page, "q", "Known3")
    keyboard.submit(page)
    assert "Searching for “Known3”" in page.inner_text("main")
    assert_no_sideways_scroll(page)


def test_a_search_is_cleared_and_nothing_of_it_stays_in_the_history(office_page):
    page = office_page(OFFICER, LIST, viewport=DESKTOP)
    keyboard.fill_and_submit(page, "q", "Known3")
    assert "Searching for “Known3”" in page.inner_text("main")
    assert "known3" not in page.url.lower() + page.title().lower()
    sound(page)
    page.reload()  # asks nobody whether to send a form again
    assert "Searching for “Known3”" in page.inner_text("main")
    keyboard.follow(page, "clear search")
    assert "Searching for" not in page.inner_text("main")
    page.go_back()
    assert "Searching for “Known3”" in page.inner_text("main")
