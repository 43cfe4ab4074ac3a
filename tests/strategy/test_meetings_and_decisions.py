"""Notes on measures, meetings, and decisions with an owner and a day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from skillshire.accounts.models import Organisation
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.strategy import decisions, definitions, loading, measure_notes, meetings, shown
from skillshire.strategy.decisions import Content
from skillshire.strategy.models import Decision, MeasureNote, Meeting

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 9, 1, 12, 0, tzinfo=UTC)
FILE = Path(__file__).parent / "data" / "borsetshire.yaml"
MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)
ASK = Content("Ask every college.", "The chair of the board", JULY)


@pytest.fixture
def strategy(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return loading.load(FILE, by="alice", on=MAY)


@pytest.fixture
def meeting(strategy):
    return meetings.record(strategy, body="Skills Board", title="Summer meeting", by="bob", on=JUNE)


@pytest.fixture
def note(strategy):
    measure = strategy.measures.get(ref=1)
    return measure_notes.write(measure, text="The survey changed.", source="The council", by="bob", on=JUNE)


def told(subject):
    return [(event.event, event.by) for event in audit.history(subject)]


def revision(strategy):
    strategy.refresh_from_db()
    return strategy.revision


def test_a_note_is_written_corrected_and_taken_back(strategy, note):
    measure_notes.correct(note, text="The survey changed in May.", source="The council", by="alice", on=MAY)
    assert str(MeasureNote.objects.get()) == "2024-05-01: The survey changed in May."
    measure_notes.withdraw(note, by="alice", on=JULY)
    assert not MeasureNote.objects.exists()
    assert told("measure:borsetshire/1") == [
        ("measure.note", "bob"), ("measure.correct-note", "alice"), ("measure.withdraw-note", "alice"),
    ]  # fmt: skip
    assert revision(strategy) == 4


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": " "}, "note is empty"),
        ({"source": ""}, "source of the note is empty"),
        ({"by": " "}, "who made it"),
        ({"on": date(2024, 9, 2)}, "still to come"),
    ],
)
def test_refuses_a_note_that_says_nothing(strategy, said, why):
    usual = {"text": "The survey changed.", "source": "The council", "by": "bob", "on": JUNE}
    with pytest.raises(UserError, match=why):
        measure_notes.write(strategy.measures.get(ref=1), **(usual | said))


def test_a_measure_with_notes_is_not_dropped_from_the_file(strategy, note):
    definition = definitions.read(FILE)
    kept = [one for one in definition.measures if one.ref != 1]
    actions = [one.model_copy(update={"measures": [2]}) for one in definition.actions]
    shorter = definition.model_copy(update={"measures": kept, "actions": actions, "sha256": "0" * 64})
    with pytest.raises(UserError, match="measure 1 has notes and cannot be dropped"):
        loading.load(shorter, by="alice", on=JUNE, replace=True)


def test_a_meeting_is_recorded_corrected_and_taken_back(strategy, meeting):
    meetings.correct(meeting, body="Skills Board", title="Annual meeting", by="alice", on=JUNE)
    assert Meeting.objects.get().title == "Annual meeting"
    number = meeting.pk
    meetings.withdraw(meeting, by="alice", on=JULY)
    assert not Meeting.objects.exists()
    assert [event for event, _ in told(f"meeting:{number}")] == [
        "meeting.record", "meeting.correct", "meeting.withdraw",
    ]  # fmt: skip
    assert revision(strategy) == 4


def test_a_meeting_can_be_announced(strategy):
    meetings.record(strategy, body="Skills Board", title="Winter meeting", by="bob", on=date(2024, 12, 1))
    assert Meeting.objects.get().on > clock.today()


def test_decisions_outlive_the_record_of_their_meeting(strategy, meeting):
    decision = decisions.record(strategy, replace(ASK, meeting=meeting), by="bob", on=JUNE)
    meetings.withdraw(meeting, by="alice", on=JULY)
    decision.refresh_from_db()
    assert decision.meeting is None


def test_a_decision_has_an_owner_who_is_an_organisation_or_in_words(strategy):
    council = Organisation.objects.get(slug="borsetshire-council")
    first = decisions.record(strategy, ASK, by="bob", on=JUNE)
    second = decisions.record(strategy, replace(ASK, owner=council), by="bob", on=JUNE)
    assert [first.owner_name, second.owner_name] == ["The chair of the board", "Borsetshire Council"]


def test_a_decision_is_closed_on_a_day_and_was_open_until_then(strategy):
    decision = decisions.record(strategy, ASK, by="bob", on=JUNE)
    done = replace(ASK, status=Decision.Status.DONE, done_on=date(2024, 8, 1))
    decisions.correct(decision, done, by="alice", on=JUNE)
    open_on = [decisions.open_on(strategy, day).count() for day in (MAY, JUNE, date(2024, 7, 31))]
    assert open_on == [0, 1, 1]
    assert decisions.open_on(strategy, date(2024, 8, 1)).count() == 0
    assert told(f"decision:{decision.pk}") == [("decision.record", "bob"), ("decision.correct", "alice")]


def test_a_decision_that_is_taken_back_was_never_made(strategy):
    decision = decisions.record(strategy, ASK, by="bob", on=JUNE)
    number = decision.pk
    decisions.withdraw(decision, by="alice", on=JULY)
    assert not Decision.objects.exists()
    assert told(f"decision:{number}")[-1] == ("decision.withdraw", "alice")
    assert revision(strategy) == 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (replace(ASK, text=" "), "decision is empty"),
        (replace(ASK, owner=""), "owner of the decision is empty"),
        (replace(ASK, due=MAY), "before it was made"),
        (replace(ASK, status="late"), "choose one of open, done, dropped"),
        (replace(ASK, status="done"), "has the day it was"),
        (replace(ASK, done_on=JULY), "an open one has none"),
        (replace(ASK, status="done", done_on=MAY), "before it was made"),
        (replace(ASK, status="done", done_on=date(2024, 9, 2)), "still to come"),
    ],
)
def test_refuses_a_decision_that_cannot_be(strategy, content, why):
    with pytest.raises(UserError, match=why):
        decisions.record(strategy, content, by="bob", on=JUNE)


def test_refuses_a_meeting_of_another_strategy(strategy):
    other = loading.load(definitions.FOLDER / "hertfordshire-2020.yaml", by="alice", on=MAY)
    elsewhere = meetings.record(other, body="Board", title="Elsewhere", by="bob", on=JUNE)
    with pytest.raises(UserError, match="another strategy"):
        decisions.record(strategy, replace(ASK, meeting=elsewhere), by="bob", on=JUNE)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 6, 30), "Open"),
        (date(2024, 7, 1), "Open, due today"),
        (date(2024, 7, 2), "Open, overdue by 1 day"),
        (date(2024, 7, 31), "Open, overdue by 30 days"),
    ],
)
def test_says_in_words_whether_a_decision_is_overdue(strategy, day, state):
    decision = decisions.record(strategy, ASK, by="bob", on=JUNE)
    assert shown.decision(decision, day)["state"] == state
