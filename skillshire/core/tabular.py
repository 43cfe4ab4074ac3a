"""A table as a file: CSV, JSON, Excel, OpenDocument, and the CSVW description of the CSV.

A missing number is an empty cell (null in JSON), never 0, and numbers keep every digit they have.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

# A spreadsheet runs a cell that starts like this as a formula; a quote before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSVW = "csv-metadata.json"
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # in every workbook: the same figures make the same file
LOOKED_AT = 200  # rows from which a column's type is told


@dataclass(frozen=True)
class Table:
    """`rows` are mappings with some of `columns`; None is a cell without a value.

    `notes` are label and text: where the figures come from and how they may be used. `titles` head the
    columns where their ids would not say enough. `query` is what the CSV's address ends in, with its “?”.
    """

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    notes: Sequence[tuple[str, str]] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    query: str = ""


@dataclass(frozen=True)
class Format:
    title: str
    content_type: str
    write: Callable[[Table], bytes]


def to_csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, table.columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _safe(row.get(key)) for key in table.columns} for row in table.rows)
    return text.getvalue().encode()


def to_json(table: Table) -> bytes:
    """An object with the title, the notes and the rows; a breakdown stays the mapping it is."""
    rows = [{key: row.get(key) for key in table.columns} for row in table.rows]
    content = {"title": table.title, "notes": dict(table.notes), "rows": rows}
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def to_csvw(table: Table) -> bytes:
    """CSV on the Web metadata, https://www.w3.org/TR/tabular-metadata/; `url` stands beside the CSV."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"data.csv{table.query}",
        "dc:title": table.title,
        "rdfs:comment": [f"{label}: {text}" for label, text in table.notes],
        "dialect": {"lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {"columns": [_column(table, name) for name in table.columns]},
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def to_xlsx(table: Table) -> bytes:
    import xlsxwriter  # here: a page does not need it

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": table.title, "created": CREATED})
    bold = book.add_format({"bold": True})
    sheet, notes = book.add_worksheet("Figures"), book.add_worksheet("Notes")
    for across, heading in enumerate(_headings(table)):
        sheet.write_string(0, across, heading, bold)
    for down, cells in enumerate(_cells(table), start=1):
        for across, value in enumerate(cells):
            if value is not None:
                sheet.write(down, across, value)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, len(table.columns) - 1), 16)
    notes.set_column(0, 0, 20)
    for down, pair in enumerate([("Table", table.title), *table.notes]):
        notes.write_row(down, 0, pair)
    book.close()
    return stream.getvalue()


def to_ods(table: Table) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet

    book = OpenDocumentSpreadsheet()
    figures = [_headings(table), *_cells(table)]
    for name, rows in (("Figures", figures), ("Notes", [("Table", table.title), *table.notes])):
        book.spreadsheet.addElement(_ods_sheet(name, rows))
    stream = io.BytesIO()
    book.write(stream)
    return stream.getvalue()


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV", "text/csv; charset=utf-8", to_csv),
    "xlsx": Format("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "ods": Format("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", to_ods),
    "json": Format("JSON", "application/json", to_json),
    CSVW: Format("CSVW", "application/csvm+json", to_csvw),
}


def _safe(value: object) -> object:
    plain = _plain(value)
    return f"'{plain}" if isinstance(plain, str) and plain.startswith(FORMULA) else plain


def _plain(value: object) -> object:
    """A cell's value: a breakdown becomes the text that addresses use, `age=16-24;sex=female`."""
    if isinstance(value, Mapping):
        return ";".join(f"{key}={text}" for key, text in sorted(value.items()))
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _headings(table: Table) -> list[str]:
    return [table.titles.get(name, name) for name in table.columns]


def _cells(table: Table) -> list[list[Any]]:
    return [[_plain(row.get(name)) for name in table.columns] for row in table.rows]


def _column(table: Table, name: str) -> dict[str, object]:
    return {"name": name, "titles": name, "dc:description": table.titles.get(name, name.replace("_", " ")),
            "datatype": _type(table, name), "required": False}  # fmt: skip


def _type(table: Table, name: str) -> str:
    values = (row.get(name) for row in table.rows)
    seen = list(islice((value for value in values if value is not None), LOOKED_AT))
    if seen and all(isinstance(value, int) for value in seen):
        return "integer"
    return "number" if seen and all(isinstance(value, (int, float)) for value in seen) else "string"


def _ods_sheet(name: str, rows: Sequence[Sequence[Any]]) -> Any:
    from odf.table import Table as Sheet
    from odf.table import TableCell, TableRow
    from odf.text import P

    sheet = Sheet(name=name)
    for row in rows:
        line = TableRow()
        for value in row:
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            cell = TableCell(valuetype="float", value=value) if number else TableCell(valuetype="string")
            if value is not None:
                cell.addElement(P(text=str(value)))
                line.addElement(cell)
            else:
                line.addElement(TableCell())
        sheet.addElement(line)
    return sheet
