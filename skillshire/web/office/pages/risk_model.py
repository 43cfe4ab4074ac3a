"""What the page of a list of points shows: its rules, how well it works, and its transparency record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from skillshire.casework import risk, risk_outcomes, risk_record
from skillshire.casework.risk import RiskModel
from skillshire.casework.risk_quality import Quality, Share
from skillshire.web.office.pages import risk_card

HIDDEN = "hidden"
COLUMNS = ("Out of learning later", "Flagged", "Precision", "Recall", "False positives", "False negatives")
KINDS = {
    "everybody": "Everybody",
    "gender": "By gender",
    "ethnicity": "By ethnic group",
    "special educational needs": "By special educational needs",
    "free school meals": "By free school meals",
    "district": "By district",
}


@dataclass(frozen=True)
class Table:
    title: str
    rows: list[tuple[str, str, list[str]]]  # group, people, a text for each of COLUMNS


@dataclass(frozen=True)
class Page:
    model: RiskModel
    finding: str
    rule: str
    outcome: str
    columns: tuple[str, ...]
    tables: list[Table]
    others: list[RiskModel]
    record: dict[str, Any]


def page(model: RiskModel, found: Sequence[Quality]) -> Page:
    others = [one for one in risk.models().values() if one.id != model.id]
    return Page(
        model, _finding(found), risk_card.rule(model), risk_outcomes.SAID, COLUMNS, _tables(found), others,
        risk_record.as_data([model]),
    )  # fmt: skip


def _finding(found: Sequence[Quality]) -> str:
    """How well the list works for everybody, in one sentence: the page's title."""
    every = next((one for one in found if one.kind == "everybody"), None)
    if every is None or every.recall.value is None or every.precision.value is None:
        return "How the points work, and how well"
    return (
        f"The points find {every.recall.value}% of those out of learning later; "
        f"{every.precision.value}% of those flagged are"
    )


def _tables(found: Sequence[Quality]) -> list[Table]:
    return [
        Table(title, [_row(one) for one in found if one.kind == kind])
        for kind, title in KINDS.items()
        if any(one.kind == kind for one in found)
    ]


def _row(one: Quality) -> tuple[str, str, list[str]]:
    shares = (one.neet, one.flagged, one.precision, one.recall, one.false_positive, one.false_negative)
    people = HIDDEN if one.people is None else f"{one.people:,}"
    return one.group[0].upper() + one.group[1:], people, [_text(share) for share in shares]


def _text(share: Share) -> str:
    return HIDDEN if share.value is None else f"{share.value}% ({share.lower} to {share.upper})"
