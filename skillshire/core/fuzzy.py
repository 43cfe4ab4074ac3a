"""Finds texts by their words, whole, begun or mistyped. Knows nothing of what the texts are about.

Every distinct word is kept once with the texts it stands in; a question compares its own few words with that
vocabulary, which is why an answer takes a millisecond or two.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

LONGEST = 100  # characters of a question; nobody types more to find a place or a figure
MOST_WORDS = 12
LONGEST_WORD = 40
CLOSE = 0.75  # one slip in four letters, two in eight
SHORTEST_SLIP = 4  # letters: shorter words are too like each other
SLIP = 0.8  # what a mistyped word is worth beside the very word
# Words that say nothing of what is looked for.
EMPTY = frozenset(["a", "an", "and", "by", "for", "in", "is", "of", "on", "the", "to", "what", "with"])

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Hit(Generic[Key]):
    """`merit` is from 0 to 1: the share of the question that the text answers. `whole`: with every word."""

    key: Key
    merit: float
    whole: bool


class Index(Generic[Key]):
    """Texts by key, each with a weight from 0 to 1 for how much it says of its key."""

    def __init__(self, texts: Iterable[tuple[Key, str, float]]) -> None:
        self._places: dict[str, dict[Key, float]] = defaultdict(dict)
        keys = set()
        for key, text, weight in texts:
            keys.add(key)
            for word in words(text):
                self._places[word][key] = max(weight, self._places[word].get(key, 0.0))
        self._words = list(self._places)
        self._rarity = {word: _rarity(len(keys), len(found)) for word, found in self._places.items()}
        self._unknown = _rarity(len(keys), 1)

    def find(self, question: str, at_least: float = 0.5) -> list[Hit[Key]]:
        """Those that answer `at_least` that share of the question, best first; of equals, in any order."""
        asked = [self._likes(word) for word in words(question)[:MOST_WORDS]]
        whole = sum(worth for _, worth in asked)
        if not whole:
            return []
        merit: dict[Key, float] = defaultdict(float)
        answered: dict[Key, int] = defaultdict(int)
        for likes, worth in asked:
            for key, strength in self._strongest(likes).items():
                merit[key] += strength * worth / whole
                answered[key] += 1
        hits = [
            Hit(key, share, answered[key] == len(asked)) for key, share in merit.items() if share >= at_least
        ]
        return sorted(hits, key=lambda hit: (not hit.whole, -hit.merit))

    def _likes(self, word: str) -> tuple[Mapping[str, float], float]:
        """The words of the vocabulary that `word` may stand for, and how much it narrows the search."""
        likes = _begun(word, self._words) | _slips(word, self._words)
        if word in self._places:
            likes[word] = 1.0
        narrow = max((self._rarity[like] * sure for like, sure in likes.items()), default=self._unknown)
        return likes, narrow

    def _strongest(self, likes: Mapping[str, float]) -> dict[Key, float]:
        best: dict[Key, float] = {}
        for like, sure in likes.items():
            for key, weight in self._places[like].items():
                best[key] = max(best.get(key, 0.0), sure * weight)
        return best


def words(text: str) -> list[str]:
    """The words that matter, each once, in order: lower case, without accents, marks or plural s."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = re.sub(r"['’.\u0300-\u036f]", "", plain)
    found = dict.fromkeys(_stem(word[:LONGEST_WORD]) for word in re.findall(r"[a-z0-9]+", plain))
    return [word for word in found if word not in EMPTY] or list(found)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    """“Apprenticeships” is looked for and kept as “apprenticeship”."""
    plural = len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _rarity(texts: int, holding: int) -> float:
    return math.log(1 + texts / max(1, holding))


def _begun(word: str, among: Sequence[str]) -> dict[str, float]:
    """Longer words that begin with this one; a single letter begins too many."""
    if len(word) < 2:
        return {}
    found = (other for other in among if other.startswith(word))
    return {other: 0.85 + 0.15 * len(word) / len(other) for other in found}


def _slips(word: str, among: Sequence[str]) -> dict[str, float]:
    """Words a slip or two away; a swap of neighbours is one slip. A number is never a slip of another."""
    if len(word) < SHORTEST_SLIP or not word.isalpha():
        return {}
    found = process.extract(
        word, among, scorer=OSA.normalized_similarity, score_cutoff=CLOSE, limit=20, processor=None
    )
    return {other: SLIP * like for other, like, _ in found if other.isalpha()}
