"""Keeps scores of the risk of being NEET, and what a person decided on each. Nothing acts on a score."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from skillshire.casework import risk
from skillshire.casework.models import RiskDecision, RiskFactors, RiskScore, YoungPerson
from skillshire.casework.risk import RiskModel, Score
from skillshire.core import audit, clock
from skillshire.core.errors import UserError

BATCH = 1000
SHORTEST = 10  # characters of a reason: “ok” is none


def factors(found: RiskFactors) -> dict[str, Any]:
    """The record in the form that risk.score takes."""
    return {name: getattr(found, name) for name in risk.FACTORS}


def of(found: RiskFactors, model: RiskModel) -> Score:
    return risk.score(factors(found), model)


@transaction.atomic
def score_all(*, by: str, on: date, model: str = "", school_year: int | None = None) -> int:
    """Score everybody with factors, by that list of points; how many were scored.

    `school_year` is the one in which it ends (None: every year). Who was scored before by the same
    version for the year gets the new points; what was decided on the score stays, and so does its day if
    nothing changed.
    """
    chosen = risk.model(model)
    kept = _kept(chosen)
    added, changed = [], []
    for found in _all_factors(school_year):
        made = _score(found, chosen, on)
        before = kept.get((made.young_person_id, made.school_year))
        if before is None:
            added.append(made)
        elif _differs(before, made):
            made.pk = before.pk
            changed.append(made)
    RiskScore.objects.bulk_create(added, BATCH)
    fields = ["points", "threshold", "flagged", "reasons", "unknown", "on"]
    RiskScore.objects.bulk_update(changed, fields, 200)
    detail = {"model": chosen.id, "version": chosen.version, "added": len(added), "changed": len(changed)}
    audit.record("risk.score", f"risk-model:{chosen.id}", by=by, at=clock.now(), detail=detail)
    return len(added) + len(changed)


def _kept(model: RiskModel) -> dict[tuple[int, int], RiskScore]:
    scores = RiskScore.objects.filter(model=model.id, version=model.version)
    return {(one.young_person_id, one.school_year): one for one in scores.iterator(BATCH)}


def _all_factors(school_year: int | None) -> Iterator[RiskFactors]:
    found = RiskFactors.objects.filter(young_person__erased_at__isnull=True).order_by("pk")
    wanted = found if school_year is None else found.filter(school_year=school_year)
    return wanted.iterator(BATCH)


def _score(found: RiskFactors, model: RiskModel, on: date) -> RiskScore:
    score = of(found, model)
    reasons = [vars(reason) for reason in score.reasons]
    return RiskScore(
        young_person_id=found.young_person_id, model=model.id, version=model.version,
        school_year=found.school_year, points=score.points, threshold=model.threshold, flagged=score.flagged,
        reasons=reasons, unknown=list(score.unknown), on=on,
    )  # fmt: skip


def _differs(before: RiskScore, now: RiskScore) -> bool:
    names = ("points", "threshold", "flagged", "reasons", "unknown")
    return any(getattr(before, name) != getattr(now, name) for name in names)


@transaction.atomic
def decide(score: RiskScore, *, outcome: str, reason: str, by: str, on: date) -> RiskDecision:
    """What a person makes of a score, and why. A later decision stands beside the earlier ones."""
    if outcome not in RiskDecision.Outcome.values:
        raise UserError("Choose what you decide: offer support, look again later, or no support needed.")
    said = reason.strip()
    if len(said) < SHORTEST:
        raise UserError("Write why you decide this, in a sentence that a colleague would understand.")
    made = RiskDecision.objects.create(score=score, outcome=outcome, reason=said, by=by, on=on)
    detail = {"score": score.pk, "decision": made.pk, "outcome": outcome, "flagged": score.flagged}
    subject = f"young-person:{score.young_person_id}"
    audit.record("young-person.decide-risk", subject, by=by, at=clock.now(), detail=detail)
    return made


def latest(person: YoungPerson, model: str = "") -> RiskScore | None:
    """The score of the newest school year by that list, with its decisions, newest first."""
    chosen = risk.model(model)
    scores = RiskScore.objects.filter(young_person=person, model=chosen.id, version=chosen.version)
    return scores.order_by("-school_year").prefetch_related("decisions").first()


def undecided(
    people: QuerySet[YoungPerson], school_years: Iterable[int], model: str = ""
) -> QuerySet[RiskScore]:
    """Flagged scores of these people and years that nobody has decided on, most points first."""
    chosen = risk.model(model)
    flagged = RiskScore.objects.filter(model=chosen.id, version=chosen.version, flagged=True)
    open_ = flagged.filter(school_year__in=list(school_years), decisions__isnull=True)
    return open_.filter(young_person__in=people).select_related("young_person").order_by("-points", "pk")
