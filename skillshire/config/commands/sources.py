import click

from skillshire.config.commands import output


@click.command()
@output.FORMAT
def sources(form: str) -> None:
    """List the sources that `skillshire ingest` can load."""
    from skillshire.config import startup

    startup.setup_for_figures()
    from skillshire.indicators import definitions

    rows = [one.model_dump(mode="json") for one in definitions.sources().values()]
    if form == "json":
        output.as_json(rows)
    else:
        output.as_table(["id", "producer", "title", "published"], rows)
