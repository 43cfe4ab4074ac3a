"""A person decides on a row that the points leave open; each decision is kept."""

import pytest

from skillshire.accounts import standing
from skillshire.casework import subject_export
from skillshire.casework.linking import decisions
from skillshire.casework.models import Match, YoungPerson
from skillshire.core import audit
from skillshire.core.errors import UserError
from tests import people
from tests.casework.linking.desk import TODAY, college, line, link, now, person, register
from tests.casework.records import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def match():
    register()
    link(college(line(2, Surname="Browne-Smith")))
    return Match.objects.get()


def _standing(worker):
    return standing.of(worker, TODAY)


def accept(match, number=2, **more):
    return decisions.accept(match, person(number), by="alice", on=TODAY, **more)


def refuse(match, *among):
    return decisions.refuse(match, among=among or {person(2).pk}, by="alice", on=TODAY)


def test_an_accepted_row_is_recorded_and_let_go_of(match):
    assert accept(match, reason="Married name.")
    match.refresh_from_db()
    assert (match.state, match.young_person, match.decided_by, match.decided_on) == (
        "accepted", person(2), "alice", TODAY,
    )  # fmt: skip
    assert match.cells == {}
    assert now(2)[0] == 220


def test_a_refused_row_changes_nobody(match):
    before = now(2)
    refuse(match)
    match.refresh_from_db()
    assert (match.state, match.young_person, match.cells) == ("refused", None, {})
    assert now(2) == before


@pytest.mark.parametrize(
    ("decide", "event"), [("accept", "young-person.link"), ("refuse", "young-person.refuse-link")]
)
def test_a_decision_is_in_the_history_of_who_was_compared(match, decide, event):
    accept(match) if decide == "accept" else refuse(match)
    last = audit.history(f"young-person:{person(2).pk}")[-1]
    assert (last.event, last.by) == (event, "alice")
    assert "Browne" not in str(last.detail)


@pytest.mark.parametrize("again", [accept, refuse])
def test_a_row_is_decided_once(match, again):
    accept(match)
    with pytest.raises(UserError, match="decided by alice already"):
        again(match)


def test_refuses_somebody_whom_the_row_was_not_compared_with(match):
    with pytest.raises(UserError, match="not compared with that young person"):
        accept(match, 9)
    match.refresh_from_db()
    assert match.state == "ask"


def test_a_row_that_may_be_somebody_not_shown_waits_for_who_may_see_them():
    register()
    one, other = person(2), person(3)
    names = {"given_name": one.given_name, "family_name": one.family_name, "born": one.born}
    YoungPerson.objects.filter(pk__in=[one.pk, other.pk]).update(**names, postcode="")
    link(college(line(2, Postcode="")))
    match = Match.objects.get()
    assert not refuse(match, one.pk)
    match.refresh_from_db()
    assert (match.state, match.young_person, len(match.candidates)) == ("ask", other, 1)
    assert match.cells
    assert audit.history(f"young-person:{one.pk}")[-1].event == "young-person.refuse-link"
    assert audit.history(f"young-person:{other.pk}") == []
    YoungPerson.objects.filter(pk=other.pk).update(erased_at=NOON)
    Match.objects.update(
        candidates=[*match.candidates, {"number": one.pk, "probability": 0.5, "reasons": []}]
    )
    assert refuse(match, one.pk)  # nobody is left on record
    match.refresh_from_db()
    assert (match.state, match.cells) == ("refused", {})


def test_refuses_a_reason_that_is_too_long(match):
    with pytest.raises(UserError, match="longer than 300"):
        accept(match, reason="x" * 301)
    assert now(2)[0] != 220


def test_only_who_may_change_the_person_decides(match):
    assert list(decisions.waiting(_standing(people.alice("participation-officer")))) == [match]
    assert not decisions.waiting(_standing(people.charlie("participation-officer"))).exists()
    assert not decisions.waiting(_standing(people.bob("analyst"))).exists()


def test_what_is_newer_on_record_stands_though_the_row_is_accepted(match):
    from skillshire.casework import activities

    activities.record(person(2), code=619, starts=TODAY, by="alice", on=TODAY)
    assert not accept(match)
    assert now(2)[0] == 619
    match.refresh_from_db()
    assert match.state == "accepted"


def test_a_row_goes_into_somebodys_own_data_once_it_is_theirs(match):
    def rows():
        asked = [f"young-person:{person(2).pk}"]
        (one,) = subject_export.export(asked, by="alice", at=NOON)["about"]
        return [
            row for part in one["parts"] if part["kind"].startswith("Rows of lists") for row in part["rows"]
        ]

    assert rows() == []  # it may be somebody else's
    accept(match, reason="Rang the college.")
    (row,) = rows()
    assert (row["state"], row["reason"]) == ("Linked by a person", "Rang the college.")
    assert "candidates" not in row
