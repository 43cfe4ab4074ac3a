"""The office's page of what is due in the strategy."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from skillshire.content import rights
from skillshire.core import clock
from skillshire.strategy import actions, decisions, loading
from skillshire.strategy.decisions import Content
from tests.content.desk import Desk
from tests.people import alice, bob, charlie

TODAY = date(2026, 11, 22)
FILE = Path(__file__).parents[2] / "strategy" / "data" / "borsetshire.yaml"


@pytest.fixture
def strategy(db, settings, monkeypatch):
    settings.SKILLSHIRE_AREA = "X10000001"
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    rights.prepare()
    return loading.load(FILE, by="skillshire", on=date(2026, 11, 1))


@pytest.fixture
def due(strategy, office):
    def read(person=None):
        response = office(person or alice("strategy-editor")).get("/office/strategy/")
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


def report(strategy, ref, day, status="in-progress"):
    actions.report(strategy.actions.get(ref=ref), status=status, by="bob", on=day)


def test_an_action_is_due_after_three_months_of_silence(strategy, due):
    report(strategy, 1, TODAY - timedelta(days=92))
    report(strategy, 2, TODAY - timedelta(days=93))
    page = due()
    assert "2. Write it down" in page
    assert "1. Ask around" not in page


def test_an_action_that_nobody_reported_on_is_due(strategy, due):
    report(strategy, 1, TODAY)
    assert "never" in due()


def test_an_action_that_has_ended_is_not_due(strategy, due):
    report(strategy, 1, date(2025, 1, 1), "done")
    report(strategy, 2, date(2025, 1, 1), "stopped")
    page = due()
    assert "1. Ask around" not in page
    assert "2. Write it down" not in page


def test_decisions_are_listed_once_they_are_due_within_a_month(strategy, due):
    for text, days in (("Ask early.", 30), ("Ask later.", 31), ("Ask late.", -1)):
        content = Content(text, "The chair", TODAY + timedelta(days=days))
        decisions.record(strategy, content, by="bob", on=date(2026, 10, 1))
    page = due()
    assert "Ask early." in page
    assert "Ask later." not in page
    assert "overdue by 1 day" in page


def test_a_draft_under_review_is_listed_with_a_way_to_it(strategy, due):
    editor = Desk(alice("strategy-editor"))
    draft = editor.add(strategy.actions.get(ref=1))
    assert "No draft waits for review." in due()
    editor.edit(draft, "submit")
    assert f"/office/editing/snippets/content/progressdraft/edit/{draft.pk}/" in due(bob("publisher"))


def test_what_is_scheduled_is_listed_with_its_day(strategy, due):
    publisher = Desk(bob("publisher"))
    soon = {"go_live_at": "2099-12-01 09:00"}
    publisher.edit(publisher.add(strategy.actions.get(ref=1), **soon), "publish", **soon)
    assert "1 December 2099" in due()


def test_midnight_in_summer_is_on_the_day_it_was_scheduled_for(strategy, due):
    """Kept in UTC, it is an hour before that day begins."""
    publisher = Desk(bob("publisher"))
    soon = {"go_live_at": "2099-07-01 00:00"}
    publisher.edit(publisher.add(strategy.actions.get(ref=1), **soon), "publish", **soon)
    page = due()
    assert "1 July 2099" in page
    assert "30 June 2099" not in page


def test_others_do_not_open_it(strategy, office):
    assert office(charlie("participation-officer")).get("/office/strategy/").status_code == 403
    assert office(None).get("/office/strategy/").status_code == 302


def test_without_a_strategy_it_says_so(due, strategy, settings):
    settings.SKILLSHIRE_AREA = "E10000016"
    assert "No strategy is loaded for this area yet." in due()
