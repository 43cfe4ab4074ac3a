import click

from skillshire.core.errors import UserError
from skillshire.core.words import counted


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--plan", is_flag=True, help="Print every request that would be made, and make none.")
@click.option("--accept-changes", is_flag=True, help="Load a file although much in it is gone or new.")
def refresh(sources: tuple[str, ...], plan: bool, accept_changes: bool) -> None:
    """Fetch what publishers have that is new, load it, check it and serve it.

    SOURCE as for `skillshire fetch`; without one, everything that can be fetched. Made for a schedule: it
    does nothing where nothing is new, and two never run at once. A fault leaves the figures that serve as
    they are (exit status 2, and one sentence on what is wrong). A publisher that does not answer is left out,
    unless its source was named.
    """
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.config.commands import fetch as showing
    from skillshire.core import clock
    from skillshire.indicators import fetch as fetching
    from skillshire.indicators import refresh as refreshing

    if plan:
        showing.show(fetching.plan(sources, on=clock.today()))
        return
    done = refreshing.refresh(
        sources, now=clock.now(), echo=showing.said, watch=showing.watch, accept_changes=accept_changes
    )
    for line in done.news:
        click.echo(line)
    if done.news:
        click.echo(f"Release {done.release.id} serves: {counted(done.release.rows, 'observation')}.")
        click.echo("Make its downloads ahead of readers with: skillshire release downloads.")
    else:
        click.echo(f"Nothing new; release {done.release.id} serves on.")
    if done.faults:
        raise UserError(_summed(done.faults))


def _summed(faults: list[UserError]) -> str:
    more = f" {len(faults) - 1} more could not be fetched either; see above." if len(faults) > 1 else ""
    return f"{faults[0]}{more}"
