import csv
import io
import math

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.sources import csvfile
from skillshire.sources.errors import SourceError

SYMBOLS = {"": "x", "c": "c", "low": "low"}


@pytest.fixture
def written(tmp_path):
    def write(content):
        file = tmp_path / "figures.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def fault(act):
    with pytest.raises(SourceError) as caught:
        act()
    return caught.value


def test_reads_the_named_columns_with_their_lines(written):
    file = written("area,other,figure\nE1,x,1\nE2,y,2\n")
    frame = csvfile.read(file, ["figure", "area"])
    assert frame.rows() == [("1", "E1", 2), ("2", "E2", 3)]
    assert frame.columns == ["figure", "area", "line"]


def test_accepts_a_byte_order_mark_and_lines_that_end_as_windows_ends_them(written):
    assert csvfile.read(written(b"\xef\xbb\xbfarea\r\nE1\r\nE2\r\n"), ["area"]).rows() == [
        ("E1", 2),
        ("E2", 3),
    ]


def test_keeps_empty_cells_as_empty_text(written):
    assert csvfile.read(written("a,b\n,\n"), ["a", "b"]).rows() == [("", "", 2)]


def test_counts_lines_inside_quoted_cells(written):
    frame = csvfile.read(written('a,b\n"one\ntwo",1\nthree,2\n'), ["a"])
    assert frame["line"].to_list() == [2, 4]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"area,value\nE1,1\n", 1, "the column “period” is missing"),
        (b"area,area,period\nE1,1,2\n", 1, "the column “area” is there 2 times"),
        (b"area,period\nE1,1\nE2\n", 3, "has 1 cells where the header has 2"),
        (b"area,period\nE1,1\nE2,2,3\n", 3, "has 3 cells"),
        (b"area,period\nE1,1\n\nE2,2\n", 3, "has 0 cells"),
        (b"area,period,value\nE1,1,2\nE2,20", 3, "has 2 cells"),
        (b"area,period\nE1,1\nE\xff,2\n", 3, "not UTF-8"),
        (b'area,period\nE1,1\n"E2,2\n', 3, "cannot be read as CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "not UTF-8"),
        (b"", None, "the file is empty"),
        (b"\n\n", None, "the file is empty"),
        (b"area,period\n", None, "no rows"),
    ],
)
def test_refuses_what_is_not_as_expected(written, content, line, reason):
    file = written(content)
    error = fault(lambda: csvfile.read(file, ["area", "period"]))
    assert error.file == str(file)
    assert error.line == line
    assert reason in error.reason


def test_refuses_a_file_that_is_not_there(tmp_path):
    assert "fetch it again" in fault(lambda: csvfile.read(tmp_path / "gone.csv", ["a"])).reason


def test_a_cut_before_the_last_cell_of_a_row_is_noticed(written):
    whole = "area,period,value\n" + "".join(f"E{i},2020,{i}\n" for i in range(5))
    for end in range(whole.rindex("E4") + 1, whole.rindex(",") + 1):
        assert fault(lambda end=end: csvfile.read(written(whole[:end]), ["value"])).line == 6


def test_accepts_a_last_line_that_does_not_end(written):
    assert csvfile.read(written("area,value\nE1,1"), ["value"]).height == 1


@pytest.mark.parametrize("byte", [b"\x00", b"\x07", b"\x1f", b"\x7f"])
def test_refuses_bytes_that_no_text_has_with_their_line(written, byte):
    """Even in a column that nobody reads: an interrupted copy leaves blocks of them."""
    error = fault(lambda: csvfile.read(written(b"area,note\nE1,a\nE2,b" + byte + b"\nE3,c\n"), ["area"]))
    assert (error.line, "may be damaged" in error.reason) == (3, True)


printed = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\t")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.text(printed), st.text(printed)), min_size=1))
def test_gives_back_any_cells_that_a_csv_writer_wrote(tmp_path, rows):
    rows = [*rows, ("end", "end")]
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    file = tmp_path / "any.csv"
    file.write_bytes(text.getvalue().encode())
    assert csvfile.read(file, ["a", "b"]).select("a", "b").rows() == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_by_name(tmp_path, content):
    file = tmp_path / "any.csv"
    file.write_bytes(content)
    try:
        frame = csvfile.read(file, ["a"])
    except SourceError:
        return
    assert len(frame) > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12.0), ("1,234.5", 1234.5), (" 7 ", 7.0), ("-0.5", -0.5), ("+3", 3.0), ("1e3", 1000.0),
        ("0", 0.0), ("1,234,567", 1234567.0), ("\u00a08", 8.0),
    ],
)  # fmt: skip
def test_reads_numbers_as_publishers_write_them(text, expected):
    assert csvfile.number(text, {}) == (expected, "")


