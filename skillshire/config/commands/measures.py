import click

from skillshire.config.commands import output


@click.command()
@click.option("--strategy", "slug", metavar="SLUG", help="Default: the newest strategy of the site's area.")
@click.option("--as-at", metavar="YYYY-MM-DD", help="Judge as it could have been judged on that day.")
@output.FORMAT
def measures(slug: str | None, as_at: str | None, form: str) -> None:
    """Judge every measure of a strategy."""
    from skillshire.config import startup
    from skillshire.core import clock, periods
    from skillshire.core.errors import UserError

    day = periods.parse_date(as_at) if as_at else clock.today()
    if day > clock.today():
        raise UserError(f"{day} is still to come; judge as at today or an earlier day.")
    startup.ready_for_figures()
    from django.conf import settings

    from skillshire.core import facts
    from skillshire.indicators import queries
    from skillshire.strategy import assessments, export

    strategy = assessments.find(slug, settings.SKILLSHIRE_AREA, day)
    with queries.one_release():
        judged = assessments.assess(strategy, day)
        invented = {one.measure.ref for one in judged if export.synthetic(one)}
    if invented:
        output.say_synthetic(f", counted for measures {', '.join(map(str, sorted(invented)))}")
    if form == "json":
        said = {ref: facts.SAID for ref in invented}
        output.as_json([{**export.measure(one), "synthetic": said.get(one.measure.ref)} for one in judged])
        return
    click.echo(f"{strategy.title}, as at {day.isoformat()}\n")
    for one in judged:
        mark = f" ({facts.SAID})" if one.measure.ref in invented else ""
        click.echo(f"{one.measure.ref:>3}. {one.measure.title}: {one.assessment.status.upper()}{mark}")
        click.echo(f"     {one.assessment.reason}")
