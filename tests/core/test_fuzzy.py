import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import fuzzy

TEXTS = [
    ("pay", "Median weekly pay", 1.0),
    ("starts", "Apprenticeship starts", 1.0),
    ("achieved", "Apprenticeship achievements", 1.0),
    ("claims", "Claimant count", 1.0),
    ("claims", "People on universal credit", 0.7),
]
INDEX = fuzzy.Index(TEXTS)


def found(question, **options):
    return [hit.key for hit in INDEX.find(question, **options)]


@pytest.mark.parametrize(
    "question, first",
    [("pay", "pay"), ("weekly PAY", "pay"), ("aprenticeship starts", "starts"), ("claimnat", "claims"),
     ("app achiev", "achieved"), ("univeral credit", "claims"), ("the apprenticeships", "starts")],
)  # fmt: skip
def test_a_word_whole_begun_or_mistyped_finds_its_text(question, first):
    assert found(question)[0] == first


def test_a_text_with_every_word_comes_before_one_with_some():
    assert found("apprenticeship starts") == ["starts"]
    assert found("apprenticeship starts", at_least=0.1) == ["starts", "achieved"]


def test_a_weaker_text_is_worth_less():
    by_name, by_aside = INDEX.find("claimant")[0], INDEX.find("universal")[0]
    assert by_name.merit == 1.0 and by_aside.merit == 0.7


def test_a_number_is_never_a_slip_of_another():
    index = fuzzy.Index([("2024", "census 2024", 1.0), ("2025", "census 2025", 1.0)])
    assert [hit.key for hit in index.find("2025")] == ["2025"]


@pytest.mark.parametrize("question", ["", "   ", "?!", "\x00", "zzzzzzzz", "x" * 10_000])
def test_what_says_nothing_finds_nothing(question):
    assert found(question) == []


@given(st.text(max_size=200))
def test_any_text_is_answered_and_merits_are_shares(question):
    hits = INDEX.find(question, at_least=0.0)
    assert all(0 <= hit.merit <= 1 + 1e-9 for hit in hits)
    assert [hit.whole for hit in hits] == sorted((hit.whole for hit in hits), reverse=True)


@given(st.sampled_from(TEXTS), st.data())
def test_a_title_with_two_letters_swapped_is_found(text, data):
    key, title, _ = text
    long = [word for word in title.split() if len(word) >= 6]
    word = data.draw(st.sampled_from(long or ["Median"]))
    place = data.draw(st.integers(1, len(word) - 2))
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    assert (key if long else "pay") in found(swapped, at_least=0.3)
