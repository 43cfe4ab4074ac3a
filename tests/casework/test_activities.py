"""What young people do, recorded one after the other."""

from datetime import date, timedelta

import pytest

from skillshire.casework import activities, cohort, young_people
from skillshire.casework.models import YoungPerson
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from tests import people

DAY = date(2026, 3, 10)


@pytest.fixture
def ada(db):
    return YoungPerson.objects.create(
        organisation=people.council(), reference="1", given_name="Ada", family_name="Adams",
        born=date(2009, 1, 1), contact_attempts=3, updated_at=clock.now(),
    )  # fmt: skip


def record(person, code, starts, **details):
    return activities.record(person, code=code, starts=starts, by="alice", on=DAY, **details)


def test_a_new_activity_ends_the_one_before_on_the_day_before(ada):
    first = record(ada, 210, date(2025, 9, 1))
    record(ada, 619, date(2026, 2, 2), neet_since=date(2026, 2, 2))
    first.refresh_from_db()

    assert first.ends == date(2026, 2, 1)
    assert (ada.activity, ada.activity_since, ada.lapses) == (619, date(2026, 2, 2), date(2026, 7, 10))


def test_it_is_audited_with_the_code_and_without_the_name(ada):
    record(ada, 210, date(2025, 9, 1))
    [event] = audit.history(f"young-person:{ada.pk}")

    assert (event.event, event.by, event.detail["code"]) == ("young-person.record-activity", "alice", 210)
    assert "Ada" not in str(event.detail)


def test_once_somebody_is_found_their_tries_are_counted_anew(ada):
    record(ada, 810, date(2025, 9, 1))
    assert ada.contact_attempts == 3
    record(ada, 310, date(2025, 10, 1), establishment_name="Works Ltd")
    assert (ada.contact_attempts, ada.provider_name) == (0, "Works Ltd")


@pytest.mark.parametrize(
    ("code", "starts", "details", "sentence"),
    [
        (210, date(2025, 9, 1), {}, "“School sixth form” is on record from 2025-09-01, so nothing can start"),
        (210, date(2025, 8, 1), {}, "so nothing can start on 2025-08-01; give a later day"),
        (210, date(2026, 3, 11), {}, "still to come"),
        (999, date(2026, 3, 1), {}, "is not an activity code"),
        (210, date(2026, 3, 1), {"predicted_end": date(2026, 2, 1)}, "before it starts"),
        (
            210,
            date(2026, 3, 1),
            {"verified": date(2026, 4, 1)},
            "confirmed on 2026-04-01, which is still to come",
        ),
        (210, date(2026, 3, 1), {"neet_since": date(2026, 3, 1)}, "goes only with an activity that is"),
        (619, date(2026, 3, 1), {"neet_since": date(2026, 3, 2)}, "is after this activity began"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(ada, code, starts, details, sentence):
    record(ada, 210, date(2025, 9, 1))
    with pytest.raises(UserError, match=sentence):
        record(ada, code, starts, **details)
    assert ada.spells.get().ends is None


def test_a_confirmed_activity_is_known_for_longer(ada):
    record(ada, 330, date(2025, 9, 1), ascertained=date(2025, 9, 1))
    assert ada.lapses == date(2026, 3, 1)
    activities.confirm(ada, by="alice", on=DAY)

    assert (ada.lapses, ada.verified) == (date(2026, 9, 10), DAY)


def test_nothing_and_not_known_cannot_be_confirmed(ada):
    with pytest.raises(UserError, match="no activity going on"):
        activities.confirm(ada, by="alice", on=DAY)
    record(ada, 810, date(2025, 9, 1))
    with pytest.raises(UserError, match="“Not known” cannot be confirmed"):
        activities.confirm(ada, by="alice", on=DAY)


def test_an_activity_whose_predicted_end_is_over_cannot_be_confirmed(ada):
    record(ada, 210, date(2025, 9, 1), predicted_end=DAY - timedelta(days=1))
    assert (ada.lapses, young_people.is_known(ada, DAY)) == (DAY, False)

    with pytest.raises(UserError, match="was to end on 9 March 2026"):
        activities.confirm(ada, by="alice", on=DAY)
    assert ada.spells.get().verified is None


def test_on_its_predicted_end_an_activity_is_known_and_can_be_confirmed(ada):
    record(ada, 210, date(2025, 9, 1), predicted_end=DAY)
    activities.confirm(ada, by="alice", on=DAY)

    assert young_people.is_known(ada, DAY)
    assert not young_people.is_known(ada, DAY + timedelta(days=1))


def test_now_is_set_in_bulk_from_the_latest_spell(ada):
    record(ada, 210, date(2025, 9, 1), establishment_name="School")
    YoungPerson.objects.update(activity=None, provider_name="", lapses=None)
    none = YoungPerson.objects.create(
        organisation=people.council(), reference="2", activity=210, updated_at=clock.now()
    )
    activities.refresh_now([ada.pk, none.pk])
    ada.refresh_from_db()
    none.refresh_from_db()

    assert (ada.activity, ada.provider_name, ada.lapses) == (210, "School", date(2027, 3, 10))
    assert none.activity is None


def test_who_leaves_the_cohort_has_the_day_and_who_comes_back_has_none(ada):
    cohort.place(ada, status="T", by="alice", on=DAY)
    assert ada.left_on == DAY
    cohort.place(ada, status="P", by="alice", on=DAY)
    assert ada.left_on is None
    with pytest.raises(UserError, match="is not a cohort status"):
        cohort.place(ada, status="Q", by="alice", on=DAY)
