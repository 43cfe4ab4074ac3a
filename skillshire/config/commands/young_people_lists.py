"""What commands on lists of young people share: whose list it is, its bytes, what is wrong with it."""

from pathlib import Path
from typing import Any

import click

from skillshire.config.commands import output
from skillshire.core.errors import UserError
from skillshire.core.words import on_one_line

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


def content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(
            f"{on_one_line(str(file))} cannot be read ({error.strerror}); check its name."
        ) from None


def show_faults(faults: Any, count: int) -> None:
    from skillshire.casework import young_people_file as files

    rows = files.table(faults[: files.SHOWN])
    if rows:
        output.as_table(["row", "column", "value", "what", "mend"], rows)
    if count > len(rows):
        click.echo(f"And {count - len(rows):,} more.")
