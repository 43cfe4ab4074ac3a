"""A person who has only a keyboard."""

import json

MOST = 400  # presses before a person would have given up


def reach(page, words="", *, id=""):  # noqa: A002
    """Tab on from where the focus is to the link, button or field; it must then be seen, and not covered."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        held = page.evaluate(
            "(() => { const n = document.activeElement;"
            " return [n.id, (n.innerText ?? '').replace(/\\s+/g, ' ').trim()] })()"
        )
        if held[0] == id if id else held[1].startswith(words):
            assert_seen(page)
            return
    raise AssertionError(f"no “{words or id}” can be reached by keyboard on {page.url}")


def assert_seen(page):
    """The focus has a visible mark and no other element lies over it (WCAG 2.4.7 and 2.4.11)."""
    fault = page.evaluate(
        """(() => {
          const node = document.activeElement, style = getComputedStyle(node)
          const box = node.getClientRects()[0]  // of its first line, where a link is broken over two
          if (style.outlineStyle === 'none' && style.boxShadow === 'none') return 'has no visible focus'
          if (box.bottom < 0 || box.top > innerHeight) return 'is out of sight'
          const x = box.left + Math.min(box.width, 40) / 2, y = box.top + Math.min(box.height, 20) / 2
          const top = document.elementFromPoint(x, y)
          const same = top && (node.contains(top) || top.contains(node))
          if (top && !same) return 'is covered by ' + top.outerHTML.slice(0, 80)
          return ''
        })()"""
    )
    focused = page.evaluate("document.activeElement.outerHTML.slice(0, 100)")
    assert not fault, f"{focused} on {page.url} {fault}"


def follow(page, words):
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_into(page, id, text):  # noqa: A002
    reach(page, id=id)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def submit(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill_and_submit(page, id, text):  # noqa: A002
    type_into(page, id, text)
    submit(page)


def start_again(page):
    """Back to the top of the page, as after loading it."""
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+Home")


def heading(page):
    return " ".join(page.locator("h1").first.inner_text().split())


def fetch(page, words):
    """What the link that starts with these words would bring, asked for with the page's own connection."""
    reach(page, words)
    address = page.evaluate("document.activeElement.href")
    answer = page.request.get(address)
    assert answer.status == 200, address
    return answer


def parsed(page, words):
    return json.loads(fetch(page, words).text())
