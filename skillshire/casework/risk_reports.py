"""The quality of each list of points, worked out from the records and fit to be published."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from skillshire.casework import risk, risk_outcomes, risk_quality, risk_scores
from skillshire.casework.risk import RiskModel
from skillshire.casework.risk_outcomes import Case
from skillshire.casework.risk_quality import Judged, Quality
from skillshire.core import facts
from skillshire.places import areas

SHARES = ("neet", "flagged", "precision", "recall", "false_positive", "false_negative")


def evaluate(model: str, on: date, cases: Sequence[Case] | None = None) -> list[Quality]:
    """Everybody first, then by group, then by district. Empty where nobody's outcome is known yet."""
    chosen = risk.model(model)
    known = risk_outcomes.cases(on) if cases is None else list(cases)
    judged = [_judged(one, chosen) for one in known]
    if not judged:
        return []
    found = [risk_quality.measure("everybody", "everybody", judged)]
    for kind in known[0].groups:
        pairs = [(case.groups[kind], one) for case, one in zip(known, judged, strict=True)]
        found += risk_quality.by(kind, pairs)
    places = [(case.area, one) for case, one in zip(known, judged, strict=True)]
    return found + risk_quality.by("district", places, _place)


def _judged(case: Case, model: RiskModel) -> Judged:
    return Judged(risk_scores.of(case.factors, model).flagged, case.neet)


def _place(code: str) -> str:
    return areas.get(code).name if code else "not known"


def as_data(model: str, on: date) -> dict[str, Any]:
    chosen = risk.model(model)
    return {
        "model": chosen.id,
        "version": chosen.version,
        "on": on.isoformat(),
        "outcome": risk_outcomes.SAID,
        "synthetic": facts.SAID if facts.synthetic() else None,
        "quality": [_row(one) for one in evaluate(model, on)],
    }


def _row(one: Quality) -> dict[str, Any]:
    shares = {name: vars(getattr(one, name)) for name in SHARES}
    return {"kind": one.kind, "group": one.group, "people": one.people, **shares}
