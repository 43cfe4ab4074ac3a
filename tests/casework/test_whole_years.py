"""Of which years the learner records tell all."""

from datetime import UTC, date, datetime

import pytest

from skillshire.casework import learning, whole_years
from skillshire.casework.models import Aim, Learner, Upload
from skillshire.casework.whole_years import Return, awaited, whole
from tests import people

TODAY = date(2026, 11, 22)
ACADEMIC, CALENDAR = "academic-year", "calendar-year"


def returns(*days, provider=1):
    """A provider's files of the years from 2023 on: the day each was made, None for none."""
    made = [(year, day) for year, day in enumerate(days, 2023) if day]
    return [Return(provider, year, date.fromisoformat(day), f"College {provider}") for year, day in made]


def test_an_academic_year_counts_from_the_first_file_made_after_it():
    assert whole(returns("2024-07-31"), TODAY, ACADEMIC) == []
    assert whole(returns("2024-08-01"), TODAY, ACADEMIC) == ["2023-08-01/P1Y"]


def test_a_file_made_early_in_the_year_makes_no_year():
    files = returns("2024-10-20", "2025-10-20", "2025-10-20")
    assert whole(files, date(2026, 8, 1), ACADEMIC) == ["2023-08-01/P1Y", "2024-08-01/P1Y"]


def test_a_year_is_whole_only_with_every_providers_file():
    files = [*returns("2024-10-20"), *returns("2024-06-03", provider=2)]
    before = date(2024, 10, 31)
    assert whole(files, before, ACADEMIC) == []
    assert whole([*files, *returns("2024-08-02", provider=2)], before, ACADEMIC) == ["2023-08-01/P1Y"]


def test_what_a_provider_sent_that_stopped_in_mid_year_counts_once_the_return_is_closed():
    files = [*returns("2024-10-20"), *returns("2024-06-03", provider=2)]
    assert whole(files, date(2024, 11, 1), ACADEMIC) == ["2023-08-01/P1Y"]
    assert awaited(files, date(2024, 11, 1)) == []
    assert whole(returns("2024-06-03"), TODAY, ACADEMIC) == []


def test_a_provider_of_the_year_before_is_waited_for_until_the_return_closes():
    files = [*returns("2024-10-20", "2025-08-05"), *returns("2024-10-20", provider=2)]
    assert whole(files, date(2025, 10, 31), ACADEMIC) == ["2023-08-01/P1Y"]
    assert whole(files, date(2025, 11, 1), ACADEMIC) == ["2023-08-01/P1Y", "2024-08-01/P1Y"]


def test_a_new_provider_is_not_missed_in_the_years_before():
    files = [*returns("2024-10-20", "2025-10-20"), *returns(None, "2025-10-20", provider=2)]
    assert whole(files, TODAY, ACADEMIC) == ["2023-08-01/P1Y", "2024-08-01/P1Y"]


def test_a_calendar_year_needs_the_one_year_to_its_end_and_the_other_to_december():
    assert whole(returns("2024-10-20", "2025-01-01"), TODAY, CALENDAR) == ["2024-01-01/P1Y"]
    assert whole(returns("2024-10-20", "2024-12-31"), TODAY, CALENDAR) == []
    assert whole(returns("2024-07-31", "2025-10-20"), TODAY, CALENDAR) == []
    assert whole(returns(None, "2025-10-20", "2026-10-20"), TODAY, CALENDAR) == ["2025-01-01/P1Y"]


def test_a_year_that_goes_on_is_not_whole():
    files = returns(None, None, "2026-10-20", "2026-11-20")
    assert whole(files, TODAY, ACADEMIC) == ["2025-08-01/P1Y"]
    assert whole(files, TODAY, CALENDAR) == []


def test_nothing_loaded_makes_no_year():
    assert (whole([], TODAY, ACADEMIC), whole([], TODAY, CALENDAR), awaited([], TODAY)) == ([], [], [])


def test_whose_file_is_waited_for_is_said_in_a_sentence_for_each_year_that_is_over():
    files = [
        *returns("2024-10-20", "2025-03-01", "2025-12-01"),
        *returns("2024-10-20", "2025-07-20", provider=2),
    ]
    first, second = awaited(files, date(2026, 8, 1))
    assert first.startswith("Academic year 2024/25 is not counted") and first.endswith(
        ": College 1’s newest file was made on 1 March 2025; "
        "College 2’s newest file was made on 20 July 2025."
    )
    assert second.endswith(": College 1’s newest file was made on 1 December 2025; College 2 has sent none.")
    assert awaited(files, date(2026, 7, 31)) == [first]


def test_of_many_providers_three_are_named():
    files = [one for number in range(5) for one in returns("2024-06-03", provider=number)]
    (sentence,) = awaited(files, TODAY)
    assert sentence.count("College") == 3 and sentence.endswith("; and 2 more.")


# --- From the records ---------------------------------------------------------------------------------------


def loaded(year, at, **given):
    """The year's file of the council, as loaded on that day, with one learner and aim."""
    upload = Upload.objects.create(
        organisation=people.council(), kind="learners", name="a.xml", sha256="0" * 64, bytes=1, records=1,
        by="x", period=f"{year}-08-01/P1Y", at=datetime(*at, 23, 30, tzinfo=UTC), **given,
    )  # fmt: skip
    own = {"organisation": people.council(), "year": year, "reference": "A1"}
    Learner.objects.filter(**own).delete()
    learner = Learner.objects.create(**own, upload=upload, uln=1000000043)
    Aim.objects.create(
        learner=learner, number=1, aim_ref="60001234", aim_type=4, starts=date(year, 9, 1),
        planned_end=date(year + 1, 7, 31), fund_model=35,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_newest_file_of_each_provider_and_year_says_when_it_was_made():
    loaded(2024, (2025, 10, 20), prepared=date(2025, 10, 18))
    loaded(2025, (2025, 10, 20), prepared=date(2025, 10, 18))
    loaded(2025, (2025, 12, 20), prepared=date(2025, 12, 18))
    found = [(one.year, one.made) for one in whole_years.returned(learning.aims())]
    assert found == [(2024, date(2025, 10, 18)), (2025, date(2025, 12, 18))]


@pytest.mark.django_db
def test_a_file_from_before_its_day_was_kept_counts_by_the_day_it_came():
    loaded(2024, (2025, 7, 31))  # half past midnight of the day after, in London
    assert [one.made for one in whole_years.returned(learning.aims())] == [date(2025, 8, 1)]


@pytest.mark.django_db
def test_a_file_whose_learners_are_gone_makes_no_year():
    loaded(2024, (2025, 10, 20))
    Learner.objects.all().delete()
    assert whole_years.returned(learning.aims()) == []
