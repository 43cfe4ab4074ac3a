"""Alice and Bob work for a college, Charlie for another; each sees the records of their own."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from skillshire.casework import learners
from skillshire.casework.models import Learner
from skillshire.core.models import AuditEvent
from tests import people
from tests.casework import ilr_files as made
from tests.casework.ilr_files import ULNS, learner
from tests.web.office import asking

ROLE = "provider"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def college(home):
    """The organisation of Alice and Bob, with the number of the invented files."""
    (home / "static").mkdir()
    council = people.council()
    council.ukprn = made.UKPRN
    council.save()
    return council


@pytest.fixture
def loaded(tmp_path, college):
    path = made.write(tmp_path, learner(), learner(LearnRefNumber="B2", ULN=ULNS[1], FamilyName="Chalk"))
    return learners.load(path, college, by="bob", on=date(2026, 4, 1))


def send(client, text, name="ILR.xml"):
    file = SimpleUploadedFile(name, text.encode(), "text/xml")
    return client.post(reverse("office-learners-import"), {"file": file})


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_list_shows_the_own_organisations_learners(office, loaded):
    page = text_of(office(people.alice(ROLE)).get(reverse("office-learners")))
    assert "2 learners" in page and "Ada Archer" in page and "Ada Chalk" in page
    assert "Ada" not in text_of(office(people.charlie(ROLE)).get(reverse("office-learners")))


@pytest.mark.parametrize(
    ("search", "names"),
    [("arch", {"Archer"}), ("b2", {"Chalk"}), (str(ULNS[1]), {"Chalk"}), ("rcher", set()),
     ("", {"Archer", "Chalk"}), ("%", set()), (str(ULNS[1])[:9], set())],
)  # fmt: skip
def test_learners_are_found_by_name_reference_or_number(office, loaded, search, names):
    page = text_of(asking.search(office(people.alice(ROLE)), search, reverse("office-learners")))
    assert {name for name in ("Archer", "Chalk") if f"Ada {name}" in page} == names


def test_a_search_stands_in_no_address_and_the_year_does(office, loaded):
    client, where = office(people.alice(ROLE)), reverse("office-learners")
    assert "Ada Archer" in text_of(client.get(where, {"q": "chalk"}))
    sent = client.post(where, {"q": "chalk", "year": loaded.period[:4]})
    assert sent.status_code == 302 and "chalk" not in sent.url.lower() and "year=20" in sent.url
    page = text_of(client.get(sent.url))
    assert "Ada Chalk" in page and "Ada Archer" not in page
    assert "Searching for <strong>“chalk”</strong>" in page and 'href="?year=20' in page
    assert "no longer kept" in text_of(office(people.bob(ROLE)).get(sent.url))


def test_a_list_costs_the_same_queries_however_long(office, loaded, tmp_path, django_assert_num_queries):
    client, address = office(people.alice(ROLE)), reverse("office-learners")
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    learners.load(made.write(tmp_path, *made.people(120)), by="bob", on=date(2026, 4, 1))
    with django_assert_num_queries(len(few)):
        page = text_of(client.get(address))
    assert "120 learners" in page and "Page 1 of 3" in page
    assert len(few) <= 20


def test_a_record_shows_its_aims_and_that_it_was_looked_at_is_written(office, loaded):
    one = Learner.objects.get(reference="A1")
    page = text_of(office(people.alice(ROLE)).get(reverse("office-learner", args=[one.pk])))
    assert (
        "Ada Archer" in page and "Adult Skills Fund" in page and "4 May 1990" in page and "Stevenage" in page
    )
    event = AuditEvent.objects.get(event="learner.look", subject=f"learner:{one.pk}")
    assert event.by == "alice" and event.detail["purpose"]
    assert "Archer" not in str(event.detail)


def test_nobody_else_finds_the_record(office, loaded):
    where = reverse("office-learner", args=[Learner.objects.get(reference="A1").pk])
    assert office(people.bob(ROLE)).get(where).status_code == 200
    answer = office(people.charlie(ROLE)).get(where)
    assert answer.status_code == 404 and "that you may see" in answer.content.decode()
    assert office(None).get(where).status_code == 302
    assert not AuditEvent.objects.filter(event="learner.look", by="charlie").exists()


def test_an_erased_record_is_nobodys(office, loaded):
    one = Learner.objects.get(reference="A1")
    from skillshire.core import clock

    Learner.objects.filter(pk=one.pk).update(erased_at=clock.now())
    assert office(people.alice(ROLE)).get(reverse("office-learner", args=[one.pk])).status_code == 404


def test_a_good_file_is_checked_then_loaded(office):
    client = office(people.alice(ROLE))
    page = text_of(send(client, made.file(learner())))
    assert "1 learner, no errors: load it?" in page
    assert Learner.objects.count() == 0
    answer = client.post(reverse("office-learners-load"), follow=True)
    assert "1 learner" in text_of(answer) and Learner.objects.get().upload.by == "alice"
    assert "ILR.xml" in text_of(client.get(reverse("office-learners-files")))


def test_a_faulty_file_shows_each_error_and_loads_nothing(office):
    client = office(people.alice(ROLE))
    answer = send(client, made.file(learner(ULN=5)))
    page = text_of(answer)
    assert answer.status_code == 400 and "<title>Error: " in page
    for said in ("A1", "ULN", "schema", ">5<", "must be a whole number"):
        assert said in page
    faults = client.get(reverse("office-learners-faults", args=["csv"]))
    assert faults["Content-Type"].startswith("text/csv") and b"ULN must be a whole number" in faults.content
    assert client.get(reverse("office-learners-faults", args=["ods"])).content[:2] == b"PK"
    client.post(reverse("office-learners-load"))
    assert Learner.objects.count() == 0


def test_another_providers_file_is_refused(office):
    answer = send(office(people.alice(ROLE)), made.file(learner(), ukprn=10011111))
    assert answer.status_code == 400 and "This file is of provider 10011111" in answer.content.decode()


def test_a_file_older_than_the_one_that_is_loaded_is_refused_before_it_is_offered(office):
    client = office(people.alice(ROLE))
    send(client, made.file(learner()))
    client.post(reverse("office-learners-load"))
    answer = send(client, made.file(learner(Sex="M"), prepared="2026-03-05"))
    assert answer.status_code == 400
    assert "was made on 2026-03-05, and one of 2026-03-06 is loaded" in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("x.xml", b"")}])
def test_a_file_must_be_chosen(office, sent):
    answer = office(people.alice(ROLE)).post(reverse("office-learners-import"), sent)
    assert answer.status_code == 400 and "There is a problem" in answer.content.decode()


def test_text_that_is_no_xml_is_an_error_in_the_table(office):
    answer = send(office(people.alice(ROLE)), "hello <b>")
    assert answer.status_code == 400 and "begins with no tag" in answer.content.decode()


def test_a_checked_file_is_gone_once_it_is_loaded(office):
    client = office(people.alice(ROLE))
    send(client, made.file(learner()))
    client.post(reverse("office-learners-load"))
    answer = client.post(reverse("office-learners-load"))
    assert answer.status_code == 400 and "no longer here" in answer.content.decode()
    answer = client.get(reverse("office-learners-faults", args=["csv"]))
    assert (answer.status_code, answer.url) == (302, reverse("office-learners-import"))


def test_a_role_for_some_areas_loads_no_whole_file(office):
    client = office(people.alice(ROLE, areas=["E07000243"]))
    assert client.get(reverse("office-learners-import")).status_code == 403


def test_a_search_for_what_no_database_holds_finds_nobody(office, loaded):
    answer = asking.search(office(people.alice(ROLE)), "\x00zz", reverse("office-learners"))
    assert answer.status_code == 200 and "Ada Archer" not in text_of(answer)
