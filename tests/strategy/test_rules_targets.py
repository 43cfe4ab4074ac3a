"""Trend, rolling average and survey: the boundaries, and what the sentence says on either side of them."""

from datetime import date
from math import nextafter
from types import SimpleNamespace

import pytest

from skillshire.strategy import evaluate
from skillshire.strategy.assessment import ACHIEVED, AT_RISK, NO_EVIDENCE, OFF_TRACK, ON_TRACK
from skillshire.strategy.rules import comparable, path, targets
from tests.spec import build

UP = build.terms("2020: 98.3", baseline="2016: 97.9")
DOWN = build.terms("2020: 3.0", baseline="2016: 3.4", better="down")
STARTS = build.terms("2020: 2255", baseline="2016: 1955", unit="count", decimals=0)


def judge(terms, text, day, lag=0):
    return evaluate.evaluate(terms, [build.series(text, lag)], date.fromisoformat(day))


def inputs(judged):
    return dict(judged.inputs)


# --- The target's own figure --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "value", "status"),
    [
        (UP, 98.3, ACHIEVED), (UP, 98.29, OFF_TRACK), (UP, 98.31, ACHIEVED),
        (DOWN, 3.0, ACHIEVED), (DOWN, 3.01, OFF_TRACK), (DOWN, 2.99, ACHIEVED),
    ],
)  # fmt: skip
def test_equal_to_the_target_is_met_and_a_hair_short_is_not(terms, value, status):
    judged = judge(terms, f"2020: {value}", "2021-01-01")

    assert (judged.status, judged.probability) == (status, float(status == ACHIEVED))
    assert judged.expected == terms.targets[0].value


def test_a_period_written_in_months_is_the_same_period():
    judged = judge(UP, "2020-01-01/P12M: 98.4", "2021-01-01")

    assert judged.status == ACHIEVED
    assert judged.reason.startswith("The figure for 2020 is 98.4%")


def test_of_two_figures_for_one_period_the_last_counts():
    assert judge(UP, "2020-01-01/P12M: 97, 2020: 98.4", "2021-01-01").status == ACHIEVED


def test_publication_counts_from_the_last_day_of_the_period():
    text = "2017: 98, 2018: 98.1, 2020: 98.4"

    assert judge(UP, text, "2021-06-29", lag=6).latest.value == 98.1
    assert judge(UP, text, "2021-06-30", lag=6).latest.value == 98.4


def test_a_figure_within_the_targets_time_waits_for_the_day_of_the_targets_own():
    text = "2018/19: 2010, 2019/20: 2300"

    assert judge(STARTS, text, "2020-12-30").probability not in (0.0, 1.0)
    assert judge(STARTS, text, "2020-12-31").probability == 1.0


def test_a_quarter_does_not_decide_a_year_that_its_own_figure_decides():
    quarter = "2020-01-01/P3M: 99"

    assert judge(UP, f"2019: 98, {quarter}", "2020-06-30").latest.value == 98
    assert judge(UP, f"2019: 98, {quarter}, 2020: 98.1", "2021-01-01").status == OFF_TRACK


def test_a_rate_published_for_a_month_is_judged_where_there_is_no_other():
    judged = judge(UP, "2019-03-01/P1M: 98.2, 2020-03-01/P1M: 98.5", "2021-01-01")

    assert judged.status == ACHIEVED
    assert "last figure that ends within 2020 is 98.5%, for March 2020" in judged.reason


def test_only_a_later_figure_decides_and_says_so():
    judged = judge(DOWN, "2018: 3.2, 2021: 2.9", "2022-01-01")

    assert judged.status == ACHIEVED
    assert judged.reason.startswith("There is no figure for 2020; the first one after it is 2.9%, for 2021")


def test_a_suppressed_figure_is_neither_nothing_nor_zero():
    judged = judge(DOWN, "2018: 3.3, 2020: c", "2021-06-30")

    assert judged.status == AT_RISK
    assert judged.latest.value == 3.3


def test_a_later_figure_is_told_and_changes_nothing():
    judged = judge(DOWN, "2020: 3.3, 2021: 2.5", "2022-01-01")

    assert judged.status == OFF_TRACK
    assert judged.latest.value == 2.5
    assert judged.reason.endswith("The latest figure since then is 2.5%, for 2021.")


# --- Which figures are judged -------------------------------------------------------------------------------


def test_part_of_a_year_is_left_out_of_the_fit_the_latest_and_the_decision():
    judged = judge(STARTS, "2017/18: 2000, 2018/19: 2100, 2019-08-01/P9M: 1500", "2020-06-30")
    without = judge(STARTS, "2017/18: 2000, 2018/19: 2100", "2020-06-30")

    assert (judged.latest.value, judged.probability) == (2100, without.probability)
    assert inputs(judged)["Not judged"] == "1,500 (Aug 2019 to Apr 2020): it covers another length of time"


def test_a_count_is_only_judged_over_as_long_a_time_as_the_target():
    judged = judge(STARTS, "2018-03-01/P1M: 300, 2019-03-01/P1M: 320", "2020-06-30")

    assert judged.status == NO_EVIDENCE
    assert "320 for March 2019, covers a different length of time" in judged.reason


