"""What a page shows of a young person's risk score: points, reasons, what nobody knows, what was decided."""

from dataclasses import dataclass

from skillshire.casework import risk, risk_scores
from skillshire.casework.models import RiskDecision, RiskScore, YoungPerson
from skillshire.web.office.forms.fields import words


@dataclass(frozen=True)
class Decided:
    outcome: str
    reason: str
    by: str
    on: str


@dataclass(frozen=True)
class Card:
    """`reasons` are (sentence, points)."""

    number: int  # of the score
    points: int
    flagged: bool
    band: str
    rule: str  # from which score on somebody is flagged, in words
    reasons: list[tuple[str, int]]
    unknown: list[str]
    made: str  # when, and of which school year
    list_title: str
    list_version: str
    decisions: list[Decided]


def card(person: YoungPerson) -> Card | None:
    """Of the newest score by the office's own list; None where nobody was scored. Two queries."""
    found = risk_scores.latest(person)
    return None if found is None else of(found)


def of(score: RiskScore) -> Card:
    model = risk.model(score.model)
    year = f"{score.school_year - 1}/{score.school_year % 100:02d}"
    return Card(
        number=score.pk,
        points=score.points,
        flagged=score.flagged,
        band=model.band(score.points),
        rule=rule(model),
        reasons=[(_sentence(one["said"]), one["points"]) for one in score.reasons],
        unknown=[risk.FACTORS[name] for name in score.unknown],
        made=f"Worked out on {words(score.on)} from what was known of the school year {year}",
        list_title=model.title,
        list_version=model.version,
        decisions=[_decided(one) for one in score.decisions.all()],
    )


def rule(model: risk.RiskModel) -> str:
    at = f"{model.threshold:g}"
    return f"more than {at} points" if model.boundary == "over" else f"{at} points or more"


def _sentence(said: str) -> str:
    return said[0].upper() + said[1:]


def _decided(one: RiskDecision) -> Decided:
    return Decided(RiskDecision.Outcome(one.outcome).label, one.reason, one.by, words(one.on))


def of_row(score: RiskScore) -> str:
    """The reasons in one line of a list."""
    return "; ".join(one["said"] for one in score.reasons)
