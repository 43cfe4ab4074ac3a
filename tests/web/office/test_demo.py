"""The page of a demo: there only where everybody is invented."""

import pytest
from django.urls import reverse

from skillshire.casework.demo import staff
from skillshire.core import facts

PAGE = "office-demo"


@pytest.fixture
def invented(db):
    facts.put(facts.SYNTHETIC, "300 invented people")


def test_where_people_are_real_there_is_no_such_page(client, db):
    answer = client.get(reverse(PAGE))
    assert answer.status_code == 404
    assert staff.PASSWORD not in answer.content.decode()


def test_where_people_are_real_there_is_no_list_of_them(client, db):
    assert client.get(reverse(f"{PAGE}-list")).status_code == 404


def test_everybody_is_listed_with_password_and_code(client, invented):
    said = client.get(reverse(PAGE)).content.decode()
    assert staff.PASSWORD in said
    assert all(ready.username in said and ready.name in said for ready in staff.READY)
    assert said.count("<code>") == len(staff.READY)


def test_a_colleges_list_is_there_to_try(client, invented):
    answer = client.get(reverse(f"{PAGE}-list"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")


def test_no_browser_keeps_the_codes(client, invented):
    assert client.get(reverse(PAGE)).headers["Cache-Control"] == "no-store"


def test_every_office_page_says_that_nobody_is_real(client, invented):
    assert "Synthetic: invented people" in client.get(reverse("account_login")).content.decode()


def test_a_real_office_does_not(client, db):
    assert "Synthetic" not in client.get(reverse("account_login")).content.decode()
