"""A draft's way to the public: written, reviewed, published, put right, taken back."""

from decimal import Decimal

import pytest
from wagtail.models import ModelLogEntry

from skillshire.content.models import ProgressDraft
from skillshire.core import audit, facts
from skillshire.strategy.models import ActionUpdate
from tests.content.desk import PROGRESS, fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(editor, action):
    return editor.add(action)


@pytest.fixture
def submitted(editor, draft):
    editor.edit(draft, "submit")
    return draft


@pytest.fixture
def published(publisher, submitted):
    publisher.edit(submitted, "approve")
    return submitted


def events(action):
    return [(one.event, one.by) for one in audit.history(f"action:borsetshire/{action.ref}")]


def test_a_draft_is_nothing_the_public_sees(draft, action):
    before = action.strategy.revision
    assert (draft.live, draft.published) == (False, None)
    assert not ActionUpdate.objects.exists()
    action.strategy.refresh_from_db()
    assert action.strategy.revision == before
    assert events(action) == []


def test_what_is_sent_for_review_is_still_not_public(submitted):
    assert submitted.workflow_in_progress
    assert not ActionUpdate.objects.exists()


def test_what_a_publisher_approves_becomes_the_public_record(published, action):
    update = ActionUpdate.objects.get()
    assert published.live
    assert published.published == update
    assert (update.action, str(update.on), update.status) == (action, "2026-10-31", "in-progress")
    assert (update.spent, str(update.spent_from), str(update.spent_to)) == (
        Decimal("12500.00"), "2026-04-01", "2026-09-30",
    )  # fmt: skip
    assert (update.source, update.by) == ("Borsetshire Growth Hub", "bob")


def test_publishing_is_audited_and_makes_the_public_pages_old(submitted, publisher, action):
    before = action.strategy.revision
    publisher.edit(submitted, "approve")
    action.strategy.refresh_from_db()
    assert action.strategy.revision == before + 1
    assert events(action) == [("action.report", "bob")]


def test_a_draft_that_is_sent_back_stays_hidden_and_keeps_the_comment(submitted, publisher, editor):
    publisher.edit(submitted, "reject")
    assert not ActionUpdate.objects.exists()
    assert submitted.current_workflow_state.status == "needs_changes"
    assert "Say which firms." in editor.get(f"{PROGRESS}history/{submitted.pk}/").content.decode()


def test_a_draft_that_was_sent_back_can_be_sent_again_and_published(submitted, publisher, editor):
    publisher.edit(submitted, "reject")
    editor.edit(submitted, "submit", note="Forty firms in Ambridge asked.")
    publisher.edit(submitted, "approve", note="Forty firms in Ambridge asked.")
    assert ActionUpdate.objects.get().note == "Forty firms in Ambridge asked."


def test_changes_to_what_is_published_wait_for_review_and_then_correct_the_same_record(
    published, editor, publisher, action
):
    first = ActionUpdate.objects.get().pk
    editor.edit(published, note="Fifty firms asked.")
    assert ActionUpdate.objects.get().note == "Forty firms asked."
    editor.edit(published, "submit", note="Fifty firms asked.", spent="14000.50")
    publisher.edit(published, "approve", note="Fifty firms asked.", spent="14000.50")
    update = ActionUpdate.objects.get()
    assert (update.pk, update.note, update.spent) == (first, "Fifty firms asked.", Decimal("14000.50"))
    assert events(action) == [("action.report", "bob"), ("action.correct", "bob")]


def test_history_tells_who_did_what(published):
    told = ModelLogEntry.objects.for_instance(published).order_by("timestamp", "pk")
    assert [(one.action, one.user.username) for one in told] == [
        ("wagtail.create", "alice"),
        ("wagtail.edit", "alice"),
        ("wagtail.workflow.start", "alice"),
        ("wagtail.edit", "bob"),
        ("wagtail.workflow.approve", "bob"),
        ("wagtail.publish", "bob"),
    ]


def test_revisions_can_be_compared(published, editor):
    editor.edit(published, note="Fifty firms asked.")
    first, last = published.revisions.order_by("pk").first(), published.revisions.order_by("pk").last()
    page = editor.get(f"{PROGRESS}history/{published.pk}/revisions/compare/{first.pk}...{last.pk}/")
    assert page.status_code == 200
    assert "Fifty" in page.content.decode()


