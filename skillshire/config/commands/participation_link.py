"""`skillshire participation link`: a list from a school or college, whose rows have no number of ours."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from skillshire.config.commands import council, output
from skillshire.config.commands import young_people_lists as lists
from skillshire.core.words import on_one_line


@click.command()
@lists.FILE
@click.option("--day", required=True, metavar="YYYY-MM-DD", help="The day that the list describes.")
@click.option(
    "--activity", metavar="CODE", help="What all in it do, where it has no column ActivityCode: 210, 310 …"
)
@click.option("--since", metavar="YYYY-MM-DD", help="Since when, where it has no column StartDate.")
@click.option(
    "--at", "place", default="", metavar="NAME", help="Where, where it has no column EstablishmentName."
)
@council.ORGANISATION
@click.option("--check", is_flag=True, help="Only say what the list would do; nothing is written.")
@output.FORMAT
def link(file: Path, slug: str | None, form: str, check: bool, **asked: Any) -> int:
    """Link the rows of FILE, a list from a school or college, with young people on record, by points.

    Of rows that are sure, what they say of the activity is recorded. Others wait for a decision in the
    office, or belong to nobody on record. All of it or nothing: status 2 where anything in it is wrong.
    """
    organisation, on = council.begin(slug)
    from skillshire.casework import young_people_file
    from skillshire.casework.linking import lists as linking

    given: dict[str, Any] = {
        "organisation": organisation,
        "name": file.name,
        "said": _said(**asked),
        "on": on,
    }
    data = lists.content(file)
    if check:
        return _show(linking.check(data, **given), form, None)
    try:
        loaded = linking.load(data, by=output.COMMAND_LINE, **given)
    except young_people_file.Refused as refused:
        _show(linking.check(data, **given), form, None)
        raise refused from None
    return _show(loaded.checked, form, loaded.upload)


def _said(day: str, activity: str | None, since: str | None, place: str) -> Any:
    from skillshire.casework import codes
    from skillshire.casework.linking.reading import Standing
    from skillshire.core.errors import UserError
    from skillshire.core.periods import parse_date

    if activity and not (activity.isascii() and activity.isdigit()):
        raise UserError(f"“{activity[:20]}” is not an activity code; write its three figures, such as 210.")
    code = codes.activity(int(activity)).code if activity else None
    starts: date | None = parse_date(since, "day") if since else None
    return Standing(parse_date(day, "day"), code, starts, place.strip())


def _show(found: Any, form: str, upload: Any) -> int:
    """`found` is None where the list was loaded before; `upload` where nothing was."""
    if form == "json":
        output.as_json(_report(found, upload))
    elif found is None:
        name = on_one_line(upload.name)
        click.echo(
            f"{name} of {upload.period} is linked already, since {upload.at:%d/%m/%Y}; nothing changed."
        )
    else:
        _print(found, upload)
    return 2 if found is not None and found.faults.count else 0


def _print(found: Any, upload: Any) -> None:
    from skillshire.casework.linking import sent
    from skillshire.core.words import counted

    for warning in found.warnings:
        click.echo(warning, err=True)
    if found.faults.count:
        lists.show_faults(found.faults.kept, found.faults.count)
        click.echo(
            f"{on_one_line(found.name)} has {counted(found.faults.count, 'fault')}; nothing of it is linked."
        )
        return
    click.echo(sent.summary(found, done=upload is not None))


def _report(found: Any, upload: Any) -> dict[str, object]:
    """Rows by their numbers: nobody's name."""
    if found is None:
        return {"file": upload.name, "of": upload.period, "loaded": False, "already": upload.at.isoformat()}
    from skillshire.casework import young_people_file as files
    from skillshire.casework.linking.register import Verdict

    names = {Verdict.LINKED: "linked", Verdict.ASK: "waiting", Verdict.NOBODY: "nobody"}
    rows = {name: found.rows(verdict) for verdict, name in names.items()}
    return {
        "file": found.name, "of": found.said.day.isoformat(), "loaded": upload is not None,
        "rows_read": len(found.lines), "would_change" if upload is None else "changed": found.plan.changed,
        "newer_on_record": found.newer, "as_they_were": found.plan.unchanged,
        "counts": {name: len(numbers) for name, numbers in rows.items()}, "rows": rows,
        "warnings": list(found.warnings), "faults": found.faults.count,
        "errors": files.table(found.faults.kept),
    }  # fmt: skip
