"""Reads publishers' Excel workbooks strictly. A row's place in the list, plus 1, is its row in the sheet."""

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError

Cell = int | float | str | bool | time | date | datetime | timedelta
Row = list[Cell]


def read(file: Path, sheets: Sequence[str]) -> dict[str, list[Row]]:
    """The named sheets, each from its cell A1; empty cells are "".

    Raises SourceError where the file is no workbook, any part of it fails its checksum, or a sheet is
    missing.
    """
    _check(file)
    try:
        book = CalamineWorkbook.from_path(str(file))
        missing = [name for name in sheets if name not in book.sheet_names]
        if missing:
            what = f"the sheet {csvfile.quoted(missing[0])} is missing; the publisher may have renamed it"
            raise SourceError(file, None, what)
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in sheets}
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(file, None, f"the workbook cannot be read ({error}); fetch it again") from None


def text(cell: Cell) -> str:
    """A cell as trimmed text on one line, since publishers leave stray spaces and line breaks in codes."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s+", " ", str(cell)).strip()


def number(
    file: Path, sheet: str, row: int, cell: Cell, symbols: Mapping[str, str]
) -> tuple[float | None, str]:
    """A cell as (value, status); see csvfile.number. `row` counts from 1."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell), ""
    try:
        return csvfile.number(str(cell), symbols)
    except ValueError as error:
        raise fault(file, sheet, row, str(error)) from None


def fault(file: Path, sheet: str, row: int | None, reason: str) -> SourceError:
    """An error that names the sheet, since a row number alone does not say where to look."""
    return SourceError(file, row, f"in the sheet {csvfile.quoted(sheet)}, {reason}")


def _check(file: Path) -> None:
    """The reader below ignores checksums, so a flipped byte would pass as a slightly different number."""
    try:
        with zipfile.ZipFile(file) as archive:
            damaged = archive.testzip()
    except OSError as error:
        raise SourceError(file, None, f"the file cannot be read ({error}); fetch it again") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise SourceError(file, None, "the file is not a sound workbook; fetch it again") from None
    if damaged:
        raise SourceError(file, None, f"the part {damaged} of the workbook is damaged; fetch it again")
