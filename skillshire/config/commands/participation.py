"""`skillshire participation`: load lists of young people, write the return, count who takes part."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from skillshire.config.commands import council, output
from skillshire.config.commands import young_people_lists as lists
from skillshire.config.commands.participation_link import link
from skillshire.core.errors import UserError
from skillshire.core.words import counted, on_one_line

PURPOSE = "The return to the Department for Education"
EXACT = "These are exact counts of people: not to be passed on or published."
INSIDE = (
    "For use in the office only: each table is protected by itself, and two that are cut in different ways "
    "may together tell what each hides. `skillshire counts` has what may be published."
)
FORMS = click.Choice(["table", "json", "csv"])
MOST_YEARS = 50  # of one answer; each month is counted anew
COLUMNS = ("count", "area", "period", "part", "numerator", "denominator", "value", "status")


@click.group()
def participation() -> None:
    """Young people: what they do after 16, from lists in the columns of the national return."""


participation.add_command(link)


@participation.command("import")
@lists.FILE
@council.ORGANISATION
def load(file: Path, slug: str | None) -> None:
    """Load FILE, a CSV in the columns of the return: all of it, or nothing where anything in it is wrong."""
    organisation, on = council.begin(slug)
    from skillshire.casework import young_people_file as files

    try:
        loaded = files.load(
            lists.content(file), organisation=organisation, name=file.name, by=output.COMMAND_LINE, on=on
        )
    except files.Refused as refused:
        lists.show_faults(refused.faults, refused.count)
        raise
    for warning in loaded.warnings:
        click.echo(warning, err=True)
    upload = loaded.upload
    if loaded.already:
        name = on_one_line(file.name)
        click.echo(f"{name} is already loaded, since {upload.at:%d/%m/%Y}; nothing changed.")
        return
    click.echo(
        f"Loaded {counted(upload.records, 'young person', 'young people')} of {organisation.name}: "
        f"{upload.added:,} new, "
        f"{upload.changed:,} changed, {loaded.unchanged:,} as they were."
    )


@participation.command()
@lists.FILE
@council.ORGANISATION
@output.FORMAT
def check(file: Path, slug: str | None, form: str) -> int:
    """Say all that is wrong with FILE and what it would change. Loads nothing; status 2 for faults."""
    organisation, on = council.begin(slug)
    from skillshire.casework import young_people_file as files

    found = files.check(lists.content(file), organisation=organisation, name=file.name, on=on)
    if form == "json":
        output.as_json(_report(found))
    else:
        for warning in found.warnings:
            click.echo(warning, err=True)
        lists.show_faults(found.faults.kept, found.faults.count)
        click.echo(_verdict(found))
    return 2 if found.faults.count else 0


@participation.command("return")
@council.ORGANISATION
@click.option("--month", metavar="YYYY-MM", help="As it stood at the end of this month. Default: today.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Default: standard output.")
def write_return(slug: str | None, month: str | None, out: Path | None) -> None:
    """Write the return as CSV: personal data, so keep the file as safely as the records. It is audited."""
    organisation, on = council.begin(slug)
    from skillshire.casework import young_people_return
    from skillshire.core.periods import add_months

    first = _month(month) if month else on
    if first > on:
        raise UserError(f"{month} is still to come; ask for a month that has begun.")
    day = min(on, add_months(first, 1) - timedelta(days=1)) if month else on
    content = young_people_return.write(organisation, day=day, by=output.COMMAND_LINE, purpose=PURPOSE)
    if out is None:
        click.echo(content, nl=False)
        return
    try:
        out.touch(0o600)
        out.chmod(0o600)  # before anybody's name is in it
        out.write_bytes(content)
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror}); name another file.") from None
    click.echo(f"Wrote {out}, the return as at {day.isoformat()}: personal data.", err=True)


@participation.command()
@council.ORGANISATION
@click.option("--month", metavar="YYYY-MM", help="One month alone.")
@click.option(
    "--from", "first", metavar="YYYY-MM", help="The first month. Default: this school year's September."
)
@click.option("--to", "last", metavar="YYYY-MM", help="The last month. Default: the last one that is over.")
@click.option("--area", metavar="CODE", help="Only this district, or the county.")
@click.option(
    "--by", metavar="WHAT", help="Broken down by gender, ethnicity, send, level_of_need or characteristic."
)
@click.option("--exact", is_flag=True, help="Without disclosure control: only for who may see the records.")
@click.option("--format", "form", type=FORMS, default="table", show_default=True, help="How to print them.")
def statistics(form: str, area: str | None, **asked: Any) -> None:
    """How many 16 and 17 year olds take part, are out of learning or not known, by district and month.

    With December, January and February among the months, their average too. Small counts are hidden and all
    are rounded, unless --exact. Each answer is protected by itself: two of them, cut in different ways, may
    tell together what each hides, so none may leave the office. What may is what `skillshire counts` shows.
    """
    organisation, on = council.begin(asked.pop("slug"))
    from skillshire.casework import participation_statistics
    from skillshire.core import facts
    from skillshire.places import areas

    months = _months(asked.pop("month"), asked.pop("first"), asked.pop("last"), on)
    if area is not None:
        areas.get(area)
    click.echo(EXACT if asked["exact"] else INSIDE, err=True)
    synthetic = facts.SAID if facts.synthetic() else None
    rows = participation_statistics.rows(organisation, months, **asked)
    if not rows:
        click.echo(f"Nobody of 16 or 17 is on record at {organisation.name} in these months.", err=True)
    rows = [row for row in rows if area in (None, row["area"])]
    if form == "json":
        said = {"synthetic": synthetic, "exact": asked["exact"], "publishable": False, "figures": rows}
        output.as_json(said)
        return
    if synthetic:
        click.echo(synthetic, err=True)
    if form == "csv":
        output.as_csv(list(rows[0]) if rows else COLUMNS, rows)
    else:
        output.as_table(COLUMNS, [_rounded(row) for row in rows])


def _month(text: str) -> date:
    match = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    if not match or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1:
        raise UserError(f"“{text[:20]}” is not a month; write it as year-month, such as 2026-02.")
    return date(int(match[1]), int(match[2]), 1)


def _months(month: str | None, first: str | None, last: str | None, today: date) -> list[date]:
    from skillshire.casework import participation as counting
    from skillshire.casework import participation_table

    if month and (first or last):
        raise UserError("--month asks for one month, --from and --to for several; use one or the other.")
    asked = month or last
    end = _month(asked) if asked else participation_table.last_complete(today)
    september = date(counting.academic_year(end), 9, 1)
    start = end if month else _month(first) if first else september
    if start > end:
        raise UserError(f"--from {start:%Y-%m} is after --to {end:%Y-%m}; swap them.")
    if end.year - start.year > MOST_YEARS:
        raise UserError(f"From {start:%Y-%m} to {end:%Y-%m} is too long; ask for {MOST_YEARS} years at most.")
    if end.replace(day=1) > today:
        raise UserError(f"{end:%Y-%m} is still to come; ask for a month that has begun.")
    return counting.months_between(start, end)


def _report(found: Any) -> dict[str, object]:
    from skillshire.casework import young_people_file as files

    return {
        "file": found.name, "of": found.day.isoformat(), "rows_read": found.records,
        "would_add": found.plan.added, "would_change": found.plan.changed,
        "as_they_are": found.plan.unchanged, "warnings": list(found.warnings),
        "faults": found.faults.count, "errors": files.table(found.faults.kept),
    }  # fmt: skip


def _verdict(found: Any) -> str:
    name = on_one_line(found.name)
    if found.faults.count:
        return f"{name} has {counted(found.faults.count, 'fault')}; nothing of it could be loaded."
    return (
        f"{name} can be loaded: {found.plan.added:,} new, {found.plan.changed:,} changed, "
        f"{found.plan.unchanged:,} as they are."
    )


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    shown = {key: f"{row[key]:.1f}" for key in ("value", "numerator", "denominator") if row[key] is not None}
    return row | {key: text.removesuffix(".0") if key != "value" else text for key, text in shown.items()}
