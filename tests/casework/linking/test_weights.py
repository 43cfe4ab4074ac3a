"""Two descriptions of a person: at which level each field agrees, and what that counts for."""

from datetime import date
from math import isclose, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.casework.linking import weights
from skillshire.casework.linking.weights import Told
from skillshire.core.errors import UserError

MODEL = weights.load()
AMY = Told("amy", "quince", date(2009, 5, 17), "AL13JE", "1234567890", "", "F")


def levels(told, known=AMY):
    return {one.field: one.level for one in weights.reasons(told, known, lambda field, name: 0.01, MODEL)}


def odds(told, known=AMY, people=10_000, share=0.01):
    return weights.odds(weights.reasons(told, known, lambda field, name: share, MODEL), people)


@pytest.mark.parametrize(
    ("told", "field", "level"),
    [
        (Told(family_name="quince"), "family_name", "same"),
        (Told(family_name="quinse"), "family_name", "near"),
        (Told(family_name="nightingale"), "family_name", "different"),
        (Told(given_name="amybeth"), "given_name", "near"),
        (Told(given_name="zoe"), "given_name", "different"),
        (Told(born=date(2009, 5, 18)), "born", "near"),
        (Told(born=date(2008, 5, 18)), "born", "different"),
        (Told(postcode="AL13JX"), "postcode", "near"),
        (Told(postcode="AL14JE"), "postcode", "different"),
        (Told(uln="1234567891"), "uln", "different"),
        (Told(gender="M"), "gender", "different"),
    ],
)
def test_a_field_agrees_at_a_level(told, field, level):
    assert levels(told) == {field: level}


def test_day_and_month_may_be_in_each_others_place():
    known = Told(born=date(2009, 3, 11))
    assert levels(Told(born=date(2009, 11, 3)), known) == {"born": "swapped"}


def test_names_in_each_others_place_are_near():
    assert levels(Told("quince", "amy")) == {"given_name": "near", "family_name": "near"}


def test_what_one_side_does_not_say_counts_for_nothing():
    assert levels(Told(upn="A123")) == {}
    assert isclose(odds(Told()), 1 / 10_000)


def test_points_are_the_logarithm_of_two_shares():
    [reason] = weights.reasons(Told(gender="F"), AMY, lambda field, name: 0, MODEL)
    assert isclose(reason.points, log2(0.98 / 0.5))


def test_a_name_that_many_have_counts_less():
    told = Told(family_name="quince")
    assert odds(told, share=0.1) < odds(told, share=0.001)


def test_no_name_counts_as_rarer_than_the_definition_says():
    told = Told(family_name="quince")
    assert odds(told, share=0) == odds(told, share=MODEL.rarest)


def test_among_more_people_the_same_agreement_says_less():
    told = Told(family_name="quince", born=AMY.born)
    assert isclose(odds(told, people=1_000), 10 * odds(told, people=10_000))


@pytest.mark.parametrize("field", [one.id for one in MODEL.fields])
def test_agreeing_speaks_for_one_person_and_differing_against(field):
    [one] = [one for one in MODEL.fields if one.id == field]
    assert one.levels["same"].same > (one.levels["same"].other or MODEL.rarest)
    assert one.levels["different"].same < one.levels["different"].other


@pytest.mark.parametrize("field", [one.id for one in MODEL.fields])
def test_the_levels_of_one_person_are_all_there_are(field):
    [one] = [one for one in MODEL.fields if one.id == field]
    assert isclose(sum(level.same for level in one.levels.values()), 1)


@pytest.mark.parametrize(
    ("text", "made"),
    [("O’Brien-Smith", "obriensmith"), ("Zoë", "zoe"), (" De  Souza ", "desouza"), ("李", "李")],
)
def test_a_name_is_compared_without_case_accents_and_signs(text, made):
    assert weights.plain(text) == made


@given(st.text(max_size=30))
def test_a_plain_name_stays_as_it_is(text):
    assert weights.plain(weights.plain(text)) == weights.plain(text)


NAMES = st.text("abcde", max_size=6)
PEOPLE = st.builds(Told, NAMES, NAMES, st.none() | st.dates(date(2005, 1, 1), date(2010, 12, 31)), NAMES)


@given(PEOPLE, PEOPLE)
def test_the_levels_are_those_of_the_definition(told, known):
    for one in weights.reasons(told, known, lambda field, name: 0.01, MODEL):
        assert one.level in {
            level for field in MODEL.fields if field.id == one.field for level in field.levels
        }


@given(PEOPLE)
def test_nobody_is_likelier_to_be_meant_than_oneself(told):
    assert not weights.contradicts(weights.reasons(told, told, lambda field, name: 0.01, MODEL))
    assert odds(told, told) >= 1 / 10_000


def test_refuses_a_level_with_two_ways_of_chance(tmp_path):
    file = tmp_path / "linking.yaml"
    text = weights.FILE.read_text(encoding="utf-8")
    file.write_text(text.replace("{same: 0.9, name: true}", "{same: 0.9, name: true, other: 0.1}"), "utf-8")
    with pytest.raises(UserError, match="either `other` or `name: true`"):
        weights.load(file)
