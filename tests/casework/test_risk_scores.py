"""Scores are kept with their reasons; a person decides, and that is kept too."""

from datetime import date

import pytest

from skillshire.casework import risk, risk_scores
from skillshire.casework.models import RiskDecision, RiskFactors, RiskScore
from skillshire.core.errors import UserError
from skillshire.core.models import AuditEvent
from tests.casework import records

ON = date(2026, 11, 22)


@pytest.fixture
def amy(db):
    person = records.amy()
    RiskScore.objects.all().delete()  # what other tests want of her
    person.factors.all().delete()
    RiskFactors.objects.create(young_person=person, school_year=2026, free_meals=True, attendance=88.0)
    return person


@pytest.fixture
def score(amy):
    risk_scores.score_all(by="olive", on=ON)
    return risk_scores.latest(amy)


def test_a_score_is_kept_with_its_reasons_and_what_nobody_knows(score):
    assert (score.points, score.flagged, score.model) == (3, True, "skillshire-2026")
    assert [(one["factor"], one["points"]) for one in score.reasons] == [("attendance", 1), ("free_meals", 2)]
    assert "looked_after" in score.unknown


def test_scoring_again_changes_nothing_and_says_so(score):
    assert risk_scores.score_all(by="olive", on=ON) == 0
    assert RiskScore.objects.count() == 1


def test_what_was_decided_stays_when_the_points_change(amy, score):
    risk_scores.decide(score, outcome="support", reason="Asked for help at school.", by="olive", on=ON)
    amy.factors.update(free_meals=False)
    assert risk_scores.score_all(by="olive", on=ON) == 1
    now = risk_scores.latest(amy)
    assert (now.points, now.flagged) == (1, False)
    assert [one.outcome for one in now.decisions.all()] == ["support"]


def test_each_list_keeps_scores_of_its_own(amy, score):
    risk_scores.score_all(by="olive", on=ON, model="four-councils-2023")
    assert {one.model for one in RiskScore.objects.all()} == {"skillshire-2026", "four-councils-2023"}
    assert risk_scores.latest(amy).pk == score.pk


def test_scoring_decides_nothing(score):
    assert not RiskDecision.objects.exists()


def test_a_decision_is_in_the_audit_without_its_reason(score):
    risk_scores.decide(score, outcome="none", reason="Has a place at college.", by="olive", on=ON)
    event = AuditEvent.objects.filter(event="young-person.decide-risk").get()
    assert (event.by, event.subject) == ("olive", f"young-person:{score.young_person_id}")
    assert "college" not in str(event.detail)


@pytest.mark.parametrize("reason", ["", "   ", "ok", "ok       "])
def test_a_decision_needs_a_reason(score, reason):
    with pytest.raises(UserError, match="Write why"):
        risk_scores.decide(score, outcome="none", reason=reason, by="olive", on=ON)
    assert not RiskDecision.objects.exists()


def test_a_decision_is_one_of_three(score):
    with pytest.raises(UserError, match="Choose what you decide"):
        risk_scores.decide(score, outcome="exclude", reason="Because of the points.", by="olive", on=ON)


def test_who_was_decided_on_waits_no_more(amy, score):
    everybody = type(amy).objects.all()
    assert list(risk_scores.undecided(everybody, [2026])) == [score]
    risk_scores.decide(score, outcome="watch", reason="Look again after half term.", by="olive", on=ON)
    assert not risk_scores.undecided(everybody, [2026]).exists()


def test_an_erased_record_is_not_scored(amy):
    amy.erased_at = "2026-01-01T00:00Z"
    amy.save()
    assert risk_scores.score_all(by="olive", on=ON) == 0


def test_every_field_of_the_record_can_be_asked_by_a_list():
    known = {field.name for field in RiskFactors._meta.fields}
    assert set(risk.FACTORS) == known - {"id", "young_person", "school_year"}
