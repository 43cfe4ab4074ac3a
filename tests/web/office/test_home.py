"""The office's first page."""

import pytest

from tests import people


def test_the_public_is_sent_to_sign_in(office):
    answer = office().get("/office/")
    assert answer.status_code == 302
    assert answer.url == "/office/account/login/?next=/office/"


def test_somebody_who_signed_in_sees_the_parts_their_role_opens(office):
    shown = office(people.alice("administrator")).get("/office/").content.decode()
    assert "Invite people, give and end roles" in shown or "People and roles" in shown


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "NONSENSE"])
def test_a_method_that_no_page_has_is_refused_rather_than_taken_for_a_get(office, method):
    answer = office(people.alice("participation-officer")).generic(method, "/office/young-people/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
