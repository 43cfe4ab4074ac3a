"""The list of young people, and the office's first page."""

import csv
import io
import re

import pytest

from skillshire.core import clock
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework.invented import with_activity
from tests.web.office import signing_in
from tests.web.office.asking import LIST, lost, search, text

pytestmark = pytest.mark.django_db
# Of these, three are of every page: the session, the person and their roles.
QUERIES_LIST = 12
QUERIES_SEARCH = 13
QUERIES_HOME = 5


# --- The list ----------------------------------------------------------------------------------------------


def test_the_list_begins_with_who_is_not_known_and_says_why_they_are_easy(officer):
    lost(family_name="Lost", telephone="01632 960001")
    with_activity(family_name="Known")
    shown = text(officer.get(LIST))
    assert "1 young person not known now" in shown and "Lost, Ada" in shown and "Known, Ada" not in shown
    assert "Telephone number (+3)" in shown and "Not tried yet (+3)" in shown


def test_the_list_counts_every_state_under_the_filters_chosen(officer):
    lost()
    with_activity(area_code="E07000095")
    shown = text(officer.get(f"{LIST}?district=E07000095"))
    assert "Not known 0" in shown and "In learning 1" in shown and "Only Broxbourne" in shown


def test_a_search_looks_among_everyone_followed(officer):
    with_activity(family_name="Quinnley")
    assert "Quinnley, Ada" in text(search(officer, "quin"))


@pytest.mark.parametrize(
    "query",
    ["?state=nonsense", "?page=x", "?page=-1", "?year=99", "?district=E06000001", "?search=%00", "?order=1"],
)
def test_an_address_that_asks_for_what_is_not_there_gets_a_list_all_the_same(officer, query):
    lost()
    assert officer.get(LIST + query).status_code == 200


@pytest.mark.parametrize(("chosen", "lands"), [("not-known", "all"), ("neet", "neet")])
def test_a_search_from_a_list_looks_among_everyone_unless_a_list_is_chosen_with_it(officer, chosen, lands):
    form = {"q": "quin", "searched": "", "state": chosen, "listed": "not-known"}
    assert f"state={lands}&" in officer.post(LIST, form).url
    narrowed = {"q": "quin", "searched": "quin", "state": "neet", "listed": "all"}
    assert "state=neet&" in officer.post(LIST, narrowed).url


def test_no_address_and_no_title_holds_the_name_that_is_searched_for(officer):
    with_activity(family_name="Quinnley")
    sent = officer.post(LIST, {"q": "quin", "state": "", "district": "E07000243", "year": "12"})
    assert sent.status_code == 302 and "quin" not in sent.url.lower()
    assert "district=E07000243" in sent.url and "year=12" in sent.url and "state=all" in sent.url
    page = search(officer, "quin").content.decode()
    links = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert not [one for one in links if "quin" in one.lower()]
    assert "quin" not in re.search("<title>(.*?)</title>", page, re.DOTALL).group(1).lower()


def test_a_name_in_an_address_is_not_read(officer):
    with_activity(family_name="Quinnley")
    lost(family_name="Lost")
    shown = text(officer.get(f"{LIST}?q=quin"))
    assert "Lost, Ada" in shown and "Searching for" not in shown


def test_what_is_searched_for_is_said_with_the_way_out_and_goes_along(officer):
    with_activity(family_name="Quinnley")
    answer = search(officer, "quin")
    assert "Searching for “quin” – clear search" in " ".join(text(answer).split())
    page = answer.content.decode()
    word = re.search(r"search=([\w-]+)", page).group(1)
    assert f"state=neet&amp;search={word}" in page and f"list.csv?state=all&amp;search={word}" in page
    cleared = re.search(r'href="([^"]*)">clear search', page).group(1)
    assert "search=" not in cleared
    assert "Searching for" not in text(officer.get(LIST + cleared.replace("&amp;", "&")))
    assert search(officer, "quin").request["QUERY_STRING"] == f"state=all&search={word}"  # of the same name


