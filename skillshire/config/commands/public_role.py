import click

from skillshire.core.words import counted


@click.command("public-role")
@click.argument("name")
@click.option("--apply", is_flag=True, help="Give the rights now instead of printing the SQL.")
def public_role(name: str, apply: bool) -> None:
    """Let PostgreSQL's role NAME read what public pages show, and nothing else.

    Make the role first (CREATE ROLE NAME LOGIN PASSWORD …), and run this again after an upgrade.
    """
    from skillshire.config import startup

    startup.ready() if apply else startup.setup()
    from skillshire.config import public_role as rights

    if apply:
        rights.apply(name)
        click.echo(f"{name} may read {counted(len(rights.tables()), 'table')}, and nothing else.")
        return
    for statement in rights.statements(name):
        click.echo(f"{statement};")
