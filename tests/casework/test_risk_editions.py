"""Editions of how well the lists of points do: let out on a day, kept, and safe beside each other."""

from datetime import UTC, date, datetime

import pytest

from skillshire.casework import editions, risk, risk_editions, risk_reports
from skillshire.casework.models import Edition, RiskFactors
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework.grown_up import grown

pytestmark = pytest.mark.django_db
TODAY, NOW = date(2026, 6, 1), datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
LATER, THEN = date(2026, 9, 1), datetime(2026, 9, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def council(db):
    for gender in "FM":
        grown(50, neet=20, gender=gender, attendance=80.0)
        grown(50, neet=10, gender=gender, attendance=99.0)
    return people.council()


def publish(council, on=TODAY, now=NOW):
    return risk_editions.publish(council, by="pia", on=on, now=now)


def everybody(council):
    """By the list in use."""
    found = risk_reports.as_data("", council)["quality"]
    return next((one for one in found if one["kind"] == "everybody"), None)


def test_nothing_is_said_before_somebody_lets_it_out(council):
    data = risk_reports.as_data("", council)
    assert (data["on"], data["quality"]) == (None, [])


def test_what_is_let_out_says_its_day_and_its_shares_are_whole(council):
    publish(council)
    data = risk_reports.as_data("", council)
    assert data["on"] == "2026-06-01"
    assert everybody(council)["recall"] == {"value": 67, "lower": 54, "upper": 78, "hidden": False}
    assert {one["kind"] for one in data["quality"]} >= {"everybody", "gender", "district"}


def test_groups_are_told_of_the_list_in_use_alone(council):
    publish(council)
    other = next(one for one in risk_editions.lists() if one != risk.model().id)
    kinds = {one["kind"] for one in risk_reports.as_data(other, council)["quality"]}
    assert kinds == {"everybody"}


def test_what_was_let_out_stands_until_the_next_edition(council):
    publish(council)
    before = everybody(council)
    RiskFactors.objects.filter(attendance=99.0).delete()
    assert everybody(council) == before
    publish(council, LATER, THEN)
    assert risk_reports.as_data("", council)["on"] == "2026-09-01"


def test_the_same_records_again_make_no_new_edition(council):
    assert publish(council) > 0
    assert publish(council, LATER, THEN) == 0
    assert AuditEvent.objects.filter(event="risk.publish", by="pia").count() == 1


def test_a_count_hidden_once_stays_hidden_where_the_next_edition_would_tell_it(council):
    grown(3, neet=0, gender="", attendance=99.0)
    publish(council)
    hidden = {
        key for key, cell in risk_editions.newest(council).tables["gender"].items() if cell.value is None
    }
    assert hidden
    grown(2, neet=0, gender="", attendance=99.0)
    publish(council, LATER, THEN)
    now = {key for key, cell in risk_editions.newest(council).tables["gender"].items() if cell.value is None}
    assert hidden <= now


def test_a_changed_list_is_judged_on_those_who_came_of_age_since(council, monkeypatch):
    publish(council)
    lists = {name: one.model_copy(update={"version": "next"}) for name, one in risk.models().items()}
    monkeypatch.setattr(risk, "models", lambda: lists)
    assert risk_reports.as_data("", council)["quality"] == []
    assert publish(council, LATER, THEN) == 0
    for attendance in (80.0, 99.0):
        grown(40, neet=15, born=date(2008, 7, 1), attendance=attendance)
    assert publish(council, LATER, THEN) > 0
    assert everybody(council)["people"] == 80


def test_another_councils_people_are_not_in_it(council):
    assert publish(people.other_council()) == 0


def test_the_tables_of_counts_know_nothing_of_these_editions(council):
    publish(council)
    assert Edition.objects.exists()
    assert editions.newest(council) == []
    assert editions.last(council) is None
