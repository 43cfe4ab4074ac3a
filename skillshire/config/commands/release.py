from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skillshire.config.commands import output
from skillshire.core.words import counted

if TYPE_CHECKING:
    from skillshire.indicators.changes import Change


@click.group()
def release() -> None:
    """List releases, compare two, go back to an earlier one, mend or delete them."""


@release.command("list")
@output.FORMAT
def list_(form: str) -> None:
    """All releases kept, the one that serves marked."""
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.indicators import releases

    serving = releases.current_id()
    rows = [
        {
            "serves": "yes" if one.id == serving else "",
            "id": one.id, "built": one.built, "rows": one.rows, "indicators": one.indicators,
        }
        for one in releases.every()
    ]  # fmt: skip
    if form == "json":
        output.as_json([{**row, "serves": bool(row["serves"])} for row in rows])
    else:
        output.as_table(["serves", "id", "built", "rows", "indicators"], rows)


@release.command()
@click.argument("old", required=False)
@click.argument("new", required=False)
@output.FORMAT
def diff(old: str | None, new: str | None, form: str) -> None:
    """What changed between two releases [default: the one before and the one that serves]."""
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.core.errors import UserError
    from skillshire.indicators import changes, releases

    later = releases.get(new) if new else releases.current()
    earlier = old or later.previous
    if earlier is None:
        raise UserError(f"Release {later.id} is the first one; there is nothing to compare it with.")
    found = changes.between(releases.get(earlier), later)
    if form == "json":
        output.as_json({one.indicator: {**one.counts(), "figures": _figures(one)} for one in found})
        return
    click.echo(f"From {earlier} to {later.id}:")
    for line in changes.counted(found):
        click.echo(line)
    if not found:
        click.echo("No figure differs.")


def _figures(change: Change) -> list[dict[str, object]]:
    from skillshire.indicators.observations import join_breakdown

    return [
        {**one._asdict(), "breakdown": join_breakdown(one.breakdown), "period": one.period.iso}
        for one in change.figures
    ]


@release.command()
@click.argument("identifier", required=False, metavar="[RELEASE]")
def rollback(identifier: str | None) -> None:
    """Serve an earlier release again [default: the one before]."""
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.indicators import releases

    click.echo(f"Release {releases.rollback(identifier).id} serves.")


@release.command()
@click.argument("identifier", required=False, metavar="[RELEASE]")
def rebuild(identifier: str | None) -> None:
    """Check a release's files and make damaged ones again from its Parquet files [default: what serves]."""
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.indicators import build, older, releases

    found = releases.get(identifier) if identifier else releases.current()
    with releases.building():
        made = older.bring_up_to_date(found) if older.is_older(found) else build.rebuild(found)
    click.echo(
        f"Release {found.id}: {counted(found.indicators, 'indicator')} checked, {len(made)} made again."
    )
    for name in made:
        click.echo(name)


@release.command()
@click.option("--keep", type=int, required=True, metavar="N", help="How many releases to keep in all.")
def prune(keep: int) -> None:
    """Delete the oldest releases; never the one that serves."""
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.indicators import releases

    gone = releases.prune(keep)
    for one in gone:
        click.echo(f"Deleted {one.id}, built {one.built}.")
    click.echo(f"{len(gone)} deleted, {len(releases.every())} kept.")


@release.command()
def downloads() -> None:
    """Make the downloads of the whole serving release now, so that the first reader need not wait.

    Those of other releases are deleted.
    """
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.indicators import distributions
    from skillshire.indicators import downloads as whole

    gone = whole.prune() + distributions.prune()
    for kind in whole.KINDS:
        file = whole.file(kind)
        click.echo(f"{kind}: {file} ({file.stat().st_size / 1e6:.1f} MB)")
    if gone:
        click.echo(f"{gone} files of other releases deleted.")


@release.command(hidden=True)
@click.argument("kind")
@click.argument("indicator", required=False)
@click.option("--held", is_flag=True, help="The lock is held by who started this; give way to readers.")
def make(kind: str, indicator: str | None, held: bool) -> None:
    """One download of the serving release, or of one of its indicators: the site starts this by itself."""
    from skillshire.config import startup

    startup.setup_for_figures()  # not ready(): the site that started this has prepared everything
    from skillshire.indicators import distributions, making
    from skillshire.indicators import downloads as whole

    if held:
        making.gently()
    click.echo(distributions.file(indicator, kind, held) if indicator else whole.file(kind, held))


@release.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=False))
def bundle(folder: Path) -> None:
    """For maintainers: write the serving release to FOLDER as the package carries it."""
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.core.errors import UserError
    from skillshire.indicators import build, releases

    if folder.exists():
        raise UserError(f"{folder} is there already; name a folder that is not.")
    build.bundle(releases.current(), folder)
    click.echo(f"Release {releases.current().id} is in {folder}.")
