"""Employer Skills Survey 2019 by local enterprise partnership, whole percentages only.

One sheet sums up all partnerships; a sheet for each has it by sector, size and type of establishment.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import polars as pl

from skillshire.sources import workbook
from skillshire.sources.ess import answers, table

PAGE = "https://www.gov.uk/government/collections/employer-skills-survey-2019"
PERIOD = "2019-01-01/P1Y"
SHEET = "ALL_LEPS"
PARTNERSHIPS = (
    "BLACK_COUNTRY", "BUCKS_THAMES_VALLEY", "CHESHIRE_AND_WARRINGTON", "COAST_TO_CAPITAL",
    "CORNWALL_AND_ISLES_OF_SCILLY", "COVENTRY_AND_WARWICKSHIRE", "CUMBRIA", "DERBYSHIRE_AND_NOTTS",
    "DORSET", "ENTERPRISE_M3", "GLOUCESTERSHIRE", "GTR_BIRMINGHAM_AND_SOLIHULL",
    "GTR_CAMB_AND_GTR_PETERBRO", "GTR_LINCOLNSHIRE", "GTR_MANCHESTER", "HEART_OF_THE_SOUTH_WEST",
    "HERTFORDSHIRE", "HUMBER", "LANCASHIRE", "LEEDS_CITY_REGION", "LEICESTER_AND_LEICESTERSHIRE",
    "LIVERPOOL_CITY_REGION", "LONDON", "NEW_ANGLIA", "NORTH_EAST_LEP", "OXFORDSHIRE",
    "SHEFFIELD_CITY_REGION", "SOLENT", "SOUTH_EAST", "SOUTH_EAST_MIDLANDS",
    "STOKE_ON_TRENT_AND_STAFFS", "SWINDON_AND_WILTSHIRE", "TEES_VALLEY", "THAMES_VALLEY_BERKSHIRE",
    "THE_MARCHES", "WEST_OF_ENGLAND", "WORCESTERSHIRE", "YORK_AND_NORTH_YORKSHIRE",
)  # fmt: skip
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
    sheets = workbook.read(file, [SHEET, *PARTNERSHIPS])
    summary = table.sheet(file, SHEET, sheets[SHEET], england="England Total")
    # England and the regions stand in every partnership's sheet: the same figure on another row.
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for name in PARTNERSHIPS:
        for figure in answers.of_2019(file, name, sheets[name], PERIOD):
            found.setdefault(figure[:-1], figure)
    return table.frame(file, chain(_figures(summary), found.values()))


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
