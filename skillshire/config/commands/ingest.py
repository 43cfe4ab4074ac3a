from pathlib import Path

import click

from skillshire.core.words import counted


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--from", "directory", type=click.Path(path_type=Path), metavar="DIR",
    help="Where the publishers' files are. Default: download them into the home folder.",
)  # fmt: skip
@click.option(
    "--accept-changes", is_flag=True,
    help="Load a file even if it looks damaged beside what serves now, because the publisher made it so.",
)  # fmt: skip
def ingest(sources: tuple[str, ...], directory: Path | None, accept_changes: bool) -> None:
    """Load publishers' files into a new release and serve it.

    Without SOURCE: every source whose files are in DIR. Anything unexpected in a file stops the load, says
    the file, the line and the reason, and the release that served before keeps serving.
    """
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.core import clock
    from skillshire.indicators import fetch, wording
    from skillshire.indicators import ingest as ingesting

    echo = lambda line: click.echo(line, err=True)  # noqa: E731
    if directory is None:
        directory = fetch.fetch(sources, on=clock.today(), echo=echo)
    release, found = ingesting.ingest(
        sources, directory, now=clock.now(), echo=echo, accept_changes=accept_changes
    )
    for line in wording.sentences(found):
        click.echo(line)
    click.echo(
        f"Release {release.id} serves: {counted(release.rows, 'observation')} of "
        f"{counted(release.indicators, 'indicator')}."
    )
    click.echo("Make its downloads ahead of readers with: skillshire release downloads.", err=True)
