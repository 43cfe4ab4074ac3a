from pathlib import Path
from typing import Any

import click

from skillshire.config.commands import output
from skillshire.core.words import counted, on_one_line

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def learners() -> None:
    """Check and load learner records (ILR), and update the look-ups of their aims."""


@learners.command("import")
@FILE
@output.by("loads it")
@click.option(
    "--anew", is_flag=True, help="Load it even if it is there: levels and subjects are looked up anew."
)
def load(file: Path, by: str, anew: bool) -> None:
    """Load FILE (ILR XML) for its provider and year, or load nothing and say how many errors it has."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.casework import learners as records
    from skillshire.core import clock

    done = records.load_file(file, by=by, on=clock.today(), anew=anew)
    if done.again:
        click.echo(f"{on_one_line(done.upload.name)} is loaded already; nothing has changed.")
        return
    click.echo(
        f"{counted(done.upload.records, 'learner')}, {counted(_aims(done), 'aim')} loaded for "
        f"{done.upload.organisation.name}, {_year(done.upload.period)}"
        f"{_also(done)}."
    )


@learners.command("check")
@FILE
@output.FORMAT
def check(file: Path, form: str) -> int:
    """List every error and warning of FILE (ILR XML); loads nothing. Exit status 2 if there is an error."""
    from skillshire.config import startup

    startup.setup()
    from skillshire.casework import learners as records
    from skillshire.core import clock

    report = records.check(file, on=clock.today())
    if form == "json":
        output.as_json(_report(file, report))
    else:
        _print(report)
    return 0 if report.passes else 2


@learners.command("lars")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
def lars(folder: Path) -> None:
    """Update levels, subjects and basic skills from FOLDER, a download of the LARS tables as CSV."""
    from skillshire.config import startup

    startup.ready()
    from django.conf import settings

    from skillshire.casework import lars as lookups

    made = lookups.build(folder, settings.SKILLSHIRE_HOME / "lars")
    for name, rows in made.items():
        click.echo(f"{name}: {counted(rows, 'row')}")
    click.echo(
        "Files that are loaded from now on use these; load a file with --anew to look its aims up again."
    )


@learners.command("list-files")
@output.FORMAT
def list_files(form: str) -> None:
    """List the files that were loaded, newest first."""
    from skillshire.config import startup

    startup.ready()
    from skillshire.casework.models import Upload

    found = Upload.objects.filter(kind=Upload.Kind.LEARNERS).select_related("organisation")
    rows = [
        {"at": one.at.isoformat(timespec="seconds"), "provider": one.organisation.name,
         "year": _year(one.period), "file": one.name, "learners": one.records, "by": one.by}
        for one in found
    ]  # fmt: skip
    if form == "json":
        output.as_json(rows)
    elif rows:
        output.as_table(list(rows[0]), rows)
    else:
        click.echo("No file of learner records has been loaded yet.")


def _aims(done: Any) -> int:
    from skillshire.casework.models import Aim

    return Aim.objects.filter(learner__upload=done.upload).count()


def _year(period: str) -> str:
    first = int(period[:4])
    return f"{first}/{(first + 1) % 100:02d}"


def _also(done: Any) -> str:
    warnings = done.report.faults.warnings
    parts = [f" ({counted(warnings, 'warning')})"] if warnings else []
    if done.erased:
        parts.append(f"; {counted(done.erased, 'learner')} left out, whose records were erased")
    return "".join(parts)


def _report(file: Path, report: Any) -> dict[str, Any]:
    header = report.header
    return {
        "file": file.name,
        "ukprn": header.ukprn if header else None,
        "year": f"{header.year}/{(header.year + 1) % 100:02d}" if header else None,
        "learners": report.learners,
        "aims": report.aims,
        "errors": report.faults.errors,
        "warnings": report.faults.warnings,
        "notices": report.faults.counts["notice"],
        "faults": [fault.as_dict() for fault in report.faults.ordered()],
    }


def _print(report: Any) -> None:
    found = report.faults
    for fault in found.ordered():
        click.echo(_line(fault))
    more = sum(found.counts.values()) - len(found.found)
    if more:
        click.echo(f"… and {more:,} more.")
    click.echo(
        f"{counted(report.learners, 'learner')}, {counted(report.aims, 'aim')}: "
        f"{counted(found.errors, 'error')}, {counted(found.warnings, 'warning')}."
    )


def _line(fault: Any) -> str:
    """What a fault has no learner, aim, field or value for is left out."""
    place = f"line {fault.line}" if fault.line else "the file"
    who = f", learner {fault.learner}" if fault.learner else ""
    aim = f", aim {fault.aim}" if fault.aim is not None else ""
    value = f"“{fault.value}”" if fault.value else ""
    what = " ".join(part for part in (fault.field, value) if part)
    parts = (f"{fault.severity} {fault.rule}", f"{place}{who}{aim}", what, fault.message)
    return on_one_line(": ".join(part for part in parts if part))
