import click

FORMS = click.Choice(["text", "json", "csv"])


@click.command()
@click.argument("indicator")
@click.option("--area", required=True, metavar="CODE", help="An area's GSS code, such as E07000243.")
@click.option("--breakdown", multiple=True, metavar="KEY=VALUE", help="May be given several times.")
@click.option("--format", "form", type=FORMS, default="text", show_default=True, help="How to print them.")
def series(indicator: str, area: str, breakdown: tuple[str, ...], form: str) -> None:
    """Print the observations of one INDICATOR for one area, oldest first."""
    from skillshire.config import startup
    from skillshire.config.commands import output

    startup.ready_for_figures()
    from skillshire.indicators import export

    rows = export.series(indicator, area, breakdown)
    if not rows:
        click.echo(export.why_empty(indicator, area), err=True)
    if any(row["synthetic"] for row in rows):
        output.say_synthetic()
    if form == "json":
        output.as_json(rows)
    elif form == "csv":
        output.as_csv(export.COLUMNS, [export.flat(row) for row in rows])
    else:
        output.as_table(
            ["period_label", "value", "lower", "upper", "status"], [export.flat(row) for row in rows]
        )
