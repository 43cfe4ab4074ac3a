"""What records, their fields and codes are called for the person they are about."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from skillshire.casework import codes
from skillshire.core import clock
from skillshire.core.periods import day_words
from skillshire.web.office.pages.young_person import GENDERS

KINDS: Mapping[str, str] = {
    "casework.YoungPerson": "You", "casework.ActivitySpell": "What you did, and when",
    "casework.Characteristic": "Circumstances that were noted", "casework.Offer": "Places you were offered",
    "casework.Destination": "What you meant to do next",
    "casework.Transfer": "Moves of your record to or from another council",
    "casework.Note": "Contacts with you", "casework.PlanStep": "What was agreed with you",
    "casework.RiskFactors": "What the risk points were made from", "casework.RiskScore": "Risk points",
    "casework.RiskDecision": "Decisions on the risk points",
    "casework.Match": "Rows of lists from schools and colleges that were linked with you",
    "casework.Learner": "You", "casework.Aim": "What you learn or learned",
    "casework.EmploymentStatus": "Work",
}  # fmt: skip
LABELS: Mapping[str, str] = {
    "uln": "Unique learner number", "upn": "Unique pupil number", "send": "Special educational needs",
    "neet_since": "Out of learning and work since", "ukprn": "Provider’s number (UKPRN)",
    "area_code": "Area (its code)", "lldd": "Learning difficulty or disability (code)",
    "lapses": "Known until", "code": "Activity", "by": "Written by", "at": "Written at",
    "lead_authority": "Council responsible (number)", "educated_authority": "Council of the school (number)",
    "authority_at_16": "Council at 16 (number)",
}  # fmt: skip
Says = Callable[[Any], str]


def _listed(name: str) -> Says:
    return lambda value: (
        codes.named(name)[str(value)].title if str(value) in codes.named(name) else str(value)
    )


SAYS: Mapping[tuple[str, str], Says] = {
    ("casework.YoungPerson", "activity"): codes.title,
    ("casework.ActivitySpell", "code"): codes.title,
    ("casework.YoungPerson", "ethnicity"): _listed("young-people-ethnicities"),
    ("casework.YoungPerson", "cohort_status"): _listed("cohort-statuses"),
    ("casework.YoungPerson", "level_of_need"): _listed("levels-of-need"),
    ("casework.YoungPerson", "gender"): lambda value: GENDERS.get(str(value), str(value)),
    ("casework.Characteristic", "code"): _listed("characteristics"),
    ("casework.Offer", "status"): _listed("september-guarantee"),
    ("casework.Destination", "code"): _listed("intended-destinations"),
    ("casework.Match", "probability"): lambda value: f"{value:.0%}",
}


def kind(model: str, otherwise: str) -> str:
    return KINDS.get(model, otherwise)


def label(model: str, field: str, otherwise: str) -> str:
    if field == "code" and model != "casework.ActivitySpell":
        return "What it is"
    return LABELS.get(field, otherwise)


def value(model: str, field: str, given: Any) -> str:
    """As a person reads it; a dash for what is not recorded."""
    if given is None or given == "":
        return "–"
    if (model, field) in SAYS:
        return SAYS[model, field](given)
    if isinstance(given, bool):
        return "Yes" if given else "No"
    if isinstance(given, (list, dict)):
        return _several(given)
    return _day(given) if isinstance(given, str) else str(given)


def _several(given: Any) -> str:
    """Reasons, factors and the like: their parts, one after the other."""
    if isinstance(given, dict):
        return ", ".join(f"{name.replace('_', ' ')}: {value('', '', one)}" for name, one in given.items())
    return "; ".join(value("", "", one) for one in given) or "–"


def _day(text: str) -> str:
    """A day or a moment in words; other text as it is."""
    try:
        found = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text
    if isinstance(found, datetime):
        local = found.astimezone(clock.LONDON)
        return f"{day_words(local.date())}, {local:%H:%M}"
    return day_words(found)
