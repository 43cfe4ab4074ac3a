import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillshire.core import numbers
from skillshire.web.components.charts import Point, words


@pytest.mark.parametrize(
    "value, unit, decimals, said",
    [
        (3.34, "percent", 1, "3.3%"),
        (1955.0, "count", 0, "1,955"),
        (773.7, "pounds", 2, "£773.70"),
        (959.2, "per 100,000", 0, "959 per 100,000"),
        (12.63, "pounds per hour", 2, "£12.63 an hour"),
        (6.5, "score", 1, "6.5"),
        (-1234.5, "count", 1, "−1,234.5"),
        (-12.0, "pounds", 0, "−£12"),
        (-0.04, "percent", 1, "0.0%"),
        (None, "percent", 1, "no figure"),
        (float("nan"), "percent", 1, "no figure"),
        (0.0, "count", 0, "0"),
    ],
)
def test_a_figure_is_written_as_people_write_it(value, unit, decimals, said):
    assert words.format_value(value, unit, decimals) == said


def test_a_range_needs_both_its_limits():
    assert words.format_range(2.9, 3.7, "percent", 1) == "2.9% to 3.7%"
    assert words.format_range(2.9, None, "percent", 1) == ""


@pytest.mark.parametrize(
    "label, said",
    [
        ("2024", "in 2024"),
        ("2024/25", "in 2024/25"),
        ("March 2025", "in March 2025"),
        ("30 April 2025", "on 30 April 2025"),
        ("Dec 2019 to Feb 2020", "(Dec 2019 to Feb 2020)"),
    ],
)
def test_a_period_takes_the_right_small_word(label, said):
    assert words.when(label) == said


def series(*values):
    return [Point(2020 + index, str(2020 + index), value) for index, value in enumerate(values)]


@pytest.mark.parametrize(
    "values, said",
    [
        ((4.1, 3.5, 2.9), "fell from 4.1% in 2020 to 2.9% in 2022"),
        ((2.9, None, 4.1), "rose from 2.9% in 2020 to 4.1% in 2022"),
        ((2.91, 2.94), "stood at 2.9% in both 2020 and 2021"),
        ((None, 2.9, None), "stood at 2.9% in 2021"),
        ((None, None), "has no figure yet"),
        ((), "has no figure yet"),
    ],
)
def test_a_change_is_told_by_the_digits_shown(values, said):
    assert words.change(series(*values), "percent", 1) == said


def test_a_finding_is_a_title():
    assert words.finding("The rate", series(4.1, 2.9), "percent", 1) == (
        "The rate fell from 4.1% in 2020 to 2.9% in 2021"
    )


def test_two_values_that_look_the_same_are_the_same():
    assert words.against(3.04, "England", 2.96, "percent", 1) == "the same as England (3.0%)"
    assert words.against(3.3, "the target", 3.0, "percent", 1) == "above the target (3.0%)"


@pytest.mark.parametrize(
    "label, short",
    [
        ("2024", "2024"),
        ("2024/25", "2024/25"),
        ("Dec 2018 to Feb 2019", "Feb 2019"),
        ("December 2016 to February 2017", "Feb 2017"),
        ("March 2025", "Mar 2025"),
        ("30 April 2025", "Apr 2025"),
        ("the day after", "the day after"),
    ],
)
def test_an_axis_names_a_period_by_its_last_month(label, short):
    assert words.on_axis(label) == short


def test_halves_are_rounded_as_everywhere_on_the_site():
    assert words.format_value(0.25, "percent", 1) == numbers.with_unit(0.25, "percent", 1) == "0.3%"
    assert words.compare(0.25, 0.3, 1) == "the same as"


@given(
    st.floats(-1e12, 1e12),
    st.sampled_from(["percent", "count", "pounds", "pounds per hour", "per 100,000", "minutes", "score"]),
    st.integers(0, 4),
)
def test_charts_write_figures_as_tables_do(value, unit, decimals):
    assert words.format_value(value, unit, decimals) == numbers.with_unit(value, unit, decimals)


def test_lists_read_as_sentences():
    assert [words.listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_an_unknown_unit_is_said_after_the_number():
    assert words.format_value(4, "starts", 0) == "4 starts"
    assert words.unit_label("per 100,000") == "Per 100,000"
