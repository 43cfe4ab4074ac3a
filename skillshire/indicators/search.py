"""Finds indicators for what a person typed: their titles, subjects, questions, names and themes."""

from collections.abc import Iterator
from functools import lru_cache

from skillshire.core import fuzzy
from skillshire.indicators import queries
from skillshire.indicators.definitions import IndicatorDefinition

# What people say for what publishers call otherwise, beside the words of the definitions.
ALSO = {
    "claimant": "universal credit jobseekers allowance jsa benefits unemployed dole",
    "pay": "wages salary earnings income",
    "neet": "not in education employment or training",
    "gcse": "english maths school exam results",
    "business": "firms companies enterprises startups",
    "advert": "vacancies jobs online",
    "apprenticeship": "apprentices",
    "self-employment": "freelance self employed sole trader",
    "gva": "gross value added productivity output",
    "inactive": "economically inactive",
}


def find(query: str, limit: int = 10, at_least: float = 0.5) -> list[IndicatorDefinition]:
    """The indicators of the release that serves which answer `at_least` that share of the query, best first.

    A query is cut at fuzzy.LONGEST characters. Those with a shorter title come first where merits are equal.
    """
    known = {one.id: one for one in queries.indicators()}
    hits = _index(queries.release().id).find(query[: fuzzy.LONGEST], at_least)
    hits.sort(key=lambda hit: (not hit.whole, -round(hit.merit, 6), len(known[hit.key].title), hit.key))
    return [known[hit.key] for hit in hits[:limit]]


def exact(query: str) -> IndicatorDefinition | None:
    """The indicator with this very id or title, whatever the case and spaces."""
    wanted = " ".join(query[: fuzzy.LONGEST].casefold().split())
    every = queries.indicators()
    return next((one for one in every if wanted in (one.id, one.title.casefold())), None)


@lru_cache(maxsize=2)
def _index(release: str) -> fuzzy.Index[str]:
    """Made at the first question to a release; `release` says which and is otherwise unused."""
    return fuzzy.Index(text for one in queries.indicators() for text in _texts(one))


def _texts(one: IndicatorDefinition) -> Iterator[tuple[str, str, float]]:
    yield one.id, one.title, 1.0
    yield one.id, one.id.replace("-", " "), 0.95
    yield one.id, one.subject, 0.8
    yield one.id, one.theme.replace("-", " "), 0.75
    yield one.id, one.question, 0.6
    yield one.id, one.numerator, 0.4
    yield one.id, one.why, 0.3
    for word, others in ALSO.items():
        if word in f"{one.id} {one.title}".casefold():
            yield one.id, others, 0.7
