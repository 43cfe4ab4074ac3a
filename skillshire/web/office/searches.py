"""What somebody searches a list of people for: posted, kept in their session, named by a meaningless word.

So no name of a person stands in an address, which browsers, proxies and people keep and send on; the address
still leads back, with “back”, in another window and to the next page, as long as they are signed in.
"""

import secrets
from dataclasses import dataclass
from typing import Any

KEPT = "searches"  # in the session: {word: what was searched for}, the newest last
MOST = 10
LONGEST = 80
FIELD = "q"  # of the form
NAMED = "search"  # in the address
WORD_BYTES = 9


LOST = "What was searched for is no longer kept; open the list, and search it again."


@dataclass(frozen=True)
class Search:
    """`word` stands in the address; `text` is empty where nothing is searched for, or no longer known."""

    word: str = ""
    text: str = ""

    @property
    def is_lost(self) -> bool:
        return bool(self.word) and not self.text


def keep(request: Any) -> Search:
    """What the form that was sent asks for. The same words again keep their name."""
    # PostgreSQL refuses a NUL in a text.
    text = request.POST.get(FIELD, "").replace("\x00", "").strip()[:LONGEST]
    if not text:
        return Search()
    kept: dict[str, str] = request.session.get(KEPT, {})
    known = next((word for word, one in kept.items() if one == text), "")
    word = known or secrets.token_urlsafe(WORD_BYTES)
    others = [pair for pair in kept.items() if pair[0] != word]
    request.session[KEPT] = dict([*others, (word, text)][-MOST:])
    return Search(word, text)


def named(request: Any) -> Search:
    """What the address names. Somebody else's word, or one of an earlier sign-in, names nothing."""
    word = request.GET.get(NAMED, "")
    return Search(word, request.session.get(KEPT, {}).get(word, "")) if word else Search()