@pytest.mark.parametrize(
    "text", ["", "12a", "1,23", "1.2.3", "nan", "inf", "-", "0x10", "1_000", "٣", "1e999", "12%", "c"]
)
def test_refuses_what_is_no_number(text):
    with pytest.raises(ValueError, match="is not a number"):
        csvfile.number(text, {})


def test_a_symbol_is_missing_and_never_nought():
    assert csvfile.number("c", SYMBOLS) == (None, "c")
    assert csvfile.number("", SYMBOLS) == (None, "x")


def column(*texts):
    return pl.DataFrame(
        {"value": list(texts), "line": range(2, len(texts) + 2)}, schema_overrides={"value": pl.String}
    )


def test_reads_a_column_of_numbers_and_symbols(tmp_path):
    found = csvfile.numbers(tmp_path, column("1,000", "c", "", None, "2.5"), "value", SYMBOLS)
    assert found.rows() == [(1000.0, ""), (None, "c"), (None, "x"), (None, "x"), (2.5, "")]


def test_a_column_without_symbols_has_none(tmp_path):
    assert csvfile.numbers(tmp_path, column("1"), "value", {}).rows() == [(1.0, "")]


def test_names_the_line_of_a_letter_in_a_number(tmp_path):
    error = fault(lambda: csvfile.numbers(tmp_path, column("1", "2", "3O", "4x"), "value", SYMBOLS))
    assert error.line == 4
    assert "“3O” in the column “value” is not a number" in error.reason


near_numbers = st.one_of(
    st.from_regex(r"[ \t]*[-+]?\d{0,4}(,\d{2,3})?(\.\d{0,3})?(e\d{1,3})?[ \n]*", fullmatch=True),
    st.floats().map(str),
    st.sampled_from(["c", "", " ", "low", "nan", "٣", "\x1c1", "1\x00", "\u20031"]),
    st.text(max_size=4),
)


@given(near_numbers)
def test_a_column_and_a_cell_are_read_alike(text):
    text = text.encode(errors="ignore").decode()
    try:
        expected = csvfile.number(text, SYMBOLS)
    except ValueError:
        expected = None
    try:
        found = csvfile.numbers("file", column(text), "value", SYMBOLS).row(0)
    except SourceError:
        found = None
    assert found == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_written_out_is_read_back(value):
    found, status = csvfile.number(f"{value!r}", {})
    assert (found, status) == (value, "")
    assert math.copysign(1, found) == math.copysign(1, value)


def test_refuses_an_unknown_word_with_its_line(tmp_path):
    frame = pl.DataFrame({"level": ["county", "shire"], "line": [2, 3]})
    error = fault(lambda: csvfile.refuse_unknown(tmp_path, frame, "level", ["county"]))
    assert (error.line, error.reason) == (3, "“shire” is not known in the column “level”")


def test_refuses_a_second_figure_for_one_key_with_its_own_line(tmp_path):
    frame = pl.DataFrame({"area": ["E1", "E2", "E1"], "period": ["2020"] * 3, "line": [2, 3, 4]})
    error = fault(lambda: csvfile.refuse_duplicates(tmp_path, frame, ["area", "period"]))
    assert (error.line, error.reason) == (4, "there is already a figure for E1, 2020")


def test_two_missing_codes_count_as_the_same_key(tmp_path):
    frame = pl.DataFrame({"area": [None, None], "line": [2, 3]}, schema_overrides={"area": pl.String})
    assert fault(lambda: csvfile.refuse_duplicates(tmp_path, frame, ["area"])).line == 3


@pytest.mark.parametrize("text", ["2020", "2020-13-01/P1Y", "2020-01-01/P0Y", "", "01/04/2020"])
def test_refuses_a_bad_period_with_its_line(tmp_path, text):
    frame = pl.DataFrame({"period": ["2020-01-01/P1Y", text], "line": [2, 3]})
    assert fault(lambda: csvfile.refuse_bad_periods(tmp_path, frame)).line == 3


def test_cuts_long_text_short_in_messages():
    assert csvfile.quoted("x" * 50) == f"“{'x' * 40}…”"
