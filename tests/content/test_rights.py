"""Who may do what in the editor, by its addresses; and what of Wagtail is open at all."""

from datetime import date

import pytest
from django.contrib.auth.models import Group

from skillshire.accounts import roles, standing
from skillshire.accounts.models import Membership
from skillshire.content import rights
from skillshire.content.models import DRAFTS
from skillshire.strategy.models import ActionUpdate
from tests.content.desk import EDITING, PROGRESS, Desk
from tests.people import alice, bob

pytestmark = pytest.mark.django_db
MAY_EDIT = {"strategy-editor", "publisher"}
PAGES = [
    PROGRESS, f"{PROGRESS}add/", f"{EDITING}snippets/content/notedraft/",
    f"{EDITING}snippets/content/meetingdraft/add/", f"{EDITING}snippets/content/decisiondraft/add/",
]  # fmt: skip
CLOSED = [
    "pages/", "users/", "groups/", "collections/", "images/", "documents/", "sites/", "account/password/",
    "password_reset/", "failwhale/", "test404/", "api/main/pages/", "choose-page/", "bulk/content/x/delete/",
]  # fmt: skip


@pytest.fixture
def draft(editor, action):
    return editor.add(action)


@pytest.mark.parametrize("role", [role.slug for role in roles.ROLES])
def test_only_editors_and_publishers_open_the_editor(strategy, role):
    desk = Desk(bob(role), second_factor=True)
    found = {desk.get(page).status_code for page in PAGES}
    assert found == ({200} if role in MAY_EDIT else {403})


def test_who_has_not_signed_in_is_sent_to_the_offices_own_page(client, strategy):
    for page in [*PAGES, EDITING, f"{EDITING}pages/"]:
        response = client.get(page)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/office/account/login/?next=")


@pytest.mark.parametrize(("page", "to"), [("login/", "/office/account/login/"),
                                          ("logout/", "/office/account/logout/")])  # fmt: skip
def test_signing_in_and_out_is_the_offices_own(client, page, to):
    assert client.get(f"{EDITING}{page}").headers["Location"] == to


@pytest.mark.parametrize("page", CLOSED)
def test_what_no_editor_uses_is_closed_to_a_publisher(publisher, page):
    assert publisher.get(f"{EDITING}{page}").status_code == 404


@pytest.mark.parametrize("how", ["publish", "approve"])
def test_an_editor_cannot_publish(editor, draft, how):
    editor.edit(draft, "submit")
    editor.edit(draft, how)
    assert not draft.live
    assert not ActionUpdate.objects.exists()


def test_an_editor_cannot_unpublish(editor, publisher, draft):
    publisher.edit(draft, "publish")
    editor.press(draft, "unpublish")
    assert draft.live
    assert ActionUpdate.objects.exists()


def test_nobody_deletes_a_draft(publisher, draft):
    publisher.press(draft, "delete")
    assert not any("delete" in verbs for verbs in rights.VERBS.values())


def test_rights_end_with_the_role(strategy, action):
    person = alice("publisher")
    desk = Desk(person)
    assert desk.get(PROGRESS).status_code == 200
    assert set(person.groups.values_list("name", flat=True)) == {"strategy-editor", "publisher"}
    Membership.objects.filter(user=person).update(role="strategy-editor")
    desk.edit(desk.add(action), "publish")
    assert set(person.groups.values_list("name", flat=True)) == {"strategy-editor"}
    assert not ActionUpdate.objects.exists()
    Membership.objects.filter(user=person).update(ends=date(2020, 1, 1))
    assert desk.get(PROGRESS).status_code == 403


def test_rights_that_are_right_cost_one_query(strategy, django_assert_num_queries):
    person = alice("publisher")
    held = standing.of(person, date(2026, 11, 22))
    rights.sync(person, held)
    with django_assert_num_queries(1):
        rights.sync(person, held)


def test_nobody_is_a_superuser(strategy):
    person = bob("publisher")
    Desk(person).get(PROGRESS)
    person.refresh_from_db()
    assert (person.is_superuser, person.is_staff) == (False, False)


def test_preparing_again_changes_nothing(strategy):
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    rights.prepare()
    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before


def test_every_kind_of_draft_goes_through_the_review(strategy):
    assert [model().get_workflow().name for model in DRAFTS] == [rights.REVIEW] * 4


# --- Two at once -------------------------------------------------------------------------------------------


def test_a_locked_draft_is_changed_by_nobody_else(editor, other_editor, draft):
    editor.press(draft, "lock")
    assert draft.locked_by.username == "alice"
    other_editor.edit(draft, note="Mine.")
    assert draft.get_latest_revision_as_object().note == "Forty firms asked."
    editor.edit(draft, note="Ours.")
    assert draft.get_latest_revision_as_object().note == "Ours."


def test_a_publisher_can_unlock_what_an_editor_left_locked(editor, publisher, other_editor, draft):
    editor.press(draft, "lock")
    publisher.press(draft, "unlock")
    other_editor.edit(draft, note="Mine.")
    assert draft.get_latest_revision_as_object().note == "Mine."


def test_a_draft_under_review_is_left_alone_by_editors(editor, other_editor, draft):
    editor.edit(draft, "submit")
    other_editor.edit(draft, note="Mine.")
    assert draft.get_latest_revision_as_object().note == "Forty firms asked."
