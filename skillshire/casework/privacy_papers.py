"""Writes docs/privacy: drafts of the impact assessment and of the record of processing.

They are made from what the software goes by: the classification of every field, the roles with their
purposes, the rules of retention, and definitions/privacy.yaml. What only the county can say is left open and
marked “The county decides”.

    python -m skillshire.casework.privacy_papers docs/privacy
"""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db.models import Model

from skillshire.accounts import roles
from skillshire.casework import keeping
from skillshire.core import classified, definitions
from skillshire.core.fields import Sensitivity

OPEN = "*The county decides.*"
COMMAND = "python -m skillshire.casework.privacy_papers docs/privacy"
MADE = f"Made by `{COMMAND}`; change what it is made from, not this."
FILE = definitions.ROOT / "privacy.yaml"
Rows = Sequence[Sequence[str]]


def papers() -> dict[str, str]:
    """File name → Markdown."""
    return {"dpia.md": _dpia(), "record-of-processing.md": _record()}


def _dpia() -> str:
    risks = [(one["risk"], one["held"]) for one in definitions.load(FILE)["risks"]]
    return _page(
        "# Data protection impact assessment (draft)",
        MADE,
        "## What is done and why",
        "The office follows what young people do after year 11, as the law asks of councils, and keeps "
        "learner records that providers send in, to count learning. A points score may say who is at risk of "
        "being out of education, employment or training; a person decides on each.",
        f"Controller and data protection officer: {OPEN}",
        f"Were young people, parents and providers asked for their view? {OPEN}",
        "## Who may do what, for which purpose",
        _roles(),
        "## What is kept of whom",
        "Every field of every record is classified; a test fails on one that is not. These say something of "
        "a person.",
        _fields(),
        "## How long",
        _retention(),
        "## Risks and what holds them off",
        _table(("risk", "what is done"), risks),
        "The files and tests that keep each of these: [security](../SECURITY.md).",
        f"What is left of each risk, and whether that is accepted: {OPEN}",
    )


def _record() -> str:
    people = definitions.load(FILE)["people"]
    said = {room: people.get(room, people["others"]) for room, _ in _rooms()}
    rows = [[room, said[room]["who"], said[room]["why"], *_counts(models)] for room, models in _rooms()]
    return _page(
        "# Record of processing activities (draft)",
        MADE,
        "UK GDPR, article 30. One row for each part of the software that keeps records of people; the "
        "numbers are of fields.",
        f"Controller, joint controllers, data protection officer: {OPEN}",
        _table(("records", "of whom", "why", "personal", "special category"), rows),
        "## Purposes, by role",
        _roles(),
        "## Who receives it",
        "The Department for Education receives the return of young people (CCIS). Published figures are "
        "counts after disclosure control. Nothing is sent to anybody else, nor out of the United Kingdom, by "
        f"the software itself. Others: {OPEN}",
        "## How long it is kept",
        _retention(),
        "## How it is kept safe",
        "See [security](../SECURITY.md).",
    )


def _page(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def _roles() -> str:
    rows = [
        (role.title, role.description, role.purpose or "Sees no record of a person") for role in roles.ROLES
    ]
    return _table(("role", "what it does", "why it sees records of people"), rows)


def _fields() -> str:
    rows = [
        (f"`{model._meta.label}`", _of(model, Sensitivity.PERSONAL), _of(model, Sensitivity.SPECIAL))
        for _, models in _rooms() for model in models
    ]  # fmt: skip
    return _table(("record", "personal", "special category"), rows)


def _of(model: type[Model], which: Sensitivity) -> str:
    return ", ".join(name for name, one in classified.of(model).items() if one is which) or "–"


def _rooms() -> list[tuple[str, list[type[Model]]]]:
    """Rooms with records of people, and those records, sorted. Tables that one kind of database alone has are
    left out, so that the papers are the same everywhere."""
    found: dict[str, list[type[Model]]] = {}
    for model in sorted(classified.models(), key=lambda one: one._meta.label):
        if classified.sensitive(model):
            found.setdefault(model._meta.app_label, []).append(model)
    return sorted(found.items())


def _counts(models: Iterable[type[Model]]) -> tuple[str, str]:
    said = [one for model in models for one in classified.of(model).values()]
    return str(said.count(Sensitivity.PERSONAL)), str(said.count(Sensitivity.SPECIAL))


def _retention() -> str:
    rules = keeping.read()
    rows = [(one.said, one.keep, _after(one), one.action, one.basis, one.decided) for one in rules.rules]
    law = [f"- `{one.model}`, {one.keep} after {_after(one)}: {one.why}." for one in rules.required]
    kept = [f"- `{name}`: {why}." for name, why in rules.kept.items()]
    return "\n\n".join(
        (
            _table(("what", "kept for", "after", "then", "why", "decided"), rows),
            "A request to erase is refused for a time, where the law needs the record:",
            "\n".join(law),
            "What no rule takes, and why not:",
            "\n".join(kept),
        )
    )


def _after(term: keeping.Term) -> str:
    after = term.after
    return f"`{after.field}`" if after.field else "the end of the academic year"


def _table(columns: Sequence[str], rows: Rows) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "/") for cell in line) + " |" for line in lines)


def main(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillshire.config.settings")
    import django

    django.setup()
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in papers().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/privacy"))
