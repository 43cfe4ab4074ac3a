"""`skillshire office`: who may come into the office, for whoever runs the machine."""

import json
from typing import TYPE_CHECKING, Any

import click

from skillshire.config.commands import output

if TYPE_CHECKING:
    from skillshire.accounts.models import User

BASE = click.option("--base", default="http://localhost:8000", show_default=True, help="Where the site is.")
FORMAT = click.option(
    "--format", "layout", type=click.Choice(["text", "json"]), default="text", help="For people or programs."
)


@click.group()
def office() -> None:
    """Who may come into the office: administrators, invitations, people and roles."""


@office.command()
@BASE
def administrator(base: str) -> None:
    """Print a link with which somebody becomes administrator, once, within 24 hours.

    For the first one, and for an office that has locked itself out. Earlier such links stop working.
    """
    from skillshire.config import startup

    startup.ready()
    click.echo(first_link(base))


def first_link(base: str) -> str:
    from django.urls import reverse

    from skillshire.accounts import first
    from skillshire.core import clock

    secret = first.make(clock.now())
    return base.rstrip("/") + reverse("office-start", kwargs={"secret": secret})


@office.command()
@click.argument("email")
@click.option("--role", required=True, help="A role's slug, such as participation-officer.")
@click.option("--organisation", required=True, help="An organisation's slug.")
@click.option("--area", "codes", multiple=True, help="GSS code of an area to limit the role to; repeatable.")
@BASE
def invite(email: str, role: str, organisation: str, codes: tuple[str, ...], base: str) -> None:
    """Print a link with which EMAIL makes an account and takes up a role, within 7 days."""
    from skillshire.config import startup

    startup.ready()
    from django.urls import reverse

    from skillshire.accounts import invitations, organisations
    from skillshire.core import clock
    from skillshire.places import areas

    known = [areas.get(code).code for code in codes]
    where = organisations.get(organisation)
    _, secret = invitations.invite(email, where, role, areas=known, by=output.COMMAND_LINE, at=clock.now())
    click.echo(base.rstrip("/") + reverse("office-invitation", kwargs={"secret": secret}))


@office.command()
@FORMAT
def people(layout: str) -> None:
    """List people and the roles that they have today."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.accounts.models import User

    rows = [_row(user) for user in User.objects.order_by("username")]
    if layout == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    if not rows:
        click.echo("Nobody yet; “skillshire office administrator” prints the first link.")
    for row in rows:
        roles = "; ".join(f"{one['role']} at {one['organisation']}" for one in row["roles"]) or "no role"
        click.echo(f"{row['username']}  {row['email']}  {'' if row['active'] else 'deactivated  '}{roles}")


def _row(user: "User") -> dict[str, Any]:
    from skillshire.core import clock

    running = user.memberships.all().running(clock.today()).select_related("organisation")
    roles = [
        {"role": one.role, "organisation": one.organisation.slug, "areas": list(one.areas)} for one in running
    ]
    return {"username": user.username, "email": user.email, "active": user.is_active, "roles": roles}
