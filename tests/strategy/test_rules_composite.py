"""A composite: growth on the year, and a share of a group."""

from datetime import date

import pytest

from skillshire.strategy import evaluate
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from tests.spec import build

BOTH = build.composite()


def judge(text, group, day="2030-01-01", terms=BOTH):
    series = [build.series(text), build.series(group, breakdown=build.OLDER)]
    return evaluate.evaluate(terms, series, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "group", "status", "probability"),
    [
        ("2018: 100, 2019: 120", "2019: 30", ON_TRACK, None),
        ("2018: 100, 2019: 120", "2019: 29.9", AT_RISK, None),
        ("2018: 100, 2019: 100", "2019: 25", AT_RISK, None),
        ("2018: 100, 2019: 100", "2019: 24", OFF_TRACK, None),
        ("2018: 100, 2019: 120", "", ON_TRACK, None),
        ("2018: 100", "2018: 25", ON_TRACK, None),
        ("2018: 100", "", NO_EVIDENCE, None),
        ("2018: 0", "2018: 0", NO_EVIDENCE, None),
        ("2019: 100, 2020: 120", "2020: 30", ACHIEVED, 1.0),
        ("2019: 100, 2020: 120", "", ON_TRACK, None),
        ("2019: 100, 2020: 120", "2020: 1", OFF_TRACK, 0.0),
        ("2019: 100, 2020: 90", "2020: 1", OFF_TRACK, 0.0),
    ],
)
def test_parts_are_judged_on_the_latest_year(text, group, status, probability):
    judged = judge(text, group)

    assert (judged.status, judged.probability) == (status, probability)


def test_a_year_after_the_strategy_changes_nothing():
    early = judge("2019: 100, 2020: 120, 2021: 50", "2020: 30, 2021: 1", "2021-01-01")
    late = judge("2019: 100, 2020: 120, 2021: 50", "2020: 30, 2021: 1", "2022-01-01")

    assert early == late


def test_part_of_a_year_is_neither_judged_nor_compared_with():
    judged = judge("2018: 100, 2019: 120, 2020-01-01/P9M: 10", "2019: 30", "2020-12-31")

    assert (judged.status, judged.latest.value) == (ON_TRACK, 120)


def test_academic_years_are_over_with_the_last_that_ends_in_time():
    assert judge("2018/19: 100, 2019/20: 120", "2019/20: 30", "2020-08-01").status == ACHIEVED


def test_headline_is_the_series_without_a_breakdown_wherever_it_stands():
    series = [build.series("2019: 30", breakdown=build.OLDER), build.series("2018: 100, 2019: 120")]

    assert evaluate.evaluate(BOTH, series, date(2020, 6, 30)).latest.value == 120


def test_sentence_tells_both_parts():
    assert judge("2018: 100, 2019: 90", "2019: 30", "2020-06-30").reason == (
        "The figure for 2019 is 90: fewer than the 100 for 2018, and 33.3% aged 50 and over, against 25% or "
        "more asked for. One part is met and one missed, so the measure is at risk."
    )


def test_a_share_just_under_is_not_written_as_if_it_were_met():
    assert "24.99% aged 50 and over" in judge("2018: 9, 2019: 10000", "2019: 2499", "2020-06-30").reason


def test_a_part_without_a_figure_is_said_to_have_none():
    judged = judge("2018: 100, 2019: 120", "")

    assert dict(judged.inputs) == {
        "Part 1": "met: more than the 100 for 2018", "Part 2": "no figure yet",
    }  # fmt: skip
    assert "All that can be judged is met" in judged.reason
