"""From records through the door: exact counts, editions, figures, and what is kept of them."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from skillshire.accounts.models import Organisation
from skillshire.casework import disclosure, editions, figures_of, publications, statistics
from skillshire.casework.disclosure import Protected, Unsafe
from skillshire.casework.models import Aim, Edition, Learner, Upload, YoungPerson
from skillshire.core import clock, facts
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from skillshire.indicators import queries, releases
from tests import people, shared_records
from tests.casework import invented

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
COUNTY, STEVENAGE, WELWYN = "E10000015", "E07000243", "E07000241"
MONTH = "2026-10-01/P1M"


def two_districts():
    """Both year groups in two districts, since 1 September: 30 in learning in each, some looking for work."""
    for area, looking in ((STEVENAGE, 12), (WELWYN, 3)):
        for born in (date(2010, 1, 5), date(2009, 1, 5)):
            group(area, born, 210, 30)
            group(area, born, 619, looking)
    return people.council()


counted = shared_records.by(two_districts)


@pytest.fixture
def council(db, counted):
    return Organisation.objects.get(pk=counted.pk)


def group(area, born, code, count):
    for _ in range(count):
        invented.with_activity(area_code=area, born=born, code=code)


def participation():
    return publications.get("participation")


def october(council):
    return next(one for one in statistics.exact(participation(), council, TODAY) if one.period == MONTH)


def shown(council, period=MONTH):
    return next(
        cells for table, when, cells in editions.newest(council) if (table, when) == ("participation", period)
    )


# --- Exact counts -------------------------------------------------------------------------------------------


def test_exact_counts_are_those_of_the_records(council):
    found = disclosure.totals(
        october(council).counts, statistics.hierarchy(participation(), council, october(council).counts),
        [(COUNTY, "everyone"), (STEVENAGE, "neet-or-not-known"), (WELWYN, "staying-in-learning")],
    )  # fmt: skip
    assert list(found.values()) == [150, 24, 60]


def test_somebody_who_lives_elsewhere_is_in_the_county_alone(council):
    invented.with_activity(area_code="E07000070", code=210)
    counts = october(council).counts
    assert sum(people for (area, _), people in counts.items() if area == statistics.ELSEWHERE) == 1
    assert not any(area == statistics.ELSEWHERE for area, _ in statistics.keys(participation(), council))


def test_only_months_that_are_over_are_counted(council):
    assert [one.period for one in statistics.exact(participation(), council, TODAY)][-1] == MONTH


def test_a_month_of_one_year_group_alone_is_left_out(council):
    YoungPerson.objects.filter(born=date(2009, 1, 5)).delete()
    assert statistics.exact(participation(), council, TODAY) == []


def test_another_organisations_young_people_are_not_counted(council):
    assert statistics.exact(participation(), people.other_council(), TODAY) == []


def test_nothing_recorded_is_no_table_at_all(db):
    YoungPerson.objects.all().delete()  # those of the other tests
    drawing = editions.draw(people.council(), TODAY)
    assert drawing.tables == ()


@pytest.fixture
def learners(db):
    """Fourteen apprenticeships begun in 2025 at 17 by people of Stevenage, in three years' returns."""
    provider = people.council()
    uploads = {
        year: Upload.objects.create(
            organisation=provider, kind="learners", name="a.xml", sha256="0" * 64, bytes=1, records=1, by="x",
            at=clock.now(), period=f"{year}-08-01/P1Y", prepared=TODAY,
        )
        for year in (2024, 2025, 2026)
    }  # fmt: skip
    for number in range(14):
        year = 2024 if number < 12 else 2025 if number == 12 else 2026
        learner = Learner.objects.create(
            organisation=provider, upload=uploads[year], year=year, reference=f"L{number}",
            uln=1000000000 + number, area_code=STEVENAGE,
        )  # fmt: skip
        Aim.objects.create(
            learner=learner, number=1, aim_ref="ZPROG001", aim_type=1, starts=date(min(year + 1, 2025), 3, 1),
            planned_end=date(2027, 3, 1), fund_model=36, prog_type=25, standard=5, level="3", subject="15.2",
            age=17,
        )  # fmt: skip
    return provider


def test_apprenticeships_are_counted_in_the_calendar_year_of_their_first_day(learners):
    (year,) = statistics.exact(publications.get("apprenticeship-starts"), learners, TODAY)
    assert year.period == "2025-01-01/P1Y"
    assert year.counts == {(STEVENAGE, "all+under-19+advanced"): 14}


def test_a_year_of_which_only_part_is_loaded_is_not_counted(learners):
    Upload.objects.filter(period="2025-08-01/P1Y").update(prepared=date(2025, 10, 14))
    assert statistics.exact(publications.get("apprenticeship-starts"), learners, TODAY) == []
    (sentence,) = editions.draw(learners, TODAY).awaited
    assert sentence.endswith("is loaded: Test County Council’s newest file was made on 14 October 2025.")


# --- Editions -----------------------------------------------------------------------------------------------


def test_what_is_drawn_hides_small_counts_and_rounds_the_rest(council):
    cells = next(one for one in editions.draw(council, TODAY).tables if one.period == MONTH).shown
    assert cells[COUNTY, "everyone"] == Protected(150)
    assert cells[STEVENAGE, "neet-or-not-known"] == Protected(25)
    assert all(cell.value is None or cell.value % 5 == 0 for cell in cells.values())
    assert cells["E07000095", "everyone"] == Protected(None, "c")


