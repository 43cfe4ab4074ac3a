"""Counts in the office: who may see them, what they see, and how they are published."""

import re
from datetime import date

import pytest
from django.utils import timezone

from skillshire.casework import editions
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from skillshire.indicators import queries
from skillshire.web.components.charts import DotRow
from skillshire.web.office.pages import statistics
from tests import people, shared_records
from tests.casework import invented
from tests.casework.grown_up import grown

pytestmark = pytest.mark.django_db
PAGE, FIGURES = "/office/statistics/", "/office/figures/"


@pytest.fixture(autouse=True)
def static(home):
    (home / "static").mkdir()  # the site looks for it


def two_year_groups():
    """Two year groups of Stevenage, on record since September of the year that runs."""
    today = clock.today()
    first = date(today.year - (today.month < 11), 9, 1)
    for age in (16, 17):
        for code, count in ((210, 40), (619, 7)):
            for _ in range(count):
                invented.with_activity(code=code, since=first, born=date(first.year - age, 3, 1))


records = shared_records.by(two_year_groups)


@pytest.fixture
def published(records):
    editions.publish(people.council(), by="alice", on=clock.today(), now=timezone.now())


def test_an_analyst_sees_counts_after_disclosure_control(office, published):
    page = office(people.alice("analyst")).get(PAGE).content.decode()
    assert "16 and 17 year olds by what they do" in page
    assert "95" in page  # 94, to the nearest five
    assert "[c]" in page
    assert "Hidden, so that nobody can be told from it" in page


def heading(page):
    return " ".join(re.sub(r"<[^>]+>", " ", re.search(r"<h1.*?</h1>", page, re.DOTALL)[0]).split())


def test_the_title_says_what_was_found(office, published):
    said = heading(office(people.alice("analyst")).get(PAGE).content.decode())
    assert said.startswith("16 and 17 year olds by what they do Not in education, employment or training, or")
    assert re.search(r"not known in Hertfordshire: stood at 15 in (both )?\w+ \d{4}", said)


def test_the_title_of_an_area_whose_count_is_hidden_says_so(office, published):
    said = heading(office(people.alice("analyst")).get(f"{PAGE}?area=E07000095").content.decode())
    assert "in Broxbourne: hidden in " in said and "so that nobody can be told from it" in said


def test_every_district_is_in_a_chart_beside_its_table(office, published):
    page = office(people.alice("analyst")).get(PAGE).content.decode()
    chart = page[page.index('id="districts-chart-heading"') : page.index('id="by-place"')]
    assert "Stevenage had 15 in" in chart
    assert "No figure for " in chart and "Broxbourne" in chart


@pytest.mark.parametrize(
    "values, said",
    [
        ({"A": 10, "B": 5, "C": None}, "A had most in 2025, 10; B had fewest, 5"),
        (
            {"A": 10, "B": 10, "C": 5, "D": 5, "E": 5},
            "A and B had most in 2025, 10; 3 districts had fewest, 5",
        ),
        ({"A": 1005, "B": None}, "A had 1,005 in 2025"),
        ({"A": None, "B": None}, "Every district's count is hidden in 2025"),
    ],
)
def test_the_chart_of_districts_says_who_has_most_and_fewest(values, said):
    rows = [DotRow(name, value) for name, value in values.items()]
    assert statistics._most_and_fewest(rows, "2025") == said


def test_before_anything_is_published_the_title_is_the_tables(office, records):
    page = office(people.alice("analyst")).get(PAGE).content.decode()
    assert heading(page) == "16 and 17 year olds by what they do" and "districts-chart" not in page


def test_an_analyst_of_one_district_sees_no_chart_of_others(office, published):
    page = office(people.alice("analyst", areas=["E07000243"])).get(PAGE).content.decode()
    assert "districts-chart" not in page and "in Stevenage: stood at 15" in heading(page)


def test_an_analyst_sees_no_person(office, published):
    page = office(people.alice("analyst")).get(PAGE).content.decode()
    assert "Ada" not in page
    assert "YP1" not in page


def test_before_anything_is_published_the_page_says_so(office, records):
    assert (
        "Nothing of this table has been published yet"
        in office(people.alice("analyst")).get(PAGE).content.decode()
    )


@pytest.mark.parametrize("kind, type_", [("csv", "text/csv"), ("ods", "application/vnd.oasis")])
def test_the_counts_can_be_had_as_a_file(office, published, kind, type_):
    answer = office(people.alice("analyst")).get(f"{PAGE}participation.{kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(type_)


def test_a_file_has_the_marker_and_an_empty_cell_for_a_hidden_count(office, published):
    lines = office(people.alice("analyst")).get(f"{PAGE}participation.csv").content.decode().splitlines()
    assert any(line.endswith(",,young people,c") for line in lines)


def test_another_councils_analyst_sees_none_of_our_counts(office, published):
    client = office(people.charlie("analyst"))
    assert "Nothing of this table has been published yet" in client.get(PAGE).content.decode()
    assert len(client.get(f"{PAGE}participation.csv").content.decode().splitlines()) == 1


def test_an_analyst_of_one_district_sees_that_district_alone(office, published):
    client = office(people.alice("analyst", areas=["E07000243"]))
    lines = client.get(f"{PAGE}participation.csv").content.decode().splitlines()[1:]
    assert lines
    assert all("E07000243" in line for line in lines)
    assert "Stevenage" in client.get(f"{PAGE}?area=E10000015").content.decode()


@pytest.mark.parametrize("role, status", [("analyst", 403), ("administrator", 403), ("publisher", 200)])
def test_only_a_publisher_may_publish(office, records, role, status):
    assert office(people.alice(role)).get(FIGURES).status_code == status


@pytest.mark.parametrize("address", [PAGE, FIGURES, f"{PAGE}participation.csv"])
def test_the_public_is_sent_to_sign_in(office, address):
    answer = office().get(address)
    assert answer.status_code == 302


def test_an_unknown_table_is_not_found(office, published):
    client = office(people.alice("analyst"))
    assert client.get(f"{PAGE}?table=nonsense").status_code == 404
    assert client.get(f"{PAGE}participation.exe").status_code == 404


def test_a_publisher_sees_what_changes_and_publishes_it(office, records):
    client = office(people.alice("publisher"))
    page = client.get(FIGURES).content.decode()
    assert "NEET or not known, from the council" in page
    answer = client.post(FIGURES, {"sure": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, FIGURES)
    assert queries.has("neet-or-not-known-recorded")
    assert AuditEvent.objects.filter(event="figures.publish", by="alice").count() == 1
    assert "there is nothing to publish" in client.get(FIGURES).content.decode()


def test_what_was_published_is_said_where_no_figure_changed(office, records, published):
    """The counts are out already; how well the points for the risk of NEET do is new."""
    grown(40, neet=15, attendance=80.0)
    grown(40, neet=15, attendance=99.0)
    client = office(people.alice("publisher"))
    assert 'name="sure"' in client.get(FIGURES).content.decode()
    said = client.post(FIGURES, {"sure": "on"}, follow=True).content.decode()
    assert 'name="sure"' not in said and "last published on" in said
    assert re.search(r"Published: \d+ new tables; figures of 0 indicators changed", said)
    said = client.post(FIGURES, {"sure": "on"}, follow=True).content.decode()
    assert "Nothing had changed, so nothing was published" in said


def test_publishing_without_the_tick_publishes_nothing(office, records):
    answer = office(people.alice("publisher")).post(FIGURES, {})
    assert answer.status_code == 400
    assert "Tick the box" in answer.content.decode()
    assert not editions.newest(people.council())
