"""The office in a real browser: a site of its own, with somebody signed in for each role.

`office_page(role, "/office/…", viewport=PHONE)` is a page of the browser in which that person is signed in.
Each test has windows of its own; the records are those of office_seed.py, shared by the tests of one worker.
"""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.browser import helpers

DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def office_site(tmp_path_factory, prepared_home):
    """(address, {role: cookie}) of a site with an office; its home is this worker's alone."""
    from tests.browser.conftest import start, wait_for

    home = tmp_path_factory.mktemp("office") / "home"
    prepared_home(home)
    cookies = seeded(home)
    log = home.parent / "serve.log"
    process, address = start(home, log)
    try:
        wait_for(f"{address}/", process, log)
        yield address, cookies
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def seeded(home):
    environ = {
        **os.environ,
        "SKILLSHIRE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "skillshire.config.settings",
    }
    environ.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "tests.browser.office_seed"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def office_page(browser, office_site):
    """office_page("participation-officer", "/office/young-people/", viewport=PHONE)

    What the browser complains of, beside answers of 400 that a test expects, fails the test.
    """
    address, cookies = office_site
    complaints, contexts = [], []

    def open_one(role, path="/office/", *, viewport=DESKTOP, javascript=True):
        context = browser.new_context(
            base_url=address, viewport=viewport, java_script_enabled=javascript, locale="en-GB"
        )
        contexts.append(context)
        name, value = cookies[role]
        context.add_cookies([{"name": name, "value": value, "url": f"{address}/office/"}])
        page = context.new_page()
        page.has_javascript = javascript
        helpers.listen(page, complaints)
        answer = page.goto(path)
        assert answer.status == 200, f"{path} answered {answer.status}"
        return page

    yield open_one
    for context in contexts:
        context.close()
    left = [one for one in complaints if "status of 400" not in one]
    assert not left, "the browser complained:\n" + "\n".join(left)
