"""What the pages on lists from schools and colleges show, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from skillshire.casework import access, codes
from skillshire.casework.ccis.cells import PARSE, Bad
from skillshire.casework.ccis.merge import Change, Plan
from skillshire.casework.ccis.records import PERSON
from skillshire.casework.linking import decisions, lists, sent, weights
from skillshire.casework.linking.register import Verdict
from skillshire.casework.models import Match, YoungPerson
from skillshire.core.errors import UserError
from skillshire.web.office.forms.fields import words
from skillshire.web.office.pages import young_person

COLUMNS = {name: column for column, name in PERSON.items()}  # field of a person → column of a list
# How two texts compare, by field and level; "" is any other field.
LEVELS: Mapping[tuple[str, str], str] = {
    ("", "same"): "Same", ("", "near"): "Nearly the same", ("", "different"): "Different",
    ("born", "swapped"): "Day and month changed round", ("born", "near"): "One part differs",
    ("postcode", "near"): "Close by",
}  # fmt: skip
CHANCES = (
    (0.99, "Almost certain"), (0.9, "Very likely"), (0.6, "Likely"), (0.4, "As likely as not"),
    (0.0, "Not likely"),
)  # fmt: skip
OVER = 0.99  # a share above this is told as over it
NUMBERS = {"uln": "The learner number", "upn": "The pupil number"}


@dataclass(frozen=True)
class Line:
    """A row that waits, in the queue."""

    number: int
    name: str
    about: str  # which row of which list, and when born
    activity: str
    likeliest: tuple[str, str]  # name and reference
    chance: str
    why: str


@dataclass(frozen=True)
class Compared:
    """One field: what the row says, what is on record, how they compare; empty where one says nothing."""

    title: str
    said: str
    known: str
    level: str
    points: str
    differs: bool


@dataclass(frozen=True)
class Candidate:
    person: YoungPerson
    head: young_person.Head
    chance: str
    points: str  # of all fields together
    fields: list[Compared]
    now: str
    changes: list[str]


@dataclass(frozen=True)
class Row:
    title: str
    name: str
    brings: str
    why: str
    candidates: list[Candidate]
    hidden: int  # candidates that this person may not see, or whose records are gone
    broken: str  # why the row can no longer be linked; empty where it can


def line(match: Match) -> Line:
    person = match.young_person
    likeliest = (young_person.full_name(person), person.reference) if person else ("", "")
    about = f"{_born(match)} · {_where(match)}"
    sure = chance(match.candidates[0]["probability"])
    return Line(match.pk, _name(match.cells), about, activity(match.cells), likeliest, sure, why(match))


def row(match: Match, people: Mapping[int, YoungPerson], on: date) -> Row:
    """Beside the row those of its candidates who are given, the likeliest first."""
    found = [one for one in match.candidates if one["number"] in people]
    broken, plans = "", {}
    try:
        plans = decisions.outlook(match, [one["number"] for one in found], on)
    except UserError as error:
        broken = str(error)
    shown = [_candidate(match, one, people[one["number"]], plans, on) for one in found]
    return Row(
        f"{_where(match)}: whose is it?", _called(match.cells), activity(match.cells), why(match), shown,
        len(match.candidates) - len(found), broken,
    )  # fmt: skip


def check(found: lists.Checked) -> list[tuple[str, str]]:
    """What a list would do, for whoever is to say whether it shall."""
    linked, waiting, nobody = (found.rows(verdict) for verdict in Verdict)
    return [
        ("List", found.name), ("Describes", words(found.said.day)), ("Rows", f"{len(found.lines):,}"),
        ("Would be linked", f"{len(linked):,}"), ("Of these, records that change", f"{found.plan.changed:,}"),
        ("Would wait for a decision", _counted(waiting)), ("Nobody on record", _counted(nobody)),
    ]  # fmt: skip


def _counted(rows: Sequence[int]) -> str:
    return f"{len(rows):,}: {sent.named(rows)}" if rows else "0"


def people(match: Match, standing: Any) -> dict[int, YoungPerson]:
    numbers = [one["number"] for one in match.candidates]
    mine = access.young_people(standing, decisions.DECIDE)
    return mine.in_bulk(numbers)


def choice(person: YoungPerson) -> str:
    born = f", born {words(person.born)}" if person.born else ""
    return f"{young_person.full_name(person)}{born} ({person.reference})"


def chance(probability: float) -> str:
    """“Very likely, 97%”: by the points alone."""
    said = next(text for least, text in CHANCES if probability >= least)
    return f"{said}, over {OVER:.0%}" if probability > OVER else f"{said}, {probability:.0%}"


def why(match: Match) -> str:
    """Why the machine did not link the row by itself, as the end of a sentence."""
    best = match.candidates[0]
    against = [one["title"].lower() for one in best["reasons"] if one["identity"] and one["level"] != "same"]
    if against:
        verb = "is" if len(against) == 1 else "are"
        return f"{_listed([f'the {title}' for title in against])} {verb} not the same"
    if best["probability"] >= weights.load().link:
        return "another row of the list is like it too"
    if len(match.candidates) > 1:
        return f"{len(match.candidates)} on record are like it"
    return "too little is the same to be sure"


def activity(cells: Mapping[str, str]) -> str:
    """“Full-time education at Example College since 1 September 2026”, of what a row says."""
    code, starts = _parsed(cells, "ActivityCode"), _parsed(cells, "StartDate")
    place = cells.get("EstablishmentName", "")
    return _doing(code, starts, place) if isinstance(code, int) else "Not said"


def changes(plan: Plan | None) -> list[str]:
    """What would be recorded, a sentence each."""
    if plan is None:
        return ["Nothing would change: what is on record is newer than the list."]
    if not plan.changes:
        return ["Nothing would change: the record says so already."]
    return [sentence for change in plan.changes for sentence in _sentences(change)]


def _sentences(change: Change) -> list[str]:
    found, spell = [], change.spell
    last = change.held.spell if change.held else None
    if spell and last and last["starts"] == spell["starts"] and last["code"] == spell["code"]:
        until = f", and counts as known until {words(spell['lapses'])}" if spell["lapses"] else ""
        found.append(f"“{codes.title(spell['code'])}” would be confirmed{until}.")
    elif spell:
        place = spell.get("establishment_name", "")
        found.append(f"“{_doing(spell['code'], spell['starts'], place)}” would be recorded.")
    if change.close:
        found.append(f"“{codes.title(change.close['code'])}” would end on {words(change.close['ends'])}.")
    return found + [f"{NUMBERS[name]} {value} would be added." for name, value in change.person.items()]


def _candidate(
    match: Match, one: Mapping[str, Any], person: YoungPerson, plans: Mapping[int, Plan | None], on: date
) -> Candidate:
    reasons = {reason["field"]: reason for reason in one["reasons"]}
    fields = [_compared(field, match.cells, person, reasons.get(field.id)) for field in weights.load().fields]
    place = f" at {person.provider_name}" if person.provider_name else ""
    return Candidate(
        person, young_person.head(person, on), chance(one["probability"]),
        _points(sum(reason["points"] for reason in one["reasons"])),
        [field for field in fields if field.said or field.known],
        f"{codes.title(person.activity)}{place}" + (
            f" since {words(person.activity_since)}" if person.activity_since else ""
        ),
        changes(plans[person.pk]) if person.pk in plans else [],
    )  # fmt: skip


def _compared(
    field: weights.Compared, cells: Mapping[str, str], person: YoungPerson, reason: Mapping[str, Any] | None
) -> Compared:
    said, known = _parsed(cells, COLUMNS[field.id]), getattr(person, field.id)
    level = reason["level"] if reason else ""
    told = LEVELS.get((field.id, level)) or LEVELS.get(("", level), "Not compared")
    points = _points(reason["points"]) if reason else ""
    return Compared(field.title, _shown(said), _shown(known), told, points, level not in ("", "same"))


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return words(value)
    return young_person.GENDERS.get(value, str(value or ""))


def _points(points: float) -> str:
    return f"{points:+.1f}".replace("-", "−")


def _doing(code: int, starts: Any, place: str) -> str:
    where = f" at {place}" if place else ""
    since = f" since {words(starts)}" if isinstance(starts, date) else ""
    return f"{codes.title(code)}{where}{since}"


def _name(cells: Mapping[str, str]) -> str:
    return f"{cells.get('FamilyName', '')}, {cells.get('GivenName', '')}".strip(", ")


def _called(cells: Mapping[str, str]) -> str:
    return f"{cells.get('GivenName', '')} {cells.get('FamilyName', '')}".strip()


def _born(match: Match) -> str:
    return f"Born {_shown(_parsed(match.cells, 'DOB'))}"


def _where(match: Match) -> str:
    return f"Row {match.row} of {match.upload.name}"


def _parsed(cells: Mapping[str, str], column: str) -> Any:
    """What a cell says; the text itself where it would no longer be taken, None where there is none."""
    text = cells.get(column, "").strip()
    try:
        return PARSE[column](text) if text else None
    except Bad:
        return text


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
