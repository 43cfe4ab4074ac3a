"""The audit's events as sentences: who looked at a record, who changed it, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from skillshire.core import audit, clock
from skillshire.core.models import AuditEvent

MOST = 50  # lines of a trail on a record's own page
NOUNS = {
    "young-person": "young person", "learner": "learner", "upload": "file", "user": "user account",
    "membership": "role", "invitation": "invitation", "subject": "subject request", "site": "this site",
    "retention": "retention", "audit": "audit",
}  # fmt: skip
# {record} is “young person 12” or “3 young people”; whatever has no line here gets one from its own words.
SENTENCES: Mapping[str, str] = {
    "look": "looked at {record}",
    "export": "took {record} out as a file",
    "erase": "erased {record}",
    "find": "searched for {record}",
    "import": "loaded {record}",
    "load": "loaded {record}",
    "note": "wrote a note on {record}",
    "create": "added {record}",
    "add": "added {record}",
    "change": "changed {record}",
    "update": "changed {record}",
    "delete": "deleted {record}",
    "invite": "invited {record}",
    "refuse": "refused {record}",
    "run": "ran {record}",
}
HIDDEN = {"ids", "purpose"}


@dataclass(frozen=True)
class Line:
    """`said` reads on after the person's name; `detail` is label and value, for who wants more."""

    number: int
    at: datetime
    when: str
    by: str
    said: str
    purpose: str
    detail: tuple[tuple[str, str], ...]
    sealed: bool


def trail(subject: str, most: int = MOST) -> list[Line]:
    """What happened to a record such as `young-person:12`, newest first, with lists that it was read in."""
    return lines(audit.latest([subject], most))


def lines(events: Iterable[AuditEvent]) -> list[Line]:
    return [line(event) for event in events]


def line(event: AuditEvent) -> Line:
    local = event.at.astimezone(clock.LONDON)
    shown = tuple((_words(key), _text(value)) for key, value in event.detail.items() if key not in HIDDEN)
    purpose = str(event.detail.get("purpose") or "")
    when = f"{local.day} {local:%B %Y}, {local:%H:%M}"
    return Line(event.pk, event.at, when, event.by, sentence(event), purpose, shown, event.seal is not None)


def sentence(event: AuditEvent) -> str:
    """`looked at young person 12`; an event nobody has words for still says what it is."""
    verb = event.event.rpartition(".")[2]
    record = _record(event.subject, event.detail)
    pattern = SENTENCES.get(verb)
    return pattern.format(record=record) if pattern else f"{_words(event.event)}: {record}"


def _record(subject: str, detail: Mapping[str, Any]) -> str:
    noun, _, which = subject.partition(":")
    name = NOUNS.get(noun, _words(noun))
    if which != audit.LIST:
        return f"{name} {which}".strip()
    count = len(detail.get("ids") or [])
    return f"a list of {count:,} {_plural(name)}" if count else f"a list of {_plural(name)}"


def _plural(name: str) -> str:
    return name.replace("person", "people") if name.endswith("person") else f"{name}s"


def _words(name: str) -> str:
    return name.replace(".", " ").replace("-", " ").replace("_", " ")


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{_words(str(key))}: {_text(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value)
    return {True: "yes", False: "no", None: "none"}.get(value, str(value)) if _flag(value) else str(value)


def _flag(value: Any) -> bool:
    return value is None or isinstance(value, bool)
