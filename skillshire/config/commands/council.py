"""What commands on people's records share: whose records they are, and the day."""

from datetime import date
from typing import Any

import click

ORGANISATION = click.option(
    "--organisation", "slug", metavar="SLUG", help="Whose records. Default: the council of the site's area."
)


def begin(slug: str | None) -> tuple[Any, date]:
    """The council with that short word, or of the site's area, and today, once everything is in place."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.casework import councils
    from skillshire.core import clock

    return councils.find(slug), clock.today()