def test_a_search_is_its_owners_and_ends_with_the_sign_in(officer, office):
    with_activity(family_name="Quinnley")
    where = officer.post(LIST, {"q": "quin"})["Location"]
    for client in (
        office(people.alice("participation-officer")),
        office(people.bob("participation-officer")),
    ):
        shown = text(client.get(where))
        assert "no longer kept" in shown and "Searching for" not in shown
        file = client.get(where.replace(LIST, f"{LIST}list.csv"))
        assert file.status_code == 400 and "search it again" in text(file)


def test_only_the_last_few_searches_are_kept(officer):
    first = officer.post(LIST, {"q": "name0"})["Location"]
    for number in range(1, 12):
        last = officer.post(LIST, {"q": f"name{number}"})["Location"]
    assert "no longer kept" in text(officer.get(first))
    assert "Searching for" in text(officer.get(last))


def test_a_search_needs_the_form_that_was_given(office):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    signing_in.sign_in(client, people.alice("participation-officer"))
    assert client.post(LIST, {"q": "quin"}).status_code == 403


@pytest.mark.parametrize("text_", ["", "  ", "\x00"])
def test_a_search_for_nothing_is_none(officer, text_):
    sent = officer.post(LIST, {"q": text_, "state": "neet"})
    assert sent.url == f"{LIST}?state=neet"


def test_a_name_of_a_person_is_shown_as_text(officer):
    lost(family_name="<script>alert(1)</script>")
    assert b"<script>alert" not in officer.get(LIST).content


def test_whom_the_list_showed_is_written_down_once(officer):
    one, two = lost(), lost()
    with_activity()
    officer.get(LIST)
    looks = AuditEvent.objects.filter(event="young-person.look")
    assert [sorted(look.detail["ids"]) for look in looks] == [sorted([one.pk, two.pk])]
    assert "section 68" in looks[0].detail["purpose"] and looks[0].by == "alice"


def test_a_list_costs_as_many_queries_for_thirty_as_for_two(officer, facts_kept, django_assert_num_queries):
    lost()
    lost()
    officer.get(LIST)
    with django_assert_num_queries(QUERIES_LIST):
        officer.get(LIST)
    where = officer.post(LIST, {"q": "arch"})["Location"]
    with django_assert_num_queries(QUERIES_SEARCH):
        officer.get(where)
    for _ in range(30):
        lost()
    with django_assert_num_queries(QUERIES_LIST):
        officer.get(LIST)


# --- The list as a file ------------------------------------------------------------------------------------


def test_the_list_as_a_file_has_everybody_in_it_and_writes_that_down(officer):
    one, two = lost(family_name="=2+3"), lost()
    answer = officer.get(f"{LIST}list.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["reference"] for row in rows} == {one.reference, two.reference}
    assert "'=2+3" in {row["family_name"] for row in rows}  # a spreadsheet runs no formula out of a name
    assert "attachment" in answer["Content-Disposition"] and answer["Cache-Control"] == "no-store"
    looked = AuditEvent.objects.get(event="young-person.look")
    assert sorted(looked.detail["ids"]) == sorted([one.pk, two.pk])


def test_the_file_has_whom_the_search_found(officer):
    with_activity(family_name="Quinnley")
    lost(family_name="Lost")
    where = officer.post(LIST, {"q": "quin"})["Location"].replace(LIST, f"{LIST}list.csv")
    rows = list(csv.DictReader(io.StringIO(officer.get(where).content.decode())))
    assert [row["family_name"] for row in rows] == ["Quinnley"]


def test_the_list_can_be_had_as_a_spreadsheet(officer):
    lost()
    assert officer.get(f"{LIST}list.ods").content.startswith(b"PK")
    assert officer.get(f"{LIST}list.exe").status_code == 404


# --- The office's first page -------------------------------------------------------------------------------


def test_the_first_page_counts_what_matters_today(officer):
    lost()
    with_activity(review_on=clock.today())
    shown = text(officer.get("/office/"))
    assert "1 not known now" in shown and "1 review due" in shown


def test_the_first_page_costs_two_queries_for_young_people(officer, facts_kept, django_assert_num_queries):
    officer.get("/office/")
    with django_assert_num_queries(QUERIES_HOME):
        officer.get("/office/")
