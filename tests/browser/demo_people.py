"""The ready-made people of the demo, at a keyboard. Each signs in once; later windows begin signed in."""

from skillshire.casework.demo import staff
from skillshire.core import clock
from tests.browser import helpers
from tests.browser.keyboard import submit, type_into

_states = {}


def window(browser, site, username, complaints):
    """A window of its own, in which that person has signed in with password and code, by keyboard alone."""
    key = (site, username)
    context = browser.new_context(base_url=site, locale="en-GB", storage_state=_states.get(key))
    page = context.new_page()
    stop = helpers.listen(page, complaints)
    if key not in _states:
        sign_in(page, username)
        _states[key] = context.storage_state()
    page.stop_listening = stop
    return page


def sign_in(page, username):
    ready = next(one for one in staff.READY if one.username == username)
    page.goto("/office/account/login/")
    type_into(page, "id_login", username)
    type_into(page, "id_password", staff.PASSWORD)
    submit(page)
    if "second step" in page.locator("h1").inner_text().lower():
        type_into(page, "id_code", staff.code(ready.secret, clock.now()))
        submit(page)
    assert "/office/" in page.url and "login" not in page.url, page.url
