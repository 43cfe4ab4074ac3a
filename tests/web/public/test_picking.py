"""Areas written into a field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.web.public.pages import picking


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("E07000243", "E07000243"),
        (" e07000243 ", "E07000243"),
        ("Stevenage", "E07000243"),
        ("stevenage (district)", "E07000243"),
        ("Hertfordshire (skills plan area)", "E69000016"),
        ("Hertfordshire (county)", "E10000015"),
        ("Cornwall", "E06000052"),
    ],
)
def test_reads_a_code_a_name_and_a_name_with_its_kind(figures, text, code):
    assert picking.area(text).code == code


@pytest.mark.parametrize(("text", "said"), [("Stevenge", "Stevenage"), ("xqzzv", "write a name or a code")])
def test_names_the_nearest_to_what_is_no_area(figures, text, said):
    with pytest.raises(UserError, match=said):
        picking.area(text)


def test_refuses_a_code_that_no_area_has(figures):
    with pytest.raises(UserError, match="No area has the code “E07999999”"):
        picking.area("E07999999")


def test_every_suggestion_is_read_as_the_area_it_names():
    for text in picking.suggestions():
        assert picking.label(picking.area(text)) == text


def test_suggests_what_covers_much_ground_first():
    assert picking.suggestions()[0] == "England (country)"


@given(st.sampled_from(areas.all("district")))
def test_every_district_is_read_back_from_its_label(area):
    assert picking.area(picking.label(area)) == area
