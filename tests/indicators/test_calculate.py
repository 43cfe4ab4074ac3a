"""Arithmetic on series: the change on the year, and when there is none to tell."""

import pytest

from skillshire.indicators import calculate
from tests.spec import build


def test_change_is_the_latest_less_the_year_before():
    assert calculate.change_on_year(build.series("2018: 3, 2019: 5.5, 2020: 4")) == -1.5


def test_year_before_is_by_the_year_in_which_a_period_ends():
    series = build.series("2018/19: 10, 2019/20: 14")

    assert calculate.year_before(series).value == 10
    assert calculate.change_on_year(series) == 4


@pytest.mark.parametrize("text", ["", "2020: 4", "2018: 3, 2020: 4", "2019: c, 2020: 4", "2020: c"])
def test_without_a_figure_a_year_before_there_is_no_change(text):
    assert calculate.change_on_year(build.series(text)) is None


def test_a_missing_latest_figure_leaves_the_one_before_it():
    assert calculate.change_on_year(build.series("2018: 3, 2019: 5, 2020: c")) == 2


def test_a_zero_is_a_figure():
    assert calculate.change_on_year(build.series("2019: 0, 2020: 4")) == 4


def test_part_of_a_year_is_not_compared_with_a_whole_one():
    series = build.series("2023/24: 5871, 2024/25: 6577, 2025-08-01/P9M: 5742")

    assert calculate.change_on_year(series) == 6577 - 5871