def test_without_the_targets_length_most_of_a_rates_figures_say_which_is_judged():
    figures = build.series("2017-03-01/P1M: 1, 2018-03-01/P1M: 2, 2018-01-01/P9M: 3").numbers
    kept, left = comparable.split(figures, build.period("2020"), "percent")

    assert ([one.value for one in kept], [one.value for one in left]) == ([1, 2], [3])


def test_what_decided_does_not_depend_on_lengths_that_came_later():
    early = "2019-03-01/P1M: 98.2, 2020-03-01/P1M: 98.5"
    later = "2021: 97, 2022: 97, 2023: 97"

    assert judge(UP, early, "2021-01-01").status == ACHIEVED
    assert judge(UP, f"{early}, {later}", "2024-01-01").status == ACHIEVED


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2020", ("months", 12)), ("2019/20", ("months", 12)), ("2020-02-01/P1M", ("months", 1)),
        ("2025-08-01/P9M", ("months", 9)), ("2025-04-17", ("days", 1)),
    ],
)  # fmt: skip
def test_length_of_a_period_is_whole_months_or_days(text, span):
    assert comparable.span(build.period(text)) == span


# --- The forecast -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("probability", "status", "words"),
    [
        (0.6, ON_TRACK, "is 60%, so the measure is on track"),
        (nextafter(0.6, 0), AT_RISK, "is just under 60%, so the measure is at risk"),
        (0.25, AT_RISK, "is 25%, so the measure is at risk"),
        (nextafter(0.25, 0), OFF_TRACK, "is just under 25%, so the measure is off track"),
        (0.595, AT_RISK, "just under 60%"),
        (0.594, AT_RISK, "is 59%"),
        (1.0, ON_TRACK, "is over 99%"),
        (0.0, OFF_TRACK, "is under 1%"),
    ],
)
def test_chance_decides_at_60_and_25_per_cent_exactly(monkeypatch, probability, status, words):
    fake = SimpleNamespace(
        last=SimpleNamespace(time=2020.0),
        at=lambda time: SimpleNamespace(
            meets=lambda target, better: probability, value=98.0, interval=lambda: (97.0, 99.0)
        ),
    )
    monkeypatch.setattr(path, "fit", lambda terms, figures: fake)

    judged = judge(UP, "2019: 98.2", "2020-06-30")

    assert judged.status == status
    assert words in judged.reason
    assert judged.probability == min(max(probability, 0.001), 0.999)


def test_a_forecast_needs_three_figures_and_the_baseline_is_one():
    assert judge(UP, "2018: 98.1", "2019-06-30").probability is None
    assert judge(UP, "2017: 98.0, 2018: 98.1", "2019-06-30").probability is not None
    assert judge(build.terms("2020: 98.3"), "2017: 98.0, 2018: 98.1", "2019-06-30").probability is None


def test_a_figure_of_the_baselines_own_year_counts_once():
    assert judge(UP, "2016: 97.8, 2018: 98.1", "2019-06-30").probability is None


def test_figures_older_than_the_baseline_help_the_forecast_but_are_not_news():
    older = "2013: 97, 2014: 97.2, 2015: 97.5"

    assert judge(UP, older, "2017-06-30").status == NO_EVIDENCE
    assert judge(UP, f"{older}, 2017: 98.1", "2018-06-30").probability is not None
    fitted = path.points(UP, build.series(older).numbers)
    assert [(point.time, point.value) for point in fitted][-1] == (2017.0, 97.9)


def test_the_forecast_shows_the_ranges_of_targets_still_ahead():
    two = build.terms("2018: 98", "2020: 98.3", baseline="2016: 97.9")
    judged = judge(two, "2017: 98.0, 2018: 98.1", "2019-06-30")

    assert [one.period.label for one in judged.forecast] == ["2020"]
    assert judged.forecast[0].lower < judged.forecast[0].value < judged.forecast[0].upper


def test_figures_that_never_moved_have_no_forecast():
    flat = build.terms("2020: 98.3", baseline="2016: 98.3")
    judged = judge(flat, "2017: 98.3, 2018: 98.3, 2019: 98.3", "2020-06-30")

    assert (judged.status, judged.probability) == (ON_TRACK, None)
    assert inputs(judged)["Judged by"] == "the straight line: a forecast needs figures that have changed"


def test_a_target_of_none_is_not_ruled_out_by_logarithms():
    none = build.terms("2020: 0", unit="count", better="down", decimals=0)
    judged = judge(none, "2016: 9, 2017: 6, 2018: 3, 2019: 1", "2020-06-30")

    assert judged.status == ON_TRACK


def test_huge_counts_are_judged_and_written_out():
    huge = build.terms("2020: 2000000000000", unit="count", decimals=0)
    judged = judge(huge, "2017: 1000000000000, 2018: 1100000000000, 2019: 1300000000000", "2020-06-30")

    assert judged.status == OFF_TRACK
    assert "2,000,000,000,000 or more for 2020" in judged.reason


