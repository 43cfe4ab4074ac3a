"""The rows of a long table of figures as markup: the classes stand on the table, not on its many cells."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Cell = str | Mapping[str, Any]


def rows(
    columns: Sequence[Mapping[str, Any]], found: Sequence[Sequence[Cell]], strong: Sequence[int] = ()
) -> str:
    """Table rows whose first cell heads its row; a cell is text, or has text, symbol, meaning, missing, href.

    Cells of columns that do not hold numbers get the class t, for text.
    """
    ends = ["" if column.get("number") else ' class="t"' for column in columns]
    bold = set(strong)
    return "".join(_row(row, ends, index in bold) for index, row in enumerate(found))


def _row(row: Sequence[Cell], ends: Sequence[str], bold: bool) -> str:
    cells = "".join(f"<td{end}>{_cell(cell)}</td>" for cell, end in zip(row[1:], ends[1:], strict=True))
    start = '<tr class="app-table__strong">' if bold else "<tr>"
    return f'{start}<th scope="row">{_cell(row[0])}</th>{cells}</tr>\n'


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    said = escape(str(cell["text"]))
    if cell.get("missing"):
        said = f'<span class="app-table__missing">{said}</span>'
    elif cell.get("href"):
        said = f'<a class="govuk-link" href="{escape(str(cell["href"]))}">{said}</a>'
    if not cell.get("symbol"):
        return said
    symbol, meaning = (escape(str(cell.get(key) or "")) for key in ("symbol", "meaning"))
    return f'{said} <abbr title="{meaning}">[{symbol}]</abbr>'
