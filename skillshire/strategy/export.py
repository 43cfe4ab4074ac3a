"""Assessments as plain rows, for the command line and downloads."""

from typing import Any

from skillshire.indicators import export
from skillshire.indicators.observations import Observation
from skillshire.strategy.assessments import Assessed, Shown

DECIMALS = 6  # of computed values; published ones are passed on as they are


def measure(one: Assessed) -> dict[str, Any]:
    """One measure judged. Values are numbers as published, or null; never 0 for missing."""
    judged = one.assessment
    return {
        "ref": one.measure.ref,
        "title": one.measure.title,
        "theme": one.measure.theme.order,
        "kind": one.measure.kind,
        "better": one.measure.better,
        "unit": one.measure.unit,
        "status": judged.status,
        "latest": _figure(judged.latest),
        "expected": _rounded(judged.expected),
        "probability": _rounded(judged.probability),
        "reason": judged.reason,
        "evidence": _evidence(one.main),
        "beside": [_evidence(piece) for piece in one.shown if piece is not one.main],
        "awaits": one.measure.awaits_indicator if one.awaits else None,
        "as_at": one.as_at.isoformat(),
    }


def synthetic(one: Assessed) -> bool:
    """Whether any of its evidence counts invented people. Ask within the `one_release` that judged it."""
    return any(export.synthetic(piece.series.observations) for piece in one.shown)


def _figure(observation: Observation | None) -> dict[str, Any] | None:
    if observation is None:
        return None
    return {
        "period": observation.period.iso,
        "period_label": observation.period.label,
        "value": observation.value,
        "lower": observation.lower,
        "upper": observation.upper,
        "status": observation.status,
    }


def _evidence(shown: Shown | None) -> dict[str, Any] | None:
    if shown is None:
        return None
    return {
        "indicator": shown.definition.id,
        "role": shown.role,
        "origin": shown.origin,
        "area": shown.series.area,
        "latest": _figure(shown.series.latest),
        "release": shown.series.release,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)


COLUMNS = (
    "ref", "title", "theme", "kind", "status", "latest_period", "latest_value", "unit", "expected",
    "probability", "reason", "evidence_indicator", "evidence_role", "evidence_origin", "awaits", "as_at",
)  # fmt: skip


def flat(one: Assessed) -> dict[str, Any]:
    """A measure judged as one row with COLUMNS."""
    row = measure(one)
    latest, evidence = row["latest"] or {}, row["evidence"] or {}
    whole = {
        **row,
        "latest_period": latest.get("period"),
        "latest_value": latest.get("value"),
        "evidence_indicator": evidence.get("indicator"),
        "evidence_role": evidence.get("role"),
        "evidence_origin": evidence.get("origin"),
    }
    return {column: whole[column] for column in COLUMNS}
