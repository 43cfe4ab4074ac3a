from datetime import date

import pytest

from skillshire.indicators import queries
from skillshire.strategy import assessments, export

DAY = "2020-03-31"


def test_the_strategy_has_its_themes_actions_and_measures(strategy, ask):
    body = ask("/api/v1/strategy").json
    assert body["slug"] == strategy.slug and body["area"] == strategy.area_code
    assert [one["order"] for one in body["themes"]] == [1, 2, 3, 4, 5]
    assert sorted(ref for theme in body["themes"] for ref in theme["measures"]) == list(range(1, 16))
    assert all(one["leads"] for theme in body["themes"] for one in theme["actions"])


def test_assessments_are_those_of_the_strategy_room_as_at_the_day(strategy, ask):
    body = ask(f"/api/v1/assessments?as_at={DAY}").json
    judged = assessments.assess(strategy, date.fromisoformat(DAY))
    assert body["assessments"] == [export.measure(one) for one in judged]
    assert body["counts"] == assessments.counts(judged) and body["as_at"] == DAY
    assert body["release"] == queries.release().id


def test_another_day_may_be_judged_otherwise(strategy, ask):
    early, late = (
        ask(f"/api/v1/measures?as_at={day}").json["measures"] for day in ("2018-06-01", "2024-01-01")
    )
    assert [one["ref"] for one in early] == [one["ref"] for one in late] == list(range(1, 16))
    assert [one["status"] for one in early] != [one["status"] for one in late]


def test_a_measure_says_how_it_was_judged(strategy, ask):
    body = ask(f"/api/v1/measures/2?as_at={DAY}").json
    assert body["ref"] == 2 and body["assessment"]["reason"] and body["inputs"] and body["trajectory"]
    listed = {one["ref"]: one for one in ask(f"/api/v1/measures?as_at={DAY}").json["measures"]}
    assert {name: body[name] for name in listed[2]} == listed[2]


@pytest.mark.parametrize("address", ["strategy", "measures", "measures/2", "assessments"])
@pytest.mark.parametrize("day", ["2027-01-01", "tomorrow", "31/03/2020", "2020-02-30"])
def test_a_day_to_come_or_none_at_all_is_refused(strategy, refused, address, day):
    assert refused(f"/api/v1/{address}?as_at={day}", "invalid-parameter")["parameter"] == "as_at"


def test_a_measure_or_strategy_that_is_not_there_is_not_found(strategy, refused):
    refused("/api/v1/measures/999", "unknown-measure", 404)
    refused("/api/v1/strategy?strategy=kent-2030", "unknown-strategy", 404)
    refused("/api/v1/measures/two", "invalid-parameter")


def test_without_a_strategy_the_figures_still_are_there(figures, ask, refused, settings):
    settings.SKILLSHIRE_AREA = "E10000016"  # Kent, which has loaded none
    refused("/api/v1/assessments", "unknown-strategy", 404)
    ask("/api/v1/indicators")


@pytest.mark.parametrize(
    ("address", "times"), [("strategy", 9), ("measures", 5), ("measures/2", 5), ("assessments", 5)]
)
def test_the_database_is_not_asked_again_for_each_measure(
    strategy, ask, django_assert_num_queries, address, times
):
    with django_assert_num_queries(times):
        ask(f"/api/v1/{address}?as_at={DAY}")
