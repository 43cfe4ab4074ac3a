"""A real site, in a process of its own, and a real Chromium. Every test in this folder is a browser test."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from sqlite3 import connect
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests import migrated
from tests.browser import helpers
from tests.browser.office import office_page, office_site

__all__ = ["office_page", "office_site"]  # fixtures, kept in a file of their own
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}
# Quick and quiet: no first-run pages, no calls home. A browser cannot be root inside its own sandbox.
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
START_SECONDS = (
    240  # the first start installs the bundled release, on a machine that is busy with other tests
)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")
            item.add_marker("slow")


# --- The site ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def live_home(tmp_path_factory, worker_id) -> Path:
    """One prepared home for all workers: `skillshire serve` holds a lock while it prepares."""
    base = tmp_path_factory.getbasetemp()
    return (base if worker_id == "master" else base.parent) / "live-home"


@pytest.fixture(scope="session")
def live_site(live_home, tmp_path_factory):
    """The address of a running `skillshire serve`, without a slash at its end."""
    migrated.give(live_home)
    log = tmp_path_factory.mktemp("live") / "serve.log"
    process, address = start(live_home, log)
    try:
        wait_for(f"{address}/", process, log)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def prepared_home(live_home, live_site):
    """prepared_home(path): a home there in which nothing is left to prepare, copied from the live site's."""
    records = "skillshire.sqlite3"

    def copy(home):
        home.parent.mkdir(exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=home.parent))
        shutil.copytree(live_home, aside, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{records}*"))
        with closing(connect(live_home / records)) as source, closing(connect(aside / records)) as target:
            source.backup(target)
        with suppress(OSError):  # another worker's is there by now
            aside.rename(home)

    return copy


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory, worker_id, prepared_home):
    """The address of a running `skillshire serve --demo` with a small county, made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    home = (base if worker_id == "master" else base.parent) / "demo-home"
    prepared_home(home / "demo")
    log = tmp_path_factory.mktemp("demo") / "serve.log"
    process, address = start(home, log, "--demo", "--people", "400")
    try:
        wait_for(f"{address}/", process, log, 3 * START_SECONDS)  # it invents a county first
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


SERVE = [sys.executable, "-m", "skillshire.config.cli", "serve"]


def start(home: Path, log: Path, *more: str) -> tuple[subprocess.Popen, str]:
    """A new site on a free port: its process and its address. It may not answer yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {**os.environ, "SKILLSHIRE_HOME": str(home)}
    environ.pop("DATABASE_URL", None)
    with log.open("w") as stream:
        command = [*SERVE, "--port", str(port), "--workers", "1", *more]
        process = subprocess.Popen(command, env=environ, stdout=stream, stderr=stream)
    return process, f"http://127.0.0.1:{port}"


def wait_for(address: str, process: subprocess.Popen, log: Path, seconds: float = START_SECONDS) -> None:
    last = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < last:
        try:
            with urlopen(address, timeout=20):
                return
        except HTTPError:  # it has started; what it answers is for the tests to judge
            return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the site did not start; it said:\n{log.read_text()}", pytrace=False)


# --- The browser -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("SKILLSHIRE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.skip("needs Chromium; install it or set SKILLSHIRE_CHROMIUM")
    # Playwright keeps an event loop running in this thread, at which Django refuses the database to the other
    # tests of this process. None of them is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ARGUMENTS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def windows(browser, live_site):
    """windows(javascript): a window of the browser, kept for the tests that follow.

    A new one takes longer than most of what is done in it. The site sets no cookie and keeps nothing in the
    browser, as tests here show, so that all a window has of the test before are files that may be kept.
    """
    kept = {}

    def new(javascript):
        context = browser.new_context(base_url=live_site, java_script_enabled=javascript, locale="en-GB")
        page = context.new_page()
        page.has_javascript = javascript
        return page

    def window(javascript, alone=False):
        if alone:
            return new(javascript)
        if javascript not in kept:
            kept[javascript] = new(javascript)
        return kept[javascript]

    yield window
    for page in kept.values():
        page.context.close()


@pytest.fixture
def open_page(windows):
    """open_page("/strategy/", viewport=PHONE, javascript=False): a page, as somebody who comes anew sees it.

    A test that changes more of its window than its size has one `alone`. After the test, anything
    the browser complained of on any page opened this way (a script's fault, a file that is missing, a breach
    of the content security policy) fails it.
    """
    complaints, tidying = [], []

    def open_one(path="/", *, viewport=DESKTOP, javascript=True, expect=200, alone=False):
        page = windows(javascript, alone)
        page.set_viewport_size(viewport)
        tidying.append(helpers.listen(page, complaints))
        if alone:
            tidying.append(page.context.close)
        response = page.goto(path)
        if response.status >= 400:  # the browser complains of that, expected or not
            complaints.clear()
        assert response.status == expect, f"{path} answered {response.status}"
        return page

    open_one.complaints = complaints  # for a test that provokes one: it takes it out of the list
    yield open_one
    for tidy in tidying:
        tidy()
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)


@pytest.fixture(params=["desktop", "phone", "phone without javascript"])
def page(request, open_page):
    """The home page, three ways; go on from there with page.goto(path)."""
    viewport = DESKTOP if request.param == "desktop" else PHONE
    return open_page("/", viewport=viewport, javascript="without" not in request.param)
