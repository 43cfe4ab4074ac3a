"""Whom a row means, among everybody on record."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from skillshire.casework.linking.register import Found, Register, Verdict, settle
from skillshire.casework.linking.weights import Told
from tests.spec import linking_truth

AMY = Told("amy", "quince", date(2009, 5, 17), "AL13JE", "", "", "F")
CROWD = {
    number: Told(
        f"g{number:03}", f"f{number:03}", date(2008, 1 + number % 12, 1 + number % 28), f"SG1{number:03}"
    )
    for number in range(100, 900)
}


def find(told, *people):
    return Register(CROWD | dict(enumerate(people))).find(told)


def test_a_row_that_agrees_in_all_is_linked():
    found = find(AMY, AMY)
    assert (found.verdict, found.candidates[0].number) == (Verdict.LINKED, 0)
    assert found.candidates[0].probability > 0.999


def test_a_row_of_somebody_unknown_is_nobodys():
    assert find(AMY) == Found(Verdict.NOBODY)


def test_a_twin_is_for_a_person_to_see():
    found = find(replace(AMY, given_name="bea"), AMY)
    assert (found.verdict, found.candidates[0].number) == (Verdict.ASK, 0)


def test_of_twins_on_record_the_one_of_that_name_is_linked():
    found = find(AMY, replace(AMY, given_name="bea"), AMY)
    assert (found.verdict, found.candidates[0].number) == (Verdict.LINKED, 1)


def test_two_on_record_who_are_alike_in_all_are_for_a_person_to_tell_apart():
    found = find(AMY, AMY, AMY)
    assert (found.verdict, [one.number for one in found.candidates]) == (Verdict.ASK, [0, 1])
    assert all(0.49 < one.probability < 0.5 for one in found.candidates)


def test_a_learner_number_of_somebody_with_another_name_is_asked_about():
    known = replace(AMY, uln="1234567890")
    other = Told("zac", "thistle", date(2008, 1, 2), "", "1234567890")
    assert find(other, known).verdict != Verdict.LINKED


def test_one_mistake_in_any_field_still_finds_the_person():
    for wrong in ({"family_name": "quinse"}, {"given_name": "amie"}, {"born": date(2009, 5, 7)},
                  {"postcode": "SG999ZZ"}, {"given_name": "quince", "family_name": "amy"}):  # fmt: skip
        assert find(replace(AMY, **wrong), AMY).candidates[0].number == 0


def test_two_rows_for_one_person_are_both_asked_about():
    linked = find(AMY, AMY)
    assert [one.verdict for one in settle([linked, linked, find(CROWD[200], AMY)])] == [
        Verdict.ASK, Verdict.ASK, Verdict.LINKED,
    ]  # fmt: skip


@given(st.lists(st.sampled_from(sorted(CROWD)), max_size=5), st.integers(0, 3))
def test_probabilities_of_a_row_add_up_to_one_at_most(numbers, copies):
    people = {**{one: CROWD[one] for one in numbers}, **dict.fromkeys(range(copies), AMY)}
    found = Register(people).find(AMY)
    assert sum(one.probability for one in found.candidates) <= 1


def test_the_people_looked_at_are_those_that_every_pair_would_find():
    """Slowly, each row with everybody: what the keys leave out would have been below the line anyway."""
    register, told, _ = linking_truth.invent(seed=3, people=300, rows=60)
    known = Register(register)
    every = Register(register)
    every._candidates = lambda one: _all(every, register, one)
    same = [known.find(one).verdict == every.find(one).verdict for one in told]
    assert sum(same) >= 0.97 * len(told)


def _all(register, people, told):
    from skillshire.casework.linking import weights
    from skillshire.casework.linking.register import Candidate

    compared = [(number, register._compared(number, told)) for number in people]
    odds = [weights.odds(reasons, len(people)) for _, reasons in compared]
    found = [Candidate(*one, part / (1 + sum(odds))) for one, part in zip(compared, odds, strict=True)]
    return sorted(found, key=lambda one: (-one.probability, one.number))
