"""Workbooks that Nomis makes to order: one sheet of tables, one table for each date, areas down."""

from dataclasses import dataclass
from pathlib import Path

from skillshire.core.errors import UserError
from skillshire.sources import csvfile, workbook
from skillshire.sources.nomis_exports import places
from skillshire.sources.workbook import Row

SHEET = "Data"
_CORNER, _DATE = "Area", "date"


@dataclass(frozen=True)
class Table:
    """One date's table. `header` is the row that starts with "Area", `below` the one after it, which in some
    exports holds further headings; `rows` are the areas with their rows in the sheet.
    """

    date: str
    date_line: int
    header_line: int
    header: Row
    below: Row
    rows: list[tuple[int, Row]]


def read(file: Path, title: str) -> list[Table]:
    """The tables of the sheet, in its order; their areas are the same, so none was cut short.

    Raises SourceError for another workbook than `title`, a table without its date or rows, a date that is
    there twice, an area that is there twice or in some of the tables only.
    """
    cells = workbook.read(file, [SHEET])[SHEET]
    if any(len(row) < 2 for row in cells):
        raise workbook.fault(file, SHEET, 1, "there is no second column; the table may have been cut short")
    starts = [line for line, row in enumerate(cells, start=1) if workbook.text(row[0]) == title]
    if not starts:
        raise workbook.fault(file, SHEET, 1, f"the title {csvfile.quoted(title)} is missing")
    ends = [*(start - 1 for start in starts[1:]), len(cells)]
    tables = [_table(file, cells, start, end) for start, end in zip(starts, ends, strict=True)]
    _refuse_other_areas(file, tables)
    return tables


def fetch(what: str, directory: Path) -> list[Path]:
    """A selection on Nomis has no address of its own, so this only says where to make it anew."""
    raise UserError(
        f"Make the selection ({what}) anew on https://www.nomisweb.co.uk/ and put it in {directory} under "
        "the name that its source definition gives."
    )


def place(file: Path, line: int, label: str) -> places.Place:
    """The area of a row. SourceError where the label is of no area, or of one that workbooks do not have."""
    try:
        found = places.read(label)
    except ValueError as error:
        raise workbook.fault(file, SHEET, line, str(error)) from None
    if found is None:
        raise workbook.fault(file, SHEET, line, f"{csvfile.quoted(label)} is not an area of this table")
    return found


def _table(file: Path, cells: list[Row], start: int, end: int) -> Table:
    first = [workbook.text(row[0]) for row in cells[start - 1 : end]]
    for word in (_DATE, _CORNER):
        if word not in first:
            reason = f"the row {csvfile.quoted(word)} is missing from the table"
            raise workbook.fault(file, SHEET, start, reason)
    date, header = start + first.index(_DATE), start + first.index(_CORNER)
    rows = []
    for line in range(header + 1, end + 1):
        if first[line - start]:
            rows.append((line, cells[line - 1]))
        elif rows:  # notes follow below an empty row
            break
    if not rows:
        raise workbook.fault(file, SHEET, header, "there are no rows below the header")
    if not any(first[rows[-1][0] - start + 1 :]):
        reason = "the notes below the table are missing; the file may have been cut short"
        raise workbook.fault(file, SHEET, rows[-1][0], reason)
    return Table(
        workbook.text(cells[date - 1][1]), date, header, cells[header - 1], cells[header], rows
    )  # fmt: skip


def _refuse_other_areas(file: Path, tables: list[Table]) -> None:
    expected = {workbook.text(row[0]) for _, row in tables[0].rows}
    dates = set()
    for table in tables:
        if table.date in dates:
            reason = f"there is already a table for {table.date}"
            raise workbook.fault(file, SHEET, table.header_line, reason)
        dates.add(table.date)
        _refuse_gaps(file, table, expected)


def _refuse_gaps(file: Path, table: Table, expected: set[str]) -> None:
    found: set[str] = set()
    for line, row in table.rows:
        label = workbook.text(row[0])
        if label in found or label not in expected:
            reason = f"{csvfile.quoted(label)} is there twice or was in no table above"
            raise workbook.fault(file, SHEET, line, reason)
        found.add(label)
    gone = sorted(expected - found)
    if gone:
        reason = f"{csvfile.quoted(gone[0])} is missing below; the table may have been cut short"
        raise workbook.fault(file, SHEET, table.header_line, reason)
