"""People, roles, invitations and organisations, as an administrator meets them; and how people come in."""

import html
import re

import pytest
from django.test import Client

from skillshire.accounts import first, members
from skillshire.accounts.models import Invitation, Membership, Organisation
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from tests import people
from tests.web.office import signing_in
from tests.web.office.test_sign_in import text

pytestmark = pytest.mark.django_db
PASSWORD = "three purple walruses"
INVITE = "/office/people/invite/"


@pytest.fixture
def alice(office):
    return office(people.alice("administrator"))


def answer_all(client, email="new@example.org", role="analyst"):
    client.post(INVITE + "email/", {"email": email})
    client.post(INVITE + "organisation/", {"organisation": "test-council"})
    client.post(INVITE + "role/", {"role": role})
    return client.post(INVITE + "areas/", {"areas": ["E07000243"]})


def link_on(page):
    return html.unescape(re.search(r"http://testserver(/office/[^<]+)", page.content.decode()).group(1))


def test_inviting_asks_one_thing_a_page_then_shows_the_answers_and_the_link_once(alice):
    assert answer_all(alice).url == INVITE + "check/"
    shown = text(alice.get(INVITE + "check/"))
    assert "new@example.org" in shown
    assert "Stevenage" in shown
    assert "after disclosure control" in shown  # what the role is, in words
    assert alice.post(INVITE + "check/").url == INVITE + "sent/"
    assert "/office/invitation/" in text(alice.get(INVITE + "sent/"))
    assert alice.get(INVITE + "sent/").url == "/office/people/"
    assert "new@example.org" in text(alice.get("/office/people/"))


def test_a_question_left_out_is_asked_first(alice):
    assert alice.get(INVITE + "role/").url == INVITE + "email/"
    assert alice.get(INVITE + "check/").url == INVITE + "email/"


@pytest.mark.parametrize(
    ("step", "given", "said"),
    [("email", {"email": "new@"}, "such as name@example.org"), ("email", {}, "Enter the e-mail address")],
)
def test_a_fault_is_answered_with_the_form_and_a_sentence(alice, step, given, said):
    answer = alice.post(INVITE + f"{step}/", given)
    assert answer.status_code == 400
    assert said in text(answer)
    assert "<title>Error: " in answer.content.decode()


def test_who_is_invited_makes_an_account_and_is_signed_in(alice):
    answer_all(alice)
    alice.post(INVITE + "check/")
    where = link_on(alice.get(INVITE + "sent/"))
    client = Client()
    assert "as analyst for Test County Council. This role sees counts" in text(client.get(where))
    done = client.post(where, {"name": "New Person", "password": PASSWORD, "again": PASSWORD})
    assert done.url == "/office/"
    assert client.get("/office/account/security/").status_code == 200
    again = Client().get(where)
    assert (again.status_code, "has been used" in text(again)) == (400, True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "", "password": PASSWORD, "again": PASSWORD}, "Enter your name"),
        ({"name": "A", "password": PASSWORD, "again": "other"}, "The two passwords differ"),
        ({"name": "A", "password": "password1234", "again": "password1234"}, "Many people use"),
    ],
)
def test_a_bad_answer_to_an_invitation_makes_no_account(alice, given, said):
    answer_all(alice)
    alice.post(INVITE + "check/")
    where = link_on(alice.get(INVITE + "sent/"))
    answer = Client().post(where, given)
    assert (answer.status_code, said in text(answer)) == (400, True)
    assert members.by_email("new@example.org") is None


def test_an_invitation_for_somebody_else_is_refused_to_who_is_signed_in(alice, office):
    answer_all(alice)
    alice.post(INVITE + "check/")
    where = link_on(alice.get(INVITE + "sent/"))
    answer = office(people.charlie()).post(where)
    assert (answer.status_code, "another e-mail address" in text(answer)) == (400, True)


def test_an_invitation_is_withdrawn(alice):
    answer_all(alice)
    alice.post(INVITE + "check/")
    number = Invitation.objects.get().pk
    alice.post(f"/office/people/invitations/{number}/withdraw/")
    assert Invitation.objects.get().withdrawn_at


def test_a_role_is_given_and_ended(alice):
    bob = people.bob("analyst")
    held = Membership.objects.get(user=bob)
    assert alice.post(f"/office/people/roles/{held.pk}/end/").status_code == 302
    where = f"/office/people/{bob.pk}/"
    given = {"organisation": "test-council", "role": "careers-adviser", "areas": ["E07000243"]}
    assert alice.post(where + "roles/add/", given).url == where
    assert "only Stevenage" in text(alice.get(where))
    held = Membership.objects.get(user=bob, role="careers-adviser")
    assert alice.post(f"/office/people/roles/{held.pk}/end/").url == where
    assert "None now" in text(alice.get(where))


