"""The Skills Imperative 2035, baseline projection: jobs by occupation, industry and qualification.

One workbook for an area, England's or that of a local skills improvement plan. Read are its main tables and
the replacement demand. Left out are shares and growth, which follow from them, and the crossings of
occupation with industry or working hours, whose cells are mostly below what the authors call usable.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile, workbook
from skillshire.sources.skills_imperative import blocks
from skillshire.sources.skills_imperative.blocks import Block
from skillshire.sources.skills_imperative.grid import Sheet
from skillshire.sources.table import SCHEMA

PAGE = "https://department-for-education.shinyapps.io/local-skills-dashboard/"
JOBS = "Jobs"
CHANGES = ("Net change in jobs", "Replacement demand", "Job openings")
YEARS = (2015, 2019, 2020, 2025, 2035)
# The model's last year of data is 2020; everything later is its projection.
PROJECTED_FROM = 2021
# The fifteen years after 2020, up to and with 2035.
SPAN = "2021-01-01/P15Y"
# The authors: fewer than 1,000 people are too uncertain to be useful (sheet "Warning").
LEAST = 1000

Figure = tuple[str, str, str, float | None, str, int]  # series, period, breakdown, value, status, row


def fetch(directory: Path) -> list[Path]:
    raise UserError(
        f"The workbooks have no lasting address; find them through {PAGE} and put them in {directory} under "
        "the names that the source definition gives."
    )


def rows(file: Path) -> pl.DataFrame:
    """Series JOBS for five years, and the three CHANGES over the fifteen years from 2020 to 2035."""
    cells = workbook.read(file, ["Info", *blocks.SHEETS])
    book = {name: Sheet(file, name, rows) for name, rows in cells.items()}
    name, level = _area(book["Info"])
    every = [*blocks.main(), *blocks.demand(book["RD T1"])]
    found = [
        (series, None, name, level, period, breakdown, value, None, None, status, line)
        for block in every
        for series, period, breakdown, value, status, line in _block(book[block.sheet], block)
    ]
    frame = pl.DataFrame(found, schema=SCHEMA, orient="row")
    csvfile.refuse_duplicates(file, frame, ["series", "period", "breakdown"])
    return frame


def _area(info: Sheet) -> tuple[str, str]:
    told = {workbook.text(row[0]): workbook.text(row[1]) for row in info.cells if len(row) > 1}
    if told.get("Scenario") != ".Main":
        raise workbook.fault(info.file, info.name, None, "the scenario is not the baseline, “.Main”")
    if told.get("LSIP name"):
        return told["LSIP name"], "lsip"
    if told.get("Country name") == "England":
        return "England", "nation"
    raise workbook.fault(info.file, info.name, None, "neither “LSIP name” nor “Country name” says the area")


def _block(sheet: Sheet, block: Block) -> Iterator[Figure]:
    for line, column, words in block.expected():
        sheet.expect(line, column, words)
    for line, (label, breakdown) in enumerate(block.items, start=block.first):
        sheet.expect(line, block.column, [label])
        levels = dict(zip(block.years, _levels(sheet, line, block), strict=True))
        if block.levels:
            yield from _jobs(breakdown, levels, line)
        if block.changes is not None:
            yield from _changes(sheet, line, block.changes, breakdown, levels)


def _levels(sheet: Sheet, line: int, block: Block) -> list[float]:
    values = [sheet.number(line, block.column + place) for place in range(1, len(block.years) + 1)]
    if min(values) < 0:
        raise workbook.fault(sheet.file, sheet.name, line, f"there cannot be {min(values):g} jobs")
    return values


def _jobs(breakdown: str, levels: Mapping[int, float], line: int) -> Iterator[Figure]:
    for year, value in levels.items():
        status = "f" if year >= PROJECTED_FROM else ""
        yield _figure(JOBS, f"{year}-01-01/P1Y", breakdown, value, status, value, line)


def _changes(
    sheet: Sheet, line: int, columns: Sequence[int], breakdown: str, levels: Mapping[int, float]
) -> Iterator[Figure]:
    """A change is as reliable as the smaller of the two numbers that it lies between."""
    net, replaced, openings = (sheet.number(line, column) for column in columns)
    if abs(levels[2035] - levels[2020] - net) > 1 or abs(net + replaced - openings) > 1:
        reason = "the change and the replacement demand do not add up to the openings, or not to the jobs"
        raise workbook.fault(sheet.file, sheet.name, line, reason)
    base = min(levels[2020], levels[2035])
    for series, value in zip(CHANGES, (net, replaced, openings), strict=True):
        yield _figure(series, SPAN, breakdown, value, "f", base, line)


def _figure(
    series: str, period: str, breakdown: str, value: float, status: str, base: float, line: int
) -> Figure:
    if base < LEAST:
        return series, period, breakdown, None, "u", line
    return series, period, breakdown, value, status, line
