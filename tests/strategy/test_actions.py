"""Reporting how an action stands."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.strategy import actions, loading
from skillshire.strategy.models import Action, ActionUpdate

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 9, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def action(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    file = Path(__file__).parent / "data" / "borsetshire.yaml"
    return loading.load(file, by="alice", on=date(2024, 5, 1)).actions.get(ref=1)


def report(action, status, day, **options):
    return actions.report(action, status=status, by="bob", on=day, **options)


def test_an_action_stands_as_reported(action):
    update = report(action, "in-progress", date(2024, 6, 1), note="  Half the doors.  ")
    action.refresh_from_db()
    assert action.status == "in-progress"
    assert (update.note, update.by, update.on) == ("Half the doors.", "bob", date(2024, 6, 1))


def test_the_latest_day_counts_even_if_an_earlier_one_is_reported_after_it(action):
    report(action, "done", date(2024, 8, 1))
    report(action, "in-progress", date(2024, 6, 1))
    action.refresh_from_db()
    assert action.status == "done"


def test_the_later_of_two_reports_on_a_day_counts(action):
    report(action, "done", date(2024, 8, 1))
    report(action, "stopped", date(2024, 8, 1))
    action.refresh_from_db()
    assert action.status == "stopped"


def test_says_how_an_action_stood_on_a_day(action):
    report(action, "in-progress", date(2024, 6, 1))
    report(action, "done", date(2024, 8, 1))
    days = (date(2024, 5, 31), date(2024, 6, 1), date(2024, 7, 31), date(2024, 8, 1))
    stood = [actions.status_on(action, day).value for day in days]
    assert stood == ["not-reported", "in-progress", "in-progress", "done"]


def test_asking_how_prefetched_actions_stood_needs_no_query(action, django_assert_num_queries):
    report(action, "done", date(2024, 8, 1))
    found = list(Action.objects.prefetch_related("updates"))
    with django_assert_num_queries(0):
        assert [actions.status_on(one, date(2024, 9, 1)).label for one in found] == ["Done", "Not reported"]


def test_a_report_makes_pages_of_the_strategy_old(action):
    report(action, "done", date(2024, 8, 1))
    strategy = action.strategy
    strategy.refresh_from_db()
    assert (strategy.revision, strategy.edited_at) == (2, NOW)


def test_a_second_report_leaves_the_first_time_of_editing(action, monkeypatch):
    report(action, "in-progress", date(2024, 6, 1))
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    report(action, "done", date(2024, 8, 1))
    strategy = action.strategy
    strategy.refresh_from_db()
    assert (strategy.revision, strategy.edited_at) == (3, NOW)


def test_a_report_is_audited(action):
    report(action, "done", date(2024, 8, 1), note="All asked.")
    (event,) = audit.history("action:borsetshire/1")
    assert (event.event, event.by, event.at) == ("action.report", "bob", NOW)
    assert event.detail == {"status": "done", "note": "All asked.", "on": "2024-08-01"}


@pytest.mark.parametrize("status", ["finished", "not-reported", ""])
def test_refuses_a_status_that_nobody_can_report(action, status):
    with pytest.raises(UserError, match="choose one of not-started, in-progress, done, stopped"):
        report(action, status, date(2024, 6, 1))
    assert not ActionUpdate.objects.exists()


def test_refuses_a_day_still_to_come(action):
    with pytest.raises(UserError, match="2024-09-02 is still to come"):
        report(action, "done", date(2024, 9, 2))


def test_refuses_a_report_from_nobody(action):
    with pytest.raises(UserError, match="who made it"):
        actions.report(action, status="done", by=" ", on=date(2024, 6, 1))
