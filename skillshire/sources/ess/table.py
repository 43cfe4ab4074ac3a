"""What the tables of both years have in common: one column for each partnership, one row for each answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile, workbook
from skillshire.sources.ess import leps, limits
from skillshire.sources.table import SCHEMA

# Names of ours: the two workbooks word the same question differently.
TRAINING = "Establishments providing any training"
OFF_THE_JOB = "Establishments providing off-the-job training"
ON_THE_JOB = "Establishments providing on-the-job training"
SHORTAGES = "Establishments with a skill-shortage vacancy"
DENSITY = "Skill-shortage vacancies as a share of all vacancies"
GAPS = "Establishments with a skills gap"
STAFF_GAPS = "Staff with skills gaps as a share of all staff"
# ** hides a column of fewer than 30 interviews: unreliable. *% is more than nothing but rounds to 0 %.
SYMBOLS = {"**": "u", "*%": "low"}
# Published percentages are whole, so a share of counts may differ from them by half a point and a little.
ROUNDING = 0.51


@dataclass(frozen=True)
class Sheet:
    """One table: its cells, and which column belongs to which area. Rows count from 1."""

    file: Path
    name: str
    cells: list[workbook.Row]
    areas: dict[int, str]  # column -> tidy name of the partnership, or "England"

    def row(self, label: str) -> int:
        """The first row with this label in column A. Raises SourceError where there is none."""
        for line, row in enumerate(self.cells, start=1):
            if row and workbook.text(row[0]) == label:
                return line
        reason = f"the row {csvfile.quoted(label)} is missing; the publisher may have reworded it"
        raise workbook.fault(self.file, self.name, None, reason)

    def number(self, line: int, column: int) -> tuple[float | None, str]:
        if line > len(self.cells):
            raise workbook.fault(self.file, self.name, line, "the row is missing; the table was cut short")
        return workbook.number(self.file, self.name, line, self.cells[line - 1][column], SYMBOLS)


def sheet(file: Path, name: str, cells: list[workbook.Row], england: str) -> Sheet:
    """Finds the row of headings by `england`, the heading of the column for the whole country."""
    for line, row in enumerate(cells, start=1):
        if len(row) > 2 and not workbook.text(row[0]) and workbook.text(row[1]) == england:
            above = cells[line - 2] if line > 1 else []
            return Sheet(file, name, cells, _areas(file, name, line, row, above))
    reason = f"no row of headings has {csvfile.quoted(england)} in column B; the table may have been redrawn"
    raise workbook.fault(file, name, None, reason)


def _areas(file: Path, name: str, line: int, row: workbook.Row, above: workbook.Row) -> dict[int, str]:
    """Some tables have further columns to the right, under a heading other than LEP: no areas."""
    areas = {1: "England"}
    for column, cell in enumerate(row[2:], start=2):
        if column < len(above) and workbook.text(above[column]) not in ("", "LEP"):
            break
        tidy = leps.tidy(workbook.text(cell))
        if tidy is None or tidy in areas.values():
            what = csvfile.quoted(workbook.text(cell))
            raise workbook.fault(file, name, line, f"{what} is unknown or there twice")
        areas[column] = tidy
    return areas


def share(table: Sheet, column: int, top: int, bottom: int, published: int) -> tuple[float | None, str]:
    """A percentage from the counts in rows `top` and `bottom`, checked against the rounded one published.

    The counts give decimals that the published percentage lacks. A hidden figure gives (None, status).
    """
    (part, hidden), (whole, gone) = table.number(top, column), table.number(bottom, column)
    if part is None or not whole:
        return None, hidden or gone or "z"
    percentage = 100 * part / whole
    shown, _ = table.number(published, column)
    if shown is not None and abs(percentage - 100 * shown) > ROUNDING:
        reason = (
            f"the counts for {table.areas[column]} give {percentage:.1f}% but {100 * shown:.0f}% is published"
        )
        raise workbook.fault(table.file, table.name, top, reason)
    return percentage, ""


def figure(
    series: str,
    area: str,
    period: str,
    found: tuple[float | None, str],
    within: tuple[float, float] | tuple[None, None],
    line: int,
) -> tuple[object, ...]:
    """One row of SCHEMA: `found` is the percentage and its status, `within` its 95 % limits."""
    level = "nation" if area == "England" else "lep"
    return series, None, area, level, period, "", found[0], *within, found[1], line


def within(
    percentage: float | None, interviews: float | None, rounding: float = 0.0
) -> tuple[float, float] | tuple[None, None]:
    """The 95 % limits, in per cent, of a share of establishments; none where there is no figure or no base.

    `rounding` is half the last digit published (0.5 for whole percentages): the figure may lie that far to
    either side, so the limits are those of the two ends.
    """
    if percentage is None or not interviews:
        return None, None
    least, most = max(0.0, percentage - rounding), min(100.0, percentage + rounding)
    lower, upper = limits.wilson(least / 100, interviews)[0], limits.wilson(most / 100, interviews)[1]
    # Some thousands of interviews, at most, say nothing of a percentage's fifth decimal.
    return min(round(100 * lower, 4), percentage), max(round(100 * upper, 4), percentage)


def frame(file: Path, figures: Iterator[tuple[object, ...]]) -> pl.DataFrame:
    found = pl.DataFrame(list(figures), schema=SCHEMA, orient="row")
    csvfile.refuse_duplicates(file, found, ["series", "area_name", "area_level", "period", "breakdown"])
    return found


def fetch(page: str, directory: Path) -> list[Path]:
    """There is no lasting address to download from: the tables were published once, as attachments."""
    raise UserError(f"Download the partnership (LEP) tables from {page} and put them in {directory}.")
