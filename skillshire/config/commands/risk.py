import json
from pathlib import Path
from typing import Any

import click

from skillshire.config.commands import council, output
from skillshire.core.words import counted

MODEL = click.option("--model", default="", metavar="ID", help="The list of points [default: the office's].")
HIDDEN = "c"


@click.group()
def risk() -> None:
    """Score the risk of being NEET by published lists of points, and publish how well they work."""


@risk.command()
@MODEL
@click.option(
    "--school-year", type=int, metavar="YEAR", help="In which it ends, such as 2026 [default: all]."
)
@output.FORMAT
def score(model: str, school_year: int | None, form: str) -> None:
    """Score everybody whose factors are known. Nothing is done to anybody because of it."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.casework import risk as lists
    from skillshire.casework import risk_scores
    from skillshire.core import clock

    by, on = output.COMMAND_LINE, clock.today()
    count = risk_scores.score_all(by=by, on=on, model=model, school_year=school_year)
    chosen = lists.model(model)
    if form == "json":
        output.as_json({"model": chosen.id, "version": chosen.version, "scored": count})
        return
    new = counted(count, "score is", "scores are")
    click.echo(f"{new} new or changed, by {chosen.id}, version {chosen.version}.")


@risk.command()
@council.ORGANISATION
@output.by("publishes")
def publish(slug: str | None, by: str) -> None:
    """Let out how well the lists do, as of today: that edition stands until the next."""
    organisation, on = council.begin(slug)
    from skillshire.casework import risk_editions
    from skillshire.core import facts

    if facts.synthetic():
        click.echo(facts.SAID, err=True)
    new = risk_editions.publish(organisation, by=by, on=on)
    said = (
        f"{counted(new, 'table is', 'tables are')} new."
        if new
        else "Nothing has changed: the edition before stands."
    )
    click.echo(said)


@risk.command()
@MODEL
@council.ORGANISATION
@output.FORMAT
def evaluate(model: str, slug: str | None, form: str) -> None:
    """How well a list found who was NEET later, as last published: everybody, by group and by district."""
    organisation, _ = council.begin(slug)
    from skillshire.casework import risk_reports

    found = risk_reports.as_data(model, organisation)
    if form == "json":
        output.as_json(found)
        return
    if found["synthetic"]:
        click.echo(found["synthetic"])
    click.echo(f"{found['model']}, version {found['version']}. Outcome: {found['outcome']}.")
    when = (
        f"Counted on {found['on']}." if found["on"] else "Not published yet: run “skillshire risk publish”."
    )
    click.echo(when)
    for row in found["quality"]:
        click.echo(_line(row))


def _line(row: dict[str, Any]) -> str:
    people = HIDDEN if row["people"] is None else f"{row['people']:,}"
    shares = "  ".join(f"{name} {_share(row[name])}" for name in ("flagged", "precision", "recall"))
    return f"{row['kind']}, {row['group']}: {people} people  {shares}"


def _share(share: dict[str, Any]) -> str:
    return HIDDEN if share["hidden"] else f"{share['value']}% ({share['lower']}–{share['upper']})"


@risk.command()
@MODEL
@click.option("--all", "every", is_flag=True, help="Of every list rather than one.")
@click.option(
    "--write",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write transparency-neet-risk.md and .json there.",
)
@output.FORMAT
def record(model: str, every: bool, write: Path | None, form: str) -> None:
    """The algorithmic transparency record of a list of points."""
    from skillshire.config import startup

    startup.setup()
    from skillshire.casework import risk as lists
    from skillshire.casework import risk_record

    chosen = list(lists.models().values()) if every else [lists.model(model)]
    if write is not None:
        (write / "transparency-neet-risk.md").write_text(risk_record.as_text(chosen), encoding="utf-8")
        content = json.dumps(risk_record.as_data(chosen), indent=2, ensure_ascii=False)
        (write / "transparency-neet-risk.json").write_text(content + "\n", encoding="utf-8")
    elif form == "json":
        output.as_json(risk_record.as_data(chosen))
    else:
        click.echo(risk_record.as_text(chosen), nl=False)
