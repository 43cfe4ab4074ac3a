"""`skillshire counts`: what may be seen of records as numbers, and the way to publish it."""

import click

from skillshire.config.commands import council, output
from skillshire.core.words import counted

COLUMNS = ("table", "title", "area_name", "period_label", "value", "status")


@click.group()
def counts() -> None:
    """Counts from records, after disclosure control: show them, publish them."""


@counts.command()
@council.ORGANISATION
@click.option("--table", metavar="TABLE", help="One table only, such as participation.")
@click.option("--area", metavar="CODE", help="Only this district, or the county.")
@output.FORMAT
def show(slug: str | None, table: str | None, area: str | None, form: str) -> None:
    """What would be published now: small counts hidden, all others rounded."""
    organisation, on = council.begin(slug)
    from skillshire.casework import editions, publications
    from skillshire.core import facts

    if table:
        publications.get(table)
    drawing = editions.draw(organisation, on)
    cells = [(one.table, one.period, one.shown) for one in drawing.tables if table in (None, one.table)]
    rows = [row for row in editions.rows(cells) if area in (None, row["area"])]
    said = facts.SAID if facts.synthetic() else None
    if form == "json":
        output.as_json({"synthetic": said, "organisation": organisation.name, "counts": rows})
        return
    if said:
        click.echo(said, err=True)
    if rows:
        output.as_table(COLUMNS, rows)
    else:
        click.echo(f"There are no counts of {area or 'any area'} yet: nothing that is counted is recorded.")


@counts.command()
@council.ORGANISATION
@output.by("publishes")
def publish(slug: str | None, by: str) -> None:
    """Put the counts into the published figures; says what changed. The same counts again change nothing."""
    organisation, on = council.begin(slug)
    from skillshire.casework import editions
    from skillshire.core import facts

    if facts.synthetic():
        click.echo(facts.SAID, err=True)
    drawing = editions.draw(organisation, on)
    for table, period, reason in drawing.withheld:
        click.echo(f"{table}, {period}: the edition before stands. {reason}", err=True)
    for sentence in drawing.awaited:
        click.echo(sentence, err=True)
    outcome = editions.publish(organisation, by=by, on=on)
    if not outcome.changed:
        click.echo(f"Nothing has changed: release {outcome.release} serves on.")
        return
    hidden = sum(one.hidden for one in drawing.tables)
    new = counted(outcome.editions, "new table")
    click.echo(f"{new}, {counted(hidden, 'count')} hidden in all that is published.")
    for name in outcome.changed:
        click.echo(f"{name}: figures changed")
    click.echo(f"Release {outcome.release} serves now.")
