"""Every line of the two workbooks as it stands there, beside the figures that indicators of their own have.

Numbers are as published: weighted to all establishments, vacancies or staff. Shares are the published ones,
whole percentages mostly. How many were interviewed stands among the numbers.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from skillshire.sources import csvfile, workbook
from skillshire.sources.ess import leps, questions_2019, table
from skillshire.sources.table import breakdown

NUMBERS, SHARES, DAYS = "Answers, number", "Answers, share", "Training days for each person"
_SERIES = {questions_2019.NUMBER: NUMBERS, questions_2019.SHARE: SHARES, questions_2019.DAYS: DAYS}
BASES = {"Unweighted row": "interviews", "Total": "all"}
_AREAS = {"ENGLAND": "nation", "REGION": "region", "LEP": "lep"}
_REPEATS = ("Sector (6 sector grouping)",)
_END = "Tables produced by IFF"
_SIGNS = {">": " over ", "<": " under ", "%": " percent ", "+": " plus ", "&": " and ", "'": ""}
Figures = Iterator[tuple[object, ...]]


def slug(label: str) -> str:
    """`>0 and <1%` is `over-0-and-under-1-percent`."""
    for sign, word in _SIGNS.items():
        label = label.replace(sign, word)
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def of_2017(sheets: dict[str, table.Sheet], period: str) -> Figures:
    """Each table's lines for England and every partnership: a number, and the share in the row below it."""
    for name, sheet in sheets.items():
        start = sheet.row("Unweighted row")
        for line in range(start, sheet.row(_END)):
            label = workbook.text(sheet.cells[line - 1][0])
            if not label or all(cell == "" for cell in sheet.cells[line - 1][1:]):
                continue
            split = breakdown(table=slug(name), answer=BASES.get(label) or slug(label))
            below = sheet.cells[line]
            shared = workbook.text(below[0]) == "" and any(cell != "" for cell in below[1:])
            yield from _columns(sheet, NUMBERS, period, split, line, 1.0)
            if shared:
                yield from _columns(sheet, SHARES, period, split, line + 1, 100.0)


def _columns(sheet: table.Sheet, series: str, period: str, split: str, line: int, factor: float) -> Figures:
    for column, area in sheet.areas.items():
        value, status = sheet.number(line, column)
        level = "nation" if area == "England" else "lep"
        yield series, None, area, level, period, split, _scaled(value, factor), None, None, status, line


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else round(factor * value, 6)


def of_2019(file: Path, name: str, cells: list[workbook.Row], period: str) -> Figures:
    """One partnership's sheet: England, its region, the partnership, and that by sector, size and type."""
    columns = _headings(file, name, cells)
    part = -1
    for line, row in enumerate(cells, start=1):
        label = workbook.text(row[0])
        if label == "Unweighted row":
            part += 1
        known = _question(label, part)
        if known is None:
            continue
        question, kind = known
        key = "per" if kind == questions_2019.DAYS else "question"
        for column, (area, level, split) in columns.items():
            value, status = workbook.number(file, name, line, row[column], table.SYMBOLS)
            factor = 100.0 if kind == questions_2019.SHARE else 1.0
            yield (
                _SERIES[kind], None, area, level, period, breakdown(**{key: question}, **split),
                _scaled(value, factor), None, None, status, line,
            )  # fmt: skip


def _question(label: str, part: int) -> tuple[str, str] | None:
    if label == "Unweighted row":
        return questions_2019.INTERVIEWS + questions_2019.PARTS[part], questions_2019.NUMBER
    if label == "Total":
        return questions_2019.ESTABLISHMENTS + questions_2019.PARTS[part], questions_2019.NUMBER
    return questions_2019.QUESTIONS.get(label)


def _headings(file: Path, name: str, cells: list[workbook.Row]) -> dict[int, tuple[str, str, dict[str, str]]]:
    """Which column is of which area and group. The row of groups stands above the row of headings."""
    for line, row in enumerate(cells[:-1], start=1):
        words = [workbook.text(cell) for cell in row]
        if words[1] == "ENGLAND" and "LEP" in words:
            return dict(_columns_of(file, name, line + 1, words, cells[line]))
    raise workbook.fault(file, name, None, "no row of headings says ENGLAND, REGION and LEP")


def _columns_of(
    file: Path, name: str, line: int, groups: list[str], headings: workbook.Row
) -> Iterator[tuple[int, tuple[str, str, dict[str, str]]]]:
    """A partnership that lies in several regions has a column for each of them."""
    texts = [workbook.text(cell).removesuffix(" Total") for cell in headings]
    partnership = leps.tidy(texts[groups.index("LEP")].replace(" & ", " and "))
    if partnership is None:
        what = csvfile.quoted(texts[groups.index("LEP")])
        raise workbook.fault(file, name, line, f"{what} is no partnership that is known")
    group = ""
    for column in range(1, len(texts)):
        group = groups[column] or group
        if group == "REGION" and texts[column] in leps.NAMES:
            continue  # London is a partnership too, whose own sheet has more
        if group in _AREAS:
            area = partnership if group == "LEP" else texts[column]
            yield column, (area, _AREAS[group], {})
        elif group not in questions_2019.GROUPS:
            raise workbook.fault(
                file, name, line - 1, f"{csvfile.quoted(group)} is no known group of columns"
            )
        elif not (group in _REPEATS and texts[column] in questions_2019.IN_BOTH):
            yield column, (partnership, "lep", {questions_2019.GROUPS[group]: slug(texts[column])})
