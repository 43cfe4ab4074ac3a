"""Publishing and taking back on a day to come, by itself."""

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner

from skillshire.config import housekeeping
from skillshire.content import schedule
from skillshire.core import audit
from skillshire.core.errors import UserError
from skillshire.strategy import actions
from skillshire.strategy.models import ActionUpdate

pytestmark = pytest.mark.django_db
WINTER = {"go_live_at": "2026-12-01 09:00", "expire_at": "2027-02-01 09:00"}


@pytest.fixture
def scheduled(at, editor, publisher, action):
    """Sent in by Alice and approved by Bob, to go live on 1 December and to expire on 1 February."""
    at(2026, 11, 22, 12)
    draft = editor.add(action, **WINTER)
    editor.edit(draft, "submit", **WINTER)
    publisher.edit(draft, "approve", **WINTER)
    return draft


def test_what_is_scheduled_is_not_public_before_its_day(scheduled, at):
    at(2026, 12, 1, 8, 59)
    assert schedule.run() == (0, 0)
    scheduled.refresh_from_db()
    assert not scheduled.live
    assert not ActionUpdate.objects.exists()


def test_what_is_scheduled_is_published_on_its_day_in_the_name_of_who_scheduled_it(scheduled, at, action):
    at(2026, 12, 1, 9, 1)
    assert schedule.run() == (1, 0)
    scheduled.refresh_from_db()
    assert scheduled.published == ActionUpdate.objects.get()
    (event,) = audit.history(f"action:borsetshire/{action.ref}")
    assert (event.event, event.by, event.at) == (
        "action.report",
        "bob",
        datetime(2026, 12, 1, 9, 1, tzinfo=UTC),
    )


def test_running_again_does_nothing_more(scheduled, at):
    at(2026, 12, 1, 9, 1)
    schedule.run()
    assert schedule.run() == (0, 0)


def test_what_expires_is_taken_back_in_the_name_of_who_published_it(scheduled, at, action):
    at(2026, 12, 1, 9, 1)
    schedule.run()
    at(2027, 2, 1, 9, 1)
    assert schedule.run() == (0, 1)
    assert not ActionUpdate.objects.exists()
    events = [(one.event, one.by) for one in audit.history(f"action:borsetshire/{action.ref}")]
    assert events == [("action.report", "bob"), ("action.withdraw", "bob")]


def test_a_draft_with_a_fault_stops_no_other(scheduled, editor, publisher, at, monkeypatch, strategy):
    other = strategy.actions.get(ref=2)
    draft = editor.add(other, **WINTER)
    publisher.edit(draft, "publish", **WINTER)
    report = actions.report

    def faulty(action, **said):
        if action.ref == 1:
            raise UserError("No room for it.")
        return report(action, **said)

    monkeypatch.setattr(actions, "report", faulty)
    at(2026, 12, 1, 9, 1)
    assert schedule.run() == (1, 0)
    assert ActionUpdate.objects.get().action == other
    scheduled.refresh_from_db()
    assert not scheduled.live


def test_the_command_says_what_it_did(scheduled, at, monkeypatch):
    from skillshire.config import startup
    from skillshire.config.commands.publish_due import publish_due

    monkeypatch.setattr(startup, "ready", lambda: None)
    at(2026, 12, 1, 9, 1)
    result = CliRunner().invoke(publish_due, [])
    assert result.output == "1 published, 0 taken back.\n"


def test_a_public_process_publishes_nothing(settings):
    settings.FACE = "public"
    with pytest.raises(UserError, match="has no drafts"):
        housekeeping.publish_due()


def test_a_day_that_will_have_come_by_then_may_be_described(at, editor, action):
    at(2026, 11, 22, 12)
    draft = editor.add(action, on="2026-11-30", **WINTER)
    assert draft.on == date(2026, 11, 30)
