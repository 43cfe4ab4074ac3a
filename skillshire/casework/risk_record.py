"""Writes the algorithmic transparency record of the lists of points, from their definitions. Pure.

Follows the headings of the UK's Algorithmic Transparency Recording Standard, tiers 1 and 2, in our words. The
record in docs/privacy is this text; a test fails where a list or its version has changed and it has not.
"""

from collections.abc import Sequence
from typing import Any

from skillshire.casework import risk_outcomes
from skillshire.casework.risk import FACTORS, PROTECTED, RiskModel

Section = tuple[str, tuple[tuple[str, str], ...]]
TIER_1: tuple[tuple[str, str], ...] = (
    ("Name", "Points lists for the risk of being NEET"),
    (
        "What it does",
        "Adds up points for things that are known of a young person, such as how often they were at school, "
        "so that a participation officer can see whom to talk to first. It decides nothing.",
    ),
    ("Where to read more", "docs/privacy in this project, and the page “Risk of NEET” of the office."),
    ("Whom to ask", "The council that runs the site fills in its own address."),
)
TIER_2: tuple[Section, ...] = (
    (
        "Who is responsible",
        (
            ("Organisation", "The council that runs the site."),
            ("Team", "Its participation officers; their manager answers for the use of the list."),
            (
                "Supplier",
                "None: the rules are data in this project, and anyone can work a score out by hand.",
            ),
        ),
    ),
    (
        "What it is for",
        (
            ("Purpose", "To offer support earlier to young people who may end up out of learning and work."),
            ("Benefit", "An officer sees the reasons and what nobody knows, rather than a bare number."),
            ("Before it", "Officers relied on lists from schools and on what they remembered."),
            (
                "What else was looked at",
                "Models that learn from records. They were left out: their reasons cannot be checked by the "
                "person concerned, and some use characteristics that the law protects.",
            ),
        ),
    ),
    (
        "How decisions are made",
        (
            (
                "Part in the decision",
                "A score orders a list. Nothing is offered, refused or sent because of it.",
            ),
            (
                "What people see",
                "The points, the reason for each, what is not known, the threshold, the list.",
            ),
            (
                "People decide",
                "Only a participation officer decides: to offer support, to look again later, or that none "
                "is needed. They must write why, also where they do not follow the score. It is kept in the "
                "audit.",
            ),
            ("Training", "Officers read this record and the page of the list's quality before they use it."),
            ("Asking for a review", "A young person may ask the council to see the score and to look again."),
            ("How often", "Scores are made when somebody asks for it, usually each half term."),
        ),
    ),
)
DATA: tuple[tuple[str, str], ...] = (
    ("Source", "What schools and the council record: the record of risk factors of one school year."),
    ("Missing", "What nobody knows scores nothing, is never read as no, and is said beside the score."),
    (
        "Protected characteristics",
        "Sex, ethnic origin, religion and the like are never asked for. The office's own list asks for "
        "nothing that stands close to one either. They are used only to publish how well the list works for "
        "each group.",
    ),
    ("Who sees it", "Participation officers of the council. Each look at a record is written in the audit."),
    ("How long", "As long as the young person's record: see the retention schedule."),
)
QUALITY: tuple[tuple[str, str], ...] = (
    ("Outcome", f"{risk_outcomes.SAID}. Who was not known for most of that time is left out."),
    (
        "Measured",
        "Precision, recall, the share flagged, false positives and false negatives, each with a 95% Wilson "
        "interval; of the list in use also by gender, ethnic group, special educational needs, free school "
        "meals and district.",
    ),
    (
        "Published",
        "As an edition with its day, which stands until a publisher lets out the next. Shares are whole "
        "percent, made from counts that are rounded and of which small ones are hidden, as in every table; "
        "where a group is all or none, that is hidden too. Each edition is made safe beside those before. "
        "A changed list is judged on those who came of age after the last edition of the former, never on "
        "the people it was mended with. Shown in the office and by “skillshire risk evaluate”.",
    ),
)
RISKS: tuple[tuple[str, str], ...] = (
    (
        "A score is taken for a verdict",
        "The page says that it decides nothing, and a reason must be written.",
    ),
    ("A group is flagged too often or too seldom", "The gaps are published; the list is changed or dropped."),
    (
        "A family is poor, and that counts against them",
        "Free school meals give points; the gap is published.",
    ),
    ("Points for what is wrong or old", "The reasons are shown, so that a mistake is seen and mended."),
    ("Use for another purpose", "Only the role of a participation officer opens it, for the duty it names."),
)


def as_data(models: Sequence[RiskModel]) -> dict[str, Any]:
    return {
        "tier_1": dict(TIER_1),
        "tier_2": {title: dict(lines) for title, lines in TIER_2},
        "lists": [_list(model) for model in models],
        "data": dict(DATA),
        "quality": dict(QUALITY),
        "risks": dict(RISKS),
    }


def _list(model: RiskModel) -> dict[str, Any]:
    return {
        "id": model.id,
        "version": model.version,
        "title": model.title,
        "use": model.use,
        "source": model.source,
        "why": model.why,
        "threshold": f"{model.sign} {model.threshold:g}",
        "threshold_note": model.threshold_note,
        "bands": [{"from": band.lowest, "name": band.name} for band in model.bands],
        "close_to_protected": [FACTORS[name] for name in model.fields if name in PROTECTED],
        "rules": [{"factor": rule.field, "points": rule.points, "said": rule.said} for rule in model.rules],
    }


def as_text(models: Sequence[RiskModel]) -> str:
    """Markdown."""
    lines = [
        "# Transparency record: the risk of being NEET",
        "",
        "Made from `definitions/risk`; do not edit.",
    ]
    lines += _section("Tier 1: in short", TIER_1)
    for title, pairs in TIER_2:
        lines += _section(f"Tier 2: {title[0].lower()}{title[1:]}", pairs)
    for model in models:
        lines += _model(_list(model))
    lines += _section("Tier 2: the data", DATA) + _section("Tier 2: how well it works", QUALITY)
    lines += _section("Tier 2: what could go wrong, and what is done about it", RISKS)
    return "\n".join(lines) + "\n"


def _section(title: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    return ["", f"## {title}", "", *(f"- **{name}.** {said}" for name, said in pairs)]


def _model(model: dict[str, Any]) -> list[str]:
    use = "the list that the office works with" if model["use"] == "default" else "kept to compare"
    bands = "; ".join(f"{band['from']} or more, {band['name']}" for band in model["bands"]) or "none"
    close = ", ".join(model["close_to_protected"]) or "nothing"
    rules = [f"| {rule['said']} | {rule['points']} |" for rule in model["rules"]]
    return [
        "", f"## Tier 2: the list {model['id']}, version {model['version']}", "",
        f"{model['title']}: {use}.", "",
        f"- **From.** {model['source']}",
        f"- **Why.** {model['why']}",
        f"- **Flagged.** Points {model['threshold']}. {model['threshold_note']}",
        f"- **Bands.** {bands[0].upper()}{bands[1:]}.",
        f"- **Close to a protected characteristic.** {close[0].upper()}{close[1:]}.",
        "", "| The young person | Points |", "| --- | ---: |", *rules,
    ]  # fmt: skip
