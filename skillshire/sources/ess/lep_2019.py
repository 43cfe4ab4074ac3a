"""Employer Skills Survey 2019 by local enterprise partnership: the summary sheet, whole percentages only."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from skillshire.sources import workbook
from skillshire.sources.ess import table

PAGE = "https://www.gov.uk/government/collections/employer-skills-survey-2019"
PERIOD = "2019-01-01/P1Y"
SHEET = "ALL_LEPS"
# Shares of establishments: the label of the row with the rounded share.
ESTABLISHMENTS = {
    table.TRAINING: "% of establishments training staff over the last 12 months",
    table.OFF_THE_JOB: "% of establishments providing off-the-job training in the last 12 months",
    table.ON_THE_JOB: "% of establishments providing on-the-job training in the last 12 months",
    table.SHORTAGES: "Have a skills shortage vacancy (prompted or unprompted)",
    table.GAPS: "% of establishments with any staff not fully proficient",
}
# Shares of vacancies and of staff: the rows of the count, of the total, and of the rounded share.
COUNTED = {
    table.DENSITY: (
        "Number of skill-shortage vacancies",
        "Number of vacancies",
        "% of all vacancies which are SSVs",
    ),
    table.STAFF_GAPS: (
        "Number of skills gaps",
        "Total number of staff",
        "Number of skills gaps as a % of employment",
    ),
}


def fetch(directory: Path) -> list[Path]:
    return table.fetch(PAGE, directory)


def rows(file: Path) -> pl.DataFrame:
    """Percentages by partnership and for England, with 95 % limits of ours for shares of establishments."""
    cells = workbook.read(file, [SHEET])[SHEET]
    sheet = table.sheet(file, SHEET, cells, england="England Total")
    return table.frame(file, _figures(sheet))


def _figures(sheet: table.Sheet) -> Iterator[tuple[object, ...]]:
    base = sheet.row("Unweighted row")
    for series, label in ESTABLISHMENTS.items():
        line = sheet.row(label)
        for column, area in sheet.areas.items():
            value, status = sheet.number(line, column)
            percentage = None if value is None else round(100 * value, 9)  # 100 × 0.14 is not 14 in binary
            limits = table.within(percentage, sheet.number(base, column)[0], rounding=0.5)
            yield table.figure(series, area, PERIOD, (percentage, status), limits, line)
    for series, labels in COUNTED.items():
        top, bottom, published = (sheet.row(label) for label in labels)
        for column, area in sheet.areas.items():
            found = table.share(sheet, column, top, bottom, published)
            yield table.figure(series, area, PERIOD, found, (None, None), top)
