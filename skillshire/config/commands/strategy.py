from pathlib import Path

import click


@click.group()
def strategy() -> None:
    """Load and list strategies."""


@strategy.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace a strategy of the same name that is already there.")
def load(file: Path, replace: bool) -> None:
    """Load a strategy from FILE (YAML), or say what is wrong with it."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.strategy import definitions, faults, loading

    definition = definitions.read(file)
    loaded = loading.load(definition, replace=replace)
    for warning in faults.unknown_indicators(definition):
        click.echo(warning, err=True)
    click.echo(
        f"Loaded {loaded.title} ({loaded.area_name}). "
        f"Judge it with: skillshire measures --strategy {loaded.slug}"
    )


@strategy.command("list")
def list_all() -> None:
    """List the strategies in this site."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.strategy.models import Strategy

    strategies = Strategy.objects.order_by("slug")
    if not strategies:
        click.echo("No strategy yet; “skillshire strategy load FILE” loads one.")
    for found in strategies:
        click.echo(f"{found.slug}  {found.title}")
