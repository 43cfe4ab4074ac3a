"""What is too large is refused unread; a password alone makes no second factor beside the one there is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import people
from tests.web.office import signing_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_home")]


@pytest.mark.parametrize("path", ["/office/account/login/", "/office/learners/import/", "/strategy/"])
def test_nobody_fills_the_disk_without_having_signed_in(path, monkeypatch):
    def read(self):
        raise AssertionError("what was sent was read")

    monkeypatch.setattr("django.core.handlers.wsgi.WSGIRequest._load_post_and_files", read)
    sent = {"data": b"x" * 2000, "content_type": "multipart/form-data; boundary=x"}
    answer = Client().generic("POST", path, **sent, CONTENT_LENGTH="2000000")
    assert answer.status_code == 413
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("role", "status"), [("provider", 400), ("analyst", 413)])
def test_large_files_come_only_from_who_may_send_files_in(office, role, status):
    client = office(people.alice(role))
    file = SimpleUploadedFile("a.xml", b"<a/>" * 400_000, "text/xml")
    assert client.post("/office/learners/import/", {"file": file}).status_code == status


def test_even_they_send_no_more_than_a_file_may_have(office):
    client = office(people.alice("provider"))
    answer = client.generic("POST", "/office/learners/import/", b"x", CONTENT_LENGTH="500000000")
    assert answer.status_code == 413


@pytest.mark.parametrize("page", ["app", "passkeys/add"])
def test_a_password_alone_makes_no_factor_beside_the_one_there_is(office, page):
    thief = office(people.alice("administrator"), second_factor=False)
    signing_in.give_second_factor(people.alice())
    answer = thief.get(f"/office/account/security/{page}/")
    assert answer.url.startswith("/office/account/security/confirm/?next=")