def test_publishing_puts_figures_into_a_release_and_an_event_into_the_audit(council, home):
    outcome = editions.publish(council, by="alice", on=TODAY, now=NOW)
    assert set(outcome.changed) == {"neet-or-not-known-recorded", "young-people-staying-in-learning"}
    figures = queries.series("neet-or-not-known-recorded", COUNTY).observations
    assert [(one.period.iso, one.value) for one in figures] == [
        ("2026-09-01/P1M", 20.0), (MONTH, 20.0),
    ]  # fmt: skip
    events = AuditEvent.objects.filter(subject="figures:test-council").values_list("event", "by")
    assert list(events) == [("figures.publish", "alice"), ("figures.release", "alice")]


def test_publishing_again_changes_nothing(council, home):
    first = editions.publish(council, by="alice", on=TODAY, now=NOW)
    again = editions.publish(council, by="alice", on=TODAY, now=NOW)
    assert (again.editions, again.changed, again.release) == (0, (), first.release)
    assert AuditEvent.objects.filter(subject="figures:test-council").count() == 2


def test_editions_that_were_kept_before_a_fall_are_published_the_next_time(council, home):
    editions._keep(council, editions.draw(council, TODAY), "alice", NOW)  # and then the power failed
    assert editions.publish(council, by="alice", on=TODAY, now=NOW).changed


def test_two_publishers_at_once_publish_one_after_the_other(council, home):
    first, second = editions.draw(council, TODAY), editions.draw(council, TODAY)
    editions._keep(council, first, "alice", NOW)
    with pytest.raises(UserError, match="Somebody else has just published"):
        editions._keep(council, second, "bob", NOW)
    assert set(Edition.objects.values_list("by", flat=True)) == {"alice"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_while_one_publishes_others_may_refer_to_the_organisation(council, home):
    drawing = editions.draw(council, TODAY)
    with CaptureQueriesContext(connection) as asked:
        editions._keep(council, drawing, "alice", NOW)
    locks = [one["sql"] for one in asked if "FOR" in one["sql"] and "accounts_organisation" in one["sql"]]
    assert locks and all(one.endswith("FOR NO KEY UPDATE") for one in locks)


def test_a_district_publishes_no_table_beside_the_countys(council, home):
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    borough = people.other_council()
    borough.area_code = STEVENAGE
    borough.save()
    with pytest.raises(UserError, match="has published counts of the same places"):
        editions.draw(borough, TODAY)


def test_a_hidden_count_stays_hidden_when_somebody_more_is_found(council, home):
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    before = {key for key, cell in shown(council).items() if cell.value is None}
    group("E07000095", date(2010, 1, 5), 619, 2)
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    assert before <= {key for key, cell in shown(council).items() if cell.value is None}


def test_what_was_published_stays_when_the_records_are_gone(council, home):
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    YoungPerson.objects.all().delete()
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    assert queries.series("neet-or-not-known-recorded", COUNTY).latest.value == 20.0


def test_an_edition_that_cannot_be_safe_is_withheld_and_said(council, home, monkeypatch):
    editions.publish(council, by="alice", on=TODAY, now=NOW)

    def unsafe(*arguments, **named):
        raise Unsafe((STEVENAGE, "cohort"))

    group(STEVENAGE, date(2010, 1, 5), 619, 7)
    monkeypatch.setattr(disclosure, "protect", unsafe)
    drawing = editions.draw(council, TODAY)
    assert [period for _, period, _ in drawing.withheld] == ["2026-09-01/P1M", MONTH]
    count = Edition.objects.count()
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    assert Edition.objects.count() == count


def test_an_invented_county_says_so_in_the_release(council, home):
    facts.put(facts.SYNTHETIC, "invented")
    facts.forget()
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    facts.forget()
    assert queries.snapshots("neet-or-not-known-recorded")[0]["synthetic"] is True


def test_a_provider_has_no_table_of_its_own(council):
    council.kind = "college"
    with pytest.raises(UserError, match="not a council with an area"):
        editions.draw(council, TODAY)


def test_two_councils_figures_stand_beside_each_other(council, home):
    editions.publish(council, by="alice", on=TODAY, now=NOW)
    for born in (date(2010, 1, 5), date(2009, 1, 5)):
        for _ in range(20):
            invented.with_activity(people.other_council(), area_code="E07000066", born=born, code=619)
    editions.publish(people.other_council(), by="charlie", on=TODAY, now=NOW)
    assert queries.series("neet-or-not-known-recorded", COUNTY).latest.value == 20.0
    assert queries.series("neet-or-not-known-recorded", "E10000012").latest.value == 100.0
    assert releases.current_id()


# --- Figures ------------------------------------------------------------------------------------------------


def month(number, part, of):
    cells = {"neet-or-not-known": part, "cohort": of, "staying-in-learning": of, "everyone": of}
    shown = {
        (COUNTY, name): Protected(value, "" if value is not None else "c") for name, value in cells.items()
    }
    year = 2019 if number == 12 else 2020
    return ("participation", f"{year}-{number:02d}-01/P1M"), shown


def test_a_winter_needs_all_three_months():
    two = dict([month(12, 10, 100), month(1, 10, 100)])
    three = two | dict([month(2, 25, 100)])
    periods = [
        figures_of.tables(one)["neet-or-not-known-recorded"]["period"].to_list() for one in (two, three)
    ]
    assert ["2019-12-01/P3M" in found for found in periods] == [False, True]
    table = figures_of.tables(three)["neet-or-not-known-recorded"]
    assert table.filter(period="2019-12-01/P3M")["value"].to_list() == [15.0]


def test_a_winter_with_a_hidden_month_is_hidden():
    table = figures_of.tables(dict([month(12, 10, 100), month(1, None, 100), month(2, 5, 100)]))
    winter = table["neet-or-not-known-recorded"].filter(period="2019-12-01/P3M")
    assert winter.select("value", "status").rows() == [(None, "c")]
