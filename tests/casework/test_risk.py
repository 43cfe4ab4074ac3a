"""The points lists, worked by hand, and what holds of every list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from skillshire.casework import risk
from skillshire.core.errors import UserError

NOTHING = {
    "attendance": 96.0,
    "exclusion_share": 0.0,
    "ever_excluded": False,
    "free_meals": False,
    "english_additional": False,
    "send": "none",
    "alternative_provision": False,
    "looked_after": False,
    "carer": False,
    "youth_justice": False,
    "pregnant_or_parent": False,
    "custody": False,
}


def points(model, **factors):
    return risk.score({**NOTHING, **factors}, risk.model(model)).points


@pytest.mark.parametrize(
    ("factors", "worked"),
    [
        ({}, 0),
        ({"attendance": 90.0}, 0),  # “less than 90%”
        ({"attendance": 89.9}, 1),
        ({"attendance": 85.0}, 1),
        ({"attendance": 84.9}, 2),  # the bands shut each other out: 2, not 3
        ({"exclusion_share": 0.5}, 1),
        ({"exclusion_share": 50.0}, 1),
        ({"exclusion_share": 50.1}, 2),
        ({"english_additional": True}, 1),
        ({"send": "support"}, 1),
        ({"send": "ehcp"}, 2),
        ({"alternative_provision": True}, 1),
        ({"looked_after": True}, 2),
        ({"carer": True}, 2),
        ({"youth_justice": True}, 2),
        ({"pregnant_or_parent": True}, 2),
        ({"free_meals": True}, 2),
        ({"custody": True}, 0),  # not on this list
        ({"ever_excluded": True}, 0),  # it asks how much of the absence was exclusion instead
        ({"attendance": 80.0, "free_meals": True, "send": "support"}, 5),
    ],
)
def test_the_list_of_2022_gives_the_points_worked_by_hand(factors, worked):
    assert points("buckinghamshire-2022", **factors) == worked


@pytest.mark.parametrize(
    ("factors", "worked"),
    [
        ({}, 0),
        ({"attendance": 90.1}, 0),
        ({"attendance": 90.0}, 1),  # “at most 90%”
        ({"attendance": 85.1}, 1),
        ({"attendance": 85.0}, 2),  # both rules add up
        ({"exclusion_share": 60.0}, 0),  # it asks only whether there ever was one
        ({"ever_excluded": True}, 2),
        ({"english_additional": True}, 1),
        ({"send": "support"}, 1),
        ({"send": "ehcp"}, 2),
        ({"alternative_provision": True}, 1),
        ({"looked_after": True}, 2),
        ({"carer": True}, 2),
        ({"youth_justice": True}, 2),
        ({"pregnant_or_parent": True}, 2),
        ({"free_meals": True}, 2),
        ({"custody": True}, 2),
        ({"attendance": 80.0, "free_meals": True, "send": "support"}, 5),
    ],
)
def test_the_list_of_2023_gives_the_points_worked_by_hand(factors, worked):
    assert points("four-councils-2023", **factors) == worked


@pytest.mark.parametrize(
    ("model", "at_two", "at_three"),
    [
        ("buckinghamshire-2022", True, True),
        ("four-councils-2023", False, True),
        ("skillshire-2026", True, True),
    ],
)
def test_whether_a_score_that_equals_the_threshold_is_flagged_is_stated(model, at_two, at_three):
    assert risk.model(model).flags(2) is at_two
    assert risk.model(model).flags(3) is at_three


@pytest.mark.parametrize(
    ("scored", "band"),
    [(0, ""), (1, "an offer of support"), (2, "additional support"), (3, "additional support"),
     (4, "substantial support"), (9, "substantial support")],
)  # fmt: skip
def test_the_bands_of_2023_begin_at_1_2_and_4(scored, band):
    assert risk.model("four-councils-2023").band(scored) == band


def test_the_list_that_the_office_works_with_asks_for_nothing_protected():
    default = risk.model()
    assert not risk.PROTECTED & set(default.fields)
    assert not {"gender", "ethnicity", "born"} & set(risk.FACTORS)


def test_what_nobody_knows_scores_nothing_and_is_said():
    found = risk.score({"free_meals": True}, risk.model("four-councils-2023"))
    assert found.points == 2
    assert "free_meals" not in found.unknown
    assert set(found.unknown) == set(risk.model("four-councils-2023").fields) - {"free_meals"}


def test_an_empty_text_is_not_known():
    assert "send" in risk.score({**NOTHING, "send": ""}, risk.model("four-councils-2023")).unknown


def test_an_attendance_of_nought_is_known_and_scores():
    found = risk.score({**NOTHING, "attendance": 0.0}, risk.model("four-councils-2023"))
    assert (found.points, found.unknown) == (2, ())


FIELDS = {
    "attendance": st.none() | st.floats(0, 100),
    "exclusion_share": st.none() | st.floats(0, 100),
    "send": st.sampled_from(["", "none", "support", "ehcp"]),
} | dict.fromkeys(
    [name for name in risk.FACTORS if name not in ("attendance", "exclusion_share", "send")],
    st.sampled_from([None, False, True]),
)
PEOPLE = st.fixed_dictionaries(FIELDS)
MODELS = st.sampled_from(sorted(risk.models()))


@given(PEOPLE, MODELS)
def test_the_points_are_the_sum_of_the_reasons(person, name):
    found = risk.score(person, risk.model(name))
    assert found.points == sum(reason.points for reason in found.reasons)
    assert not {reason.factor for reason in found.reasons} & set(found.unknown)


@given(PEOPLE, MODELS, st.sampled_from(sorted(risk.FACTORS)))
def test_learning_something_never_lowers_a_score(person, name, field):
    less = risk.score({**person, field: None}, risk.model(name))
    assert less.points <= risk.score(person, risk.model(name)).points


@given(PEOPLE, MODELS)
def test_what_the_list_does_not_ask_changes_nothing(person, name):
    model = risk.model(name)
    asked = {field: person[field] for field in model.fields}
    assert risk.score({**asked, "gender": "F", "ethnicity": "WBRI"}, model) == risk.score(person, model)


def test_an_unknown_list_is_refused_with_those_there_are():
    with pytest.raises(UserError, match="choose one of buckinghamshire-2022, four-councils-2023"):
        risk.model("oxfordshire")


@pytest.mark.parametrize(
    "rule",
    [
        {"field": "gender", "is": "F", "points": 1, "said": "is a girl"},
        {"field": "send", "points": 1, "said": "no test"},
        {"field": "attendance", "is": True, "below": 90, "points": 1, "said": "both"},
        {"field": "attendance", "below": 90, "points": 0, "said": "no points"},
    ],
)
def test_a_faulty_rule_is_refused(rule):
    with pytest.raises(ValidationError):
        risk.Rule.model_validate(rule)
