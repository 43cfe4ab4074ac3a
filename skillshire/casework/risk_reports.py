"""The quality of each list of points as it was last let out, fit for anybody to read."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from skillshire.accounts.models import Organisation
from skillshire.casework import risk, risk_editions, risk_outcomes, risk_quality
from skillshire.casework.risk_editions import Edited
from skillshire.casework.risk_quality import EVERYBODY, SHARES, Quality
from skillshire.core import facts
from skillshire.places import areas

DISTRICT = "district"


def evaluate(model: str, edited: Edited) -> list[Quality]:
    """Everybody first, then by group, then by district. Empty before the first edition."""
    chosen = risk.model(model).id
    others = [kind for kind in edited.tables if kind not in (EVERYBODY, DISTRICT)]
    return [one for kind in (EVERYBODY, *others, DISTRICT) for one in _of(kind, chosen, edited)]


def _of(kind: str, chosen: str, edited: Edited) -> Iterator[Quality]:
    for one in risk_quality.quality(kind, chosen, edited.tables.get(kind, {})):
        yield replace(one, group=_place(one.group)) if kind == DISTRICT else one


def _place(code: str) -> str:
    return areas.get(code).name if code else "not known"


def as_data(model: str, organisation: Organisation) -> dict[str, Any]:
    """`on` is the day of the edition; None before the first."""
    chosen, edited = risk.model(model), risk_editions.newest(organisation)
    return {
        "model": chosen.id,
        "version": chosen.version,
        "organisation": organisation.name,
        "on": edited.on.isoformat() if edited.on else None,
        "outcome": risk_outcomes.SAID,
        "synthetic": facts.SAID if facts.synthetic() else None,
        "quality": [_row(one) for one in evaluate(chosen.id, edited)],
    }


def _row(one: Quality) -> dict[str, Any]:
    shares = {name: asdict(getattr(one, name)) for name in SHARES}
    return {"kind": one.kind, "group": one.group, "people": one.people, **shares}
