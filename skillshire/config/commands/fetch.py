import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skillshire.core.words import counted

if TYPE_CHECKING:
    from skillshire.sources.live import Planned


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--plan", is_flag=True, help="Print every request that would be made, and make none.")
@click.option(
    "--to", "directory", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Where the files are to go. Default: the folder downloads in the home folder.",
)  # fmt: skip
def fetch(sources: tuple[str, ...], plan: bool, directory: Path | None) -> None:
    """Download from publishers without loading anything.

    SOURCE is a source (see `skillshire sources`), or nomis, ees, ons or find-apprenticeship for all sources
    of that service; without one, everything that can be fetched. `skillshire fetch postcodes AL1 3JE…` asks
    postcodes.io about the postcodes given and says where it differs from the postcode directory that
    Skillshire comes with.
    """
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.core import clock
    from skillshire.indicators import fetch as fetching

    if sources[:1] == ("postcodes",):
        from skillshire.config.commands import postcodes

        postcodes.compare(_postcodes(sources[1:]), plan)
    elif plan:
        show(fetching.plan(sources, on=clock.today(), to=directory))
    else:
        folder = fetching.fetch(sources, on=clock.today(), echo=said, to=directory, watch=watch)
        click.echo(f"Fetched into {folder}; load it with: skillshire ingest --from {folder}")


def _postcodes(words: Sequence[str]) -> list[str]:
    """`AL1 3JE` typed without quotes comes as two words."""
    return re.findall(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", " ".join(words).upper()) or list(words)


def show(requests: "Sequence[Planned]") -> None:
    """One request a line, its body and file below."""
    import json

    for request in requests:
        rows = "" if request.rows is None else f"   ({counted(request.rows, 'row')})"
        click.echo(f"{request.method} {request.address}{rows}")
        if request.body is not None:
            click.echo(f"  {json.dumps(request.body, ensure_ascii=False)}")
        click.echo(f"  to {request.file}")


def said(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def watch(name: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on a terminal, and elsewhere a line for every part that has come."""
    if not sys.stderr.isatty():
        yield lambda done, total: said(f"  {done:,} of {total:,}" if total else f"  {done:,}")
        return
    with click.progressbar(length=1000, label=f"  {name}", file=sys.stderr, show_eta=False) as bar:

        def moved(done: int, total: int | None) -> None:
            if total:
                bar.update(max(0, 1000 * done // total - bar.pos))

        yield moved
        bar.update(max(0, 1000 - bar.pos))
