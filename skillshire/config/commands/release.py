import click

from skillshire.config.commands import output


@click.group()
def release() -> None:
    """List releases, compare two, or go back to an earlier one."""


@release.command("list")
@output.FORMAT
def list_(form: str) -> None:
    """All releases kept, the one that serves marked."""
    from skillshire.config import startup

    startup.ready()
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

    startup.ready()
    from skillshire.core.errors import UserError
    from skillshire.indicators import build, releases, report

    later = releases.get(new) if new else releases.current()
    earlier = old or later.previous
    if earlier is None:
        raise UserError(f"Release {later.id} is the first one; there is nothing to compare it with.")
    before, after = build.read(releases.get(earlier)).tables, build.read(later).tables
    found = report.compare(before, after)
    if form == "json":
        output.as_json(found)
        return
    click.echo(f"From {earlier} to {later.id}:")
    for name, item in found.items():
        click.echo(
            f"{name}: {item['added']:,} added, {item['changed']:,} changed, {item['removed']:,} removed"
        )
    if not found:
        click.echo("No figure differs.")


@release.command()
@click.argument("identifier", required=False, metavar="[RELEASE]")
def rollback(identifier: str | None) -> None:
    """Serve an earlier release again [default: the one before]."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.indicators import releases

    click.echo(f"Release {releases.rollback(identifier).id} serves.")
