import click


@click.command(hidden=True)
def prepare() -> None:
    """Make the home folder ready; `serve` and the others do this themselves."""
    from skillshire.config import prepare as preparing

    preparing.prepare()
