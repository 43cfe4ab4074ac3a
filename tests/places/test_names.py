import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.places import areas, names

PRESENT = st.sampled_from(areas.all())


@given(PRESENT)
def test_case_spaces_and_the_word_and_make_no_difference(area):
    key = names.key(area.name)
    assert names.key(area.name.upper()) == key
    assert names.key(f"  {area.name.replace(' ', '   ')} ") == key
    assert names.key(area.name.replace(" and ", " & ")) == key


@given(st.text(alphabet=string.printable + "’éŵ", max_size=40))
def test_a_key_is_its_own_key(text):
    key = names.key(text)
    assert names.key(key) == key or key.startswith("the ")


def test_different_areas_of_one_level_have_different_keys():
    for level in areas.LEVELS:
        present = areas.all(level)
        assert len({names.key(area.name) for area in present}) == len(present)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Stevenage LADU", "district"), ("Tees Valley MCA", "combined-authority"), ("Dorset LSIP", "lsip"),
        ("Stevenage", None), ("Philadelphia", None),
    ],
)  # fmt: skip
def test_a_name_says_its_level_only_by_a_suffix(name, level):
    assert names.level(name) == level
