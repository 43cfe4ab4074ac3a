"""Money spent on actions, correcting a report and taking it back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.strategy import actions, loading
from skillshire.strategy.actions import Spending

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 9, 1, 12, 0, tzinfo=UTC)
SPRING = Spending(Decimal("1200.50"), date(2024, 4, 1), date(2024, 6, 30))


@pytest.fixture
def action(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    file = Path(__file__).parent / "data" / "borsetshire.yaml"
    return loading.load(file, by="alice", on=date(2024, 5, 1)).actions.get(ref=1)


def report(action, spending=SPRING, source="Borsetshire Council", **options):
    said = {"status": "in-progress", "by": "bob", "on": date(2024, 7, 1), **options}
    return actions.report(action, spending=spending, source=source, **said)


def test_money_is_kept_with_its_time_and_its_source(action):
    update = report(action)
    update.refresh_from_db()
    assert (update.spent, update.spent_from, update.spent_to, update.source) == (
        Decimal("1200.50"), date(2024, 4, 1), date(2024, 6, 30), "Borsetshire Council",
    )  # fmt: skip


def test_money_that_nobody_reported_is_missing_and_not_nought(action):
    assert report(action, spending=None, source="").spent is None


def test_nothing_spent_can_be_reported(action):
    assert report(action, Spending(Decimal(0), date(2024, 4, 1), date(2024, 4, 1))).spent == 0


@pytest.mark.parametrize(
    ("spending", "source", "said"),
    [
        (Spending(Decimal("-1"), date(2024, 4, 1), date(2024, 6, 30)), "The council", "less than nothing"),
        (Spending(Decimal(1), date(2024, 6, 30), date(2024, 4, 1)), "The council", "before it starts"),
        (SPRING, " ", "needs a source"),
    ],
)
def test_refuses_money_that_means_nothing(action, spending, source, said):
    with pytest.raises(UserError, match=said):
        report(action, spending, source)
    assert not action.updates.exists()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2024, 6, 30), date(2024, 7, 31)),
        (date(2024, 1, 1), date(2024, 4, 1)),
        (date(2024, 5, 1), date(2024, 5, 2)),
        (date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_no_pound_counts_twice(action, start, end):
    report(action)
    with pytest.raises(UserError, match="must not count twice"):
        report(action, Spending(Decimal(1), start, end))


def test_times_that_only_touch_are_two(action):
    report(action)
    report(action, Spending(Decimal(1), date(2024, 7, 1), date(2024, 7, 31)))
    assert action.updates.count() == 2


def test_two_actions_may_spend_at_the_same_time(action):
    report(action)
    report(action.strategy.actions.get(ref=2))


@pytest.mark.parametrize("field", ["spent_from", "spent_to", "source"])
def test_the_database_itself_refuses_money_without_time_or_source(action, field):
    update = report(action)
    setattr(update, field, "" if field == "source" else None)
    with pytest.raises(IntegrityError), transaction.atomic():
        update.save()


def test_a_correction_changes_the_report_and_how_the_action_stands(action):
    update = report(action)
    said = {"status": "done", "note": "All asked.", "spending": SPRING, "source": "Borsetshire Council"}
    actions.correct(update, **said, by="alice", on=date(2024, 8, 1))
    action.refresh_from_db()
    update.refresh_from_db()
    assert (action.status, update.on, update.note, update.by) == (
        "done", date(2024, 8, 1), "All asked.", "alice",
    )  # fmt: skip


def test_a_correction_is_audited_by_the_names_of_what_changed(action):
    update = report(action)
    actions.correct(update, status="done", source="Borsetshire Council", by="alice", on=update.on)
    event = audit.history("action:borsetshire/1")[-1]
    assert (event.event, event.by) == ("action.correct", "alice")
    assert set(event.detail["fields"]) == {"status", "spent", "spent_from", "spent_to", "by"}


def test_a_report_that_is_taken_back_was_never_made(action):
    first, last = report(action, None, ""), report(action, status="done", on=date(2024, 8, 1))
    actions.withdraw(last, by="alice", on=date(2024, 9, 1))
    action.refresh_from_db()
    assert (action.status, list(action.updates.all())) == ("in-progress", [first])
    actions.withdraw(first, by="alice", on=date(2024, 9, 1))
    action.refresh_from_db()
    assert action.status == "not-reported"


def test_taking_back_makes_pages_old_and_is_audited(action):
    actions.withdraw(report(action), by="alice", on=date(2024, 9, 1))
    action.strategy.refresh_from_db()
    assert action.strategy.revision == 3
    event = audit.history("action:borsetshire/1")[-1]
    assert (event.event, event.by, event.detail["on"]) == ("action.withdraw", "alice", "2024-09-01")
