import click

from skillshire.core.errors import UserError
from skillshire.core.words import counted


@click.command()
def check() -> None:
    """Check the settings and definitions, and say what is wrong."""
    from skillshire.config import startup

    startup.setup()
    from django.core import checks

    faults = checks.run_checks(include_deployment_checks=False)
    for fault in faults:
        click.echo(f"{fault.id}: {fault.msg}" + (f"\n  {fault.hint}" if fault.hint else ""), err=True)
    serious = sum(fault.is_serious() for fault in faults)
    if serious:
        raise UserError(f"{counted(serious, 'fault')} above must be mended before Skillshire can run.")
    click.echo("No faults found.")
