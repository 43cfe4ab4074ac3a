from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillshire.core import numbers
from skillshire.core.numbers import MINUS

unhurried = settings(deadline=None)  # other workers may take the processor

values = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6))
decimals = st.integers(0, 4)
UNITS = ["percent", "count", "pounds", "pounds per hour", "per 100,000", "minutes", "score"]


def slowly(value, places):
    """Half away from zero on the number as it is written, in whole fractions of the last place."""
    exact = Fraction(Decimal(repr(value))) * 10**places
    whole, rest = divmod(abs(exact), 1)
    up = whole + (1 if rest >= Fraction(1, 2) else 0)
    return Fraction(up if exact >= 0 else -up, 10**places)


@unhurried
@given(values, decimals)
def test_rounding_is_half_away_from_zero(value, places):
    found = numbers.rounded(value, places)
    assert Fraction(found) == slowly(value, places)
    assert -found.as_tuple().exponent == places


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (0.05, 1, "0.1"),
        (2.675, 2, "2.68"),
        (-0.5, 0, "-1"),
        (2.5, 0, "3"),
        (1e-7, 2, "0.00"),
        (1955.0, 0, "1955"),
    ],
)
def test_rounding_takes_the_number_as_it_is_written(value, places, expected):
    assert numbers.rounded(value, places) == Decimal(expected)


@unhurried
@given(values, decimals, st.sampled_from(UNITS))
def test_a_figure_with_its_unit_reads_back_as_the_rounded_number(value, places, unit):
    text = numbers.with_unit(value, unit, places)
    digits = "".join(letter for letter in text.replace(MINUS, "-").split(" ")[0] if letter in "-.0123456789")
    assert Decimal(digits) == numbers.rounded(value, places)
    assert ("-" in text, text.count(MINUS)) == (False, int(numbers.rounded(value, places) < 0))


@pytest.mark.parametrize(
    ("value", "unit", "places", "text"),
    [
        (3.3, "percent", 1, "3.3%"),
        (1955.0, "count", 0, "1,955"),
        (773.7, "pounds", 2, "£773.70"),
        (-773.7, "pounds", 2, f"{MINUS}£773.70"),
        (959.0, "per 100,000", 0, "959 per 100,000"),
        (35.37, "pounds per hour", 2, "£35.37 an hour"),
        (8.5, "minutes", 1, "8.5 minutes"),
        (-0.04, "percent", 1, "0.0%"),
        (0.0, "count", 0, "0"),
        (None, "percent", 1, "no figure"),
    ],
)
def test_figures_are_what_people_read(value, unit, places, text):
    assert numbers.with_unit(value, unit, places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.39, "3.39%"), (3.3, "3.3%"), (3.0, "3.0%"), (100.0, "100.0%"), (-3.39, f"{MINUS}3.39%")],
)
def test_an_exact_figure_keeps_its_own_decimals(value, text):
    assert numbers.exact(value, "percent", 1) == text


@unhurried
@given(values)
def test_an_exact_figure_loses_nothing(value):
    text = numbers.exact(value, "count").replace(",", "").replace(MINUS, "-")
    assert Decimal(text) == Decimal(repr(value))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1.0, "percent", "1.0 percentage point"),
        (-1.0, "percent", f"{MINUS}1.0 percentage point"),
        (0.96, "percent", "1.0 percentage point"),
        (1.1, "percent", "1.1 percentage points"),
        (0.0, "percent", "0.0 percentage points"),
        (-12.0, "pounds", f"{MINUS}£12.0"),
    ],
)
def test_a_change_in_percentages_is_in_points(value, unit, text):
    assert numbers.change(value, unit, 1) == text


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "0%"),
        (0.0001, "under 1%"),
        (0.01, "1%"),
        (0.125, "13%"),
        (0.994, "over 99%"),
        (0.99, "99%"),
        (1.0, "100%"),
    ],
)
def test_a_chance_is_never_certain_unless_it_is(probability, text):
    assert numbers.chance(probability) == text


@unhurried
@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_no_chance_between_is_shown_as_none_or_all(probability):
    assert numbers.chance(probability) not in ("0%", "100%")
