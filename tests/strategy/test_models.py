"""What the database itself refuses, constraint by constraint."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from skillshire.strategy import kinds, loading
from skillshire.strategy.models import (
    Action,
    ActionUpdate,
    Ambition,
    Decision,
    Evidence,
    FundingSource,
    Measure,
    MeasureNote,
    Meeting,
    Priority,
    Step,
    Strategy,
    Target,
    Theme,
)
from tests import shared_records

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 1)


def a_strategy_with_reports():
    loaded = loading.load(Path(__file__).parent / "data" / "borsetshire.yaml", by="alice", on=DAY)
    ActionUpdate.objects.create(action=loaded.actions.get(ref=1), on=DAY, status="done", by="bob")
    measure = loaded.measures.get(ref=2)
    measure.notes.create(on=DAY, text="Fewer were asked.", source="The council", by="bob")
    meeting = loaded.meetings.create(on=DAY, body="Skills Board", title="Summer meeting", by="bob")
    loaded.decisions.create(meeting=meeting, on=DAY, text="Ask.", owner_words="The chair", due=DAY, by="bob")
    Evidence.objects.create(measure=measure, order=1, indicator="visits", role="proxy", note="Not the same.")
    return loaded


loaded = shared_records.by(a_strategy_with_reports)


@pytest.fixture
def strategy(db, loaded):
    return Strategy.objects.get(pk=loaded.pk)


# A change to one row of the model, by the constraint that must refuse it.
CHANGES = {
    "strategy_ends_after_it_starts": (Strategy, {"ends": date(2024, 4, 1)}),
    "strategy_revision_from_one": (Strategy, {"revision": 0}),
    "strategy_has_area": (Strategy, {"area_code": ""}),
    "theme_order_from_one": (Theme, {"order": 0}),
    "action_ref_from_one": (Action, {"ref": 0}),
    "action_status_known": (Action, {"status": "finished"}),
    "action_update_status_known": (ActionUpdate, {"status": "not-reported"}),
    "action_update_has_by": (ActionUpdate, {"by": ""}),
    "action_update_spent_sourced": (ActionUpdate, {"spent": 5}),
    "measure_note_has_text": (MeasureNote, {"text": ""}),
    "measure_note_has_source": (MeasureNote, {"source": ""}),
    "measure_note_has_by": (MeasureNote, {"by": ""}),
    "meeting_has_body": (Meeting, {"body": ""}),
    "meeting_has_title": (Meeting, {"title": ""}),
    "meeting_has_by": (Meeting, {"by": ""}),
    "decision_has_text": (Decision, {"text": ""}),
    "decision_has_by": (Decision, {"by": ""}),
    "decision_due_after_it_was_made": (Decision, {"due": date(2024, 1, 1)}),
    "decision_has_one_owner": (Decision, {"owner_words": ""}),
    "decision_closed_on_a_day": (Decision, {"status": "done"}),
    "measure_ref_from_one": (Measure, {"ref": 0}),
    "measure_kind_known": (Measure, {"kind": "guess"}),
    "measure_better_known": (Measure, {"better": "same"}),
    "measure_basis_known": (Measure, {"basis": "lunar"}),
    "measure_decimals_at_most_four": (Measure, {"decimals": 5}),
    "measure_baseline_has_period": (Measure, {"baseline_period": ""}),
    "evidence_role_known": (Evidence, {"role": "rival"}),
    "evidence_proxy_explained": (Evidence, {"role": "proxy", "note": ""}),
}
COPIES = {
    "strategy_slug_unique": Strategy,
    "theme_order_unique": Theme,
    "priority_order_unique": Priority,
    "funding_slug_unique": FundingSource,
    "action_ref_unique": Action,
    "step_order_unique": Step,
    "measure_ref_unique": Measure,
    "target_due_unique": Target,
    "evidence_order_unique": Evidence,
    "ambition_order_unique": Ambition,
}


@pytest.mark.parametrize("name", CHANGES)
def test_refuses_a_change(strategy, name):
    model, change = CHANGES[name]
    row = model.objects.order_by("pk").first()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize("name", COPIES)
def test_refuses_a_second_row_like_the_first(strategy, name):
    row = COPIES[name].objects.order_by("pk").first()
    row.pk = None
    row._state.adding = True
    # SQLite names the columns of a broken uniqueness, PostgreSQL the constraint.
    with (
        pytest.raises(IntegrityError, match=f"(?i)unique.*({row._meta.db_table}|{name})"),
        transaction.atomic(),
    ):
        row.save()


def test_a_baseline_without_a_value_has_no_period_either(strategy):
    with pytest.raises(IntegrityError, match="measure_baseline_has_period"), transaction.atomic():
        strategy.measures.filter(ref=1).update(baseline_value=None)


def test_every_constraint_has_its_test():
    named = {
        constraint.name
        for model in apps.get_app_config("strategy").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }
    assert named == CHANGES.keys() | COPIES.keys()


def test_each_kind_has_a_label_and_a_reader():
    assert kinds.LABELS.keys() == kinds.PARAMETERS.keys()
    assert {value for value, _ in Measure._meta.get_field("kind").choices} == kinds.LABELS.keys()


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Strategy, "Borsetshire skills plan"),
        (Theme, "Work for all"),
        (Priority, "Find out who is left out."),
        (FundingSource, "Borsetshire Council"),
        (Action, "1. Ask around"),
        (Step, "Knock on doors."),
        (ActionUpdate, "2024-06-01: Done"),
        (Measure, "1. Claimants"),
        (Target, "3.5 by 2025-12-31"),
        (Evidence, "claimant-count-rate (own)"),
        (Ambition, "Pay"),
    ],
)
def test_a_row_says_what_it_is(strategy, model, words):
    assert str(model.objects.order_by("pk").first()) == words
