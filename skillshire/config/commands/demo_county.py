from datetime import date

import click

from skillshire.core.errors import UserError
from skillshire.core.words import counted

PEOPLE = click.IntRange(100, 200_000)
DEFAULT = 20_000


@click.command("demo-county")
@click.option("--people", type=PEOPLE, default=DEFAULT, show_default=True, help="How many; half are young.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same people.")
@click.option("--as-at", metavar="YYYY-MM-DD", help="The day to which their histories run [default: today].")
def demo_county(people: int, seed: int, as_at: str | None) -> None:
    """Make a synthetic county of invented people in an empty home, to try the office on."""
    from skillshire.config import startup
    from skillshire.config.prepare import to_stderr
    from skillshire.core import clock, periods

    on = periods.parse_date(as_at) if as_at else clock.today()
    if on > clock.today():
        raise UserError(
            f"{on} is still to come, and nobody has a history of it; choose today or a day before."
        )
    startup.ready(to_stderr)
    make(people, seed, on)
    click.echo("Next: “skillshire serve”, then sign in at /office/; /office/demo/ lists who can.")


def make(people: int, seed: int, on: date) -> None:
    """In the home of this process, where Django is loaded; says on stderr how far it is.

    Where an earlier run was ended after it had written the people down, their counts are published, no more.
    """
    from django.conf import settings

    if settings.FACE == "public":
        raise UserError("A public process keeps no records of people; leave out SKILLSHIRE_FACE.")
    from skillshire.casework.demo import county

    if (began := county.begun()) is not None:
        _say(f"Going on with the county as of {began}, whose people were written before.")
        county.publish(began, _say)
        return
    home = settings.SKILLSHIRE_HOME
    made = county.make(settings.SKILLSHIRE_AREA, home, count=people, seed=seed, on=on, echo=_say)
    county.publish(on, _say)
    click.echo(
        f"Made {counted(made.young_people, 'young person', 'young people')} and "
        f"{counted(made.learners, 'learner record')}, all invented. "
        f"What is true of them stands in {made.truth}."
    )


def _say(line: str) -> None:
    click.echo(line, err=True)
