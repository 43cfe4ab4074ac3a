from datetime import datetime
from pathlib import Path
from typing import Any

import click

from skillshire.config.commands import output
from skillshire.core.words import counted

BY = output.by("does it")
PURPOSE = "A person's request for their own data"


@click.group()
def subject() -> None:
    """A person's own data: find it, hand it out, erase it, or put it on hold."""


@subject.command()
@click.argument("text")
@click.option(
    "--born",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day of birth, to tell namesakes apart.",
)
@BY
@output.FORMAT
def find(text: str, born: datetime | None, by: str, form: str) -> None:
    """Find records of a person by reference, ULN or name, among young people, learners and staff."""
    subjects = _ready()
    from skillshire.core import audit, clock

    found = subjects.find(text, born.date() if born else None)
    for noun in subjects.KINDS:
        numbers = [subjects.parts(one.subject)[1] for one in found if one.subject.startswith(f"{noun}:")]
        audit.look(noun, numbers, by=by, at=clock.now(), purpose=PURPOSE)
    rows = [vars(one) | {"born": one.born and one.born.isoformat()} for one in found]
    if form == "json":
        output.as_json(rows)
    elif rows:
        output.as_table(["subject", "reference", "name", "born", "uln", "organisation"], rows)
    else:
        click.echo("Nobody was found; try another spelling, or the reference alone.")


@subject.command()
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT…")
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="A file to write, .json or .html."
)
@BY
def export(subjects: tuple[str, ...], to: Path | None, by: str) -> None:
    """Write everything held about SUBJECTs (such as young-person:12), as JSON or a page to read."""
    _ready()
    from skillshire.casework import subject_export
    from skillshire.core import clock

    content = subject_export.export(subjects, by=by, at=clock.now())
    if to is None:
        output.as_json(content)
        return
    from skillshire.web.office.pages import subject_report

    write = subject_report.as_html if to.suffix.lower() in (".html", ".htm") else subject_report.as_json
    to.touch(0o600)
    to.chmod(0o600)  # before anything of the person is in it
    to.write_bytes(write(content))
    click.echo(f"Written to {to}.")


@subject.command()
@click.argument("subject")
@click.option("--yes", is_flag=True, help="Erase without asking again.")
@BY
def erase(subject: str, yes: bool, by: str) -> None:
    """Empty all personal data of SUBJECT; its number stays, so that counts still add up."""
    _ready()
    from skillshire.casework import erasure
    from skillshire.core import clock

    if not yes:
        click.confirm(f"Erase everything about {subject}? This cannot be undone.", abort=True, err=True)
    deleted = erasure.erase(subject, by=by, on=clock.today())
    click.echo(f"{subject} is erased, with {counted(deleted, 'record')} that belonged to it.")


@subject.command()
@click.argument("subject")
@click.option("--reason", default="", help="Why the law needs it kept; shown to the person.")
@click.option("--lift", is_flag=True, help="End the hold.")
@BY
def hold(subject: str, reason: str, lift: bool, by: str) -> None:
    """Keep SUBJECT from being erased for a reason in law, or end that."""
    _ready().get(subject)
    from skillshire.casework import holds
    from skillshire.core import clock

    if lift:
        holds.lift(subject, by=by, on=clock.today())
    else:
        holds.put(subject, reason=reason, by=by, on=clock.today())
    click.echo(f"{subject} is {'no longer ' if lift else ''}on hold.")


def _ready() -> Any:
    from skillshire.config import startup

    startup.ready()
    from skillshire.casework import subjects

    return subjects
