"""Dora administers a college of the county: she looks after its people, and reaches nobody else's."""

import pytest

from skillshire.accounts import invitations, members
from skillshire.accounts.models import Invitation, Membership, Organisation
from skillshire.core import clock
from skillshire.core.models import AuditEvent
from tests import people
from tests.web.office.test_people import INVITE, link_on
from tests.web.office.test_sign_in import text

pytestmark = pytest.mark.django_db
PEOPLE = "/office/people/"


@pytest.fixture(autouse=True)
def alice():
    """Of the council that runs the site."""
    return people.alice("administrator")


@pytest.fixture
def dora(office):
    return office(people.dora("administrator"))


@pytest.fixture
def ed():
    """A colleague of Dora's."""
    made = members.add("ed@example.org", "Ed Evans", by="x")
    members.give(made, people.college(), "provider", by="x", on=clock.today())
    return made


def both(ed):
    """Ed works for the council too."""
    return members.give(ed, people.council(), "participation-officer", by="x", on=clock.today())


def test_the_list_has_the_people_and_invitations_of_the_own_organisation(dora, ed):
    invitations.invite("ours@example.org", people.college(), "provider", by="x", at=clock.now())
    invitations.invite("theirs@example.org", people.council(), "analyst", by="x", at=clock.now())
    shown = text(dora.get(PEOPLE))
    assert "Ed Evans" in shown and "ours@example.org" in shown
    assert "Alice Archer" not in shown and "theirs@example.org" not in shown
    assert "organisations/" not in shown
    looks = {event.event: event.detail["ids"] for event in AuditEvent.objects.filter(event__contains="look")}
    assert sorted(looks["user.look"]) == sorted([people.dora().pk, ed.pk])
    assert looks["invitation.look"] == [Invitation.objects.get(email="ours@example.org").pk]
    assert "1 invitation not taken up yet" in text(dora.get("/office/"))


def test_of_a_role_elsewhere_nothing_is_shown(dora, ed):
    both(ed)
    for where in (PEOPLE, f"{PEOPLE}{ed.pk}/"):
        assert "Test County Council" not in text(dora.get(where))
        assert "Participation officer" not in text(dora.get(where))


def test_the_account_of_somebody_who_works_elsewhere_too_is_not_theirs(dora, ed, office, alice):
    both(ed)
    shown = text(dora.get(f"{PEOPLE}{ed.pk}/"))
    assert "works for another organisation too" not in shown and "They work for another" in shown
    for deed in ("password", "second-factor", "deactivate", "activate"):
        where = f"{PEOPLE}{ed.pk}/account/{deed}/"
        assert where not in shown
        for answer in (dora.get(where), dora.post(where)):
            assert answer.status_code == 403 and "works for another organisation too" in text(answer)
    ed.refresh_from_db()
    assert ed.is_active and not AuditEvent.objects.filter(event="user.password-link").exists()
    assert office(alice).get(f"{PEOPLE}{ed.pk}/account/password/").status_code == 200


def test_of_their_own_people_they_look_after_the_account_too(dora, ed):
    dora.post(f"{PEOPLE}{ed.pk}/account/password/")
    assert "/password/new/" in link_on(dora.get(f"{PEOPLE}{ed.pk}/"))
    dora.post(f"{PEOPLE}{ed.pk}/account/deactivate/")
    ed.refresh_from_db()
    assert not ed.is_active


def test_they_give_roles_in_their_own_organisation(dora, ed):
    where = f"{PEOPLE}{ed.pk}/roles/add/"
    given = {"organisation": "test-college", "role": "careers-adviser", "areas": ["E07000243"]}
    assert dora.post(where, given).status_code == 302
    assert Membership.objects.filter(user=ed, role="careers-adviser").count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"organisation": "test-council", "role": "participation-officer"}, "Choose an organisation from"),
        ({"organisation": "test-council", "role": "administrator"}, "Choose an organisation from the list"),
        ({"organisation": "test-college", "role": "publisher"}, "Choose a role from the list"),
        ({"organisation": "test-college", "role": "information-governance"}, "Choose a role from the list"),
    ],
)
def test_they_give_none_elsewhere_and_none_of_the_whole_site(dora, ed, given, said):
    before = Membership.objects.count()
    answer = dora.post(f"{PEOPLE}{ed.pk}/roles/add/", given)
    assert (answer.status_code, said in text(answer)) == (400, True)
    assert Membership.objects.count() == before
    for step, value in given.items():
        dora.post(f"{INVITE}email/", {"email": "new@example.org"})
        dora.post(f"{INVITE}{step}/", {step: value})
    assert dora.get(f"{INVITE}check/").status_code == 302
    assert not Invitation.objects.exists()


def test_an_answer_that_they_may_not_give_any_more_is_asked_again(office):
    person = people.dora("administrator")
    members.give(person, people.council(), "administrator", by="x", on=clock.today())
    client = office(person)
    answers = {"email": "new@example.org", "organisation": "test-council", "role": "participation-officer"}
    for step, value in {**answers, "areas": []}.items():
        client.post(f"{INVITE}{step}/", {step: value})
    assert client.get(f"{INVITE}check/").status_code == 200
    members.end(Membership.objects.get(user=person, organisation=people.council()), by="x", on=clock.today())
    assert client.post(f"{INVITE}check/").url == f"{INVITE}organisation/"
    assert not Invitation.objects.exists()


def test_the_last_role_that_they_end_takes_somebody_from_their_list(dora, ed):
    where = f"{PEOPLE}roles/{ed.memberships.get().pk}/end/"
    assert dora.post(where).url == PEOPLE
    assert dora.get(f"{PEOPLE}{ed.pk}/").status_code == 404


def test_nobody_outside_the_lead_makes_or_changes_an_organisation(dora):
    given = {"name": "Test College", "short_name": "TC", "kind": "council", "area_code": "E10000015"}
    for where in ("organisations/add/", "organisations/test-college/"):
        answer = dora.post(PEOPLE + where, given)
        assert answer.status_code == 403 and "runs this site look after organisations" in text(answer)
    assert Organisation.objects.get(slug="test-college").kind == "college"


@pytest.mark.parametrize("page", ["", "roles/add/", "account/deactivate/"])
def test_every_page_that_names_somebody_is_written_down(dora, ed, page):
    dora.get(f"{PEOPLE}{ed.pk}/{page}")
    (look,) = AuditEvent.objects.filter(event="user.look")
    assert (look.by, look.subject, look.detail["purpose"]) == (
        "dora",
        f"user:{ed.pk}",
        "Looking after accounts",
    )


def test_so_is_the_end_of_a_role_and_an_invitation(dora, ed):
    dora.get(f"{PEOPLE}roles/{ed.memberships.get().pk}/end/")
    assert AuditEvent.objects.get(event="user.look").subject == f"user:{ed.pk}"
    sent, _ = invitations.invite("a@example.org", people.college(), "provider", by="x", at=clock.now())
    dora.get(f"{PEOPLE}invitations/{sent.pk}/withdraw/")
    assert AuditEvent.objects.get(event="invitation.look").subject == f"invitation:{sent.pk}"


def test_a_form_sent_back_with_a_fault_is_written_down_too(dora, ed):
    dora.post(f"{PEOPLE}{ed.pk}/roles/add/", {})
    assert AuditEvent.objects.filter(event="user.look").count() == 1


def test_an_invitation_has_no_other_pages(dora):
    assert dora.get(f"{INVITE}nonsense/").status_code == 404
