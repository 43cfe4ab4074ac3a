import click

from skillshire.config.commands import output


@click.command()
@output.FORMAT
def indicators(form: str) -> None:
    """List the indicators that the current release holds."""
    from skillshire.config import startup

    startup.ready_for_figures()
    from skillshire.indicators import export

    rows = export.indicators()
    if form == "json":
        output.as_json(rows)
    else:
        output.as_table(["id", "title", "unit", "better", "areas", "first_period", "last_period"], rows)
