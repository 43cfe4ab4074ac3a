"""ONS business demography: counts of enterprise births, deaths and active enterprises by district.

The publisher rounds the counts to base 5 so that no business can be recognised. Rates and survival are read
from the smaller dataset in ons_els, which ONS derives from this workbook.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile, workbook
from skillshire.sources.table import SCHEMA

PAGE = (
    "https://www.ons.gov.uk/businessindustryandtrade/business/activitysizeandlocation"
    "/datasets/businessdemographyreferencetable"
)
# One sheet for each run of years that shares a set of district boundaries.
SERIES = {"1.1": "Births of new enterprises", "2.1": "Deaths of enterprises", "3.1": "Active enterprises"}
SHEETS = {f"Table {number}{part}": series for number, series in SERIES.items() for part in "abcd"}
# Areas that ONS does not publish are the sum of their districts, and the rounding is made so that sums hold.
SUM_TO_PARENTS = ("lsip", "combined-authority")
HEADER_ROW = 4
# ONS writes : where a figure is not available.
SYMBOLS = {":": "x"}
LEVELS = {
    "E06": "district", "E07": "district", "E08": "district", "E09": "district", "E10": "county",
    "E11": "county", "E13": "county", "E12": "region", "S12": "district", "W06": "district",
    "N09": "district", "E92": "nation", "W92": "nation", "S92": "nation", "N92": "nation",
    "K02": "nation", "K03": "nation", "K04": "nation",
}  # fmt: skip


def fetch(directory: Path) -> list[Path]:
    """There is no lasting address to download from: ONS names each edition's file anew."""
    raise UserError(f"Download the business demography workbook from {PAGE} and put it in {directory}.")


def rows(file: Path) -> pl.DataFrame:
    """Counts by area and year, 2019 on. `line` is the row of the sheet, the same in several sheets."""
    sheets = workbook.read(file, list(SHEETS))
    found = [row for sheet, cells in sheets.items() for row in _rows(file, sheet, cells)]
    frame = pl.DataFrame(found, schema=SCHEMA, orient="row")
    csvfile.refuse_duplicates(file, frame, ["series", "area_code", "period"])
    return frame


def _rows(file: Path, sheet: str, cells: list[workbook.Row]) -> Iterator[tuple[object, ...]]:
    years = _years(file, sheet, cells)
    if len(cells) == HEADER_ROW:
        raise workbook.fault(file, sheet, HEADER_ROW, "there are no rows below the header")
    for line, row in enumerate(cells[HEADER_ROW:], start=HEADER_ROW + 1):
        code = workbook.text(row[0])
        level = _level(file, sheet, line, code)
        for column, year in years.items():
            value, status = workbook.number(file, sheet, line, row[column], SYMBOLS)
            yield (
                SHEETS[sheet], code, workbook.text(row[1]), level, f"{year}-01-01/P1Y", "",
                _count(file, sheet, line, value), None, None, status, line,
            )  # fmt: skip


def _years(file: Path, sheet: str, cells: list[workbook.Row]) -> dict[int, int]:
    """Which column holds which year. Some years are typed as text, some as numbers."""
    header = cells[HEADER_ROW - 1][2:] if len(cells) >= HEADER_ROW else []
    years = [workbook.text(cell) for cell in header]
    if not years or not all(re.fullmatch(r"20\d\d", year) for year in years):
        raise workbook.fault(file, sheet, HEADER_ROW, "the columns from C on are not all headed by a year")
    return {column: int(year) for column, year in enumerate(years, start=2)}


def _level(file: Path, sheet: str, line: int, code: str) -> str:
    if not re.fullmatch(r"[EKNSW]\d{8}", code) or code[:3] not in LEVELS:
        raise workbook.fault(file, sheet, line, f"{csvfile.quoted(code)} is not the code of an area")
    return LEVELS[code[:3]]


def _count(file: Path, sheet: str, line: int, value: float | None) -> float | None:
    if value is not None and (value < 0 or not value.is_integer()):
        raise workbook.fault(file, sheet, line, f"{value} is not a count")
    return value