def test_a_role_where_somebody_has_had_none_comes_by_invitation_only(alice):
    """Dora's account may have been made by whoever held an invitation to the college."""
    dora = people.dora("administrator")
    answer = alice.post(
        f"/office/people/{dora.pk}/roles/add/", {"organisation": "test-council", "role": "publisher"}
    )
    assert (answer.status_code, "send an invitation to their address" in text(answer)) == (400, True)
    assert not Membership.objects.filter(user=dora, organisation=people.council()).exists()


def test_nobody_gives_themselves_a_role(alice):
    where = f"/office/people/{people.alice().pk}/"
    assert "This is you" in text(alice.get(where))
    given = {"organisation": "test-council", "role": "participation-officer"}
    answer = alice.post(where + "roles/add/", given)
    assert (answer.status_code, "ask another administrator" in text(answer)) == (400, True)


def test_somebody_deactivated_is_out_at_once(alice, office):
    bob = people.bob("analyst")
    his = office(bob)
    assert his.get("/office/account/security/").status_code == 200
    alice.post(f"/office/people/{bob.pk}/account/deactivate/")
    assert his.get("/office/account/security/").status_code == 302
    alice.post(f"/office/people/{bob.pk}/account/activate/")
    bob.refresh_from_db()
    assert bob.is_active


def test_removing_a_second_step_is_audited_and_signs_them_out(alice):
    bob = people.bob("administrator")
    bob.set_password(PASSWORD)
    bob.save()
    signing_in.give_second_factor(bob)
    his = Client()
    his.post("/office/account/login/", {"login": "bob", "password": PASSWORD})
    his.post("/office/account/security/code/", {"code": signing_in.code(signing_in.SECRET)})
    assert his.get("/office/people/").status_code == 200
    alice.post(f"/office/people/{bob.pk}/account/second-factor/")
    assert his.get("/office/people/").status_code == 302
    assert AuditEvent.objects.filter(event="user.second-factor-reset", subject=f"user:{bob.pk}").exists()


def test_a_link_for_a_new_password_is_shown_once_and_works_once(alice):
    bob = people.bob()
    where = f"/office/people/{bob.pk}/"
    alice.post(where + "account/password/")
    link = link_on(alice.get(where))
    assert "password/new/" not in alice.get(where).content.decode()
    client = Client()
    form = client.get(link, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    bob.refresh_from_db()
    assert bob.check_password(PASSWORD)
    assert "no longer works" in text(Client().get(link, follow=True))


def test_looking_at_people_is_audited(alice):
    alice.get("/office/people/")
    assert AuditEvent.objects.filter(event="user.look", by="alice").count() == 1


def test_an_organisation_is_added_and_changed(alice):
    given = {"name": "Felpersham College", "short_name": "College", "kind": "college", "ukprn": "10001234"}
    assert alice.post("/office/people/organisations/add/", given).url == "/office/people/organisations/"
    changed = given | {"short_name": "FC"}
    alice.post("/office/people/organisations/felpersham-college/", changed)
    assert Organisation.objects.get(slug="felpersham-college").short_name == "FC"


def test_an_organisation_of_no_area_that_is_known_is_refused(alice):
    given = {"name": "A", "short_name": "A", "kind": "council", "area_code": "E99999999"}
    answer = alice.post("/office/people/organisations/add/", given)
    assert (answer.status_code, "There is no area" in text(answer)) == (400, True)


# --- The first administrator

STARTING = {"name": "Ann Archer", "email": "ann@example.org", "password": PASSWORD, "again": PASSWORD}


def start():
    return f"/office/start/{first.make(clock.now())}/"


def test_the_printed_link_makes_an_administrator_who_next_sets_up_a_second_step():
    where, client = start(), Client()
    assert client.get(where).status_code == 200
    assert client.post(where, STARTING | {"organisation": "Test Council"}).url == "/office/"
    assert client.get("/office/").url == "/office/account/security/needed/"
    assert members.administrators(clock.today()).count() == 1


def test_the_printed_link_works_once():
    where = start()
    Client().post(where, STARTING | {"organisation": "Test Council"})
    again = Client().post(where, STARTING | {"email": "eve@example.org", "organisation": "Test Council"})
    assert (again.status_code, "no longer works" in text(again)) == (400, True)


def test_a_made_up_link_is_answered_in_words():
    answer = Client().get("/office/start/made-up/")
    assert (answer.status_code, "skillshire office administrator" in text(answer)) == (400, True)
