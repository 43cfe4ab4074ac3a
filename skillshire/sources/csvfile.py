"""Reads publishers' CSV files strictly: a departure is an error with its line, never a guess."""

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from skillshire.core import periods
from skillshire.core.errors import UserError
from skillshire.sources.errors import SourceError

_NUMBER = r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][-+]?\d{1,3})?"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = " \t\r\n\u00a0"  # named, because Python and polars differ over what else is blank


def read(file: Path, columns: Sequence[str]) -> pl.DataFrame:
    """The named columns as text (empty cells are ""), and `line`: where each row starts, the header being 1.

    Raises SourceError for a file that is not UTF-8 text, is empty or has no rows, for a missing or doubled
    column, a quote left open, and a row with more or fewer cells than the header. A byte order mark and a
    missing last newline are accepted.
    """
    text = _text(file)
    rows = _rows(file, text.rstrip("\r\n"))
    line, header = next(rows)
    places = [_place(file, line, header, name) for name in columns]
    lines: list[int] = []
    cells: list[list[str]] = []
    for line, row in rows:
        if len(row) != len(header):
            raise SourceError(file, line, f"the row has {len(row)} cells where the header has {len(header)}")
        lines.append(line)
        cells.append([row[place] for place in places])
    if not lines:
        raise SourceError(file, None, "there is a header but no rows; the download may have been cut short")
    frame = pl.DataFrame(cells, schema=dict.fromkeys(columns, pl.String), orient="row")
    return frame.with_columns(line=pl.Series(lines, dtype=pl.Int64))


def number(text: str, symbols: Mapping[str, str]) -> tuple[float | None, str]:
    """`"1,234.5"` is (1234.5, ""); a symbol is (None, its status). Anything else is a ValueError.

    `symbols` maps what the publisher writes instead of a number to one of table.STATUSES; an empty cell is
    accepted only where `symbols` has "".
    """
    text = text.strip(_BLANKS)
    if text in symbols:
        return None, symbols[text]
    value = float(text.replace(",", "")) if re.fullmatch(_NUMBER, text, re.ASCII) else math.inf
    if not math.isfinite(value):
        raise ValueError(f"{quoted(text)} is not a number")
    return value, ""


def numbers(file: Path, frame: pl.DataFrame, column: str, symbols: Mapping[str, str]) -> pl.DataFrame:
    """The same for a whole column: a frame of `value` (Float64 or null) and `status`, in row order.

    `frame` needs a `line` column; a null counts as an empty cell. Unknown text raises SourceError with its
    line.
    """
    text = frame[column].fill_null("").str.strip_chars(_BLANKS)
    known = text.is_in(pl.Series(list(symbols), dtype=pl.String).implode())
    plain = text.str.contains(f"^(?-u:{_NUMBER})$")
    digits = pl.select(pl.when(~known & plain).then(text.str.replace_all(",", "", literal=True))).to_series()
    value = digits.cast(pl.Float64, strict=False)
    wrong = (~known & ~value.is_finite().fill_null(False)).arg_true()
    if len(wrong):
        reason = f"{quoted(text[wrong[0]])} in the column {quoted(column)} is not a number"
        raise SourceError(file, frame["line"][wrong[0]], reason)
    statuses = pl.Series(list(symbols.values()), dtype=pl.String)
    status = text.replace_strict(list(symbols), statuses, default="", return_dtype=pl.String)
    return pl.DataFrame({"value": value, "status": status})


def refuse_unknown(file: Path, frame: pl.DataFrame, column: str, known: Sequence[str]) -> None:
    """Raises SourceError at the first cell of `column` that is none of `known`."""
    wrong = (~frame[column].is_in(list(known))).arg_true()
    if len(wrong):
        text, line = frame[column][wrong[0]], frame["line"][wrong[0]]
        raise SourceError(file, line, f"{quoted(text)} is not known in the column {quoted(column)}")


def refuse_duplicates(file: Path, frame: pl.DataFrame, key: Sequence[str]) -> None:
    """Raises SourceError at the second row with the same `key` columns (nulls count as equal)."""
    again = frame.filter(~pl.struct(key).is_first_distinct())
    if len(again):
        row = again.row(0, named=True)
        what = ", ".join(str(row[name]) for name in key if row[name] not in (None, ""))
        raise SourceError(file, row["line"], f"there is already a figure for {what}")


def refuse_bad_periods(file: Path, frame: pl.DataFrame, column: str = "period") -> None:
    """Raises SourceError at the first cell of `column` that skillshire.core.periods cannot read."""
    for text, line in (
        frame.unique(column, keep="first", maintain_order=True).select(column, "line").iter_rows()
    ):
        try:
            periods.parse(text)
        except UserError as error:
            raise SourceError(file, line, str(error).rstrip(".")) from None


def quoted(text: object) -> str:
    """A cell as an error message shows it."""
    shown = str(text)
    return f"“{shown[:40]}…”" if len(shown) > 40 else f"“{shown}”"


def _text(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(file, None, f"the file cannot be read ({error.strerror}); fetch it again") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(file, line, "the text is not UTF-8; the file may be damaged") from None
    if wrong := _CONTROL.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        raise SourceError(file, line, "there is a byte that no text has; the file may be damaged")
    if not text.strip():
        raise SourceError(file, None, "the file is empty; the download may have been cut short")
    return text


def _rows(file: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it starts, so that newlines in quoted cells keep the count true."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(file, line, f"the row cannot be read as CSV ({error})") from None


def _place(file: Path, line: int, header: list[str], name: str) -> int:
    if header.count(name) > 1:
        raise SourceError(file, line, f"the column {quoted(name)} is there {header.count(name)} times")
    if name not in header:
        raise SourceError(
            file, line, f"the column {quoted(name)} is missing; the publisher may have renamed it"
        )
    return header.index(name)
