"""How commands print: JSON, CSV, or lines for a person."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

from skillshire.core.words import on_one_line

FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Lines for a person, or JSON for a program.",
)  # fmt: skip


COMMAND_LINE = "command line"  # as whom the audit keeps what is done from here


def by(does: str) -> Callable[[Any], Any]:
    """The option --by: as whom the audit keeps what is done; never nobody."""
    return click.option(
        "--by", default=COMMAND_LINE, show_default=True, metavar="NAME", callback=_somebody,
        help=f"Who {does}, for the audit.",
    )  # fmt: skip


def _somebody(context: click.Context, option: click.Parameter, name: str) -> str:
    if not name.strip():
        raise click.BadParameter("the audit needs a name")
    return name.strip()


def say_synthetic(what: str = "") -> None:
    """On stderr, so that it reaches whoever reads along and no file of numbers is spoilt."""
    from skillshire.core import facts

    click.echo(f"{facts.SAID}{what}.", err=True)


def as_json(content: object) -> None:
    click.echo(json.dumps(content, indent=2, ensure_ascii=False))


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """None is an empty cell: a missing number is never 0."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    click.echo(text.getvalue(), nl=False)


def as_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Left-aligned columns as wide as they need to be."""
    cells = [
        [on_one_line(str(row.get(name) if row.get(name) is not None else "")) for name in columns]
        for row in rows
    ]
    widths = [max(len(text) for text in column) for column in zip(columns, *cells, strict=True)]
    for line in [list(columns), *cells]:
        click.echo("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip())