def test_a_figure_that_is_late_is_said_to_be_awaited():
    judged = judge(UP, "2017: 98, 2018: 98.1, 2019: 98.2", "2021-03-31", lag=12)

    assert "98.3% or more for 2020, a figure not out yet, is" in judged.reason


# --- The straight line --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "value", "status"),
    [
        (UP, 98.1, ON_TRACK), (UP, 98.0, AT_RISK), (UP, 97.99, OFF_TRACK), (UP, 97.9, OFF_TRACK),
        (DOWN, 3.2, ON_TRACK), (DOWN, 3.3, AT_RISK), (DOWN, 3.31, OFF_TRACK), (DOWN, 3.4, OFF_TRACK),
    ],
)  # fmt: skip
def test_line_decides_exactly_on_it_and_half_way(terms, value, status):
    judged = judge(terms, f"2018: {value}", "2019-06-30")

    assert judged.status == status
    assert judged.expected == pytest.approx((terms.baseline.value + terms.targets[0].value) / 2)


def test_line_says_when_nothing_has_moved():
    assert "It is no better than the baseline of 97.9% (2016)" in judge(UP, "2018: 97.9", "2019-06-30").reason


def test_line_bends_at_an_interim_target():
    two = build.terms("2018: 98.0", "2020: 99.0", baseline="2016: 97.0")

    assert [path.expected_at(two, time) for time in (2017.0, 2018.0, 2019.0, 2020.0, 2021.0, 2030.0)] == [
        97.0, 97.5, 98.0, 98.5, 99.0, 99.0,
    ]  # fmt: skip


def test_line_begins_at_the_baseline_or_the_first_target():
    assert path.expected_at(UP, 2016.9) is None
    assert path.expected_at(build.terms("2019: 5", "2020: 6"), 2019.5) is None
    assert path.expected_at(build.terms("2019: 5", "2020: 6"), 2020.5) == 5.5


def test_a_target_easier_than_the_baseline_is_off_track_behind_its_line():
    easier = build.terms("2020: 90", baseline="2016: 100")

    assert judge(easier, "2018: 95", "2019-06-30").status == ON_TRACK
    judged = judge(easier, "2018: 94", "2019-06-30")
    assert judged.status == OFF_TRACK
    assert "no better than the baseline" in judged.reason


def test_an_interim_target_is_told_among_the_inputs():
    two = build.terms("2018: 98.0", "2020: 99.0", baseline="2016: 97.0")

    assert inputs(judge(two, "2018: 97.5", "2019-06-30"))["Target for 2018"] == (
        "98.0% or more: missed, with 97.5%"
    )
    assert inputs(judge(two, "2018: 98", "2019-06-30"))["Target for 2018"] == "98.0% or more: met, with 98.0%"


def test_inputs_say_what_is_still_required_a_year():
    found = inputs(judge(DOWN, "2018: 3.2", "2019-06-30"))

    assert found == {
        "Baseline": "3.4% (2016)",
        "Target for 2020": "3.0% or less",
        "Latest figure": "3.2% (2018)",
        "Expected by then": "3.2%",
        "Gap (latest less expected)": "0.0 percentage points",
        "Change a year still required": "−0.1 percentage points",
        "Judged by": "the straight line: a forecast needs 3 figures, and there are 2, with the baseline",
    }


# --- Surveys ------------------------------------------------------------------------------------------------

SURVEY = build.survey("2020: 67", baseline="2016: 65")


def survey(value, half_width, terms=SURVEY):
    return judge(terms, f"2020: {value} [{value - half_width} to {value + half_width}]", "2021-01-01")


def test_survey_decides_at_80_and_20_per_cent():
    reach = 0.8416212335729143 / 1.959963984540054  # z of 80 % in halves of 95 % limits

    assert survey(67 + 10 * reach + 0.001, 10).status == ACHIEVED
    assert survey(67 + 10 * reach - 0.001, 10).status == AT_RISK
    assert survey(67 - 10 * reach + 0.001, 10).status == AT_RISK
    assert survey(67 - 10 * reach - 0.001, 10).status == OFF_TRACK


def test_survey_at_the_target_is_an_even_chance():
    judged = survey(67, 5)

    assert (judged.status, judged.probability) == (AT_RISK, 0.5)
    assert "too close to call" in judged.reason


def test_survey_that_is_better_down_counts_the_other_side():
    down = build.survey("2020: 67", better="down")

    assert survey(60, 4, down).status == ACHIEVED
    assert survey(74, 4, down).status == OFF_TRACK


def test_survey_with_narrower_confidence_is_less_sure():
    ninety = build.survey("2020: 67", confidence=90)

    assert survey(70, 6, ninety).probability < survey(70, 6).probability


def test_survey_without_limits_or_without_width_is_judged_plainly():
    assert judge(SURVEY, "2020: 67", "2020-12-31").probability == 1.0
    assert survey(66, 0).probability == 0.0


def test_survey_before_its_figure_is_out_is_a_trend():
    text = "2017: 65 [60 to 70], 2018: 66 [61 to 71]"

    assert judge(SURVEY, text, "2019-06-30") == targets.judge(SURVEY, build.series(text), date(2019, 6, 30))
