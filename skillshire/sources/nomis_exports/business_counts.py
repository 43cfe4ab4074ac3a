"""UK Business Counts: enterprises on the register in March by size. Nomis's export, all industries.

Figures are rounded to the nearest 5, and so a published 0 may be 1 or 2; it stays the 0 that was published.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from skillshire.sources import csvfile, workbook
from skillshire.sources.nomis_exports import places, wizard
from skillshire.sources.table import SCHEMA, breakdown

TITLE = "UK Business Counts - enterprises by industry and employment size band"
SERIES = "Enterprises"
HEADINGS = {
    "Total": "",
    "Micro (0 to 9)": breakdown(size="micro"),
    "Small (10 to 49)": breakdown(size="small"),
    "Medium-sized (50 to 249)": breakdown(size="medium"),
    "Large (250+)": breakdown(size="large"),
}
_ROUNDED_TO = 5


def fetch(directory: Path) -> list[Path]:
    return wizard.fetch("UK Business Counts, enterprises by size band, all industries", directory)


def rows(file: Path) -> pl.DataFrame:
    """Enterprises in March by size band; the headline is the published total."""
    found = [row for table in wizard.read(file, TITLE) for row in _table(file, table)]
    frame = pl.DataFrame(found, schema=SCHEMA, orient="row")
    csvfile.refuse_bad_periods(file, frame)
    return frame


def _table(file: Path, table: wizard.Table) -> Iterator[tuple[object, ...]]:
    headings = [workbook.text(cell) for cell in table.header[1:]]
    if headings != list(HEADINGS):
        reason = f"the columns are {', '.join(headings)} where {', '.join(HEADINGS)} were expected"
        raise workbook.fault(file, wizard.SHEET, table.header_line, reason)
    for line, row in table.rows:
        label = workbook.text(row[0])
        if label.startswith(places.PARTNERSHIPS):
            continue
        place = wizard.place(file, line, label)
        for heading, cell in zip(headings, row[1:], strict=True):
            yield (
                SERIES, *place, f"{table.date}-03-01/P1M", HEADINGS[heading], _count(file, line, cell),
                None, None, "", line,
            )  # fmt: skip


def _count(file: Path, line: int, cell: workbook.Cell) -> float:
    value, _ = workbook.number(file, wizard.SHEET, line, cell, {})
    if value is None or value < 0 or value % _ROUNDED_TO:
        reason = f"{csvfile.quoted(cell)} is not a count in fives"
        raise workbook.fault(file, wizard.SHEET, line, reason)
    return value
