"""What browser tests ask of a page."""

from functools import cache
from pathlib import Path

# WCAG 2.2 AA and what axe's authors call best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def listen(page, complaints):
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda message: _hear(page, message, complaints))


def _hear(page, message, complaints):
    if message.type in ("error", "warning"):
        complaints.append(f"{page.url}: {message.text}")


@cache
def _axe_source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page) -> list[str]:
    """One line for each element that breaks a rule: the rule, what to do, where."""
    # Without JavaScript axe would wait for ever for a timer that never runs.
    assert getattr(page, "has_javascript", True), "axe needs a page that was opened with JavaScript"
    # Through the debugger and not a script tag, which the content security policy would refuse.
    page.evaluate(_axe_source())
    result = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{found['id']} ({found['impact']}): {found['help']}: {' '.join(map(str, node['target']))}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def axe(page):
    """Asserts that axe finds no fault. The page must have been opened with JavaScript on."""
    found = violations(page)
    assert not found, f"{page.url} has {len(found)} faults:\n" + "\n".join(found)


def assert_no_sideways_scroll(page):
    """At 320 px, which is 1280 px at 400 % zoom, a page reflows (WCAG 1.4.10)."""
    width, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= room, f"{page.url} is {width} px wide in a window of {room} px"


def cookies(page) -> list[str]:
    return [cookie["name"] for cookie in page.context.cookies()]
