"""A milestone: done by a day, or not, or not known."""

from datetime import date

import pytest

from skillshire.strategy import evaluate
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from tests.spec import build

DUE = build.milestone()


def judge(text, day, terms=DUE, lag=0):
    return evaluate.evaluate(terms, [build.series(text, lag)], date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "day", "status", "probability"),
    [
        ("2019: 0", "2020-09-29", ON_TRACK, None),
        ("2019: 0", "2020-09-30", AT_RISK, None),
        ("2019: 0", "2021-06-30", AT_RISK, None),
        ("2019: 1", "2020-01-01", ACHIEVED, 1.0),
        ("2020: 1", "2021-01-01", ACHIEVED, 1.0),
        ("2020-12-31: 1", "2021-01-01", ACHIEVED, 1.0),
        ("2020: 0", "2021-01-01", OFF_TRACK, 0.0),
        ("2020: 0, 2021: 1", "2022-01-01", OFF_TRACK, 0.0),
        ("2019: 0, 2021-01-01: 1", "2021-01-02", OFF_TRACK, 0.0),
        ("2019: c", "2020-01-01", NO_EVIDENCE, None),
    ],
)
def test_status_follows_the_day_and_the_records(text, day, status, probability):
    judged = judge(text, day)

    assert (judged.status, judged.probability) == (status, probability)


def test_a_record_that_runs_past_the_day_does_not_tell():
    judged = judge("2020: 1", "2021-01-01", build.milestone(date(2020, 6, 30)))

    assert (judged.status, judged.probability) == (AT_RISK, None)
    assert "recorded for 2020, which does not show whether that was in time" in judged.reason


def test_a_record_counts_from_its_publication():
    assert judge("2019: 0, 2020: 1", "2021-01-30", lag=1).status == AT_RISK
    assert judge("2019: 0, 2020: 1", "2021-01-31", lag=1).status == ACHIEVED


def test_sentence_says_when_it_was_held():
    assert judge("2020-12-31: 1", "2021-01-01").reason == (
        "The workshop was due by 31 December 2020. It was held in time, on 31 December 2020, so the measure "
        "is achieved."
    )
    assert "held only later, in January 2021" in judge("2020: 0, 2021-01-01/P1M: 1", "2021-03-01").reason


def test_sentence_after_the_day_does_not_speak_of_time_left():
    assert "left" not in judge("2019: 0", "2021-06-30").reason
