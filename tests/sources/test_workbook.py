import zipfile

import pytest

from skillshire.sources import workbook
from skillshire.sources.errors import SourceError
from tests.sources import sheets


@pytest.fixture
def book(tmp_path):
    return sheets.write(tmp_path / "book.xlsx", {"One": [["", ""], ["", "a"], [1, 2.5]], "Two": [["x"]]})


def test_rows_and_columns_are_counted_from_the_first_cell(book):
    cells = workbook.read(book, ["One"])["One"]
    assert cells[1] == ["", "a"]
    assert cells[2] == [1.0, 2.5]


def test_refuses_a_missing_sheet_by_name(book):
    with pytest.raises(SourceError, match="the sheet “Three” is missing"):
        workbook.read(book, ["One", "Three"])


def test_every_flipped_byte_of_the_content_is_noticed(book):
    whole = book.read_bytes()
    with zipfile.ZipFile(book) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    start = part.header_offset + 30 + len(part.filename)
    for place in range(start, start + part.compress_size):
        book.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(SourceError):
            workbook.read(book, ["One"])


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken", bytes(range(256))])
def test_refuses_garbage(tmp_path, content):
    file = tmp_path / "book.xlsx"
    file.write_bytes(content)
    with pytest.raises(SourceError, match="not a sound workbook"):
        workbook.read(file, ["One"])


def test_refuses_a_cut_file(book):
    book.write_bytes(book.read_bytes()[:-40])
    with pytest.raises(SourceError, match="fetch it again"):
        workbook.read(book, ["One"])


def test_refuses_a_sound_archive_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("note.txt", "hello")
    with pytest.raises(SourceError, match="fetch it again"):
        workbook.read(tmp_path / "book.xlsx", ["One"])


def test_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceError, match="cannot be read"):
        workbook.read(tmp_path / "gone.xlsx", ["One"])


@pytest.mark.parametrize(
    ("cell", "text"), [(" E1 \n x ", "E1 x"), (2021.0, "2021"), (2.5, "2.5"), ("", ""), (2021, "2021")]
)
def test_cells_become_trimmed_text(cell, text):
    assert workbook.text(cell) == text


def test_numbers_keep_their_type_and_symbols_their_status(tmp_path):
    assert workbook.number(tmp_path, "One", 3, 5.0, {}) == (5.0, "")
    assert workbook.number(tmp_path, "One", 3, "1,005", {}) == (1005.0, "")
    assert workbook.number(tmp_path, "One", 3, ":", {":": "x"}) == (None, "x")


@pytest.mark.parametrize("cell", ["12a", True, ""])
def test_names_sheet_and_row_of_a_bad_number(tmp_path, cell):
    with pytest.raises(SourceError) as caught:
        workbook.number(tmp_path, "One", 3, cell, {})
    assert caught.value.line == 3
    assert "in the sheet “One”" in caught.value.reason
