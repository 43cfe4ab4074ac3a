"""What is reported and decided, on public pages: no sum without its time and its source, and no person."""

from datetime import date
from decimal import Decimal

import pytest

from skillshire.accounts.models import Organisation
from skillshire.core import facts
from skillshire.strategy import actions, decisions, measure_notes, meetings
from skillshire.strategy.actions import Spending
from skillshire.strategy.decisions import Content
from skillshire.web.public import cache

HUB = "Hertfordshire Growth Hub"
SPRING = Spending(Decimal(12500), date(2026, 4, 1), date(2026, 6, 30))
SUMMER = Spending(Decimal("800.50"), date(2026, 7, 1), date(2026, 9, 30))


@pytest.fixture
def reported(strategy):
    action = strategy.actions.get(ref=1)
    said = {"status": "in-progress", "source": HUB, "by": "alice.archer"}
    actions.report(action, note="Forty firms asked.", spending=SPRING, on=date(2026, 7, 1), **said)
    actions.report(action, note="All asked.", spending=SUMMER, on=date(2026, 10, 1), **said)


@pytest.fixture
def decided(strategy):
    by = "bob.barton"
    board = meetings.record(
        strategy, body="Skills Board", title="Summer meeting", summary="Progress was looked at.", by=by,
        on=date(2026, 7, 8),
    )  # fmt: skip
    council = Organisation.objects.get(slug="hcc")
    late = Content("Ask every college for its plans.", council, date(2026, 10, 1), board)
    decisions.record(strategy, late, by=by, on=date(2026, 7, 8))
    later = Content("Write to the department.", "The chair of the board", date(2026, 12, 1), board)
    decisions.record(strategy, later, by=by, on=date(2026, 7, 8))
    done = Content("Agree the wording.", council, date(2026, 9, 1), None, "done", date(2026, 8, 1))
    decisions.record(strategy, done, by=by, on=date(2026, 7, 20))
    meetings.record(strategy, body="Skills Board", title="Winter meeting", by=by, on=date(2026, 12, 9))


def test_an_action_shows_progress_money_time_and_source(read, reported):
    text = read("/strategy/actions/1/").text
    assert "1 July 2026: In progress Forty firms asked. £12,500 spent, 1 April 2026 to 30 June 2026." in text
    assert f"£13,300.50 reported spent, 1 April 2026 to 30 September 2026, by {HUB}." in text
    assert "Time without a report is not in this sum." in text


def test_an_action_without_reported_money_does_not_say_nought(read, strategy):
    text = read("/strategy/actions/2/").text
    assert "Nobody had reported money spent on it by 22 November 2026." in text
    assert "£0" not in text


def test_on_an_earlier_day_only_what_had_been_reported_counts(read, reported):
    text = read("/strategy/actions/1/?as-at=2026-08-01").text
    assert f"£12,500 reported spent, 1 April 2026 to 30 June 2026, by {HUB}." in text
    assert "All asked." not in text


def test_a_measure_shows_its_notes_with_their_source(read, strategy):
    measure = strategy.measures.get(ref=2)
    measure_notes.write(
        measure,
        text="Schools count earlier now.",
        source="The county council",
        by="alice",
        on=date(2026, 9, 1),
    )
    assert (
        "Schools count earlier now. The county council, 1 September 2026"
        in read("/strategy/measures/2/").text
    )
    assert "Schools count" not in read("/strategy/measures/2/?as-at=2026-08-31").text


def test_meetings_are_listed_with_their_decisions_owners_and_days(read, decided):
    text = read("/strategy/meetings/").text
    assert "Two decisions are open, 1 overdue." in text
    late = "Hertfordshire County Council 1 October 2026 Open, overdue by 52 days"
    assert f"Ask every college for its plans. {late}" in text
    assert "Write to the department. The chair of the board 1 December 2026 Open 8 July 2026" in text
    assert "Agree the wording. Hertfordshire County Council 1 September 2026 Done, 1 August 2026" in text
    assert "9 December 2026: Winter meeting, Skills Board" in text


def test_decisions_stand_as_on_the_day(read, decided):
    text = read("/strategy/meetings/?as-at=2026-07-31").text
    assert "Three decisions are open, none overdue." in text
    assert "Winter meeting" not in text


def test_the_strategy_and_the_home_page_show_open_decisions(read, decided):
    assert "Open decisions Two decisions are open, 1 overdue." in read("/strategy/").text
    home = read("/").text
    assert (
        "First due: Ask every college for its plans. (Hertfordshire County Council, by 1 October 2026" in home
    )


def test_without_meetings_the_page_says_so(read, strategy):
    assert (
        "No meeting and no decision had been published by 22 November 2026."
        in read("/strategy/meetings/").text
    )


def test_decisions_and_spending_are_downloads(read, reported, decided):
    lines = read("/strategy/decisions.csv").markup.removeprefix("\ufeff").splitlines()
    assert lines[0].startswith("decided,meeting,body,decision,owner,due,status,closed,days_overdue")
    assert "Ask every college for its plans.,Hertfordshire County Council,2026-10-01,open,,52," in lines[1]
    lines = read("/strategy/spending.csv").markup.removeprefix("\ufeff").splitlines()
    assert lines[0] == "action,title,pounds,from,to,reported_by,reported_for"
    assert lines[2].endswith(f",800.50,2026-07-01,2026-09-30,{HUB},2026-10-01")


@pytest.mark.parametrize(
    "address",
    ["/", "/strategy/", "/strategy/meetings/", "/strategy/actions/1/", "/strategy/decisions.csv",
     "/strategy/spending.csv"],
)  # fmt: skip
def test_no_person_is_named(read, reported, decided, address):
    body = read(address).markup.lower()
    assert "archer" not in body
    assert "barton" not in body


def test_a_kept_page_shows_what_was_published_since(read, strategy):
    assert "All asked." not in read("/strategy/actions/1/").text
    actions.report(
        strategy.actions.get(ref=1), status="done", note="All asked.", by="a", on=date(2026, 11, 1)
    )
    cache._seen.clear()  # it looks again after a second
    assert "All asked." in read("/strategy/actions/1/").text


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/strategy/meetings/", 5), ("/strategy/decisions.csv", 4), ("/strategy/spending.csv", 4)],
)
def test_how_many_questions_a_page_asks(
    read, reported, decided, monkeypatch, django_assert_num_queries, address, queries
):
    monkeypatch.setattr(facts, "synthetic", lambda: False)  # kept for a while, whichever test asked
    cache.forget()
    with django_assert_num_queries(queries):
        read(address)
