"""Ways in which a published file can be damaged or changed, for files of each form."""

import csv
import io
import random
import re
import zipfile

import polars as pl

from skillshire.sources import workbook


def middle(data):
    return len(data) // 2


def cut_in_half(data):
    return data[: middle(data)]


def cut_by_a_few_bytes(data):
    return data[:-3]


def emptied(data):
    return b""


def garbage(data):
    return random.Random(7).randbytes(5000)


def overwritten(data):
    """A block in the middle that was never written, as an interrupted copy leaves."""
    return data[: middle(data)] + bytes(512) + data[middle(data) + 512 :]


def flipped(data):
    """All bits of the byte in the middle, which makes text that is not UTF-8."""
    at = middle(data)
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def web_page(data):
    """What a server sends when it has moved the file."""
    return b"<!DOCTYPE html>\n<html><head><title>Page not found</title></head>\n<body></body></html>\n"


BYTES = [cut_in_half, cut_by_a_few_bytes, emptied, garbage, overwritten, flipped, web_page]


class Csv:
    """The rows of a CSV file as text; `save` writes them back."""

    def __init__(self, file):
        self.file = file
        text = file.read_bytes().decode("utf-8-sig")
        self.header, *self.rows = csv.reader(io.StringIO(text, newline=""))

    def place(self, column):
        return self.header.index(column)

    def middle(self, *filled):
        """The first English row from the middle on with something in the columns named."""
        for at in range(len(self.rows) // 2, len(self.rows)):
            row = self.rows[at]
            if any(re.fullmatch(r"E(0[6-9]|10)\d{6}", cell) for cell in row) and all(
                re.fullmatch(r"[\d.]+", row[self.place(name)]) for name in filled
            ):
                return at
        raise AssertionError("no such row")

    def line(self, at):
        """The line of the file on which a row starts, the header being 1."""
        return 1 + sum(1 + sum(cell.count("\n") for cell in row) for row in [self.header, *self.rows[:at]])

    def get(self, line, column):
        return [self.header, *self.rows][line - 1][column - 1]

    def set(self, line, column, text):
        [self.header, *self.rows][line - 1][column - 1] = text

    def save(self):
        with self.file.open("w", encoding="utf-8", newline="") as opened:
            csv.writer(opened).writerows([self.header, *self.rows])


class Parquet:
    """The rows of a Parquet file; `set` changes a cell and `save` writes them back."""

    def __init__(self, file):
        self.file, self.frame = file, pl.read_parquet(file)

    def middle(self):
        return len(self.frame) // 2

    def set(self, at, column, value):
        self.frame = self.frame.with_columns(
            pl.when(pl.int_range(pl.len()) == at).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
        )

    def save(self):
        self.frame.write_parquet(self.file)


class Sheet:
    """One sheet of an Excel workbook, whose cells can be overwritten with text."""

    def __init__(self, file, name):
        self.file, self.name = file, name
        self.cells = workbook.read(file, [name])[name]
        with zipfile.ZipFile(file) as archive:
            self.parts = {item: archive.read(item) for item in archive.namelist()}
        self.part = self._part()

    def _part(self):
        book = self.parts["xl/workbook.xml"].decode()
        relations = self.parts["xl/_rels/workbook.xml.rels"].decode()
        for tag in re.findall(r"<(?:\w+:)?sheet [^>]*>", book):
            if f'name="{self.name}"' in tag:
                wanted = re.search(r'r:id="(\w+)"', tag)[1]
        for tag in re.findall(r"<Relationship [^>]*>", relations):
            if f'Id="{wanted}"' in tag:
                return "xl/" + re.search(r'Target="/?(?:xl/)?([^"]+)"', tag)[1]
        raise AssertionError(f"no sheet {self.name}")

    def find(self, text, column=None):
        """(row, column) of the first cell with this text, both from 1."""
        for row, cells in enumerate(self.cells, start=1):
            for place, cell in enumerate(cells, start=1):
                if workbook.text(cell) == text and column in (None, place):
                    return row, place
        raise AssertionError(f"no cell {text}")

    def get(self, row, column):
        return self.cells[row - 1][column - 1]

    def set(self, row, column, text):
        name = _letters(column) + str(row)
        found = re.search(rf'<c r="{name}"[^>]*?(/>|>.*?</c>)'.encode(), self.parts[self.part], re.DOTALL)
        cell = f'<c r="{name}" t="str"><v>{text}</v></c>'.encode()
        self.parts[self.part] = self.parts[self.part].replace(found[0], cell)

    def save(self):
        with zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)


def _letters(column):
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
