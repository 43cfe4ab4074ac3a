"""Employer Skills Survey 2017 by local enterprise partnership: one table to a sheet, counts above shares."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from skillshire.sources import workbook
from skillshire.sources.ess import table

PAGE = "https://www.gov.uk/government/publications/employer-skills-survey-2017-uk-report"
PERIOD = "2017-01-01/P1Y"
# Sheet, label of the count's row (its percentage is in the row below), whether the base is interviews. In
# tables of vacancies and staff it is not: the publisher warns against reading their bases as a sample.
FIGURES = {
    table.TRAINING: ("85", "ANY TRAINING", True),
    table.OFF_THE_JOB: ("85", "ANY OFF-THE-JOB", True),
    table.ON_THE_JOB: ("85", "ANY ON-THE-JOB", True),
    table.SHORTAGES: ("55A", "Have skill-shortage vacancy", True),
    table.GAPS: ("55A", "Have any skills gap", True),
    table.DENSITY: ("T44", "Total number of skills shortage vacancies- prompted or unprompted", False),
    table.STAFF_GAPS: ("74", "Total not fully proficient", False),
}


def fetch(directory: Path) -> list[Path]:
    return table.fetch(PAGE, directory)


def rows(file: Path) -> pl.DataFrame:
    """Percentages by partnership and for England, with 95 % limits of ours for shares of establishments."""
    names = dict.fromkeys(sheet for sheet, _, _ in FIGURES.values())
    sheets = workbook.read(file, list(names))
    tables = {name: table.sheet(file, name, cells, england="Total") for name, cells in sheets.items()}
    return table.frame(file, _figures(tables))


def _figures(tables: dict[str, table.Sheet]) -> Iterator[tuple[object, ...]]:
    for series, (name, label, interviews) in FIGURES.items():
        sheet = tables[name]
        line, base, total = sheet.row(label), sheet.row("Unweighted row"), sheet.row("Total")
        for column, area in sheet.areas.items():
            found = table.share(sheet, column, line, total, published=line + 1)
            interviewed = sheet.number(base, column)[0] if interviews else None
            yield table.figure(series, area, PERIOD, found, table.within(found[0], interviewed), line)