def test_a_publisher_goes_back_to_an_earlier_revision(published, publisher):
    first = published.revisions.order_by("pk").first()
    publisher.edit(published, "publish", note="Fifty firms asked.")
    assert ActionUpdate.objects.get().note == "Fifty firms asked."
    page = publisher.get(f"{PROGRESS}history/{published.pk}/revisions/{first.pk}/revert/")
    assert page.status_code == 200
    publisher.edit(published, "publish", note="Forty firms asked.", revision=str(first.pk))
    assert ActionUpdate.objects.get().note == "Forty firms asked."


def test_unpublishing_takes_the_public_record_back(published, publisher, action):
    publisher.press(published, "unpublish")
    assert (published.live, published.published) == (False, None)
    assert not ActionUpdate.objects.exists()
    action.refresh_from_db()
    assert action.status == "not-reported"
    assert events(action)[-1] == ("action.withdraw", "bob")


def test_what_was_taken_back_can_be_published_again(published, publisher):
    publisher.press(published, "unpublish")
    publisher.edit(published, "publish")
    assert published.published == ActionUpdate.objects.get()


def test_nothing_is_half_published(submitted, publisher, monkeypatch, action):
    from skillshire.strategy import actions

    def break_down(*arguments, **options):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions, "report", break_down)
    with pytest.raises(RuntimeError, match="disk"):
        publisher.edit(submitted, "publish")
    submitted.refresh_from_db()
    assert (submitted.live, submitted.published, ActionUpdate.objects.count()) == (False, None, 0)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on": "2030-01-01"}, "still to come"),
        ({"spent_from": ""}, "first and last day"),
        ({"spent": ""}, "first and last day"),
        ({"spent_to": "2026-01-01"}, "before the first"),
        ({"spent_to": "2030-01-01"}, "count the money up to today"),
        ({"spent": "-1"}, "greater than or equal to 0"),
        ({"status": "not-reported"}, "not one of the available choices"),
    ],
)
def test_refuses_what_could_not_be_published(editor, action, changed, said):
    page = editor.add(action, **changed)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not ProgressDraft.objects.exists()


def test_refuses_pounds_that_are_already_counted(published, editor, action):
    page = editor.add(action, spent_from="2026-09-01", spent_to="2026-10-31")
    assert "already published" in page.content.decode()


def test_money_that_nobody_reported_is_not_nought(editor, publisher, action):
    draft = editor.add(action, spent="", spent_from="", spent_to="")
    publisher.edit(draft, "publish", spent="", spent_from="", spent_to="")
    assert ActionUpdate.objects.get().spent is None


def test_what_is_typed_is_kept_before_it_is_complete_and_nobody_publishes_it_so(editor, publisher, action):
    typed = fields(action, source="", status="")
    answer = editor.client.post(f"{PROGRESS}add/", typed, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    draft = ProgressDraft.objects.get()
    assert draft.note == typed["note"]
    assert publisher.edit(draft, "publish", source="", status="").status_code == 200
    editor.edit(draft, "submit")
    refused = publisher.edit(draft, "approve", source="", status="")
    assert set(refused.context["form"].errors) == {"source", "status"}
    assert not ActionUpdate.objects.exists()


def test_a_preview_shows_the_draft_in_the_publics_own_words(draft, editor):
    address = f"{PROGRESS}preview/{draft.pk}/"
    editor.client.post(address, fields(draft.of_action))
    page = editor.get(f"{address}?in_preview_panel=true")
    text = page.content.decode()
    assert "£12,500 spent, 1 April 2026 to 30 September 2026." in text
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_editor_says_that_people_are_invented_and_heads_its_page(draft, editor):
    page = f"{PROGRESS}edit/{draft.pk}/"
    assert facts.SAID not in editor.get(page).content.decode()
    facts.put(facts.SYNTHETIC, "a test")
    said = editor.get(page).content.decode()
    facts.forget()
    assert facts.SAID in said
    assert said.count("<h1") == 1
