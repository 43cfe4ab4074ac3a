import json
from pathlib import Path

import click

from skillshire.config.commands import output

MODEL = click.option("--model", default="", metavar="ID", help="The list of points [default: the office's].")
HIDDEN, NONE = "c", "–"


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

    count = risk_scores.score_all(by="cli", on=clock.today(), model=model, school_year=school_year)
    chosen = lists.model(model)
    if form == "json":
        output.as_json({"model": chosen.id, "version": chosen.version, "scored": count})
        return
    click.echo(f"{count:,} scores are new or changed, by {chosen.id}, version {chosen.version}.")


@risk.command()
@MODEL
@output.FORMAT
def evaluate(model: str, form: str) -> None:
    """How well a list found who was NEET later: everybody, by group and by district."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.casework import risk_reports
    from skillshire.core import clock

    found = risk_reports.as_data(model, clock.today())
    if form == "json":
        output.as_json(found)
        return
    if found["synthetic"]:
        click.echo(found["synthetic"])
    click.echo(f"{found['model']}, version {found['version']}. Outcome: {found['outcome']}.")
    for row in found["quality"]:
        click.echo(_line(row))


def _line(row: dict[str, object]) -> str:
    people = HIDDEN if row["people"] is None else f"{row['people']:,}"
    shares = "  ".join(f"{name} {_share(row[name])}" for name in ("flagged", "precision", "recall"))
    return f"{row['kind']}, {row['group']}: {people} people  {shares}"


def _share(share: object) -> str:
    if not isinstance(share, dict) or share["value"] is None:
        return HIDDEN if isinstance(share, dict) and share["hidden"] else NONE
    return f"{share['value']:.0f}% ({share['lower']:.0f}–{share['upper']:.0f})"


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
