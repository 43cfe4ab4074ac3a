"""From the bytes of a file to rows of text, whatever program saved it."""

import csv
import io
from collections.abc import Iterator, Sequence

from skillshire.casework.ccis import columns
from skillshire.casework.ccis.columns import Header
from skillshire.core.errors import UserError

MOST_BYTES = 200_000_000
MOST_ROWS = 500_000
MOST_IN_CELL = 2_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text(data: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1252, told by the first bytes and by whether it can be read."""
    if not data.strip():
        raise UserError("The file is empty; save the list again as CSV.")
    if len(data) > MOST_BYTES:
        raise UserError(f"The file is larger than {MOST_BYTES // 1_000_000} MB; split it into several.")
    if data.startswith(b"PK\x03\x04"):
        raise UserError("The file is a workbook or a packed folder; save the list as CSV.")
    for encoding in _encodings(data):
        try:
            found = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in found:
            return found
    raise UserError("The file is not text as UTF-8, UTF-16 or Windows-1252; save it as CSV in UTF-8.")


def _encodings(data: bytes) -> list[str]:
    marked = [name for bom, name in _BOMS if data.startswith(bom)]
    if marked:
        return marked
    start = data[:400]
    if start[1::2].count(0) > len(start) // 4:
        return ["utf-16-le"]
    return ["utf-16-be"] if start[::2].count(0) > len(start) // 4 else ["utf-8", "cp1252"]


def table(
    content: str, needed: Sequence[str] = columns.NEEDED
) -> tuple[Header, Iterator[tuple[int, list[str]]]]:
    """The headings, and each row with its number as a spreadsheet shows it: the headings are row 1."""
    first = content.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)  # the comma where none is there
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    try:
        header = columns.match(next(rows, []), needed)
    except csv.Error as error:
        raise UserError(
            f"The first row cannot be read as CSV ({error}); save the list again as CSV."
        ) from None
    return header, _numbered(rows)


def _numbered(rows: "Iterator[list[str]]") -> Iterator[tuple[int, list[str]]]:
    number = 1
    try:
        for row in rows:
            number += 1
            if number > MOST_ROWS + 1:
                raise UserError(f"The file has more than {MOST_ROWS:,} rows; split it into several.")
            if any(cell and not cell.isspace() for cell in row):
                yield number, row
    except csv.Error as error:
        raise UserError(
            f"Row {number + 1} cannot be read as CSV ({error}); look for a quotation mark without its pair."
        ) from None
