import re
from typing import Any

import click

from skillshire.config.commands import output
from skillshire.core.errors import UserError
from skillshire.core.words import counted, on_one_line

SUBJECT = re.compile(r"[a-z][a-z-]*:[\w.-]+")  # such as young-person:12, learner:list, organisation:council


@click.group()
def audit() -> None:
    """The record of who did what and who looked: prove it, seal it, read it."""


@audit.command()
@click.option(
    "--expect", multiple=True, metavar="NUMBER:HASH",
    help="A seal that you kept elsewhere; a chain that was cut short or made anew does not have it.",
)  # fmt: skip
@output.FORMAT
@click.pass_context
def verify(context: click.Context, expect: tuple[str, ...], form: str) -> None:
    """Prove that no event was changed, removed, inserted or moved. Exits with 1 where one was."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.core import verify as proving

    proof = proving.verify(dict(_seal(text) for text in expect))
    said = {
        "whole": proof.whole, "events": proof.events, "sealed": proof.sealed, "open": proof.open,
        "seals": proof.seals, "head": proof.head, "fault": proof.fault or None, "event": proof.event,
        "unguarded": proof.unguarded,
    }  # fmt: skip
    if form == "json":
        output.as_json(said)
    else:
        click.echo(_in_words(proof))
    context.exit(0 if proof.whole else 1)


def _seal(text: str) -> tuple[int, str]:
    number, _, kept = text.partition(":")
    if not number.isdigit() or len(kept) != 64:
        raise UserError(f"“{text[:80]}” is not a seal; write it as verify prints it, such as 12:9f86d0….")
    return int(number), kept


def _in_words(proof: Any) -> str:
    counts = (
        f"{counted(proof.events, 'event')}: {proof.sealed:,} in {counted(proof.seals, 'seal')}, "
        f"{proof.open:,} not sealed yet."
    )
    if proof.fault:
        return f"Broken. {proof.fault}"
    if proof.unguarded:
        return f"{counts}\nThe database no longer guards {', '.join(proof.unguarded)}: its triggers are gone."
    return f"Whole. {counts}\nLast seal: {proof.seals}:{proof.head}"


@audit.command()
def seal() -> None:
    """Seal what is not sealed yet; the office does this by itself as events come in."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.core import sealing

    made = sealing.seal()
    click.echo(f"{counted(made, 'seal')} made." if made else "Everything is sealed already.")


@audit.command()
@click.option("--subject", required=True, help="The record, such as young-person:12.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="The newest so many.")
@output.FORMAT
def show(subject: str, limit: int, form: str) -> None:
    """List who looked at a record and who changed it, newest first."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.core import audit as auditing

    if not SUBJECT.fullmatch(subject):
        raise UserError(
            f"“{on_one_line(subject[:60])}” names no record; write it as young-person:12, with its number."
        )
    events = auditing.latest([subject], limit)
    rows = [
        {"number": one.pk, "at": one.at.isoformat(timespec="seconds"), "by": one.by, "event": one.event,
         "subject": one.subject, "detail": one.detail, "seal": one.seal}
        for one in events
    ]  # fmt: skip
    if form == "json":
        output.as_json(rows)
    elif rows:
        output.as_table(["at", "by", "event", "subject"], rows)
    else:
        click.echo(f"Nobody has looked at {subject} or changed it.")
