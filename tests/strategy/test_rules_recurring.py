"""Maintain, annual quota, frequency and coverage: every stretch of time counts."""

from datetime import date

import pytest

from skillshire.strategy import evaluate, kinds
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from skillshire.strategy.rules import recurring
from tests.spec import build

FLOOR = build.years(kinds.MAINTAIN, floor=22000)
QUOTA = build.years(kinds.ANNUAL_QUOTA, at_least=2.0)
FAIRS = build.quarters()


def judge(terms, text, day="2030-01-01", lag=0):
    return evaluate.evaluate(terms, [build.series(text, lag)], date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "status", "probability"),
    [
        ("2018: 22000", ON_TRACK, None),
        ("2018: 21999.9", OFF_TRACK, None),
        ("2018: 1, 2019: 22000", AT_RISK, None),
        ("2018: 22000, 2019: 1", OFF_TRACK, None),
        ("2018: 22000, 2019: 22000, 2020: 22000", ACHIEVED, 1.0),
        ("2018: 1, 2019: 22000, 2020: 22000", OFF_TRACK, 0.0),
        ("2018: 22000, 2019: 22000, 2020: 1", OFF_TRACK, 0.0),
        ("2020: 22000", ON_TRACK, None),
        ("2018: 1, 2020: 22000", OFF_TRACK, 0.0),
        ("2018: c", NO_EVIDENCE, None),
        ("2017: 22000, 2021: 22000", NO_EVIDENCE, None),
    ],
)  # fmt: skip
def test_every_year_must_reach_the_floor(text, status, probability):
    judged = judge(FLOOR, text)

    assert (judged.status, judged.probability) == (status, probability)


def test_only_a_figure_of_the_very_stretch_counts():
    assert judge(FLOOR, "2018-01-01/P9M: 30000").status == NO_EVIDENCE
    assert judge(FLOOR, "2017/18: 30000").status == NO_EVIDENCE
    assert judge(FLOOR, "2018-01-01/P12M: 30000").status == ON_TRACK


def test_a_year_counts_from_its_publication():
    text = "2018: 22000, 2019: 1"

    assert judge(FLOOR, text, "2020-05-30", lag=5).status == ON_TRACK
    assert judge(FLOOR, text, "2020-05-31", lag=5).status == OFF_TRACK


def test_a_ceiling_is_kept_by_staying_under_it():
    ceiling = build.years(kinds.MAINTAIN, better="down", floor=5.0)

    assert judge(ceiling, "2018: 5").status == ON_TRACK
    judged = judge(ceiling, "2018: 5.5")
    assert judged.status == OFF_TRACK
    assert "5.5, against 5 or less in each year" in judged.reason


def test_zero_on_record_is_a_miss():
    judged = judge(QUOTA, "2018: 0")

    assert judged.status == OFF_TRACK
    assert judged.reason == (
        "The figure for 2018 is 0, against 2 or more in each year. It was missed in 2018, so the measure is "
        "off track."
    )


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("2018: 2", "So far 1 of 3 years has a figure and none missed it, so the measure is on track."),
        ("2018: 2, 2019: 3", "So far 2 of 3 years have a figure and none missed it, so the measure is on "
         "track."),
        ("2018: 1, 2019: 2", "It was missed in 2018, though met since, so the measure is at risk."),
        ("2018: 1, 2019: 1", "All 2 years with a figure missed it, so the measure is off track."),
        ("2018: 1, 2019: 1, 2020: 2", "It was missed in 2018 and 2019, so the measure is off track."),
        ("2018: 2, 2019: 2, 2020: 2", "All 3 years met it, so the measure is achieved."),
    ],
)  # fmt: skip
def test_history_is_told_in_one_sentence(text, ending):
    assert judge(QUOTA, text).reason.endswith(ending)


def test_a_single_year_is_told_as_one():
    one = build.years(kinds.ANNUAL_QUOTA, last=2018, at_least=2.0)

    assert judge(one, "2018: 2").reason.endswith("That is the only year, so the measure is achieved.")


@pytest.mark.parametrize(
    ("value", "status", "words"),
    [
        (100, ON_TRACK, "From Jan 2018 to Mar 2018, all Jobcentres had at least 1 jobs fair, as asked for."),
        (99.7, OFF_TRACK, "just under 100% of Jobcentres had at least 1 jobs fair, and all should have."),
        (75, OFF_TRACK, "75% of Jobcentres"),
        (0, OFF_TRACK, "0% of Jobcentres"),
    ],
)
def test_coverage_asks_for_every_place(value, status, words):
    judged = judge(FAIRS, f"2018-01-01/P3M: {value}")

    assert judged.status == status
    assert words in judged.reason


def test_coverage_is_better_up_whatever_the_measure_says():
    down = build.quarters().__class__(FAIRS.kind, "down", FAIRS.unit, 0, FAIRS.parameters)

    assert judge(down, "2018-01-01/P3M: 50").status == OFF_TRACK


def test_stretches_fill_the_time_without_gap_or_overlap():
    found = [stretch.period for stretch in recurring.stretches(FAIRS, [])]

    assert (found[0].start, found[-1].last_day) == (date(2018, 1, 1), date(2018, 12, 31))
    assert all(a.end == b.start for a, b in zip(found, found[1:], strict=False))


def test_inputs_and_trajectory_say_what_is_asked_for():
    judged = judge(QUOTA, "2018: 2")

    assert dict(judged.inputs) == {
        "Asked for in each year": "2 or more", "Years in all": "3, from 2018 to 2020", "With a figure": "1",
        "Missed": "0",
    }  # fmt: skip
    assert [(mark.label, mark.value) for mark in judged.trajectory] == [
        ("2018", 2), ("2019", 2), ("2020", 2),
    ]  # fmt: skip
    assert dict(judge(FAIRS, "2018-01-01/P3M: 100").inputs)["Asked for in each quarter"] == (
        "1 jobs fair in each Jobcentre"
    )
