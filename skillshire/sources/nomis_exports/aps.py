"""What the exports of the Annual Population Survey share: three columns a figure, a period a table.

The columns are the number, Nomis's flags (always empty so far) and half the width of the 95% interval.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, workbook
from skillshire.sources.dfe_local_skills import period_texts
from skillshire.sources.nomis_exports import places, wizard
from skillshire.sources.table import SCHEMA

TITLE = "annual population survey"
# ! is a sample of 0 to 2 people, which could be recognised; ~ is an estimate below 500; - is missing, as
# always for the Isles of Scilly. The number for a sample of 3 to 9 people is published, but its interval
# is a *: such a number is kept and marked as unreliable.
SYMBOLS = {"!": "c", "~": "low", "-": "x"}
_INTERVALS = {"!": "c", "*": "u", "-": "x"}
_UNDER_A_HEADING = ["number", "Flags", "conf"]


@dataclass(frozen=True)
class Figure:
    """One figure as published; `reach` is half the width of its 95% interval, `most` what it cannot pass."""

    value: float | None
    reach: float | None
    status: str
    most: float = math.inf

    @property
    def lower(self) -> float | None:
        """No fewer than nobody, although the published interval is symmetric."""
        if self.value is None or self.reach is None:
            return None
        return max(0.0, min(self.value, _exact(self.value - self.reach)))

    @property
    def upper(self) -> float | None:
        if self.value is None or self.reach is None:
            return None
        return min(self.most, max(self.value, _exact(self.value + self.reach)))


def _exact(sum_of_two: float) -> float:
    """Numbers of people are whole and shares have four decimals, so a fifth is noise of binary arithmetic."""
    return round(sum_of_two, 4)


@dataclass(frozen=True)
class Line:
    """One area in one period: its figures by heading, in the order of the headings asked for."""

    area: places.Place
    period: str
    figures: dict[str, Figure]
    line: int


def lines(file: Path, headings: Sequence[str], without: Sequence[str] = ()) -> Iterator[Line]:
    """Every area of every table but those whose label starts with one of `without`.

    Raises SourceError where the headings are not exactly `headings`, and for anything that is no figure.
    """
    for table in wizard.read(file, TITLE):
        period, starts = _period(file, table), _starts(file, table, headings)
        for line, row in table.rows:
            label = workbook.text(row[0])
            if not label.startswith(tuple(without)):
                yield Line(wizard.place(file, line, label), period, _figures(file, line, row, starts), line)


def counts(file: Path, series: str, headings: Mapping[str, str], without: Sequence[str] = ()) -> pl.DataFrame:
    """One series of numbers of people; `headings` gives each heading's breakdown."""
    found = [
        row(line, series, headings[heading], figure)
        for line in lines(file, list(headings), without)
        for heading, figure in line.figures.items()
    ]
    return frame(file, found)


def row(line: Line, series: str, breakdown: str, figure: Figure) -> tuple[object, ...]:
    """One row of table.SCHEMA."""
    return (
        series, *line.area, line.period, breakdown, figure.value, figure.lower, figure.upper,
        figure.status, line.line,
    )  # fmt: skip


def frame(file: Path, rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    found = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    csvfile.refuse_bad_periods(file, found)
    return found


def _period(file: Path, table: wizard.Table) -> str:
    try:
        return period_texts.read(table.date)
    except ValueError as error:
        raise workbook.fault(file, wizard.SHEET, table.date_line, str(error)) from None


def _starts(file: Path, table: wizard.Table, headings: Sequence[str]) -> dict[str, int]:
    """The first of each heading's three columns."""
    found = {workbook.text(cell): place for place, cell in enumerate(table.header) if place and cell != ""}
    for heading in [*headings, *found]:
        if heading not in found or heading not in headings:
            what = "unknown" if heading in found else "missing; the publisher may have renamed it"
            reason = f"the column {csvfile.quoted(heading)} is {what}"
            raise workbook.fault(file, wizard.SHEET, table.header_line, reason)
    _refuse_other_columns(file, table, found)
    return {heading: found[heading] for heading in headings}


def _refuse_other_columns(file: Path, table: wizard.Table, starts: Mapping[str, int]) -> None:
    for heading, start in starts.items():
        if [workbook.text(cell) for cell in table.below[start : start + 3]] != _UNDER_A_HEADING:
            reason = f"below {csvfile.quoted(heading)} stand other columns than number, Flags and conf"
            raise workbook.fault(file, wizard.SHEET, table.header_line + 1, reason)


def _figures(file: Path, line: int, row: workbook.Row, starts: Mapping[str, int]) -> dict[str, Figure]:
    return {heading: _figure(file, line, row[start : start + 3]) for heading, start in starts.items()}


def _figure(file: Path, line: int, cells: workbook.Row) -> Figure:
    if cells[1] != "":
        reason = f"the flag {csvfile.quoted(cells[1])} is not known"
        raise workbook.fault(file, wizard.SHEET, line, reason)
    value, status = workbook.number(file, wizard.SHEET, line, cells[0], SYMBOLS)
    reach, doubt = workbook.number(file, wizard.SHEET, line, cells[2], _INTERVALS)
    if value is None:
        return Figure(None, None, status)
    if doubt not in ("", "u") or value < 0 or (reach or 0) < 0:
        reason = f"{cells[0]} with {csvfile.quoted(cells[2])} either way is no figure of the survey"
        raise workbook.fault(file, wizard.SHEET, line, reason)
    return Figure(value, reach, doubt)
