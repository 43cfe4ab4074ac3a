"""ONS business demography: counts of births, deaths, survivors, high growth and active enterprises.

The publisher rounds the counts to base 5 so that no business can be recognised. Rates are read from the
smaller dataset in ons_els, which ONS derives from this workbook.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from skillshire.core.errors import UserError
from skillshire.sources import csvfile, workbook
from skillshire.sources.table import SCHEMA, breakdown

PAGE = (
    "https://www.ons.gov.uk/businessindustryandtrade/business/activitysizeandlocation"
    "/datasets/businessdemographyreferencetable"
)
# One sheet for each run of years that shares a set of district boundaries.
SERIES = {
    "1.1": "Births of new enterprises",
    "2.1": "Deaths of enterprises",
    "3.1": "Active enterprises",
    "7.1": "High growth enterprises",
    "7.3": "Active enterprises with ten or more employees",
}
SHEETS = {f"Table {number}{part}": series for number, series in SERIES.items() for part in "abcd"}
# One sheet for each year of birth; years after it are counted in columns of their own.
SURVIVAL = {f"Table 5.1{part}": 2019 + place for place, part in enumerate("abcde")}
SURVIVORS = "Enterprises still active"
YEARS_AFTER = range(1, 6)
# The businesses with employees, of the latest year only.
EMPLOYERS = {"Births": "Births of employers", "Deaths": "Deaths of employers", "Active": "Active employers"}
EMPLOYERS_SHEET = "Table 6.1"
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
    sheets = workbook.read(file, [*SHEETS, *SURVIVAL, EMPLOYERS_SHEET])
    found = [row for sheet in SHEETS for row in _rows(file, sheet, sheets[sheet])]
    found += [row for sheet in SURVIVAL for row in _survivors(file, sheet, sheets[sheet])]
    found += _employers(file, EMPLOYERS_SHEET, sheets[EMPLOYERS_SHEET])
    frame = pl.DataFrame(found, schema=SCHEMA, orient="row")
    csvfile.refuse_duplicates(file, frame, ["series", "area_code", "period", "breakdown"])
    return frame


def _survivors(file: Path, sheet: str, cells: list[workbook.Row]) -> Iterator[tuple[object, ...]]:
    """Of the businesses born in the sheet's year, those still active one to five years on."""
    columns = [f"{SURVIVAL[sheet]} Births"]
    columns += [f"{years}-year {what}" for years in YEARS_AFTER for what in ("survival", "per cent")]
    _expect(file, sheet, HEADER_ROW, cells, columns)
    places = {breakdown(years=str(years)): 1 + 2 * years for years in YEARS_AFTER}
    period = f"{SURVIVAL[sheet]}-01-01/P1Y"
    for line, row in _body(cells, HEADER_ROW):
        for split, column in places.items():
            yield _row(file, sheet, line, row, SURVIVORS, period, split, column)


def _employers(file: Path, sheet: str, cells: list[workbook.Row]) -> Iterator[tuple[object, ...]]:
    """The year stands above the three columns: `2024 Employer Demography`."""
    title = workbook.text(cells[HEADER_ROW - 1][2]) if len(cells) > HEADER_ROW else ""
    match = re.fullmatch(r"(20\d\d) Employer Demography", title)
    if not match:
        raise workbook.fault(file, sheet, HEADER_ROW, "the heading does not say which year this is")
    _expect(file, sheet, HEADER_ROW + 1, cells, list(EMPLOYERS))
    for line, row in _body(cells, HEADER_ROW + 1):
        for column, series in enumerate(EMPLOYERS.values(), start=2):
            yield _row(file, sheet, line, row, series, f"{match[1]}-01-01/P1Y", "", column)


def _body(cells: list[workbook.Row], header: int) -> Iterator[tuple[int, workbook.Row]]:
    """The rows below the header with their numbers. Below the last area some sheets have stray numbers that
    belong to nothing.
    """
    last = max((line for line, row in enumerate(cells, start=1) if row[0] or row[1]), default=0)
    yield from enumerate(cells[header:last], start=header + 1)


def _expect(file: Path, sheet: str, line: int, cells: list[workbook.Row], columns: list[str]) -> None:
    """Raises SourceError where the headings from column C on are not these."""
    found = [workbook.text(cell) for cell in cells[line - 1][2:]] if len(cells) > line else []
    if found != columns:
        raise workbook.fault(file, sheet, line, f"the columns are not {', '.join(columns)}")


def _row(  # noqa: PLR0913, where a cell is takes that many words
    file: Path, sheet: str, line: int, row: workbook.Row, series: str, period: str, split: str, column: int
) -> tuple[object, ...]:
    code = workbook.text(row[0])
    value, status = workbook.number(file, sheet, line, row[column], SYMBOLS)
    return (
        series, code, workbook.text(row[1]), _level(file, sheet, line, code), period, split,
        _count(file, sheet, line, value), None, None, status, line,
    )  # fmt: skip


def _rows(file: Path, sheet: str, cells: list[workbook.Row]) -> Iterator[tuple[object, ...]]:
    years = _years(file, sheet, cells)
    if len(cells) == HEADER_ROW:
        raise workbook.fault(file, sheet, HEADER_ROW, "there are no rows below the header")
    for line, row in _body(cells, HEADER_ROW):
        for column, year in years.items():
            yield _row(file, sheet, line, row, SHEETS[sheet], f"{year}-01-01/P1Y", "", column)


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
