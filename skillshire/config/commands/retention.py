from typing import Any

import click

from skillshire.config.commands import output
from skillshire.core.words import counted


@click.group()
def retention() -> None:
    """Let go of records of people whose time is over (definitions/retention.yaml)."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Only list what would go.")
@output.by("does it")
@output.FORMAT
def run(dry_run: bool, by: str, form: str) -> None:
    """Erase or delete what is over its time, in batches; list it by rule."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.casework import retention as letting_go
    from skillshire.core import clock

    on = clock.today()
    due = letting_go.due(on) if dry_run else letting_go.run(on, by=by)
    rows = [_row(one) for one in due]
    if form == "json":
        output.as_json({"on": on.isoformat(), "done": not dry_run, "rules": rows})
        return
    output.as_table(["rule", "model", "action", "count", "held", "keep", "decided"], rows)
    total = sum(one.count for one in due)
    click.echo(f"{counted(total, 'record')} {'would go' if dry_run else 'went'}.")


def _row(due: Any) -> dict[str, Any]:
    rule = due.rule
    return {
        "rule": rule.id, "model": rule.model, "said": rule.said, "action": rule.action, "count": due.count,
        "held": due.held, "keep": rule.keep, "basis": rule.basis, "decided": rule.decided,
    }  # fmt: skip
