"""A college's list in the office, with the keyboard alone: sent in, linked, doubtful rows decided."""

from datetime import timedelta

from skillshire.core import clock
from tests.browser import keyboard
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.office_list import COLLEGE
from tests.browser.test_office_participation import LIST, OFFICER, not_known, sound


def test_a_colleges_list_is_linked_its_doubtful_rows_decided_and_fewer_are_not_known(office_page, tmp_path):
    page = office_page(OFFICER, LIST, viewport=DESKTOP)
    many = not_known(page)
    keyboard.follow(page, "Lists from schools and colleges")
    assert keyboard.heading(page) == "0 rows wait for a decision"
    both_widths(page)
    keyboard.follow(page, "Send in a list")
    both_widths(page)
    send(page, tmp_path / "college.csv")
    assert keyboard.heading(page) == "1 of 4 rows would be linked: go on?"
    both_widths(page)
    keyboard.reach(page, "Link the list")
    keyboard.submit(page)
    assert "Done. college.csv: linked 1 of 4 rows" in page.inner_text("body")
    assert keyboard.heading(page) == "2 rows wait for a decision"
    both_widths(page)
    keyboard.follow(page, "Joneson, Sam")
    decide(page, "Row 3 of college.csv: whose is it?", "Given name", arrows=0)
    assert "Row 3 of college.csv is linked" in page.inner_text("body")
    assert "#" not in page.url  # the next row is read from its top
    decide(page, "Row 4 of college.csv: whose is it?", "Date of birth", arrows=1)
    assert "Row 4 of college.csv belongs to none of those on record." in page.inner_text("body")
    assert keyboard.heading(page) == "0 rows wait for a decision"
    assert "1 linked, 1 not" in page.inner_text("main") and "Row 5" in page.inner_text("main")
    both_widths(page)
    keyboard.follow(page, "Young people")
    assert not_known(page) == many - 2
    assert "Linkwell" not in page.inner_text("main") and "Joneson" not in page.inner_text("main")
    assert "Lowestone, Patricia" in page.inner_text("main")


def both_widths(page):
    for width in (PHONE, DESKTOP):
        page.set_viewport_size(width)
        sound(page)


def send(page, file):
    began = clock.today() - timedelta(days=30)
    file.write_bytes(COLLEGE)
    page.set_input_files("#id_file", file)
    keyboard.reach(page, id="id_code")
    page.keyboard.type("Further")
    for part in ("day", "month", "year"):
        keyboard.type_into(page, f"id_starts-{part}", str(getattr(began, part)))
    keyboard.type_into(page, "id_establishment", "Example College")
    keyboard.reach(page, "Check the list")
    keyboard.submit(page)


def decide(page, heading, differs, arrows):
    """Choose so many answers below the first one."""
    assert keyboard.heading(page) == heading
    shown = page.locator(".app-alike__row--differs").all_inner_texts()
    assert any(one.startswith(differs) for one in shown)
    both_widths(page)
    keyboard.reach(page, "Keep this decision")
    keyboard.submit(page)
    assert page.title().startswith("Error: ") and page.locator(".govuk-error-summary").is_visible()
    both_widths(page)
    keyboard.reach(page, "Choose whose row it is")
    page.keyboard.press("Enter")  # the fault leads to its question
    page.keyboard.press("Space")
    for _ in range(arrows):
        page.keyboard.press("ArrowDown")
    keyboard.type_into(page, "id_reason", "Rang the college.")
    keyboard.reach(page, "Keep this decision")
    keyboard.submit(page)
