"""Pages over a slow link in a real browser with nothing in its cache."""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from bench import sites, table
from bench.figures import Figures, middle
from bench.plan import Plan, has, interleave

MEGABIT, TRIP = 1.6, 150  # Mbit/s both ways, milliseconds there and back
SECONDS, KILOBYTES = 0.9, 100.0
PAGES = {
    "home": "/",
    "strategy": "/strategy/",
    "measure 2": sites.MEASURE,
    "indicators": "/indicators/",
    "claimant count": "/indicators/claimant-count-rate/",
}
PAINTED = """() => new Promise(done => {
  let largest = 0
  new PerformanceObserver(list => { for (const one of list.getEntries()) largest = one.startTime })
    .observe({type: "largest-contentful-paint", buffered: true})
  const look = turn => {
    const first = performance.getEntriesByName("first-contentful-paint")
    if (first.length && largest || turn > 20) done([first.length ? first[0].startTime : 0, largest])
    else setTimeout(() => look(turn + 1), 100)
  }
  setTimeout(() => look(0), 300)
})"""


def run(plan: Plan) -> None:
    table.heading(f"link: {MEGABIT} Mbit/s, {TRIP} ms, nothing cached, in Chromium")
    if not has("playwright"):
        table.say("Not run: the package playwright is not installed.")
        return
    browser = _chromium()
    if not browser:
        table.say("Not run: there is no Chromium; install it, or name one in SKILLSHIRE_CHROMIUM.")
        return
    with ExitStack() as stack:
        addresses = _addresses(plan, stack)
        from playwright.sync_api import sync_playwright

        started = stack.enter_context(sync_playwright())
        chrome = started.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        stack.callback(chrome.close)
        found = interleave({name: _loader(chrome, url) for name, url in addresses.items()}, plan.rounds)
    table.results(found, "Skillshire: measure 2", "readable s", missing=sites.missing())
    own = [rounds for name, rounds in found.items() if name.startswith("Skillshire")]
    table.goal(
        "slowest page readable in seconds, at most 0.9", max(middle(r, "readable s") for r in own), SECONDS
    )
    table.goal("largest page in kB, at most 100", max(middle(r, "kB") for r in own), KILOBYTES)


def _chromium() -> str:
    names = (os.environ.get("SKILLSHIRE_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), "")


def _addresses(plan: Plan, stack: ExitStack) -> dict[str, str]:
    site = stack.enter_context(sites.skillshire(plan))
    found = {f"Skillshire: {name}": site.url(path) for name, path in PAGES.items()}
    question = sites.sixty(plan)
    if "plain Django" not in sites.missing():
        plain = stack.enter_context(sites.plain_django(plan, BENCH_GZIP="1"))
        found["plain Django, gzip: a bare table of 60 rows"] = plain.url(question.django)
    if "Datasette" not in sites.missing():
        shown = stack.enter_context(sites.datasette(plan))
        found["Datasette, gzip: page of 60 rows"] = shown.url(question.datasette())
    return found


def _loader(chrome: Any, url: str) -> Callable[[], Figures]:
    def once() -> Figures:
        context = chrome.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        speed = MEGABIT * 1e6 / 8
        session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": TRIP, "downloadThroughput": speed, "uploadThroughput": speed,
        })  # fmt: skip
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(url, wait_until="load", timeout=60_000)
        first, largest = page.evaluate(PAINTED)
        context.close()
        if not first or not largest:
            raise SystemExit(f"Chromium did not say when {url} was painted; nothing is shown.")
        return {
            "first text s": first / 1000, "readable s": max(first, largest) / 1000,
            "kB": sum(sizes) / 1000, "requests": float(len(sizes)),
        }  # fmt: skip

    return once
