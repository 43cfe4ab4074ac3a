"""What browser tests ask of a page."""

from functools import cache
from pathlib import Path

# WCAG 2.2 AA and what axe's authors call best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def listen(page, complaints):
    """Collects what the browser complains of on the page, until what is returned is called."""

    def fault(error):
        complaints.append(f"{page.url}: {error}")

    def hear(message):
        if message.type in ("error", "warning"):
            about = message.location.get("url", "")
            complaints.append(f"{page.url}: {message.text} {about if about != page.url else ''}".rstrip())

    page.on("pageerror", fault)
    page.on("console", hear)

    def stop():
        page.remove_listener("pageerror", fault)
        page.remove_listener("console", hear)

    return stop


@cache
def _axe_source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page) -> list[str]:
    """One line for each element that breaks a rule: the rule, what to do, where."""
    # Without JavaScript axe would wait for ever for a timer that never runs.
    assert getattr(page, "has_javascript", True), "axe needs a page that was opened with JavaScript"
    # Through the debugger and not a script tag, which the content security policy would refuse.
    if not page.evaluate("'axe' in window"):
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


_SOUND = set()  # pages, by address, width and content, in which axe found no fault


def axe(page):
    """Asserts that axe finds no fault. The page must have been opened with JavaScript on.

    Several journeys come through the same page; it is looked at once in each state and width.
    """
    state = page.url, page.viewport_size["width"], hash(page.content())
    if state in _SOUND:
        return
    found = violations(page)
    assert not found, f"{page.url} has {len(found)} faults:\n" + "\n".join(found)
    _SOUND.add(state)


def assert_no_sideways_scroll(page):
    """At 320 px, which is 1280 px at 400 % zoom, a page reflows (WCAG 1.4.10)."""
    width, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width <= room, f"{page.url} is {width} px wide in a window of {room} px"


def cookies(page) -> list[str]:
    return [cookie["name"] for cookie in page.context.cookies()]
