"""A person who has only a keyboard."""

import json

MOST = 400  # presses before a person would have given up

# [the first place with these words (or this id) after the focus, how many presses of Tab lead there at least,
# and how many of Shift+Tab]. What is counted is sure to be a stop; a group of radio buttons may be none.
FIND = """([words, id]) => {
  const kinds = 'a[href], button, input, select, textarea, summary, [tabindex]'
  const stops = [...document.querySelectorAll(kinds)]
    .filter(node => node.tabIndex >= 0 && !node.disabled && node.type !== 'hidden')
    .filter(node => node.checkVisibility({visibilityProperty: true}))
  const said = node => (node.innerText ?? node.textContent).replace(/\\s+/g, ' ').trim()
  const after = stops.indexOf(document.activeElement) + 1
  const turned = [...stops.slice(after), ...stops.slice(0, after)]
  const found = turned.find(node => id ? node.id === id : said(node).startsWith(words))
  const sure = nodes => nodes.filter(node => node.type !== 'radio').length
  const at = turned.indexOf(found)
  const behind = turned.slice(at + 1, turned.length - (after > 0))
  return {found, ahead: 1 + sure(turned.slice(0, at)), behind: 1 + sure(behind)}
}"""
SEEN = """node => {
  const style = getComputedStyle(node)
  const box = node.getClientRects()[0]  // of its first line, where a link is broken over two
  if (style.outlineStyle === 'none' && style.boxShadow === 'none') return 'has no visible focus'
  if (box.bottom < 0 || box.top > innerHeight) return 'is out of sight'
  const x = box.left + Math.min(box.width, 40) / 2, y = box.top + Math.min(box.height, 20) / 2
  const top = document.elementFromPoint(x, y)
  const same = top && (node.contains(top) || top.contains(node))
  if (top && !same) return 'is covered by ' + top.outerHTML.slice(0, 80)
  return ''
}"""


def reach(page, words="", *, id=""):  # noqa: A002
    """Tab on from where the focus is to the link, button or field, or back to it where that is nearer.

    It must then be seen, and not covered. Every stop on the way is a key pressed; only the last ones are
    looked at, since each look is a message to the browser and back.
    """
    told = page.evaluate_handle(FIND, [words, id])
    found = told.get_property("found").as_element()
    if found:
        ahead, behind = page.evaluate("told => [told.ahead, told.behind]", told)
        key, least = ("Tab", ahead) if ahead <= behind else ("Shift+Tab", behind)
        for presses in range(1, MOST):
            page.keyboard.press(key)
            if presses >= least and found.evaluate("node => node === document.activeElement"):
                return assert_seen(page, found)
    raise AssertionError(f"no “{words or id}” can be reached by keyboard on {page.url}")


def assert_seen(page, focused):
    """The focus has a visible mark and no other element lies over it (WCAG 2.4.7 and 2.4.11)."""
    fault = focused.evaluate(SEEN)
    assert not fault, f"{focused.evaluate('node => node.outerHTML.slice(0, 100)')} on {page.url} {fault}"


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
