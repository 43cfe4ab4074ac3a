"""NEET for three months by 18: worked by hand."""

from datetime import date, timedelta

import pytest

from skillshire.casework import risk_outcomes
from skillshire.casework.risk_outcomes import Span, outcome

BORN = date(2008, 1, 15)  # 18 on 15 January 2026; year 11 ended in 2024


def spell(code, starts, ends=None, lapses=None):
    return Span(
        code,
        date.fromisoformat(starts),
        ends and date.fromisoformat(ends),
        lapses and date.fromisoformat(lapses),
    )


SCHOOL = spell(210, "2024-09-01")


def test_somebody_at_school_throughout_was_not_neet():
    assert outcome(BORN, 2024, [SCHOOL]) is False


def test_91_days_are_three_months_and_90_are_not():
    known = [spell(210, "2025-04-01")]
    assert outcome(BORN, 2024, [spell(619, "2024-09-01", "2024-11-30"), *known]) is True  # 91 days
    assert outcome(BORN, 2024, [spell(619, "2024-09-01", "2024-11-29"), *known]) is False


def test_days_of_two_spells_are_added():
    parts = [spell(619, "2024-10-01", "2024-11-30"), spell(640, "2025-03-01", "2025-03-31")]
    assert outcome(BORN, 2024, [*parts, spell(210, "2025-04-01")]) is True  # 61 + 31


def test_days_after_the_18th_birthday_do_not_count():
    assert outcome(BORN, 2024, [spell(210, "2024-09-01", "2026-01-14"), spell(619, "2026-01-15")]) is False


def test_days_on_which_it_had_lapsed_do_not_count():
    assert (
        outcome(BORN, 2024, [spell(619, "2024-09-01", lapses="2024-10-01"), spell(210, "2025-01-01")])
        is False
    )


def test_who_was_not_known_for_most_of_the_time_has_no_outcome():
    assert outcome(BORN, 2024, [spell(210, "2024-09-01", "2024-12-31"), spell(810, "2025-01-01")]) is None
    assert outcome(BORN, 2024, []) is None


def test_without_a_day_of_birth_there_is_no_outcome():
    assert outcome(None, 2024, [SCHOOL]) is None


@pytest.mark.parametrize("day", [date(2026, 1, 28), date(2026, 1, 31), date(2026, 2, 28), date(2024, 2, 29)])
def test_everybody_who_was_18_by_a_day_is_among_those_counted(day):
    """Whoever was born around then: just those whose birthday has come."""
    last = risk_outcomes._years_before(day, 18)
    for shift in range(-3, 4):
        born = last + timedelta(days=shift)
        assert (risk_outcomes._birthday(born, 18) <= day) == (born <= last)


def test_who_is_born_on_the_last_of_a_month_is_counted_from_their_birthday():
    assert risk_outcomes._years_before(date(2026, 1, 31), 18) == date(2008, 1, 31)
    assert risk_outcomes._years_before(date(2026, 2, 28), 18) == date(2008, 2, 29)
