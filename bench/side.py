"""An indicator's page beside what else it could be made with: Datasette, Streamlit, Dash, Shiny for Python.

Measured in a real browser with nothing in its cache, since that is where those frameworks draw: when the
chart (for Datasette the table, it has no chart) can be seen, and what came over the line.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench import link, server, sites, table
from bench.figures import Figures
from bench.plan import Plan, has, interleave
from bench.server import Site

OURS = "Skillshire: chart and table"
READERS = 8  # at once
APPS = {
    "Streamlit": "streamlit",
    "Dash": "dash",
    "Shiny for Python": "shiny",
    "Datasette (table only)": "datasette",
}


@dataclass(frozen=True)
class Page:
    """`chart` and `figures` are what must be seen before the page counts as there."""

    site: Site
    path: str
    chart: str
    figures: str

    @property
    def url(self) -> str:
        return self.site.url(self.path)


def run(plan: Plan) -> None:
    question = sites.sixty(plan)
    table.heading(f"side: a new reader’s first look at {question.rows} figures of three areas, in Chromium")
    browser = link._chromium() if has("playwright") else ""
    if not browser:
        table.say("Not run: it needs the package playwright and a Chromium.")
        return
    with ExitStack() as stack:
        pages = _pages(plan, stack, question)
        from playwright.sync_api import sync_playwright

        chrome = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=browser, args=["--no-sandbox"]
        )
        stack.callback(chrome.close)
        table.say(_memory(pages))
        _compare(plan, pages, chrome, "as fast as this machine is", slow=False)
        _compare(plan, pages, chrome, f"{link.MEGABIT} Mbit/s and {link.TRIP} ms", slow=True)
        _crowd(plan, pages, chrome)


def _compare(plan: Plan, pages: dict[str, Page], chrome: Any, title: str, slow: bool) -> None:
    table.say(f"\n### {title}\n")
    found = interleave(
        {name: _visit(chrome, page, slow) for name, page in pages.items()}, 1 if plan.quick else plan.rounds
    )
    table.results(found, OURS, "chart s", missing=_missing())


def _visit(chrome: Any, page: Page, slow: bool) -> Callable[[], Figures]:
    def once() -> Figures:
        context = chrome.new_context(viewport={"width": 1280, "height": 900})
        tab = context.new_page()
        session = context.new_cdp_session(tab)
        session.send("Network.enable")
        if slow:
            speed = link.MEGABIT * 1e6 / 8
            session.send("Network.emulateNetworkConditions", {
                "offline": False, "latency": link.TRIP,
                "downloadThroughput": speed, "uploadThroughput": speed,
            })  # fmt: skip
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        before = server.worked(page.site.process)
        seconds = _seen(tab, page)
        worked = server.worked(page.site.process) - before
        context.close()
        return {
            "chart s": seconds, "kB": sum(sizes) / 1000,
            "requests": float(len(sizes)), "server CPU ms": worked,
        }  # fmt: skip

    return once


def _seen(tab: Any, page: Page) -> float:
    """Seconds from asking until both the chart and the figures can be seen."""
    tab.goto(page.url, wait_until="commit", timeout=90_000)
    for selector in (page.chart, page.figures):
        tab.wait_for_selector(selector, state="visible", timeout=90_000)
    return float(tab.evaluate("performance.now()")) / 1000


def _crowd(plan: Plan, pages: dict[str, Page], chrome: Any) -> None:
    """Readers who come together: until the last of them sees the page, their browsers' own work included."""
    table.say(f"\n### {READERS} readers at once\n")
    rounds = 1 if plan.quick else plan.rounds
    found = interleave({name: _together(chrome, page) for name, page in pages.items()}, rounds)
    table.results(found, OURS, "last chart s")


def _together(chrome: Any, page: Page) -> Callable[[], Figures]:
    def once() -> Figures:
        contexts = [chrome.new_context(viewport={"width": 1280, "height": 900}) for _ in range(READERS)]
        tabs = [context.new_page() for context in contexts]
        before, start = server.worked(page.site.process), time.perf_counter()
        for tab in tabs:
            tab.goto(page.url, wait_until="commit", timeout=90_000)
        for tab in tabs:
            for selector in (page.chart, page.figures):
                tab.wait_for_selector(selector, state="visible", timeout=90_000)
        seconds = time.perf_counter() - start
        worked = (server.worked(page.site.process) - before) / READERS
        memory = server.memory(page.site.process)
        for context in contexts:
            context.close()
        return {"last chart s": seconds, "server CPU ms a reader": worked, "RSS MB": memory}

    return once


def _memory(pages: dict[str, Page]) -> str:
    lines = ["Memory of the server before anyone came, all its processes:\n"]
    lines += [f"- {name}: {server.memory(page.site.process):,.0f} MB" for name, page in pages.items()]
    return "\n".join(lines)


def _missing() -> dict[str, str]:
    absent = {
        name: f"the package {module} is not installed" for name, module in APPS.items() if not has(module)
    }
    elsewhere = "needs R, or a database and a queue of its own; published figures stand in the text"
    return {**absent, "DfE’s dashboard (R Shiny), Superset": elsewhere}


# --- Starting them -----------------------------------------------------------------------------------------


def _pages(plan: Plan, stack: ExitStack, question: sites.Question) -> dict[str, Page]:
    ours = stack.enter_context(sites.skillshire(plan))
    query = urlencode({"area": question.areas}, doseq=True)
    found = {OURS: Page(ours, f"/indicators/{question.indicator}/?{query}", "svg[role=img]", "table")}
    if has("datasette"):
        shown = stack.enter_context(sites.datasette(plan))
        found["Datasette (table only)"] = Page(shown, question.datasette(), "table", "table")
    asked = urlencode({"indicator": question.indicator, "areas": ",".join(question.areas)})
    for name, (module, command, chart, figures) in _commands().items():
        if has(module):
            site = stack.enter_context(_started(plan, name, command))
            found[name] = Page(site, f"/?{asked}", chart, figures)
    return found


def _commands() -> dict[str, tuple[str, list[str], str, str]]:
    """How each is started, as its documents say for a site in earnest; and what its chart and table are."""
    folder, run = sites.ours.ROOT / "bench" / "peers", [str(sites.BIN / "python"), "-m"]
    return {
        "Streamlit": (
            "streamlit",
            [*run, "streamlit", "run", str(folder / "streamlit_app.py"), "--server.port", "{port}",
             "--server.headless", "true", "--browser.gatherUsageStats", "false"],
            '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg',
            '[data-testid="stDataFrame"] canvas',
        ),
        "Dash": (
            "dash",
            [*run, "gunicorn", "bench.peers.dash_app:server", "--workers", "2", "--bind", "127.0.0.1:{port}",
             "--log-level", "warning"],
            ".js-plotly-plot .main-svg", ".dash-table-container td",
        ),
        "Shiny for Python": (
            "shiny",
            [*run, "shiny", "run", "--port", "{port}", "--host", "127.0.0.1", "bench.peers.shiny_app:app"],
            "#chart img", "#figures table",
        ),
    }  # fmt: skip


def _started(plan: Plan, name: str, command: list[str]) -> Any:
    root = str(sites.ours.ROOT)
    environ = {"BENCH_DATABASE": str(sites.database(plan)), "PYTHONPATH": root}
    return server.running(command, "/", plan.work / f"{name.split(maxsplit=1)[0].lower()}.log", environ)
