"""Everybody on record, so arranged that a row of a list meets only those who may be meant. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from skillshire.casework.linking import weights
from skillshire.casework.linking.weights import Model, Reason, Told

MOST_SHOWN = 3  # people on record who are offered for one row
Key = tuple[object, ...]


class Verdict(StrEnum):
    LINKED = "linked"
    ASK = "ask"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Candidate:
    """Somebody on record by number, why they may be meant, and how likely that is (0 to 1)."""

    number: int
    reasons: tuple[Reason, ...]
    probability: float


@dataclass(frozen=True)
class Found:
    """`candidates` are the likeliest first, none below the definition's `review`."""

    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()


class Register:
    """Of the people on record, by number. Looking one row up compares it with some dozens of them."""

    def __init__(self, people: Mapping[int, Told], model: Model | None = None) -> None:
        self._people, self._model = people, model or weights.load()
        self._by: dict[Key, list[int]] = defaultdict(list)
        self._names: dict[str, Counter[str]] = {name: Counter() for name in weights.NAMES}
        for number, told in people.items():
            for key in set(_keys(told)):
                self._by[key].append(number)
            for name, counter in self._names.items():
                counter[getattr(told, name)] += 1

    def find(self, told: Told) -> Found:
        """Who is meant, by itself: several rows may still mean one person (`settle`)."""
        near = self._candidates(told)
        shown = tuple(one for one in near if one.probability >= self._model.review)[:MOST_SHOWN]
        if not shown:
            return Found(Verdict.NOBODY)
        sure = shown[0].probability >= self._model.link and not weights.contradicts(shown[0].reasons)
        return Found(Verdict.LINKED if sure else Verdict.ASK, shown)

    def _candidates(self, told: Told) -> list[Candidate]:
        """The likeliest first. A row means one of them or nobody: their probabilities add up to 1 at most."""
        numbers = {number for key in _keys(told) for number in self._by.get(key, ())}
        compared = [(number, self._compared(number, told)) for number in sorted(numbers)]
        odds = [weights.odds(reasons, len(self._people)) for _, reasons in compared]
        whole = 1 + sum(odds)
        found = [Candidate(*one, part / whole) for one, part in zip(compared, odds, strict=True)]
        return sorted(found, key=lambda one: (-one.probability, one.number))

    def _compared(self, number: int, told: Told) -> tuple[Reason, ...]:
        return weights.reasons(told, self._people[number], self._share, self._model)

    def _share(self, field: str, name: str) -> float:
        return self._names[field][name] / len(self._people)


def settle(found: Sequence[Found]) -> list[Found]:
    """Where several rows are linked with one person, a person is asked of each."""
    linked = Counter(one.candidates[0].number for one in found if one.verdict == Verdict.LINKED)
    twice = {number for number, rows in linked.items() if rows > 1}
    return [
        Found(Verdict.ASK, one.candidates)
        if one.verdict == Verdict.LINKED and one.candidates[0].number in twice
        else one
        for one in found
    ]


def _keys(told: Told) -> Iterable[Key]:
    """Two descriptions meet where they share one of these, so one mistake in a row is no hindrance."""
    if told.uln:
        yield "uln", told.uln
    if told.upn:
        yield "upn", told.upn
    if told.born:
        yield "born", told.born.year, *sorted((told.born.month, told.born.day))
    names = sorted((told.given_name, told.family_name))
    yield "names", *names
    if told.postcode:
        yield "at", told.postcode, told.family_name[:1]
        yield "at", told.postcode, told.given_name[:1]
