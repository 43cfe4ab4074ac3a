import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from skillshire.places import areas, search

EVERY = st.sampled_from(areas.every())


def words(area):
    """The ends of its names from each word on: what is typed may be the beginning of one, and no slip."""
    parts = [name.split() for name in area.names]
    return [" ".join(part[first:]) for part in parts for first in range(len(part))]


WORDS = [word for area in areas.every() for word in words(area)]


@given(EVERY)
def test_a_code_finds_its_area_alone(area):
    for code in (area.code, *area.former_codes):
        assert areas.find(code) == [area]


@given(EVERY)
def test_a_name_old_or_new_finds_its_area(area):
    for name in area.names:
        assert area in areas.find(name, limit=20)


@given(st.sampled_from(areas.all("district")), st.data())
def test_one_letter_left_out_still_finds_the_district(area, data):
    name = area.name.removesuffix(", City of").removesuffix(", County of")
    place = data.draw(st.integers(1, len(name) - 1))
    slip = name[:place] + name[place + 1 :]
    assume(len(slip) > 4 and not any(word.startswith(slip) for word in WORDS))
    assert area in areas.find(slip, limit=60)


@pytest.mark.parametrize("query", ["stevenge", "stevenage", "STEV", "Stevenage LADU"])
def test_a_slip_or_a_beginning_finds_the_district_first(query):
    assert areas.find(query)[0].code == "E07000243"


def test_a_present_area_comes_before_an_abolished_one_of_its_name():
    assert [area.current for area in areas.find("Buckinghamshire")] == [True, True, False]


def test_the_limit_holds_and_nothing_comes_of_nothing():
    assert len(areas.find("north", limit=3)) == 3
    assert areas.find("") == areas.find(" ,.") == areas.find("qqqqqqqq") == []


@pytest.mark.parametrize(
    "query, first",
    [
        ("west yorks", "E69000037"),
        ("herts", "E10000015"),
        ("east herts", "E07000242"),
        ("hertfrodshire", "E10000015"),
        ("hertfordshire north", "E07000099"),
        ("Stoke-onTrent", "E06000021"),
        ("stok on trent", "E06000021"),
        ("city westminster", "E09000033"),
        ("leeds council", "E08000035"),
        ("e07000097", "E07000242"),
    ],
)
def test_words_in_any_order_begun_mistyped_or_short_find_the_area_first(query, first):
    assert areas.find(query)[0].code == areas.get(first).code


def test_a_very_long_query_is_cut_and_answered():
    assert areas.find("stevenage" + " " * 10_000 + "x")[0].code == "E07000243"
    assert areas.find("x" * 10_000) == []


@given(st.text(max_size=150))
def test_any_text_is_answered(text):
    assert len(areas.find(text)) <= 10


@given(EVERY)
def test_the_exact_code_or_name_is_told_from_what_is_like_it(area):
    assert area in search.exact(area.code, areas.every())
    if area.current:
        assert area in search.exact(area.name.upper(), areas.every())
        assert all(area.name in one.names or area.name.split(",")[0] in one.name
                   for one in search.exact(area.name, areas.every()))  # fmt: skip


def test_a_name_inside_a_longer_text_is_seen_longest_first():
    named = [area.name for area in search.within("pay in North Hertfordshire", areas.every())]
    assert named[:2] == ["North Hertfordshire", "Hertfordshire"]
    assert search.within("apprenticeships", areas.every()) == []
