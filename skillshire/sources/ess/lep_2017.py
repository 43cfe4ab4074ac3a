"""Employer Skills Survey 2017 by local enterprise partnership: one table to a sheet, counts above shares."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import polars as pl

from skillshire.sources import workbook
from skillshire.sources.ess import answers, table

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

# Every table by partnership, by the name of its sheet. Sheets 81, 83 and T111A are not.
TABLES = (
    "1", "2", "3", "T7", "5", "6", "7", "8", "9", "10", "T41", "13", "T43", "T44", "T45", "17",
    "18", "19", "20", "T54", "25", "T56", "27", "28", "T63", "31", "44", "T68A", "45", "46", "47",
    "48", "49", "50", "52", "53", "T74", "55A", "56", "57", "66", "67", "68", "69", "70", "71",
    "72", "73", "74", "78", "79", "80", "82", "84", "85", "86", "87", "88", "89", "90",
    "91", "97", "98", "99", "T133X", "103", "104", "108", "109", "110", "111", "112",
    "114", "116", "117", "118", "119", "120", "121",
)  # fmt: skip


def fetch(directory: Path) -> list[Path]:
    return table.fetch(PAGE, directory)


def rows(file: Path) -> pl.DataFrame:
    """Percentages by partnership and for England, with 95 % limits of ours for shares of establishments."""
    sheets = workbook.read(file, TABLES)
    tables = {name: table.sheet(file, name, cells, england="Total") for name, cells in sheets.items()}
    return table.frame(file, chain(_figures(tables), answers.of_2017(tables, PERIOD)))


def _figures(tables: dict[str, table.Sheet]) -> Iterator[tuple[object, ...]]:
    for series, (name, label, interviews) in FIGURES.items():
        sheet = tables[name]
        line, base, total = sheet.row(label), sheet.row("Unweighted row"), sheet.row("Total")
        for column, area in sheet.areas.items():
            found = table.share(sheet, column, line, total, published=line + 1)
            interviewed = sheet.number(base, column)[0] if interviews else None
            yield table.figure(series, area, PERIOD, found, table.within(found[0], interviewed), line)
